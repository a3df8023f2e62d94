"""What the readings of a language share, and a sentence with all that was found in it."""

from kabar.claim.choice.classes import Classes
from kabar.claim.choice.judge import Judge
from kabar.claim.choice.place import Ground
from kabar.claim.inventory import Predicates
from kabar.claim.sentence.clauses import bounds_of, clauses
from kabar.claim.sentence.drafts import Parts
from kabar.claim.sentence.frames import Hit, outside
from kabar.claim.sentence.scope import Meaning, meaning
from kabar.claim.sentence.usable import usable
from kabar.find.mention import Cue, Time
from kabar.frozen import Frozen
from kabar.page import Page, Sentence
from kabar.record import Status

DATED = ("DATE", "TIME")  # types of the times that can date


class Rules(Frozen, frozen=True, gc=False):
    """What the reading of all sentences of a language shares."""

    language: str
    predicates: Predicates
    default: Status
    judge: Judge
    classes: Classes


class Site(Frozen, frozen=True, gc=False):
    """A sentence with all that was found in it, for the steps below."""

    page: Page
    sentence: Sentence
    tags: str
    parts: Parts
    rules: Rules
    hits: tuple[Hit, ...]
    scope: tuple[Cue, ...]  # cues of status and negation
    ground: Ground
    usable: tuple[Time, ...]
    reasons: dict[int, str]  # why a time, by its first token, would fill no slot

    def meant(self, places: list[int], scoped: bool = True) -> Meaning:
        """Status and negation of a claim with the given tokens; of what is not scoped only the nouns beside it say."""
        scope = self.scope if scoped else tuple([cue for cue in self.scope if cue.reach == "phrase"])
        if not scope:
            return Meaning(self.rules.default, False, ())
        shape = self.ground.clauses
        return meaning(places, scope, shape, self.tags, self.parts.quantities, self.rules.default)


def site_of(page: Page, sentence: Sentence, tags: str, parts: Parts, rules: Rules) -> Site:
    """Triggers, scopes, clauses and usable times of a sentence."""
    known = rules.predicates
    hits = known.find(page.tokens.norm, sentence.first, sentence.stop)
    if hits:
        hits = outside(hits, parts.quantities, parts.entities, parts.times, page)
    trends = frozenset([i for h in hits if h.entry.trend for i in range(h.first, h.stop)])
    scope = [cue for cue in parts.cues if cue.kind == "status" or cue.kind == "negation"]
    bounds = bounds_of(parts.cues, scope, parts.times, known.periods, page.tokens.norm)
    shape = clauses(page, sentence, tags, bounds, parts.quantities, parts.times, trends, known)
    kept, refused = (
        usable(parts.times, parts.cues, tags, shape, page.tokens, known.periods, page.article.published)
        if parts.times
        else ([], [])
    )
    return Site(
        page,
        sentence,
        tags,
        parts,
        rules,
        tuple(hits),
        tuple(scope),
        Ground(page, tags, sentence, parts.entities, shape, rules.language, rules.classes),
        tuple(kept),
        {r.time.first: r.reason for r in refused},
    )

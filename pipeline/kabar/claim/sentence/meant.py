"""How a claim is meant: what its cues say, what its time adds, and the status that the judge chose."""

from kabar.claim.choice import statuses
from kabar.claim.choice.place import within
from kabar.claim.sentence.scope import Meaning
from kabar.claim.sentence.site import Site
from kabar.claim.sentence.usable import comes_later
from kabar.find.mention import Time
from kabar.frozen import replace

_FINITE = frozenset("VTX")
_BY = ("ON_OR_BEFORE", "BEFORE")


def ahead(site: Site, meant: Meaning, place: int, time: Time | None) -> Meaning:
    """What lies ahead is planned, unless a word says that by the end of that time it has come about."""
    if meant.status != site.rules.default or (meant.cues and time is not None and time.modifier in _BY):
        return meant
    verb = site.tags[max(0, place - 2) : place]
    past = site.rules.predicates.tensed and (verb[-1:] == "T" or (verb == "XE" and bool(meant.cues)))
    if (comes_later(time, site.page.article.published) and not past) or _headline(site, place):
        return replace(meant, status="planned")
    return meant


def _headline(site: Site, place: int) -> bool:
    """`Ford to Cut 300 Jobs`: in a title an infinitive without a verb before it is what shall be."""
    sentence, tags = site.sentence, site.tags
    if sentence.section != "title":
        return False
    mark = tags.find("t", sentence.first, place)
    return mark > sentence.first and mark + 1 < sentence.stop and not set(tags[sentence.first : mark]) & _FINITE


def judged(
    site: Site, ruled: Meaning, start: int, anchor: int, trigger: int, time: Time | None, predicate: str, kind: str
) -> tuple[Meaning, int]:
    """How a claim is meant, and how sure that is; ``start`` is the character that the choice is about."""
    modifier = "none" if time is None or time.modifier is None else time.modifier
    ahead = comes_later(time, site.page.article.published)
    told = statuses.Told(anchor, trigger, ruled.status, ahead, time is not None, modifier, predicate, kind)
    cues = [cue for cue in within(site.scope, anchor) if cue.kind == "status"]
    context = statuses.context(site.ground, told, cues)
    choice = site.rules.judge.name("status", start, statuses.STATUSES, context, statuses.own(ruled.status))
    status = statuses.STATUSES[choice.index]
    return (ruled if status == ruled.status else replace(ruled, status=status)), choice.sure

"""What the tasks of annotation tools share: the article they are about, its claims as drafts, and gold made of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from kabar.errors import ClaimsError
from kabar.out import drafts
from kabar.out.diff import anchor
from kabar.out.drafts import Draft
from kabar.out.gold import GoldDocument
from kabar.page import Article, Block
from kabar.record import Claim, Section


class Task(NamedTuple):
    """One article with its claims, in the order of their anchors."""

    text: str
    about: dict[str, Any]
    claims: list[Claim]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a task carries along of its article; ``sentences`` are start, end and section in code points."""

    id: str
    sha256: str
    language: str
    published: str | None
    publisher: str | None
    author: str | None
    title: str | None
    sentences: list[tuple[int, int, Section]]


def tasks(claims: Iterable[Claim], articles: Mapping[str, Article]) -> Iterator[Task]:
    """A task for every document whose text is at hand, in the order of the claims."""
    of: dict[tuple[str | None, str | None, str], list[Claim]] = {}
    for claim in claims:
        document = claim.document
        of.setdefault((document.path, document.position, document.sha256), []).append(claim)
    for group in of.values():
        article = articles.get(group[0].document.text_sha256)
        if article is not None:
            yield Task(article.text, _about(group), sorted(group, key=anchor))


def _about(group: Sequence[Claim]) -> dict[str, Any]:
    document = group[0].document
    sentences = sorted({(c.evidence.start, c.evidence.end, c.evidence.section) for c in group})
    about = About(
        id=" ".join(p for p in (document.path, document.position) if p) or document.sha256[:16],
        sha256=document.sha256,
        language=document.language,
        published=document.published,
        publisher=document.publisher,
        author=document.author,
        title=document.title,
        sentences=sentences,
    )
    found: dict[str, Any] = msgspec.to_builtins(about)
    return found


def gold(about: About, text: str, found: Iterable[Draft]) -> GoldDocument:
    """The gold of an article. Raises ClaimsError naming the region that lacks something."""
    sentences = [Block(*s) for s in about.sentences]
    ordered = sorted(found, key=lambda d: d.anchor)
    claims = [drafts.gold(draft, text, sentences) for draft in ordered]
    known = {name: getattr(about, name) for name in About.__struct_fields__ if name != "sentences"}
    return GoldDocument(**known, claims=claims)


def located(where: str, error: Exception) -> ClaimsError:
    """An error of a task with its place."""
    return ClaimsError(str(error), where, "export it as JSON, from a project that holds what `kabar export` wrote")

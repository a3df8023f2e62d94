"""How often the words of an article stand in it, and which of them its title has: what is told again is told of."""

from bisect import bisect_left

from kabar.page import Page


class Repeats:
    """The places of all words of a page, as they are written in ``norm``."""

    def __init__(self, page: Page) -> None:
        norm = page.tokens.norm
        self._places: dict[str, list[int]] = {}
        for i, word in enumerate(norm):
            self._places.setdefault(word, []).append(i)
        self._title = set((page.article.title or "").casefold().split())
        for sentence in page.sentences:
            if sentence.section == "title":
                self._title.update(norm[sentence.first : sentence.stop])

    def before(self, word: str, token: int) -> int:
        """How often a word stands before a token."""
        return bisect_left(self._places.get(word, ()), token)

    def all(self, word: str) -> int:
        """How often a word stands in the article."""
        return len(self._places.get(word, ()))

    def titled(self, word: str) -> bool:
        """Whether the title has a word."""
        return word in self._title

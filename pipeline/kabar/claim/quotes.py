"""Words of the document as they stand in records: spans, times, durations, sentences with their surroundings."""

from kabar.find.mention import Time as TimeMention
from kabar.page import Page, Sentence
from kabar.record import Duration, Evidence, Span, Time

_BESIDE = 32  # characters of prefix and suffix, as in W3C's text quote selector


class Quotes:
    """Quotes one page; a sentence is one object for all its claims."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._evidence: dict[int, Evidence] = {}

    def span(self, first: int | None, stop: int | None) -> Span | None:
        """Tokens ``first`` to ``stop``."""
        if first is None or stop is None:
            return None
        start, end = self._page.tokens.span(first, stop)
        return Span(text=self._page.article.text[start:end], start=start, end=end)

    def time(self, time: TimeMention | None) -> Time | None:
        """When something holds."""
        if time is None:
            return None
        return Time(
            text=self._page.article.text[time.start : time.end],
            start=time.start,
            end=time.end,
            value=time.value,
            modifier=time.modifier,
            from_=time.from_,
            to=time.to,
            edtf=time.edtf,
            anchored_on=time.anchored_on,
        )

    def duration(self, time: TimeMention | None) -> Duration | None:
        """How long something lasts."""
        if time is None or time.value is None:
            return None
        text = self._page.article.text[time.start : time.end]
        return Duration(text=text, start=time.start, end=time.end, value=time.value)

    def evidence(self, sentence: Sentence) -> Evidence:
        """The sentence with its surroundings, one object for all its claims."""
        known = self._evidence.get(sentence.first)
        if known is None:
            text, start, end = self._page.article.text, sentence.start, sentence.end
            known = self._evidence[sentence.first] = Evidence(
                text=text[start:end],
                start=start,
                end=end,
                prefix=text[max(0, start - _BESIDE) : start],
                suffix=text[end : end + _BESIDE],
                section=sentence.section,
            )
        return known

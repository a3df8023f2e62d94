"""Values that are dealt out to names one by one (``Audi and Fiat sold 300 and 400 cars, respectively``)."""

from collections.abc import Container, Sequence

from kabar.claim.subject.anaphors import Reference


def dealt(
    refs: Sequence[Reference], anchor: int, first: int, stop: int, tags: str, times: Container[int]
) -> Reference | None:
    """The name whose turn the value at the anchor is; None where there are not as many names as values.

    ``refs`` are those of the sentence ``first`` to ``stop``, in order; numbers of ``times`` are no values.
    """
    values = [i for i in range(first, stop) if tags[i] == "M" and i not in times and (i == first or tags[i - 1] != "M")]
    names = _list(refs, tags)
    if len(names) != len(values):
        return None
    turn = sum(i <= anchor for i in values) - 1
    return names[turn] if turn >= 0 else None


def _list(refs: Sequence[Reference], tags: str) -> list[Reference]:
    """The longest run of names with nothing but commas and conjunctions between."""
    best: list[Reference] = []
    run: list[Reference] = []
    for ref in refs:
        joined = run and run[-1].stop < ref.first and not tags[run[-1].stop : ref.first].strip(",CDn")
        run = [*run, ref] if joined else [ref]
        if len(run) > len(best):
            best = run
    return best if len(best) > 1 else []

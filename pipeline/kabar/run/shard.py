"""A share of the files of a run, for several machines that do one folder together."""

from typing import Final, NamedTuple
from zlib import crc32

from kabar.errors import UsageError

_MOST_SHARES: Final = 1_000_000


class Shard(NamedTuple):
    """One share of the files, from 1 to ``of``: a file is of one by its path, whatever other files there are."""

    number: int = 1
    of: int = 1

    @classmethod
    def read(cls, said: str | None) -> "Shard":
        """The share that is written ``3/64``; everything for None. Raises UsageError."""
        if said is None:
            return cls()
        first, slash, second = said.partition("/")
        numbers = [int(n) for n in (first, second) if n.isascii() and n.isdecimal() and len(n) < 8]
        if not slash or len(numbers) < 2 or not 1 <= numbers[0] <= numbers[1] <= _MOST_SHARES:
            raise UsageError(f"{said!r} is no share", "--shard", "say for instance --shard 3/64; the first is 1/64")
        return cls(*numbers)

    def told(self) -> dict[str, object]:
        """What ``run.json`` says of it: nothing of the whole."""
        return {"shard": f"{self.number}/{self.of}"} if self.of > 1 else {}

    def holds(self, path: str) -> bool:
        """Whether the file of this path, as records show it, is of the share."""
        return self.of == 1 or crc32(path.encode("utf-8", "surrogatepass")) % self.of == self.number - 1


WHOLE: Final = Shard()

"""The file systems that Spark reads and writes, through Spark itself: no client of our own, no credentials."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Files:
    """Folders and small files by their URI, on whatever file system that names. Errors are Spark's."""

    def __init__(self, session: "SparkSession") -> None:
        self._java: Any = session.sparkContext._jvm
        self._conf: Any = session.sparkContext._jsc.hadoopConfiguration()

    def _path(self, path: str) -> tuple[Any, Any]:
        """The file system of a path and the path in it."""
        hadoop = self._java.org.apache.hadoop.fs
        place = hadoop.Path(path)
        return place.getFileSystem(self._conf), place

    def absolute(self, path: str) -> str:
        """The path with its file system, as the columns of Spark have it."""
        system, place = self._path(path)
        return str(system.makeQualified(place).toString())

    def is_local(self, path: str) -> bool:
        """Whether every worker can open it by its path: it lies on a disk or a mount."""
        return self.absolute(path).startswith("file:")

    def matches(self, path: str) -> bool:
        """Whether the path, which may be a pattern, names anything."""
        system, place = self._path(path)
        found = system.globStatus(place)
        return found is not None and len(found) > 0

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder."""
        system, place = self._path(path)
        return bool(system.exists(place))

    def is_file(self, path: str) -> bool:
        """Whether the path is that of one file."""
        system, place = self._path(path)
        return bool(system.exists(place) and system.getFileStatus(place).isFile())

    def make(self, path: str) -> None:
        """Make a folder."""
        system, place = self._path(path)
        system.mkdirs(place)

    def delete(self, path: str) -> None:
        """Delete a file or folder, if there is one."""
        system, place = self._path(path)
        system.delete(place, True)

    def rename(self, path: str, to: str) -> None:
        """Give a folder another name: at once, where the file system can. Raises OSError."""
        system, place = self._path(path)
        if not system.rename(place, self._path(to)[1]):
            raise OSError(f"{path} cannot be renamed to {to}")

    def read(self, path: str) -> bytes | None:
        """The content of a small file; None when there is none."""
        system, place = self._path(path)
        if not system.exists(place):
            return None
        stream = system.open(place)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def write(self, path: str, content: bytes) -> None:
        """Write a small file, and its folder where there is none."""
        system, place = self._path(path)
        stream = system.create(place, True)
        try:
            stream.write(bytearray(content))
        finally:
            stream.close()

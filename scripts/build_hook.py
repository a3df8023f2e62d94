"""``KABAR_COMPILED=1`` makes a wheel, or an installation from source, with the compiled engine (``scripts/compile.py``).

Without it the wheel holds the sources alone, which is quick and needs no compiler: the same results at half the speed.
Nothing is written into the source tree: the libraries go from a folder of their own into the wheel.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDS = ["mypy>=2.4", "pybind11>=2.13", "setuptools>=65", "msgspec>=0.20"]


def wanted() -> bool:
    """Whether to compile."""
    return os.environ.get("KABAR_COMPILED") == "1"


class CompileHook(BuildHookInterface[Any]):
    """Compiles into a folder of its own and adds the result to a wheel."""

    work: Path | None = None

    def dependencies(self) -> list[str]:
        """What compiling needs."""
        return NEEDS if self.target_name == "wheel" and wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected. Fails where that fails: it was asked for."""
        if self.target_name != "wheel" or version != "standard" or not wanted():
            return
        self.work = Path(tempfile.mkdtemp(prefix="kabar-compiled-"))
        libraries = self.work / "_compiled"
        command = [sys.executable, str(Path(self.root, "scripts", "compile.py")), "--into", str(libraries)]
        if subprocess.run(command, check=False).returncode:
            self.app.abort("kabar could not be compiled (see above): install it without KABAR_COMPILED=1")
        build_data["force_include"][str(libraries)] = "kabar/_compiled"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was compiled: it is in the wheel."""
        if self.work is not None:
            shutil.rmtree(self.work, ignore_errors=True)

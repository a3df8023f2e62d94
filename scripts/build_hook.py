"""Building a wheel, or installing from source, compiles the engine where that can be done (``scripts/compile.py``).

``KABAR_COMPILED=0`` leaves it out. Where there is no C compiler, or compiling fails, the wheel holds the sources alone:
the same results at half the speed.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDS = ["mypy>=2.4", "pybind11>=2.13", "setuptools>=65", "msgspec>=0.20"]


def wanted() -> bool:
    """Whether to compile: not switched off, and there are a C compiler and the headers of Python."""
    compiler = shlex.split(sysconfig.get_config_var("CC") or "") or ["cc"]
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return os.environ.get("KABAR_COMPILED") != "0" and shutil.which(compiler[0]) is not None and headers.is_file()


class CompileHook(BuildHookInterface[Any]):
    """Compiles into the source tree and adds the result to a wheel."""

    def dependencies(self) -> list[str]:
        """What compiling needs."""
        return NEEDS if self.target_name == "wheel" and wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected."""
        if self.target_name != "wheel" or not wanted():
            return
        if subprocess.run([sys.executable, str(Path(self.root, "scripts", "compile.py"))], check=False).returncode:
            self.app.display_warning("kabar could not be compiled: it will run from its sources, at half the speed")
        elif version == "standard":
            build_data["artifacts"].append("pipeline/kabar/_compiled/*")
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

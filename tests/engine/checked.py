"""The command line on the sources as the compiler reads them, with every type annotation checked at run time.

The compiled engine raises a TypeError where a value is not what its annotation says; the sources do not care. Run as a
program with the folder to work in first, then the arguments of kabar: the package is copied there with its small values
as native classes (``scripts/compile.py``), and beartype checks arguments, results and annotated variables of the
modules that are compiled. A wrong annotation makes its document ``crashed``.
"""

import importlib.util
import os
import shutil
import sys
import warnings
from pathlib import Path

from beartype import BeartypeConf
from beartype.claw import beartype_packages
from beartype.roar import BeartypeClawDecorWarning

ROOT = Path(__file__).parents[2]
GUARDED = "if TYPE_CHECKING:\n    from mypy_extensions"  # read by the compiler alone; here it is run


def copy(folder):
    """The package as the compiler reads it, in ``folder``; the names of the modules that are compiled."""
    spec = importlib.util.spec_from_file_location("compile_script", ROOT / "scripts" / "compile.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    package = folder / "kabar"
    shutil.copytree(script.PACKAGE, package, ignore=shutil.ignore_patterns("_compiled", "__pycache__"))
    shutil.copytree(ROOT / "models", package / "models")
    modules = script.hot(package)
    for module in modules:
        source = script.native(module.read_text(encoding="utf-8")).replace(
            GUARDED, "if True:\n    from mypy_extensions"
        )
        module.write_text(source, encoding="utf-8")
    for wrong in filter(None, [os.environ.get("KABAR_TEST_WRONG")]):  # file, words, other words
        name, old, new = wrong.split("|")
        text = (package / name).read_text(encoding="utf-8")
        assert old in text
        (package / name).write_text(text.replace(old, new), encoding="utf-8")
    parts = [module.relative_to(folder).with_suffix("").parts for module in modules]
    for name in [name for name in sys.modules if name.split(".")[0] == "kabar"]:
        del sys.modules[name]
    return tuple(".".join(p[:-1] if p[-1] == "__init__" else p) for p in parts)


if __name__ == "__main__":
    folder = Path(sys.argv.pop(1))
    names = copy(folder)
    sys.path[:0] = [str(folder)]
    warnings.simplefilter("ignore", BeartypeClawDecorWarning)  # a Protocol is none that can be checked
    others = ("kabar.article.formats",)  # a package of one that is compiled, and is not itself
    beartype_packages(names, conf=BeartypeConf(is_pep484_tower=True, claw_skip_package_names=others))
    from kabar.cli import main

    assert Path(sys.modules["kabar"].__file__).is_relative_to(folder)
    sys.exit(main())

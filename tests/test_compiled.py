"""The compiled engine: when it is used, and how values become native classes."""

import ast
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kabar import compiled

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
spec = importlib.util.spec_from_file_location("compile_script", ROOT / "scripts" / "compile.py")
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)

needs_compiling = pytest.mark.skipif(
    not (compiled.is_fresh(compiled.FOLDER) and compiled.Finder(compiled.FOLDER).files),
    reason="not compiled from the sources as they are: make compile",
)

VALUE = '''
"""A module."""

from kabar.frozen import Frozen, Mutable, replace


class Point(Frozen, frozen=True, gc=False):
    """A value."""

    x: int
    y: int = 2  # with a default

    @property
    def far(self) -> bool:
        """Whether it is far."""
        return self.x > 9


class Draft(Mutable, eq=False, gc=False):
    """A value in the making."""

    name: str
    flags: list[str] = []
'''


def python(*arguments, **more):
    """Run Python in a process of its own; its standard output."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), **more}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr  # 1: a document of the folder could not be used
    return done.stdout


@pytest.fixture(scope="module", params=["as written", "native"])
def values(request):
    """The module above, as written and as it is given to the compiler."""
    space = {"mypyc_attr": lambda **options: lambda kind: kind}
    exec(VALUE if request.param == "as written" else script.native(VALUE), space)
    return space


def test_values_are_made_with_defaults(values):
    point = values["Point"](1)
    assert (point.x, point.y, point.far) == (1, 2, False)
    assert values["Point"](y=1, x=10).far


def test_lists_are_not_shared(values):
    one, two = values["Draft"]("a"), values["Draft"]("b")
    one.flags.append("x")
    assert two.flags == []
    one.name = "c"
    assert one.name == "c"


def test_frozen_values_are_compared_by_field_and_drafts_are_not(values):
    make = values["Point"]
    assert make(1) == make(1, 2) != make(1, 3)
    assert len({make(1), make(1, 2)}) == 1
    assert values["Draft"]("a") != values["Draft"]("a")


def test_a_copy_with_changes(values):
    point = values["Point"](1, 5)
    assert values["replace"](point, x=3) == values["Point"](3, 5)
    assert point.x == 1


def test_other_code_is_compiled_as_it_is():
    source = "class Plain:\n    x: int = 1\n"
    assert script.native(source) == source


def test_constants_are_final():
    source = 'import re\n\n_MARK = re.compile(\n    "x"\n)\nMOST: int = 3  # of all\nT = 1\nPoint = 2\n_a, B_C = 1, 2\n'
    lines = script.native(source).splitlines()
    assert lines[len(script.IMPORTS) + 2 :] == [
        "_MARK: Final = re.compile(",
        '    "x"',
        ")",
        "MOST: Final[int] = 3  # of all",
        *("T = 1", "Point = 2", "_a, B_C = 1, 2"),
    ]


@pytest.mark.parametrize("path", script.hot(compiled.PACKAGE), ids=lambda p: p.relative_to(compiled.PACKAGE).as_posix())
def test_hot_modules_leave_structs_to_others(path):
    # a compiled class that msgspec decodes into would lose its defaults
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not {ast.unparse(base) for base in node.bases} & {"Table", "Group", "Struct", "msgspec.Struct"}


@pytest.fixture
def package(tmp_path):
    """A package of one source, and a folder that says it was compiled from it."""
    (tmp_path / "one.py").write_text("A = 1\n")
    folder = tmp_path / "_compiled"
    folder.mkdir()
    (folder / compiled.SOURCES).write_text(f"{hashlib.sha256(b'A = 1' + bytes([10])).hexdigest()}  one.py\n")
    (folder / compiled.LIBRARIES).write_text(compiled.rows([], folder))
    return tmp_path


def test_it_is_fresh_while_the_sources_are_the_same(package):
    assert compiled.is_fresh(package / "_compiled", package)


@pytest.mark.parametrize("source", ["A = 2\n", None], ids=["changed", "gone"])
def test_it_is_not_when_a_source_has_changed(package, source):
    (package / "one.py").unlink()
    if source:
        (package / "one.py").write_text(source)
    assert not compiled.is_fresh(package / "_compiled", package)


@pytest.mark.parametrize("rows", ["", "nonsense\n", "00  one.py\n", "\xff"], ids=["empty", "damaged", "other", "bytes"])
def test_nor_when_the_list_of_sources_is_damaged(package, rows):
    (package / "_compiled" / compiled.SOURCES).write_bytes(rows.encode("latin-1"))
    assert not compiled.is_fresh(package / "_compiled", package)
    assert not compiled.is_fresh(package / "nowhere", package)


@pytest.mark.parametrize("change", ["another", "changed", "gone"])
def test_nor_when_a_library_is_not_the_one_that_was_made(package, change):
    folder = package / "_compiled"
    (folder / "one.so").write_bytes(b"one")
    (folder / compiled.LIBRARIES).write_text(compiled.rows([folder / "one.so"], folder))
    assert compiled.is_fresh(folder, package)
    {
        "another": lambda: (folder / "two.so").write_bytes(b"two"),
        "changed": lambda: (folder / "one.so").write_bytes(b"ONE"),
        "gone": lambda: (folder / "one.so").unlink(),
    }[change]()
    assert not compiled.is_fresh(folder, package)


def test_libraries_of_another_python_are_not_found(tmp_path):
    (tmp_path / "kabar.page.cpython-30-x.so").touch()
    (tmp_path / f"kabar.page{compiled.SUFFIX}").touch()
    assert set(compiled.Finder(tmp_path).files) == {"kabar.page"}


@needs_compiling
def test_it_is_used_and_can_be_switched_off():
    code = "import kabar.claim, kabar.compiled as c; print(c.in_use(), kabar.claim.Claimer.claims.__class__.__name__)"
    assert python("-c", code, KABAR_COMPILED="1").split() == ["True", "method_descriptor"]
    assert python("-c", code, KABAR_COMPILED="0").split() == ["False", "function"]


TEXTS = """
import json, sys
from kabar.article import Source
from kabar.extractor import Extractor
import msgspec
extractor = Extractor()
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    claims = extractor.claims(row["text"].encode(), Source(row["id"], row.get("dct")))
    print(msgspec.json.encode(claims).decode())
"""


@needs_compiling
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_same_claims_of_the_shared_benchmark(language):
    path = SHARED / "benchmarks" / "times" / f"{language}_dev.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    native, plain = (python("-c", TEXTS, str(path), KABAR_COMPILED=switch) for switch in ("1", "0"))
    assert native == plain
    assert any(json.loads(line) for line in native.splitlines())

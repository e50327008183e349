"""Who may import whom, and which library belongs where: the house plan as tables, held against the syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType

import pytest
from over_modules import over_all

ROOT = Path(__file__).parents[1]

GROUND = tuple(
    f"docgen.{name}"
    for name in (
        "errors",
        "units",
        "reading",
        "dates",
        "limits",
        "wording",
        "codes",
        "listing",
        "persons",
        "masking",
        "numerals",
        "remedies",
        "signature_block",
        "working_days",
    )
)
SEEN = (*GROUND, "docgen.spec", "docgen.view")

# The judge, from the ground up: the values of docgen.validators (findings, papers, the catalogue), how a paper looks
# and what it says, what was handed in; the rules stand on these, and only the course of a judgement applies rules.
JUDGE = tuple(f"docgen.validators.{name}" for name in ("format", "content", "submission", "judging"))
LAW_OF_THE_JUDGE = (*SEEN, "docgen.validators")

# room → the rooms it may import besides itself. A module's room is the longest of these names that fits it.
ROOMS = MappingProxyType(
    {
        **dict.fromkeys(GROUND, GROUND),
        "docgen.spec": GROUND,
        "docgen.view": (*GROUND, "docgen.spec"),
        "docgen.convert": GROUND,
        "docgen.make": SEEN,
        "docgen.validators": SEEN,
        "docgen.validators.format": LAW_OF_THE_JUDGE,
        "docgen.validators.content": (*LAW_OF_THE_JUDGE, "docgen.validators.format"),
        "docgen.validators.submission": LAW_OF_THE_JUDGE,
        "docgen.validators.rules": (*LAW_OF_THE_JUDGE, *JUDGE[:3]),
        "docgen.validators.judging": (*LAW_OF_THE_JUDGE, "docgen.validators.submission"),
        "docgen.validators.report": (*LAW_OF_THE_JUDGE, "docgen.validators.judging"),
        "docgen.validators.run": (*LAW_OF_THE_JUDGE, *JUDGE[2:], "docgen.validators.rules"),
        "docgen.app": (
            *LAW_OF_THE_JUDGE,
            "docgen.convert",
            "docgen.validators.submission",
            "docgen.validators.run",
            "docgen.make",
            "docgen.validators.report",
            "docgen",
        ),
        "docgen": (),
    }
)

# The front doors name what stands further in, and only app/ goes through them.
DOORS = MappingProxyType(
    {"docgen": ("docgen.spec", "docgen.view", "docgen.make"), "docgen.validators": ("docgen.validators.run",)}
)

# library → the files it is allowed in; a library that is not here is allowed nowhere.
LIBRARIES = MappingProxyType(
    {
        "docx": ("docgen/make/stamp.py",),
        "docxtpl": ("docgen/make/compile.py", "docgen/make/fill.py"),
        "jinja2": ("docgen/make/*",),
        "weasyprint": ("docgen/make/pdf.py",),
        "python_calamine": ("docgen/view/from_sheet/xls.py",),
        "openpyxl": ("docgen/make/workbook.py", "docgen/make/campaign/entry_workbook.py"),
        "fontTools": ("docgen/make/*", "docgen/spec/fonts.py", "docgen/view/from_pdf/*.py"),
        "PIL": ("docgen/make/pictures.py",),
        "lxml": ("docgen/view/safe_xml.py", "docgen/view/from_docx/*", "docgen/view/from_sheet/*", "docgen/make/*"),
        "olefile": ("docgen/view/kinds.py", "docgen/view/from_doc/*", "docgen/view/from_sheet/xls.py"),
        "pyhanko": ("docgen/view/signatures.py",),
        "pyhanko_certvalidator": ("docgen/view/signatures.py",),
        "cryptography": ("docgen/view/signatures.py",),
        "pikepdf": ("docgen/view/from_pdf/*.py", "docgen/make/printing/*"),
        "pypdfium2": ("docgen/view/from_pdf/*.py",),
        "pydantic": ("docgen/spec/*", "docgen/make/record.py", "docgen/app/*"),
        "pydantic_core": ("docgen/spec/*",),
        "click": ("docgen/app/*",),
        "chinese_calendar": ("docgen/working_days.py",),
        "typing_extensions": ("*",),
    }
)

ONLY_INSIDE_A_FUNCTION = ("weasyprint", "pyhanko", "pyhanko_certvalidator", "cryptography")
NOT_FOR_HELP = ("weasyprint", "pdfplumber", "docxtpl", "docx", "pikepdf", "openpyxl")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: where it lies, the name it is imported by, the package its relative imports start from."""

    path: str
    name: str
    package: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class Import:
    """A module that is imported, on which line, and whether inside a function or for type checking only."""

    target: str
    line: int
    deferred: bool
    typing_only: bool


def load(path: Path) -> Module:
    relative = path.relative_to(ROOT)
    parts = [*relative.parent.parts, *([] if relative.stem == "__init__" else [relative.stem])]
    name = ".".join(parts if parts[0] == "docgen" else ["docgen", *parts])
    package = name if relative.stem == "__init__" else name.rpartition(".")[0]
    return Module(relative.as_posix(), name, package, ast.parse(path.read_text(encoding="utf-8"), path))


# rglob follows no links: what lies behind docgen/validators is read once, as validators/.
MODULES = tuple(load(path) for folder in ("docgen", "validators") for path in sorted((ROOT / folder).rglob("*.py")))
NAMES = frozenset(module.name for module in MODULES)

every_module = over_all(MODULES)


def imports(module: Module) -> Iterator[Import]:
    """Every import of a module, relative ones and ``import_module("…")`` included, as absolute names."""

    def visit(node: ast.AST, deferred: bool, typing_only: bool) -> Iterator[Import]:
        for target in imported(node, module.package):
            yield Import(target, getattr(node, "lineno", 0), deferred, typing_only)
        deferred |= isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing_only |= isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for child in ast.iter_child_nodes(node):
            yield from visit(child, deferred, typing_only)

    yield from visit(module.tree, False, False)


def imported(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        source = ".".join([*above, *([node.module] if node.module else [])])
        for alias in node.names:
            if alias.name == "__version__":  # said in the front door, told by whoever signs a paper
                continue
            inner = f"{source}.{alias.name}"
            yield inner if inner in NAMES else source
    elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("import_module", "__import__"):
        yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def room_of(name: str) -> str:
    return max((room for room in ROOMS if f"{name}.".startswith(f"{room}.")), key=len)


def top(name: str) -> str:
    return name.partition(".")[0]


@every_module
def test_a_module_imports_only_the_rooms_below_its_own(module: Module) -> None:
    room = room_of(module.name)
    allowed = {room, *ROOMS[room], *DOORS.get(module.name, ())}
    inward = [found for found in imports(module) if top(found.target) == "docgen"]
    assert [found for found in inward if room_of(found.target) not in allowed] == []
    assert [found for found in inward if found.target in DOORS and room != "docgen.app"] == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {(ROOT / module.path).parent for module in MODULES}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@every_module
def test_a_library_is_imported_only_where_it_belongs(module: Module) -> None:
    wrong = [
        f"{module}:{found.line} imports {found.target}"
        for found in imports(module)
        if top(found.target) not in sys.stdlib_module_names
        and top(found.target) != "docgen"
        and not any(fnmatch(module.path, place) for place in LIBRARIES.get(top(found.target), ()))
    ]
    assert not wrong, wrong


@every_module
def test_libraries_that_need_system_packages_are_imported_inside_a_function(module: Module) -> None:
    wrong = [
        f"{module}:{found.line} imports {found.target}"
        for found in imports(module)
        if top(found.target) in ONLY_INSIDE_A_FUNCTION and not found.deferred and not found.typing_only
    ]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("import docgen.make.pdf", "docgen.make.pdf"),
        ("from docgen.view.model import Place", "docgen.view.model"),
        ("from docgen.view import model", "docgen.view.model"),
        ("from ..view.model import Place", "docgen.view.model"),
        ("from . import finding", "docgen.validators.finding"),
        ("def later():\n    import weasyprint", "weasyprint"),
        ("import_module('docgen.make')", "docgen.make"),
    ],
)
def test_every_way_of_importing_is_seen(line: str, target: str) -> None:
    module = Module("validators/planted.py", "docgen.validators.planted", "docgen.validators", ast.parse(line))
    assert [found.target for found in imports(module)] == [target]


@pytest.mark.parametrize("command", [[], ["make"], ["check"]], ids=["docgen", "docgen make", "docgen check"])
def test_help_is_shown_without_loading_readers_and_writers(command: list[str]) -> None:
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "docgen.app.cli", *command, "--help"],
        cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=True,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines() if line.startswith("import time:")}
    assert "docgen.app.cli" in loaded or "click" in loaded
    assert {name for name in loaded if top(name) in NOT_FOR_HELP} == set()


@pytest.mark.parametrize("package", ["docgen/make/campaign", "validators/submission"])
def test_a_package_of_many_modules_says_what_each_is_for(package: str) -> None:
    account = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    modules = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
    assert modules == set(re.findall(r"``(\w+)``", account))

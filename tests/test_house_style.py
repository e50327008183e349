"""What a reader can rely on in every source file: short, without hidden state, and without a word of the law in it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from over_modules import over_all

ROOT = Path(__file__).parents[1]

FILE_LINES = 300
FUNCTION_LINES = 38
# The two vocabularies of values are declarations from end to end, and are read in one piece.
VOCABULARIES = ("docgen/spec/model.py", "docgen/view/model.py")
VOCABULARY_LINES = 480
NO_SUCH_MODULES = ("utils", "util", "base", "helpers", "helper", "core", "common", "misc")

# The one register that modules add to at import, by decorator; the one place where a bug of ours is recorded, with its
# traceback, against the file it was met in, so that the run goes on (and ends with exit 2).
REGISTERS = ("validators/catalogue.py",)
RECORDS_BUGS = ("validators/judging/docket.py",)

LENGTH = re.compile(r"\d(?:cm|mm|pt|px|in|twips)(?![A-Za-z0-9])|\d\s*(?:厘米|毫米|磅)")
# A message may show the form a value is written in: 应为长度，如 "…"、"…".
EXAMPLES = re.compile(r'如 "[^"]*"(?:、"[^"]*")*')


@dataclass(frozen=True, slots=True)
class Source:
    path: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path


def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text, path))


def sources(*folders: str) -> list[Source]:
    return [read(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


MODULES = sources("docgen", "validators")

every_module = over_all(MODULES)


def string_constants(module: Source) -> Iterator[tuple[int, str]]:
    """The string constants of a module with their lines, without docstrings (a string that stands alone)."""
    docstrings = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@cache
def font_names() -> re.Pattern[str]:
    """Every name in the font table, files included: Latin ones as whole words, Chinese ones wherever they stand."""

    def names(table: Mapping[str, Any]) -> Iterator[str]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from (key, *names(value))
            elif key != "generic":
                yield from [value] if isinstance(value, str) else value

    law = tomllib.loads((ROOT / "templates" / "fonts.toml").read_text(encoding="utf-8"))
    patterns = [rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in names(law)]
    return re.compile("|".join(patterns))


@every_module
def test_no_module_has_a_name_that_says_nothing(module: Source) -> None:
    assert not set(module.path.removesuffix(".py").split("/")) & set(NO_SUCH_MODULES)


@every_module
def test_files_and_functions_stay_readable(module: Source) -> None:
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {f"{node.name} in line {node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    lines = len(module.text.splitlines())
    assert lines <= (VOCABULARY_LINES if module.path in VOCABULARIES else FILE_LINES)
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}


@every_module
def test_no_handler_catches_everything(module: Source) -> None:
    handlers = [node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)]
    caught = {node.lineno: ast.unparse(node.type) if node.type else "Exception" for node in handlers}
    greedy = {line: what for line, what in caught.items() if re.search(r"\b(Base)?Exception\b", what)}
    assert len(greedy) <= (1 if module.path in RECORDS_BUGS else 0), greedy


@every_module
def test_no_font_name_stands_outside_the_law(module: Source) -> None:
    found = {line: text for line, text in string_constants(module) if font_names().search(text)}
    assert found == {}


@every_module
def test_no_literal_length_stands_outside_the_law(module: Source) -> None:
    found = {line: text for line, text in string_constants(module) if LENGTH.search(EXAMPLES.sub("", text))}
    assert found == {}


MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = ("list", "dict", "set", "defaultdict", "OrderedDict", "Counter", "deque")
MUTATORS = ("append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear")


def containers(module: Source) -> Iterator[str]:
    """The names bound at module level to a list, dict or set."""
    for node in module.tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        value = node.value
        made = isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] in MUTABLE_CALLS
        if made or isinstance(value, MUTABLE):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def mutated(module: Source) -> Iterator[str]:
    """The names a module changes in place: ``x[…] = …``, ``del x[…]``, ``x += …``, ``x.append(…)`` and their like."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
            yield node.value.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            yield ast.unparse(node.func.value)


@every_module
def test_a_module_keeps_no_state(module: Source) -> None:
    """A container at module level is a constant: named in capitals and never changed. Nothing is declared global."""
    held = set(containers(module)) - {"__all__"} if module.path not in REGISTERS else set()
    assert {name for name in held if not name.isupper()} == set()
    assert held & set(mutated(module)) == set()
    assert [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Global)] == []


@pytest.mark.parametrize("text", ["2.7cm", "margin:0;font-size:16pt", "行距22 磅", "约3毫米", "1px solid"])
def test_every_way_of_writing_a_length_is_seen(text: str) -> None:
    assert LENGTH.search(text)


@pytest.mark.parametrize("text", ["改为仿宋_GB2312", "font-family: 'Times New Roman'", "SimSun"])
def test_every_way_of_naming_a_font_is_seen(text: str) -> None:
    assert font_names().search(text)


@pytest.mark.parametrize("text", ["{size}pt", "16", "pt", "12 points", "A4", "第3页", "2in1"])
def test_what_is_no_length_is_left_alone(text: str) -> None:
    assert not LENGTH.search(text)


def test_the_folders_of_data_hold_no_code() -> None:
    assert [source.path for source in sources("templates", "specimens", "launchers")] == [
        "templates/__init__.py",
        "specimens/__init__.py",
        "launchers/__init__.py",
    ]

"""What the law files of a chain say about each other: every name must lead somewhere.

All faults of all files at once. A name whose own file could not be read counts as known: one fault, one problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from docgen.errors import Problem
from docgen.spec.datum import Datum
from docgen.spec.dossier import Agree
from docgen.spec.faults import as_toml, nearest
from docgen.spec.model import DocumentLaw, FieldLaw, Format, Role, Signature
from docgen.spec.times import Deadline
from docgen.spec.words import ALIGNMENT_WORDS
from docgen.spec.written import Find

T = TypeVar("T")
_Listed = Sequence[tuple[str, Sequence[T]]]
"""The arrays of a law file by their key."""


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named: clauses, documents (None: its spec could not be read), fonts and sizes of paper."""

    clauses: Collection[str]
    documents: Mapping[str, DocumentLaw | None]
    papers: Collection[str]
    fonts: Collection[str]
    canonical_font: Callable[[str], str | None]

    def fields(self) -> set[str]:
        return {name for law in self.documents.values() if law for name in law.field}

    def complete(self) -> bool:
        return all(law is not None for law in self.documents.values())


def document_problems(path: str, law: DocumentLaw, known: Known) -> Iterator[Problem]:
    """The faults of one spec.toml beside the law it stands in."""
    for key, clause in _clauses_of(law):
        yield from clause_problem(path, key, clause, known.clauses)
    for key, font in _fonts_of(law):
        if font not in known.fonts:
            usual = known.canonical_font(font)
            expected = f"应写规范名称 {usual}" if usual else f"fonts.toml 中没有这个字体{nearest(font, known.fonts)}"
            yield Problem(path, key, expected, as_toml(font))
    if law.page.paper and law.page.paper not in known.papers:
        expected = f"measures.toml 中没有这种纸张{nearest(law.page.paper, known.papers)}"
        yield Problem(path, "page.paper", expected, as_toml(law.page.paper))
    yield from _role_problems(path, law)
    for part in law.parts:
        if part not in law.role:
            yield Problem(path, "parts", f"没有名为 {part} 的角色{nearest(part, law.role)}", as_toml(part))
    yield from _field_problems(path, law)
    yield from _register_problem(path, law)
    for number, table in law.table.items():
        for column in sorted({name for name in table.columns if table.columns.count(name) > 1}):
            yield Problem(path, f"table.{number}.columns", "同名的列写了两次", as_toml(column))


def clause_problem(path: str, key: str, clause: str | None, clauses: Collection[str]) -> Iterator[Problem]:
    if clause is not None and clause not in clauses:
        expected = f"本辖区及上级的 clauses.toml 中没有这一条款{nearest(clause, clauses)}"
        yield Problem(path, key, expected, as_toml(clause))


def _clauses_of(law: DocumentLaw) -> Iterator[tuple[str, str | None]]:
    yield "clause", law.clause
    page = law.page
    yield "page.clause", page.clause
    yield "page.grid.clause", page.grid.clause if page.grid else None
    yield "page.page_number.clause", page.page_number.clause if page.page_number else None
    for kind, entries in (("role", law.role), ("table", law.table), ("field", law.field)):
        yield from ((f"{kind}.{name}.clause", entry.clause) for name, entry in entries.items())
    for name, field in law.field.items():
        for kind, columns in (("columns", field.columns), ("grid", field.grid)):
            yield from ((f"field.{name}.{kind}.{key}.clause", column.clause) for key, column in columns.items())
    roster = law.roster
    if roster is not None:
        yield "roster.clause", roster.clause
        yield "roster.members", roster.members
        yield "roster.revision.clause", roster.revision.clause if roster.revision else None
    kinds: _Listed[Signature | Agree | Deadline] = (
        ("signature", law.signature), ("agree", law.agree), ("deadline", law.deadline),
    )  # fmt: skip
    for kind, listed in kinds:
        yield from ((f"{kind}[{number}].clause", entry.clause) for number, entry in enumerate(listed, 1))


def _fonts_of(law: DocumentLaw) -> Iterator[tuple[str, str]]:
    for name, role in law.role.items():
        formats: list[tuple[str, Format]] = [(f"role.{name}", role)]
        formats += ((f"role.{name}.also[{number}]", entry) for number, entry in enumerate(role.also, 1))
        formats += ((f"role.{name}.tolerated[{number}]", entry) for number, entry in enumerate(role.tolerated, 1))
        for key, entry in formats:
            yield from ((f"{key}.font", font) for font in entry.font)
            yield from ((f"{key}.latin", font) for font in entry.latin)


def _role_problems(path: str, law: DocumentLaw) -> Iterator[Problem]:
    names = list(law.role)
    for name, role in law.role.items():
        yield from _named_roles(path, f"role.{name}.find", role.find, set(names) - {name})
        if role.find.kind == "rest" and name != names[-1]:
            yield Problem(path, f"role.{name}.find", "the rest 应写在最后一个角色", as_toml(role.find.written))
        yield from _placing_problem(path, name, role, law.field)


def _named_roles(path: str, key: str, find: Find, roles: Collection[str]) -> Iterator[Problem]:
    for role in find.roles:
        if role not in roles:
            yield Problem(path, key, f"没有名为 {role} 的角色{nearest(role, roles)}", as_toml(find.written))


def _placing_problem(path: str, name: str, role: Role, fields: Mapping[str, FieldLaw]) -> Iterator[Problem]:
    """``align = "signature over DATE"`` names the field that holds the date."""
    if role.align is None or role.align in ALIGNMENT_WORDS:
        return
    key, found = f"role.{name}.align", as_toml(role.align)
    match = re.fullmatch(r"signature over (\w+)", role.align)
    if match is None:
        yield Problem(path, key, f"应为 {'、'.join(ALIGNMENT_WORDS)} 或 signature over 日期字段 之一", found)
    elif match[1] not in fields:
        yield Problem(path, key, f"没有名为 {match[1]} 的字段{nearest(match[1], fields)}", found)


def _field_problems(path: str, law: DocumentLaw) -> Iterator[Problem]:
    for name, field in law.field.items():
        key = f"field.{name}"
        if field.where:
            yield from _named_roles(path, f"{key}.where", field.where, law.role)
        if field.required_if and field.required_if.field not in law.field:
            other = field.required_if.field
            yield Problem(path, f"{key}.required_if.field", f"没有这个字段{nearest(other, law.field)}", as_toml(other))
        if (earlier := field.not_before) and earlier not in law.field:
            yield Problem(path, f"{key}.not_before", f"没有这个字段{nearest(earlier, law.field)}", as_toml(earlier))
        if field.block and field.block not in law.field:
            yield Problem(path, f"{key}.block", f"没有这个字段{nearest(field.block, law.field)}", as_toml(field.block))
        yield from _choice_problem(path, key, field)
        yield from _column_problems(path, key, field)
    for number, agree in enumerate(law.agree, 1):
        if agree.field not in law.field:
            expected = f"没有这个字段{nearest(agree.field, law.field)}"
            yield Problem(path, f"agree[{number}].field", expected, as_toml(agree.field))
    for number, signature in enumerate(law.signature, 1):
        if signature.refused and signature.refused not in law.field:
            expected = f"没有这个字段{nearest(signature.refused, law.field)}"
            yield Problem(path, f"signature[{number}].refused", expected, as_toml(signature.refused))
    for number, deadline in enumerate(law.deadline, 1):
        for key in ("field", "year", "before"):
            name = getattr(deadline, key)
            if name is not None and name not in law.field:
                expected = f"没有这个字段{nearest(name, law.field)}"
                yield Problem(path, f"deadline[{number}].{key}", expected, as_toml(name))


def _choice_problem(path: str, key: str, datum: Datum) -> Iterator[Problem]:
    if datum.type == "choice" and not datum.choices:
        yield Problem(path, f"{key}.choices", "type 为 choice 的字段应列出选项")
    for choice in datum.wordings:
        if choice not in datum.choices:
            yield Problem(path, f"{key}.wordings", f"不是所列的选项{nearest(choice, datum.choices)}", as_toml(choice))


def _column_problems(path: str, key: str, field: FieldLaw) -> Iterator[Problem]:
    """Only a list has columns, and a column is one value: neither a list of its own nor a picture."""
    if field.columns and field.type != "items":
        yield Problem(path, f"{key}.columns", "只有 type 为 items 的字段可以有各栏", as_toml(field.type))
    if field.grid and field.type not in ("items", "persons"):
        expected = "只有 type 为 items 或 persons 的字段可以有旁边各栏"
        yield Problem(path, f"{key}.grid", expected, as_toml(field.type))
    if field.grid and field.columns:
        yield Problem(path, f"{key}.grid", "columns 与 grid 只能写一个")
    columns = ((kind, name, column) for kind in ("columns", "grid") for name, column in getattr(field, kind).items())
    for kind, name, column in columns:
        yield from _choice_problem(path, f"{key}.{kind}.{name}", column)
        if column.type in ("items", "picture"):
            yield Problem(path, f"{key}.{kind}.{name}.type", "一栏只能是一个值", as_toml(column.type))


def _register_problem(path: str, law: DocumentLaw) -> Iterator[Problem]:
    name = law.register_
    if name is not None and name not in law.field:
        yield Problem(path, "register", f"没有这个字段{nearest(name, law.field)}", as_toml(name))
    elif name is not None and not law.field[name].columns:
        yield Problem(path, "register", "这个字段应写明各栏（columns）", as_toml(name))

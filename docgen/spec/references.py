"""What the law files of a chain say about each other: every name must lead somewhere.

All faults of all files at once. A name whose own file could not be read counts as known: one fault, one problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from docgen.errors import Problem
from docgen.spec.datum import Datum
from docgen.spec.dossier import Agree, DossierLaw, Ending, Order, Require, Subset
from docgen.spec.faults import as_toml, nearest
from docgen.spec.model import DocumentLaw, FieldLaw, Format, Role, Signature
from docgen.spec.times import Deadline, Interval, Planned
from docgen.spec.written import Find

T = TypeVar("T")
_Listed = Sequence[tuple[str, Sequence[T]]]
"""The arrays of a law file by their key."""

_CODE: Final = re.compile(r"[A-Z]{3}\d{3}")
_REGISTER: Final = "register"
"""``register.delivered``: a column of the unit's own register, which is no paper."""


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


def dossier_problems(path: str, law: DossierLaw, known: Known) -> Iterator[Problem]:
    """The faults of one dossier.toml beside the documents and clauses of its chain."""
    for key, clause in _clauses_of_dossier(law):
        yield from clause_problem(path, key, clause, known.clauses)
    for key, document in _documents_of(law):
        if document not in known.documents:
            yield _unknown_document(path, key, document, known)
    for key, evidence in _evidence_of(law):
        yield from _evidence_problem(path, key, evidence, known)
    for key, field in _fields_of(law):
        if known.complete() and field not in known.fields():
            yield Problem(path, key, f"各文书中没有这个字段{nearest(field, known.fields())}", as_toml(field))


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
    kinds: _Listed[Signature | Agree | Deadline] = (
        ("signature", law.signature), ("agree", law.agree), ("deadline", law.deadline),
    )  # fmt: skip
    for kind, listed in kinds:
        yield from ((f"{kind}[{number}].clause", entry.clause) for number, entry in enumerate(listed, 1))


def _clauses_of_dossier(law: DossierLaw) -> Iterator[tuple[str, str | None]]:
    kinds: _Listed[Require | Interval | Planned | Order | Agree | Subset | Ending] = (
        ("require", law.require), ("interval", law.interval), ("planned", law.planned), ("order", law.order),
        ("agree", law.agree), ("subset", law.subset), ("outcome", law.outcome),
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
    alignments = ("left", "center", "right", "justify", "distribute")
    if role.align is None or role.align in alignments:
        return
    key, found = f"role.{name}.align", as_toml(role.align)
    match = re.fullmatch(r"signature over (\w+)", role.align)
    if match is None:
        yield Problem(path, key, f"应为 {'、'.join(alignments)} 或 signature over 日期字段 之一", found)
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
        yield from _choice_problem(path, key, field)
        yield from _column_problems(path, key, field)
    for number, agree in enumerate(law.agree, 1):
        if agree.field not in law.field:
            expected = f"没有这个字段{nearest(agree.field, law.field)}"
            yield Problem(path, f"agree[{number}].field", expected, as_toml(agree.field))
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


def _documents_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    for number, require in enumerate(law.require, 1):
        key = "document" if require.document else "any_of"
        yield from ((f"require[{number}].{key}", name) for name in require.documents)
    for number, ending in enumerate(law.outcome, 1):
        yield from ((f"outcome[{number}].require", name) for name in ending.require)
    for number, shared in enumerate(law.shared, 1):
        yield from ((f"shared[{number}].documents", name) for name in shared.documents)
        if shared.register_:
            yield f"shared[{number}].register", shared.register_


def _evidence_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    for number, interval in enumerate(law.interval, 1):
        named = {
            "from": interval.from_,
            "else_from": interval.else_from,
            "to": interval.to,
            "lower_bound": interval.lower_bound,
            "planned": interval.planned,
            "of_household": interval.of_household,
        }
        yield from ((f"interval[{number}].{key}", entry) for key, entries in named.items() for entry in entries)
    for number, plan in enumerate(law.planned, 1):
        yield from ((f"planned[{number}].shown_by", entry) for entry in plan.shown_by)
        yield from ((f"planned[{number}].period", entry) for entry in plan.period)
    for number, order in enumerate(law.order, 1):
        yield from ((f"order[{number}].first", entry) for entry in order.first)
        yield from ((f"order[{number}].then", entry) for entry in order.then)
    for number, subset in enumerate(law.subset, 1):
        yield from ((f"subset[{number}].field", subset.field), (f"subset[{number}].of", subset.of))
    for number, ending in enumerate(law.outcome, 1):
        waived = (entry for entry in ending.waive if not _CODE.fullmatch(entry))
        yield from ((f"outcome[{number}].waive", entry) for entry in waived)


def _evidence_problem(path: str, key: str, evidence: str, known: Known) -> Iterator[Problem]:
    """``document.field``; waivers may also name a whole document or its ``signature``."""
    document, dot, named = evidence.partition(".")
    field, _, column = named.partition(".")
    waiver = key.endswith(".waive")
    if not dot and not waiver:
        yield Problem(path, key, "应写作 文书.字段，如 inspection_notice.received_at", as_toml(evidence))
    elif document == _REGISTER and dot:
        return
    elif document not in known.documents:
        yield _unknown_document(path, key, evidence, known)
    elif (
        (law := known.documents[document])
        and field
        and field not in law.field
        and not (waiver and field == "signature")
    ):
        yield Problem(path, key, f"{document} 中没有字段 {field}{nearest(field, law.field)}", as_toml(evidence))
    elif law and column and column not in (columns := law.field[field].entry):
        yield Problem(path, key, f"{document}.{field} 没有这一栏{nearest(column, columns)}", as_toml(evidence))


def _unknown_document(path: str, key: str, name: str, known: Known) -> Problem:
    best = nearest(name.partition(".")[0], known.documents)
    return Problem(path, key, f"本辖区及上级没有这种文书{best}", as_toml(name))


def _fields_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    yield from ((f"agree[{number}].field", agree.field) for number, agree in enumerate(law.agree, 1))
    subjects = ((f"interval[{number}].about.field", interval.about) for number, interval in enumerate(law.interval, 1))
    yield from ((key, about.field) for key, about in subjects if about)
    conditions = ((f"require[{number}].if.field", require.if_) for number, require in enumerate(law.require, 1))
    yield from ((key, condition.field.rpartition(".")[2]) for key, condition in conditions if condition)

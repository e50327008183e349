"""Papers, dossiers and laws as values, for tests of the judge that need no file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from docgen.reading import Reading
from docgen.spec.dossier import DossierLaw
from docgen.spec.model import Clause, DocumentSpec, Profile
from docgen.units import Length
from docgen.validators.paper import Member, Paper
from docgen.view.facts import Facts
from docgen.view.fields import FieldReading
from docgen.view.look import CharacterFormat, PageSetup, ParagraphFormat
from docgen.view.model import DocumentView, Paragraph, Place, Run, Section
from docgen.view.roles import assign

AS_OF = date(2026, 12, 8)
AUTHORITY = Clause(key="C-1", sentence="未按规定的每户扣0.1分", source="考核细则", edition="2026", basis="authority")
HOUSE = Clause(key="C-house", sentence="本单位模板的版式", source="本单位模板", edition="2026", basis="house")


def spec(name: str, title: str = "", fields: Mapping[str, Mapping[str, Any]] | None = None, **law: Any) -> DocumentSpec:
    """The law of one kind of paper; ``fields`` as they stand in a spec.toml."""
    title = title or name
    return DocumentSpec.model_validate(
        {
            "key": f"test/{name}",
            "profile": "test",
            "title": title,
            "clause": AUTHORITY.key,
            "identify": {"title": title},
            "clauses": {AUTHORITY.key: AUTHORITY, HOUSE.key: HOUSE},
            "folder": Path(),
            "field": dict(fields or {}),
            **law,
        }
    )


def profile(*specs: DocumentSpec, dossier: Mapping[str, Any] | None = None, **law: Any) -> Profile:
    """A jurisdiction with these documents; ``dossier`` as it stands in a dossier.toml."""
    return Profile.model_validate(
        {
            "key": "test",
            "name": "示例市",
            "edition": "2026",
            "chain": ("test",),
            "documents": {one.key: one for one in specs},
            "clauses": {AUTHORITY.key: AUTHORITY, HOUSE.key: HOUSE},
            "dossier": DossierLaw.model_validate(dossier or {}),
            "hashes": {"test": "0" * 64},
            "editions": {"test": "2026"},
            "names": {"test": "示例市"},
            **law,
        }
    )


def view(*lines: str, **facts: Any) -> DocumentView:
    """A view of plain paragraphs."""
    blocks = tuple(
        Paragraph((Run(line, CharacterFormat()),), ParagraphFormat(), Place(section=1, paragraph=number))
        for number, line in enumerate(lines, start=1)
    )
    whole = Reading.exact(Length(0))
    page = PageSetup(whole, whole, {}, None, None)
    return DocumentView(Facts(**{"kind": "docx", **facts}), (Section(page, Place(section=1)),), blocks)


def member(path: str, *lines: str, **known: Any) -> Member:
    return Member(path, 1, "docx", view(*lines), **known)


def paper(law: DocumentSpec, path: str = "", **values: str) -> Paper:
    """A paper of this kind whose fields hold ``values``, a line each."""
    seen = view(law.title, *values.values())
    fields = {name: FieldReading(name, text, Place(field=name)) for name, text in values.items()}
    held = Member(path or f"{law.title}.docx", 1, "docx", seen, taken_for=law.key)
    return Paper(law, held, seen, assign(seen, law), fields, AS_OF)

"""Official documents as values: a law of their parts, and papers of a few lines under it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paper_builder import AS_OF, spec

from docgen.reading import Outcome, Reading
from docgen.spec.model import Clause
from docgen.units import Length
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Check
from docgen.validators.paper import Member, Paper
from docgen.view.facts import Facts
from docgen.view.fields import FieldReading
from docgen.view.look import CharacterFormat, PageSetup, ParagraphFormat
from docgen.view.model import DocumentView, Paragraph, Place, Run, Section
from docgen.view.roles import assign

RULES = catalogue()
STANDARD = Clause(key="GB", sentence="公文格式", source="GB/T 9704-2012", edition="2012", basis="standard")
ROLES: dict[str, dict[str, Any]] = {
    "number": {"label": "发文字号", "find": 'text matching "号$"'},
    "title": {"label": "标题", "find": 'text matching "的通知$"'},
    "heading_1": {"find": 'paragraphs matching "^[一二三]、"', "optional": True},
    "annex_note": {"find": 'paragraphs matching "^附件[：:]"', "optional": True},
    "annex_label": {"find": 'paragraphs matching "^附件\\s*\\d?$"', "optional": True},
    "annex_title": {"find": "after annex_label", "optional": True},
    "agency": {
        "label": "发文机关署名",
        "find": 'text matching "^\\S+局$"',
        "align": "signature over date",
        "optional": True,
    },
    "annex_list": {"find": "between annex_note and agency", "optional": True},
    "body": {"find": "the rest", "optional": True},
}
LINE = Length.of_twips(8845)
CHARACTER = Length.of_pt(16)


def official(*lines: str | Paragraph, values: dict[str, str] | None = None, **law: Any) -> Paper:
    """A paper of these lines under the law of an official document; ``values`` are its fields."""
    document = spec("notice", role=ROLES, parts=["number", "title", "agency"], **law)
    blocks = tuple(
        replace(line if isinstance(line, Paragraph) else text(line), place=Place(section=1, paragraph=number))
        for number, line in enumerate(lines, start=1)
    )
    side = Reading.exact(Length(0))
    page = PageSetup(Reading.exact(LINE), side, {"left": side, "right": side}, None, None)
    view = DocumentView(Facts("docx"), (Section(page, Place(section=1)),), blocks)
    fields = {name: FieldReading(name, value, Place(field=name)) for name, value in (values or {}).items()}
    return Paper(document, Member("通知.docx", 1, "docx", view), view, assign(view, document), fields, AS_OF)


def text(words: str, label: str = "", **look: Any) -> Paragraph:
    face = CharacterFormat(size=Reading.exact(CHARACTER), spacing=Length(0))
    return Paragraph((Run(words, face),), ParagraphFormat(**look), Place(), label=label)


def checks(code: str, paper: Paper) -> list[Check]:
    return list(RULES[code].function(paper))


def said(code: str, paper: Paper) -> list[str]:
    return [check.message for check in checks(code, paper) if check.outcome is Outcome.VIOLATES]

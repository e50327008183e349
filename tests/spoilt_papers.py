"""Faults planted into papers, for comparing what different forms of the same paper let a judge see.

They are those of ``specimens/cases`` that a paper can hold, and for every document of the profiles slips of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from case_files import Deviation
from docx_changes import changed
from test_cases import CASES, STAND_IN, paper_of, profile_of, sample_of, spec_of

from docgen.make import make_docx
from docgen.spec.folders import profiles
from docgen.spec.model import DocumentSpec
from docgen.validators.finding import Finding, Report
from docgen.validators.run import check_document

DOCUMENTS: Final = sorted({key for name in profiles() for key in profile_of(name).documents})
"""Every paper of every jurisdiction, judged under the one that wrote its law."""

SLIPS = {"date": "2026年2月30日", "credit_code": "92O00000MA0000015", "phone": "待补充"}
"""By type of field, what is typed over it: a day that is none, a code too short, what is no number."""
_FORMAT: Final = ("TYP", "PAG")
_ASIDE: Final = re.compile("“[^“”]*”|^按[^，]*，")
_ASPECT: Final = re.compile(
    "西文字体|字体|颜色|字号|字形|行距|段[前后]间距|字符间距|对齐方式|左缩进|首行缩进|边框线|署名"
    "|[上下左右]边距|装订线|页[眉脚]距纸边|每[页行]|页码的位置|纸张"
)
"""What a fault of format is about, as findings and what is undetermined both call it."""


@dataclass(frozen=True)
class Planted:
    """A paper with a fault. ``code`` is the rule the fault is meant for, empty for slips of no single rule."""

    name: str
    base: str
    code: str
    when: str
    docx: bytes
    as_of: date = date(2026, 12, 8)

    def __str__(self) -> str:
        return self.name

    @property
    def spec(self) -> DocumentSpec:
        return spec_of(self.base, self.base)

    def judged(self, form: str, data: bytes) -> Report:
        name = f"{self.spec.name}.{form}"
        return check_document(data, profile_of(self.base), as_document=self.spec, as_of=self.as_of, name=name)


@dataclass(frozen=True)
class Case:
    """A fault of the case files, not planted yet."""

    code: str
    number: int
    base: str
    deviation: Deviation

    def __str__(self) -> str:
        return f"{self.code}_{self.number}"

    def planted(self) -> Planted:
        docx = paper_of(self.base, spec_of(self.base, self.base), self.deviation, "docx")
        return Planted(str(self), self.base, self.code, self.deviation.when, docx, self.deviation.as_of)


def cases_of_papers() -> Iterator[Case]:
    """Those a single paper shows by itself: of no dossier, no template, and no law but its own."""
    for case in CASES:
        for number, one in enumerate(case.fires, start=1):
            base = one.base or case.base
            elsewhere = one.template or one.law or one.sheet or one.outcome != "violates"
            if "/" in base and not elsewhere:
                yield Case(case.code, number, base, one)


def slips() -> Iterator[Planted]:
    """For every document, a text that was left out and a value of each type typed wrong, all in one paper."""
    for key in DOCUMENTS:
        spec = spec_of(key, key)
        data = sample_of(spec)
        texts = (name for name, law in spec.field.items() if law.type == "text" and isinstance(data.get(name), str))
        omitted = dict.fromkeys(list(texts)[:1], "")
        docx = make_docx(spec, data | omitted, strict=False)
        for kind, wrong in SLIPS.items():
            values = (data.get(name) for name, law in spec.field.items() if law.type == kind)
            right: str = next((value for value in values if isinstance(value, str) and value), "")
            with suppress(AssertionError):  # the paper words it otherwise
                docx = changed(docx, ({"do": "retype", "of": right, "to": wrong},)) if right else docx
        yield Planted(key.replace("/", "__"), key, "", "漏填、误填", docx)


def verdict(report: Report) -> set[str]:
    """What is found: a fault of content with its words; one of format by its rule, the part of the paper and what of it
    is at fault, for its measures are read as closely as each form allows."""
    return {_said(one) for one in report.findings if one.code != STAND_IN}


def _said(one: Finding) -> str:
    if one.code.startswith(_FORMAT):
        return f"{one.code} {_aspect(one.message)} {one.address.place.role or ''}".rstrip()
    return f"{one.code} {one.message}"


def _aspect(said: str) -> str:
    """“行距” of a sentence, without what it quotes and what it reckons by."""
    found = _ASPECT.search(_ASIDE.sub("", said))
    return found[0] if found else ""


def left_open(fault: str, report: Report) -> bool:
    """Whether the form of the file leaves undetermined what the fault is about."""
    code, *aspect = fault.split(" ")[: 2 if fault.startswith(_FORMAT) else 1]
    return any(
        one.code == code and one.reason == "format" and "".join(aspect) in one.why for one in report.undetermined
    )

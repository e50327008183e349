"""FLD: the fields of one paper are filled, fit their type and hold no leftovers of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from docgen.codes import check_digit, is_credit_code, is_registration_number, normalise_code
from docgen.dates import find_moments
from docgen.persons import without_number
from docgen.reading import Outcome
from docgen.spec.model import Clause, FieldLaw
from docgen.validators.catalogue import rule
from docgen.validators.content.unread import unread_text
from docgen.validators.finding import NOWHERE, Check
from docgen.validators.paper import Paper
from docgen.view.fields import FieldReading
from docgen.view.model import DocumentView, Paragraph, Place
from docgen.wording import alike

_LEFTOVER: Final = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|[XxＸ×]{3,}|【(?:请|填写|此处).*?】|[（(]此处.*?[）)]|待填写?"
    r"|[\[［][\u4e00-\u9fff]{0,8}(?:单位|机关|标题|名称|姓名|联系人|电话|手机号|地址|编号|文号|日期|时间)[\]］]"
    r"|[（(](?:请|由|可)?(?:在此)?(?:填写|填入|写明|注明)[^（()）\n]{0,30}[）)]"
    r"|(?:请(?:在此)?(?:填写|输入)|(?:单击|点击)(?:或点击)?此处(?:输入|填写))[^，,。；;\n]{0,12}(?=\s*(?:\n|$))"
)
_CODE_LENGTH: Final = 18
_SLIPS: Final = (("O", "0"), ("I", "1"), ("Z", "2"), ("S", "5"))
_RULED: Final = re.compile(r"[_＿]{2,}")
_QUOTED: Final = re.compile(r"“[^“”\n]*(?:\n[^“”\n]*){0,2}”|《[^《》\n]*(?:\n[^《》\n]*){0,2}》")
_NONE: Final = re.compile(r"\s*(?:[无／/—－-]|不需|不涉及)\D*")
"""What a field that may stay blank says of there being nothing: “无”, “无需整改”, a stroke."""
"""A quote runs over two breaks at most, so that a mark left open hides nothing."""


def _label(law: FieldLaw) -> str:
    return f"“{law.label[0]}”"


def _clause(paper: Paper, law: FieldLaw) -> Clause:
    return paper.spec.clause_of(law.clause)


def _clause_of_form(paper: Paper, law: FieldLaw) -> Clause:
    """A clause that deducts is about what is not there, not about how it is written."""
    clause = _clause(paper, law)
    return clause if clause.deduct is None else paper.spec.clause_of(None)


@rule("FLD101", on="paper", needs="field")
def required_fields(paper: Paper) -> Iterator[Check]:
    """应填的栏目已经填写。

    为何：栏目空缺，文书就不能说明它要说明的事。
    如何改：尚未签发的，补填后重新打印；已经签发的，原件保留，附情况说明。
    """
    by_hand: list[FieldLaw] = []
    for name, law in paper.spec.field.items():
        if not _is_required(paper, law):
            continue
        if law.filled == "by hand" and not _filled_in(paper, name) and not _shows_handwriting(paper):
            by_hand.append(law)
        else:
            yield _filled(paper, law, paper.fields.get(name))
    yield from _left_to_the_hand(paper, by_hand)


def _filled_in(paper: Paper, name: str) -> bool:
    reading = paper.fields.get(name)
    return reading is not None and not reading.blank


def _shows_handwriting(paper: Paper) -> bool:
    """Whether the copy read is the signed one; what was written on a scan beside it nobody has read."""
    unread = any(twin.view is None or not twin.view.has_text for twin in paper.twins)
    return (paper.signed or paper.view.facts.signed) and not unread


def _left_to_the_hand(paper: Paper, laws: list[FieldLaw]) -> Iterator[Check]:
    """What is written by hand and is not on an editable copy: one cause, said once for those due and those not."""
    for due in (True, False):
        named = [law for law in laws if (law.due in paper.stages) is due]
        if named:
            yield Check(
                Outcome.UNDETERMINED if due else Outcome.NOT_DUE,
                clause=_clause(paper, named[0]),
                reason="missing",
                why=f"{'、'.join(map(_label, named))}栏为手填，编辑稿未填，未见签字件",
            )


def _is_required(paper: Paper, law: FieldLaw) -> bool:
    if law.required_if is None:
        return law.required
    return law.required_if.met_by(paper.value(law.required_if.field))


def _filled(paper: Paper, law: FieldLaw, reading: FieldReading | None) -> Check:
    clause = _clause(paper, law)
    if reading is not None and not reading.blank:
        return Check(Outcome.CONFORMS, place=reading.place, clause=clause)
    if law.due not in paper.stages:
        return Check(Outcome.NOT_DUE, place=reading.place if reading else NOWHERE, clause=clause)
    if reading is None and paper.view.facts.scanned:
        why = f"未找到{_label(law)}栏，有无文字的扫描页，可能在其中"
        return Check(Outcome.UNDETERMINED, clause=clause, reason="scan", why=why)
    if reading is None and (unread := unread_text(paper, clause)):
        return replace(unread, why=f"未找到{_label(law)}栏，{unread.why}")
    if reading is None and not paper.ours:
        return Check(Outcome.UNDETERMINED, clause=clause, reason="missing", why=f"未找到{_label(law)}栏")
    return Check(
        Outcome.VIOLATES,
        f"{_label(law)}栏未填写" if reading else f"未见{_label(law)}栏",
        reading.place if reading else NOWHERE,
        expected="应填写",
        actual="空白" if reading else "未见",
        clause=clause,
    )


@rule("FLD102", on="paper", needs="field")
def fits_its_type(paper: Paper) -> Iterator[Check]:
    """填写的内容与栏目相符。

    为何：代码少一位、选项写在规定之外，后面的核对都会落空。
    如何改：尚未签发的，改正后重新打印；已经签发的，原件保留，按本机关文书规定处理或附更正说明。
    """
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        if reading is not None and not reading.blank:
            fault = _misfit(law, reading.text)
            yield Check(
                Outcome.VIOLATES if fault else Outcome.CONFORMS,
                f"{_label(law)}栏{fault.said}" if fault else "",
                reading.place,
                expected=fault.expected if fault else None,
                actual=reading.text,
                clause=_clause_of_form(paper, law),
                severity="error" if law.type == "credit_code" else None,
            )


class _Misfit(NamedTuple):
    """What does not fit, as the end of a sentence, and what would."""

    said: str
    expected: str


def _misfit(law: FieldLaw, text: str) -> _Misfit | None:
    """None when it fits. That a date is possible is DAT101's, how it is written FLD105's."""
    if law.type == "credit_code":
        code = normalise_code(text)
        if is_credit_code(code) or is_registration_number(code):
            return None
        expected = "18位统一社会信用代码（或15位注册号）"
        how = f"{len(code)}位" if len(code) != _CODE_LENGTH else "写法不合的"
        return _Misfit(f"应为{expected}，现为{how}“{text}”{_slip(code)}", expected)
    if law.choices:
        known = set(map(alike, law.choices))
        unknown = [part for part in re.split(r"[；;\n]", text) if alike(part) and alike(part) not in known]
        expected = f"“{'、'.join(law.choices)}”之一"
        return _Misfit(f"应为{expected}，现为“{'；'.join(unknown)}”", expected) if unknown else None
    if law.pattern and law.type not in ("date", "document_number") and not re.fullmatch(law.pattern, text):
        return _Misfit(f"写法与规定不符，现为“{text}”", "规定的写法")
    if law.type == "persons" and law.filled != "by hand" and (names := without_number(text)):
        return _Misfit(f"{'、'.join(f'“{name}”' for name in names)}未写执法证号", "姓名后写明执法证号")
    if law.type == "number" and not re.search(r"\d", text):
        return _Misfit(f"应为数字，现为“{text}”", "数字")
    if law.type in ("date", "datetime") and not find_moments(text) and (law.required or not _NONE.fullmatch(text)):
        return _Misfit(f"应为日期，现为“{text}”", "日期")
    return None


def _slip(code: str) -> str:
    """The letters of a code that no code has, with the digits they are mistaken for."""
    taken = [
        f"第{at}位“{letter}”疑为数字“{digit}”"
        for at, one in enumerate(code, 1)
        for letter, digit in _SLIPS
        if one == letter
    ]
    return f"；{'，'.join(taken)}" if taken else ""


@rule("FLD103", on="paper", severity="error")
def no_leftovers(paper: Paper) -> Iterator[Check]:
    """没有遗留的占位符或填写提示。

    为何：“XXX”、“{{…}}”是模板留下的，说明此处没有填写。
    如何改：尚未签发的，填写后重新打印；已经签发的，原件保留，附情况说明。
    """
    for paragraph, leftover in _leftovers(paper.view):
        yield Check(
            Outcome.VIOLATES,
            f"有遗留的占位文字“{leftover}”",
            paragraph.place,
            expected="填写后的内容",
            actual=leftover,
        )
    yield from _blanks(paper)
    yield unread_text(paper) or Check(Outcome.CONFORMS)


def _blanks(paper: Paper) -> Iterator[Check]:
    """Ruled blanks that are not for writing by hand; of a required field FLD101 says so."""
    if paper.is_template:
        return
    ruled = {place for one in paper.view.paragraphs() if _RULED.search(one.text) for place in _both(one.place)}
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        if reading is None or not reading.blank or law.filled == "by hand" or _is_required(paper, law):
            continue
        if replace(reading.place, field=None) in ruled:
            yield Check(
                Outcome.VIOLATES,
                f"{_label(law)}后的空白线没有填写",
                reading.place,
                expected="填写后的内容，没有的写“无”",
                actual="空白",
            )


def _both(place: Place) -> tuple[Place, Place]:
    """A paragraph's place, and that of the cell it stands in."""
    return place, replace(place, paragraph=None) if place.table is not None else place


def _leftovers(view: DocumentView) -> Iterator[tuple[Paragraph, str]]:
    """The placeholders outside quotes, which may run over the paragraphs of one cell or of the body between tables: a
    print breaks them anywhere."""
    for _, group in groupby(view.paragraphs(), key=lambda one: (one.place.table, one.place.row, one.place.column)):
        paragraphs = tuple(group)
        whole = _QUOTED.sub(_blanked, "\n".join(paragraph.full_text for paragraph in paragraphs))
        start = 0
        for paragraph in paragraphs:
            end = start + len(paragraph.full_text)
            yield from ((paragraph, match.group()) for match in _LEFTOVER.finditer(whole, start, end))
            start = end + 1


def _blanked(quoted: re.Match[str]) -> str:
    return " " * len(quoted.group())


@rule("FLD106", on="paper", severity="warning")
def credit_code_check_digit(paper: Paper) -> Iterator[Check]:
    """统一社会信用代码的校验位正确。

    为何：校验位不符多为抄写有误；个别早期代码的校验位本就不符，须核实。
    如何改：对照营业执照核实。确有笔误且尚未签发的，改正后重新打印；已经签发的，原件保留，附更正说明。
    """
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        code = normalise_code(reading.text) if reading and law.type == "credit_code" else ""
        if reading is not None and is_credit_code(code):
            right = check_digit(code) == code[-1]
            yield Check(
                Outcome.CONFORMS if right else Outcome.VIOLATES,
                "" if right else f"{_label(law)}栏“{code}”的校验位不符，请核实",
                reading.place,
                expected="校验位与前17位相符（GB 32100）",
                actual=code,
            )

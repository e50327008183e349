"""What GB/T 9704-2012 asks of official documents (公文) alone: levels, annexes, number and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docgen.dates import find_moments
from docgen.reading import Outcome
from docgen.spec.model import Clause, FieldLaw
from docgen.validators.catalogue import rule
from docgen.validators.content.annexes import LABEL, NOTE, Annex, Attached, Note, attached, bare, issued, noted
from docgen.validators.content.levels import LevelFault, faults, levels
from docgen.validators.content.wrapping import hangs_right, wraps_unseen
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.view.fields import FieldReading
from docgen.view.model import Paragraph, Place
from docgen.wording import squeezed

Fault = tuple[Paragraph, str, str, str]
"""Where, the sentence, what it should be, what it is."""

_LEVELS: Final = ("heading_1", "heading_2", "heading_3", "heading_4", "body")
_TWO_LEVELS: Final = {1, 3}
_SHOWN: Final = 24
"""How many characters of a text a message quotes."""
_STOP: Final = re.compile("[。；;，,、.．：:]+$")


@rule("STR104", on="paper", needs="role.heading_1", mendable="no")
def levels_are_in_order(paper: Paper) -> Iterator[Check]:
    """正文的结构层次依次用“一、”“（一）”“1.”“（1）”标注。

    为何：层次序数写法不一、跳层或跳号，引用某一层时会指错地方。
    如何改：尚未签发的，按层次改写序数；已经签发的不改，下次制发时改正。
    """
    clause = _clause_of_role(paper, "heading_1")
    texts = _texts(paper)
    found = faults(texts)
    two_levels = levels(texts) <= _TWO_LEVELS
    yield from (_level_check(paper, fault, clause, note=fault.skips and two_levels) for fault in found)
    if not found:
        yield Check(Outcome.CONFORMS, clause=clause)


def _texts(paper: Paper) -> list[list[Paragraph]]:
    """The text of the paper, and that of each annex in the same file."""
    texts: list[list[Paragraph]] = [[]]
    for paragraph in paper.view.paragraphs():
        role = paper.roles.role_of(paragraph)
        if role == LABEL:
            texts.append([])
        elif role in _LEVELS and not paragraph.place.table:
            texts[-1].append(paragraph)
    return texts


def _level_check(paper: Paper, fault: LevelFault, clause: Clause, *, note: bool) -> Check:
    """Where a paper has but two levels, 一、 is followed by 1. as well as by （一）: said, not blamed."""
    text = fault.paragraph.full_text.strip()
    return Check(
        Outcome.VIOLATES,
        f"“{_short(text)}”的{fault.message}",
        _place(paper, fault.paragraph),
        expected=fault.wanted,
        actual=fault.found,
        clause=clause,
        severity="note" if note else None,
    )


@rule("STR106", on="paper", needs="role.annex_note", mendable="no")
def annex_note_has_its_form(paper: Paper) -> Iterator[Check]:
    """附件说明的写法与规定一致。

    为何：附件说明写作“附件：1.……”，名称后不加标点，回行与名称首字对齐，才看得清共几件、各是什么。
    如何改：尚未签发的，按规定的写法改；已经签发的不改，下次制发时改正。
    """
    clause = _clause_of_role(paper, NOTE[0])
    note = noted(paper)
    if note is not None:
        forms = (fault for annex in note.annexes for fault in _form(paper, note, annex))
        yield from _checks(paper, [*_opening(note), *forms, *_labels(paper)], clause)
        yield from _lines_unseen(paper, note, clause)


def _lines_unseen(paper: Paper, note: Note, clause: Clause) -> Iterator[Check]:
    annexes = ((annex.paragraph, annex.name) for annex in note.annexes)
    first = next((one for one, name in annexes if wraps_unseen(one, name, paper.view, paper.spec.page)), None)
    if first is not None:
        why = "从这种文件看不出附件名称回行的位置"
        yield Check(Outcome.UNDETERMINED, place=_place(paper, first), clause=clause, reason="format", why=why)


def _checks(paper: Paper, found: list[Fault], clause: Clause) -> Iterator[Check]:
    for paragraph, message, wanted, actual in found:
        place = _place(paper, paragraph)
        yield Check(Outcome.VIOLATES, message, place, expected=wanted, actual=actual, clause=clause)
    if not found:
        yield Check(Outcome.CONFORMS, clause=clause)


def _opening(note: Note) -> Iterator[Fault]:
    if note.colon != "：":
        what = "半角冒号" if note.colon else "没有冒号"
        yield note.opening, f"“附件”后{what}，应为全角冒号“：”", "附件：", f"附件{note.colon}"


def _labels(paper: Paper) -> Iterator[Fault]:
    """The words over an annex are 附件 and an Arabic number, nothing after them (7.3.7)."""
    for annex in attached(paper):
        written = squeezed(annex.label.full_text)
        right = f"附件{annex.number or ''}"
        if written != right:
            yield annex.label, f"附件标志写作“{annex.label.full_text.strip()}”，应写作“{right}”", right, written


def _form(paper: Paper, note: Note, annex: Annex) -> Iterator[Fault]:
    position = note.annexes.index(annex) + 1
    right = f"{position}."
    if annex.mark.replace("．", ".").replace(" ", "") != right and (len(note.annexes) > 1 or annex.mark):
        found = f"写作“{annex.mark}”" if annex.mark else "没有标"
        yield annex.paragraph, f"附件“{_short(annex.name)}”的顺序号{found}，应写作“{right}”", right, annex.mark
    if stop := _STOP.search(annex.name):
        name = _short(annex.name)
        yield annex.paragraph, f"附件名称“{name}”后有标点“{stop.group()}”，应不加标点", "不加标点", stop.group()
    if hangs_right(annex.paragraph, annex.name, paper.view, paper.spec.page) is Outcome.VIOLATES:
        message = f"附件名称“{_short(annex.name)}”回行没有与名称的首字对齐"
        yield annex.paragraph, message, "回行与名称的首字对齐", "未对齐"


@rule("STR107", on="paper", needs="role.annex_note", severity="warning", mendable="no")
def annexes_are_named_alike(paper: Paper) -> Iterator[Check]:
    """附件说明与正文、附件标志、附件标题所称一致。

    为何：同一个附件在几处名称不同、件数不同，收文单位无从知道收到的是否就是所附的。
    如何改：核对后以附件标题为准改成一致；已经签发的不改，附更正说明。
    """
    clause = _clause_of_role(paper, NOTE[0])
    note = noted(paper)
    if note is not None:
        yield from _checks(paper, [*_with_annexes(paper, note), *_with_text(paper, note)], clause)


def _with_annexes(paper: Paper, note: Note) -> Iterator[Fault]:
    """The annexes that follow in the same file; where none does, they are kept in files of their own."""
    following = attached(paper)
    if not following:
        return
    by_number = {one.number or 1: one for one in following}
    for position, annex in enumerate(note.annexes, start=1):
        other = by_number.pop(position, None)
        if other is None:
            message = f"附件说明列有附件{position}“{annex.name}”，文中没有标明“附件{position}”的附件"
            yield annex.paragraph, message, f"附件{position}", "未见"
        elif other.title and bare(other.title) != bare(annex.name):
            yield _differs(annex, f"附件{position}的名称", "附件标题", other.title)
    for number, other in by_number.items():
        yield _unlisted(other, number)


def _unlisted(other: Attached, number: int) -> Fault:
    return other.label, f"文中有“附件{number}”，附件说明没有列", "附件说明列明", f"附件{number}"


def _with_text(paper: Paper, note: Note) -> Iterator[Fault]:
    """What the text says it issues, where that is what the note lists. To the one paper it issues, more may be annexed
    that it does not name: a table to fill in, a list."""
    names = issued(paper)
    cores = {annex.core for annex in note.annexes}
    about = [name for name in names if Annex(name, note.opening).core in cores]
    for position, annex in enumerate(note.annexes if about else (), start=1):
        same = [name for name in about if Annex(name, note.opening).core == annex.core]
        if not same and len(about) > 1:
            message = f"附件说明列有附件{position}“{annex.name}”，正文所印发的{len(about)}件中没有"
            yield annex.paragraph, message, "、".join(about), annex.name
        elif same and all(bare(name) != bare(annex.name) for name in same):
            yield _differs(annex, f"附件{position}的名称", "正文", same[0])


def _differs(annex: Annex, what: str, where: str, other: str) -> Fault:
    return annex.paragraph, f"{what}，附件说明作“{annex.name}”，{where}作“{other}”", other, annex.name


@rule("FLD104", on="paper", needs="document_numbers")
def document_number_has_its_form(paper: Paper) -> Iterator[Check]:
    """发文字号由机关代字、年份和序号组成，写法与规定一致。

    为何：发文字号是公文的身份，写法不一就无法检索和引用。
    如何改：尚未签发的，按规定的写法改；已经签发的，原件不改，下次制发时改正。
    """
    for name in paper.spec.document_numbers:
        law, reading = paper.spec.field[name], paper.fields.get(name)
        if reading is not None and not reading.blank and not _TO_BE_NUMBERED.search(reading.text):
            if law.pattern:
                check = _written_check(paper, law, reading, _faults_of_its_kind(law, reading.text), "")
                yield replace(check, expected="本类编号规定的写法")
            else:
                yield _written_check(paper, law, reading, list(_number_faults(reading.text)), "代字〔2026〕5号")


def _faults_of_its_kind(law: FieldLaw, text: str) -> list[str]:
    """A number whose own law says how it is written (papers of enforcement, tasks) is held to that alone."""
    return [] if law.pattern is None or re.fullmatch(law.pattern, text.strip()) else ["与本类编号规定的写法不符"]


_TO_BE_NUMBERED: Final = re.compile(r"〔\d{4}〕[\s_＿]+号$")
"""What a draft leaves for the number, which is given and written in when the paper is signed."""
_NUMBER: Final = re.compile(
    r"(?P<agency>[^\d〔\[（(【［﹝]*?)\s*(?P<open>[〔\[（(【［﹝]?)\s*(?P<year>[\d〇零○一二三四五六七八九]+)年?\s*(?P<close>[〕\]）)】］﹞]?)\s*"
    r"(?P<ordinal>第?)\s*(?P<number>\d*)\s*(?P<unit>号?)"
)


def _number_faults(text: str) -> Iterator[str]:
    """What deviates from 代字〔2026〕5号 (7.2.5), each as a clause of a sentence."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        yield "不是“机关代字〔年份〕序号”的写法"
        return
    brackets = match["open"] + match["close"]
    if brackets != "〔〕":
        yield f"年份用“{brackets}”括入，应用六角括号“〔〕”" if brackets else "年份没有用六角括号“〔〕”括入"
    if not match["year"].isdecimal():
        yield f"年份为“{match['year']}”，应用阿拉伯数字"
    elif len(match["year"]) != 4:
        yield f"年份为“{match['year']}”，应标全四位"
    if match["ordinal"]:
        yield "序号加了“第”字，应不加"
    if not match["number"]:
        yield "没有序号"
    elif match["number"].startswith("0"):
        yield f"序号为“{match['number']}”，应不编虚位"
    if not match["unit"]:
        yield "序号后没有“号”字"
    if not match["agency"]:
        yield "没有机关代字"


@rule("FLD105", on="paper", needs="field")
def dates_have_their_form(paper: Paper) -> Iterator[Check]:
    """公文中的日期用阿拉伯数字标全年、月、日，月、日不补零。

    为何：成文日期是公文生效的时间，写法统一才不致误读。
    如何改：尚未签发的，按规定的写法改；已经签发的，原件不改，下次制发时改正。
    """
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        by_standard = paper.spec.clause_of(law.clause).basis == "standard"
        if law.type == "date" and (law.pattern or by_standard) and reading is not None and not reading.blank:
            found = list(_date_faults(reading.text, law.pattern))
            yield _written_check(paper, law, reading, found, "2026年3月5日")


_DATE: Final = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")


def _date_faults(text: str, pattern: str | None) -> Iterator[str]:
    """What deviates from 2026年3月5日 (7.3.5.4), or from the law's own pattern."""
    if re.fullmatch(pattern or _DATE, text.strip()) or not find_moments(text):
        return  # what is no date at all is FLD102's
    if pattern:
        yield "写法与规定不符"
    elif re.search("[〇零○一二三四五六七八九十]", text):
        yield "用了汉字数字，应用阿拉伯数字"
    elif re.search(r"年\s*0\d|月\s*0\d", text):
        yield "月、日补了零，应不编虚位"
    elif not re.search("年.+月.+日", text):
        yield "没有标“年”“月”“日”"
    else:
        yield "数字或间隔的写法与规定不符"


def _written_check(paper: Paper, law: FieldLaw, reading: FieldReading, found: list[str], example: str) -> Check:
    clause = paper.spec.clause_of(law.clause)
    if not found:
        return Check(Outcome.CONFORMS, place=reading.place, clause=clause)
    return Check(
        Outcome.VIOLATES,
        f"“{law.label[0]}”写作“{reading.text}”：{'；'.join(found)}",
        reading.place,
        expected=f"如“{example}”",
        actual=reading.text,
        clause=clause,
    )


def _clause_of_role(paper: Paper, name: str) -> Clause:
    return paper.spec.clause_of(paper.spec.role[name].clause)


def _place(paper: Paper, paragraph: Paragraph) -> Place:
    return replace(paragraph.place, role=paper.roles.role_of(paragraph))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

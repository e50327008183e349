"""SEA: a copy that was signed or sealed is so in every place the law names. An editable copy owes none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from docgen.persons import read_persons
from docgen.reading import Outcome
from docgen.spec.model import Profile, Signature
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.submission.endings import ended
from docgen.view.fields.reading import written
from docgen.view.model import Cell, DocumentView, Place, Table
from docgen.wording import squeezed

_TO_BE_SIGNED: Final = re.compile(r"签字|签名|签章|盖章|公章|印章")
_LONGEST: Final = 14
"""A label is no longer than this beside the name of who signs: the rest are notes and instructions."""


@dataclass(frozen=True, slots=True)
class SignedPlace:
    """Where somebody signs: what is written there, and whether a picture stands there."""

    place: Place
    text: str
    picture: bool

    @property
    def empty(self) -> bool:
        return not self.text and not self.picture


@rule("SEA101", on="inspection", severity="warning", mendable="evidence")
def signed_and_sealed(inspection: Inspection) -> Iterator[Check]:
    """签字盖章件上的签字盖章处没有空着。

    为何：没有签字或盖章的文书，难以证明由谁作出、由谁收到。
    如何改：另有签字盖章的原件的，补入原件或扫描件；确未签字盖章的，附情况说明，不得更改、补签、倒签。
    """
    ending = ended(inspection.papers, inspection.profile.dossier)
    for paper in inspection.papers:
        due = [law for law in paper.spec.signature if inspection.reached(law.due)]
        if not paper.signed or not due:
            continue
        if paper.hand_unread or paper.view.facts.scanned:
            yield _unread(paper, due)
            continue
        waived = ending.waived.get(f"{paper.spec.name}.signature", "") if ending else ""
        if _is_signed_copy(paper, inspection.profile):
            yield from (_unless(_signature(paper, law), waived or _refused(paper, law)) for law in due)


def _unless(check: Check, reason: str) -> Check:
    return (
        replace(check, outcome=Outcome.EXEMPT, why=reason)
        if reason and check.outcome is not Outcome.CONFORMS
        else check
    )


def _is_signed_copy(paper: Paper, profile: Profile) -> bool:
    """Whether more than typed times show it: somebody signed somewhere, digitally too, or the file's name says so. A
    print of what an office typed in is no signed copy yet."""
    marks = [word for law in profile.dossier.copies for word in law.signed]
    names = (PurePosixPath(file).stem for file in (paper.file, *(twin.path for twin in paper.twins)))
    named = any(word in name for name in names for word in marks)
    places = (place for law in paper.spec.signature for view in _views(paper) for place in places_of(view, law.who))
    return named or any(view.facts.signed for view in _views(paper)) or any(not place.empty for place in places)


def _views(paper: Paper) -> list[DocumentView]:
    return [paper.view, *(twin.view for twin in paper.twins if twin.view is not None)]


def _unread(paper: Paper, due: list[Signature]) -> Check:
    places = "、".join(law.who for law in due)
    why = f"《{paper.spec.title}》的签章件是扫描件，{places}的签字盖章未能核对"
    return Check(Outcome.UNDETERMINED, reason="scan", why=why, file=paper.file, document=paper.document)


def _refused(paper: Paper, law: Signature) -> str:
    told = paper.value(law.refused) if law.refused else ""
    return f"已注明拒绝签字：{told}" if told else ""


def _signature(paper: Paper, law: Signature) -> Check:
    views = _views(paper)
    places = [place for view in views for place in places_of(view, law.who)]
    check = Check(
        Outcome.CONFORMS,
        place=places[0].place if places else Place(),
        clause=paper.spec.clauses.get(law.clause or ""),
        inputs={f"{law.who}{law.kind}": "；".join(one.text or "图片" for one in places if not one.empty)},
        limit=f"{law.who}{law.kind}{f'{law.count}人' if law.count > 1 else ''}",
        evidence=(paper.file, *(twin.path for twin in paper.twins)),
        file=paper.file,
        document=paper.document,
    )
    filled = [one for one in places if not one.empty]
    signers = max((len(read_persons(one.text)) for one in filled), default=0)
    if any(one.picture for one in filled) or signers >= law.count or (filled and law.kind != "签字"):
        return check
    if mark := _mark(views):
        if "盖章" in law.kind:
            return replace(check, inputs={f"{law.who}{law.kind}": mark})
        return _cannot_tell(check, paper, law, f"{mark}，看不出是否在签字处")
    if not places:
        return _cannot_tell(check, paper, law, f"未找到{law.who}{law.kind}处")
    actual = f"见{signers}人" if filled else "空着"
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"《{paper.spec.title}》签章件的“{law.who}{law.kind}”处{actual}，应有{check.limit}",
        expected=check.limit,
        actual=actual,
    )


def _mark(views: list[DocumentView]) -> str:
    """What may be a seal or a signature without being text: a digital signature, else pictures."""
    if any(view.facts.signed for view in views):
        return "文件带有电子签名"
    pictures = sum(view.facts.pictures for view in views)
    return f"文件中有图片{pictures}处" if pictures else ""


def _cannot_tell(check: Check, paper: Paper, law: Signature, seen: str) -> Check:
    why = f"《{paper.spec.title}》的{law.who}{law.kind}未能核对：{seen}"
    return replace(check, outcome=Outcome.UNDETERMINED, reason="missing", why=why)


def places_of(view: DocumentView, who: str) -> Iterator[SignedPlace]:
    """Cells right of a label, and lines after one, where ``who`` signs."""
    for table in view.tables():
        for cell in table.cells:
            if _is_label(cell.text, who):
                value = table.at(cell.row, cell.column + cell.column_span)
                yield SignedPlace(_place(table, cell), written(value.text) if value else "", _has_picture(value))
    in_cells = {id(paragraph) for table in view.tables() for cell in table.cells for paragraph in cell.paragraphs()}
    label = re.compile(rf"{re.escape(who)}[（(]?(?:{_TO_BE_SIGNED.pattern})+[）)]?[:：](?P<value>[^\t：:]*)")
    for paragraph in view.paragraphs():
        if id(paragraph) not in in_cells and (found := label.search(paragraph.text)):
            picture = bool(paragraph.pictures)
            yield SignedPlace(paragraph.place, written(found["value"]), picture)


def _is_label(text: str, who: str) -> bool:
    plain = squeezed(text)
    short = plain.startswith(who) and len(plain) <= len(who) + _LONGEST
    return short and bool(_TO_BE_SIGNED.search(plain)) and "日期" not in plain


def _has_picture(cell: Cell | None) -> bool:
    return cell is not None and any(paragraph.pictures for paragraph in cell.paragraphs())


def _place(table: Table, cell: Cell) -> Place:
    return replace(table.place, paragraph=None, row=cell.row, column=cell.column)

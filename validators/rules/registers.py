"""DOS: the dossiers handed in and the register of the task's households are the same households."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.field_names import CREDIT_CODE, UNIT_NAME
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier
from docgen.validators.registers import RegisterRow, RegisterSubject
from docgen.view.model import Place

_SHOWN = 5


@rule("DOS106", on="unit", needs="require", mendable="evidence")
def households_have_dossiers(subject: RegisterSubject) -> Iterator[Check]:
    """抽查名单中的每一户都有档案。

    为何：抽到的户都应检查、归档；名单上有而没有档案的，检查是否进行无从查起。
    如何改：档案漏交的，补交该户档案；未检查的（注销、迁出、无法联系等），补交相应的记录或附情况说明，不得更改、补签、倒签。
    """
    register, seen = subject.register, subject.seen
    if register.trouble:
        why = f"抽查名单“{register.file}”未能识读（{register.trouble.what}），无法核对有无缺户"
        yield Check(Outcome.UNDETERMINED, reason="unreadable", why=why, clause=subject.clause, file=register.file)
        return
    here = {id(one.row) for one in seen if one.row is not None}
    unknown = [one.household for one in seen if one.row is None and not one.told]
    done: set[tuple[str, str]] = set()
    for row in register.rows:
        if id(row) not in here and not _again(row, done) and not _elsewhere(row, subject):
            yield _without(row, subject, unknown)
    if here:
        yield Check(
            Outcome.CONFORMS,
            clause=subject.clause,
            inputs={"名单": f"{len(register.rows)}行", "有档案": f"{len(here)}户"},
            limit="名单中的每一户都有档案",
            evidence=(register.file,),
            file=register.file,
        )


def _again(row: RegisterRow, done: set[tuple[str, str]]) -> bool:
    """Whether an earlier row was the same household: it is said once."""
    known = (row.code, "" if row.code else row.name)
    if known in done:
        return True
    done.add(known)
    return False


def _elsewhere(row: RegisterRow, subject: RegisterSubject) -> bool:
    """Whether the row repeats a household whose dossier is here."""
    rows = (one.row for one in subject.seen if one.row is not None)
    return any((row.code and row.code == other.code) or (not row.code and row.name == other.name) for other in rows)


def _without(row: RegisterRow, subject: RegisterSubject, unknown: list[str]) -> Check:
    place = next((reading.place for reading in row.fields.values()), Place())
    code = f"（{row.value(CREDIT_CODE)}）" if row.value(CREDIT_CODE) else ""
    inputs = {"名单": f"{row.file}第{row.row}行：{row.called}{code}", "已交档案": f"{len(subject.seen)}户"}
    if unknown:
        listed = "、".join(unknown[:_SHOWN]) + (f"等{len(unknown)}户" if len(unknown) > _SHOWN else "")
        why = f"抽查名单中的户未见档案，但有的档案认不出是哪一户（{listed}）"
        return Check(
            Outcome.UNDETERMINED,
            place=place,
            reason="missing",
            why=why,
            clause=subject.clause,
            inputs=inputs,
            file=row.file,
            household=row.called,
        )
    return Check(
        Outcome.VIOLATES,
        "抽查名单中的户没有档案",
        place,
        expected="名单中的每一户都有一份档案",
        clause=subject.clause,
        inputs=inputs,
        evidence=(row.file,),
        file=row.file,
        household=row.called,
    )


@rule("DOS107", on="household", severity="warning", mendable="evidence")
def dossier_is_on_the_register(dossier: Dossier) -> Iterator[Check]:
    """档案中的户在抽查名单中。

    为何：不在名单中的户不是本次抽取的对象，或者名称、代码有误，与名单对不上。
    如何改：属于其他任务或重点检查的，归入相应的材料；名称、代码有误的，附更正说明；名单有补充的，提供补充后的名单，不得更改、补签、倒签。
    """
    register = dossier.register
    if register is None:
        return
    papers = {"名称": _said(dossier, UNIT_NAME), "代码": _said(dossier, CREDIT_CODE)}
    inputs = {key: value for key, value in papers.items() if value}
    if register.trouble:
        why = f"抽查名单“{register.file}”未能识读（{register.trouble.what}），无法核对各户是否在名单中"
        yield Check(Outcome.UNDETERMINED, reason="unreadable", why=why, inputs=inputs)
    elif (row := dossier.register_row) is not None:
        found = f"{row.file}第{row.row}行：{row.called}"
        yield Check(Outcome.CONFORMS, inputs={**inputs, "名单": found}, limit="在抽查名单中")
    elif not inputs:
        why = "档案中没有可以识读的名称和代码，无法核对是否在抽查名单中"
        yield Check(Outcome.UNDETERMINED, reason="missing", why=why)
    else:
        yield Check(
            Outcome.VIOLATES,
            "该户不在抽查名单中",
            expected=f"名称或代码见于{register.file}（{len(register.rows)}户）",
            inputs=inputs,
            evidence=(register.file,),
        )


def _said(dossier: Dossier, field: str) -> str:
    return next((value for paper in dossier.papers if (value := paper.value(field))), "")

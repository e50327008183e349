"""DAT: dates are possible, and enough time lies between the events of an inspection.

Evidence of time is ranked (``dossier.toml``); every piece present is used. Equal outcomes stand, different ones are
undetermined and all are shown. A foot date is only a lower bound of delivery: it can show a violation, never
conformity. A planned entry is only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dates import find_moments
from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.content.evidence import evidence_of, judge
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.submission.holders import unless_held

_DATED = ("date", "datetime", "period")


@rule("DAT101", on="paper", severity="error", mendable="evidence")
def possible_dates(paper: Paper) -> Iterator[Check]:
    """日期是日历上有的日期。

    为何：2月30日这样的日期不存在，时限无从计算。
    如何改：核实实际日期，原件保留，附更正说明或情况说明，不得更改、补签、倒签。
    """
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        if reading is None or reading.blank or law.type not in _DATED:
            continue
        impossible = [moment.text for moment in find_moments(reading.text) if moment.reading is None]
        for text in impossible:
            yield Check(
                Outcome.VIOLATES,
                f"“{law.label[0]}”栏的“{text}”不是日历上有的日期",
                reading.place,
                expected="日历上有的日期",
                actual=text,
            )
        if not impossible:
            yield Check(Outcome.CONFORMS, place=reading.place, inputs={law.label[0]: reading.text})


@rule("DAT301", on="inspection", needs="interval", mendable="evidence")
def one_month_notice(inspection: Inspection) -> Iterator[Check]:
    """检查前1个月已经告知。

    为何：考核细则要求检查前1个月告知抽查事项、检查内容和标准。
    如何改：有更早的告知凭证（签收、发放登记表等）的，补入本户档案后重新核对；确已不足的，附情况说明，不得更改、补签、倒签。
    """
    yield from _intervals(inspection, "DAT301")


@rule("DAT302", on="inspection", needs="interval", mendable="evidence")
def forty_eight_hours(inspection: Inspection) -> Iterator[Check]:
    """进入检查前已提前48小时告知。

    为何：考核细则要求进入监管对象检查时提前48小时告知；从送达起算到实际进入，节假日计算在内。
    如何改：有更早的送达凭证（送达回证、短信、邮件等）的，补入本户档案后重新核对；确已不足的，附情况说明，不得更改、补签、倒签。
    """
    yield from _intervals(inspection, "DAT302")


def _intervals(inspection: Inspection, code: str) -> Iterator[Check]:
    for law in inspection.profile.dossier.interval:
        if law.code != code or law.at_least is None:
            continue
        clause = inspection.profile.clauses[law.clause] if law.clause else None
        evidence = evidence_of(inspection, law)
        if not inspection.reached("inspected"):
            not_due = Check(Outcome.NOT_DUE, clause=clause, why=f"尚未见{law.ends}的凭证", limit=law.at_least)
            yield unless_held(inspection, not_due, (address.rpartition(".")[0] for address in law.to))
        elif not evidence.pairs:
            yield Check(
                Outcome.UNDETERMINED, clause=clause, reason="missing", why=evidence.missing(law), limit=law.at_least
            )
        else:
            yield judge(law, clause, evidence)

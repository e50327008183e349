"""DAT: enough time lies between telling the household and entering its premises.

Evidence of time is ranked (``dossier.toml``); every piece present is used. Equal outcomes stand, different ones are
undetermined and all are shown. A foot date is only a lower bound of delivery: it can show a violation, never
conformity. A planned entry is only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.content.evidence import Evidence, evidence_of
from docgen.validators.content.intervals import Least, judge, least_of, upcoming
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection
from docgen.validators.submission.holders import unless_held


@rule("DAT301", on="inspection", needs="interval", mendable="evidence")
def one_month_notice(inspection: Inspection) -> Iterator[Check]:
    """检查前1个月已经告知。

    为何：考核细则要求检查前1个月告知抽查事项、检查内容和标准；自告知次日起算，至次月对应日（民法典第二百零一条、第二百零二条）。
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
        least = least_of(law, inspection.profile.clauses.get(law.clause or ""))
        if law.code == code and least is not None:
            yield _judged(inspection, least, evidence_of(inspection, law))


def _judged(inspection: Inspection, least: Least, evidence: Evidence) -> Check:
    if not inspection.reached("inspected"):
        return unless_held(
            inspection,
            upcoming(least, evidence, inspection.as_of),
            (address.partition(".")[0] for address in least.law.to),
        )
    if evidence.pairs:
        return judge(least, evidence)
    return Check(
        Outcome.UNDETERMINED,
        clause=least.clause,
        reason="missing",
        why=evidence.missing(least.law),
        inputs=evidence.shown(least.law),
        limit=least.limit,
        evidence=evidence.files,
    )

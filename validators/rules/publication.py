"""DAT: results are published within the working days the law allows, and within the year.

One cause, one finding: where the end of the year is the nearer limit, DAT304 tells what is past it and DAT303 is
silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.dates import format_date
from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.content.deadlines import Most, beyond_the_year, cap_decides, judge_deadline, most_of
from docgen.validators.content.evidence import Evidence, evidence_of, in_lines
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection
from docgen.validators.submission.holders import unless_held

_CODE = "DAT303"


@rule("DAT303", on="inspection", needs="interval", mendable="evidence")
def published_in_time(inspection: Inspection) -> Iterator[Check]:
    """抽查结果在抽查工作结束之日起20个工作日内公示。

    为何：考核细则要求20个工作日内公示，工作日按国务院办公厅公布的放假调休安排计算。
    如何改：有按期公示凭证（平台截图、网站页面等）的，补入档案后重新核对；确已逾期的，附情况说明，不得更改、补签、倒签。
    """
    for most, evidence in _deadlines(inspection):
        if not evidence.begins and not inspection.reached("inspected"):
            not_due = Check(Outcome.NOT_DUE, clause=most.clause, why=f"尚未见{most.law.begins}的凭证", limit=most.limit)
            shown_by = (*most.law.from_, *most.law.of_household)
            yield unless_held(inspection, not_due, (address.partition(".")[0] for address in shown_by))
        elif not _said_by_the_year(most, evidence):
            yield judge_deadline(most, evidence)


@rule("DAT304", on="inspection", needs="interval", mendable="evidence")
def published_within_the_year(inspection: Inspection) -> Iterator[Check]:
    """抽查结果的公示不超出本年度。

    为何：考核细则规定公示期限不得超出抽查工作结束的年度，年末结束的抽查不足20个工作日的，到12月31日为止。
    如何改：有本年度内公示凭证的，补入档案后重新核对；确已超出的，附情况说明，不得更改、补签、倒签。
    """
    for most, evidence in _deadlines(inspection):
        beyond = {beyond_the_year(most, pair) for pair in evidence.pairs}
        if len(beyond) != 1 or evidence.bound:
            continue
        if beyond == {False} or _said_by_the_year(most, evidence):
            yield _within_the_year(most, evidence, beyond={True} == beyond)


def _deadlines(inspection: Inspection) -> Iterator[tuple[Most, Evidence]]:
    for law in inspection.profile.dossier.interval:
        clause = inspection.profile.clauses.get(law.clause or "")
        most = most_of(law, clause, inspection.profile.calendar, inspection.as_of)
        if law.code == _CODE and most is not None:
            yield most, evidence_of(inspection, law)


def _said_by_the_year(most: Most, evidence: Evidence) -> bool:
    """Whether all evidence shows an end past a year that is the nearer limit."""
    pairs = () if evidence.bound else evidence.pairs
    return bool(pairs) and all(beyond_the_year(most, pair) and cap_decides(most, pair) for pair in pairs)


def _within_the_year(most: Most, evidence: Evidence, *, beyond: bool) -> Check:
    pair, shown = evidence.pairs[0], evidence.shown(most.law)
    limit = f"{most.law.begins}的当年12月31日前"
    check = Check(Outcome.CONFORMS, clause=most.clause, inputs=shown, limit=limit, evidence=evidence.files)
    end = pair.end.reading.low
    if not beyond or end is None:
        return check
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        place=pair.end.place,
        message=f"{most.law.ends}超出{most.law.begins}的年度",
        expected=limit,
        actual=in_lines(shown, f"{format_date(end)}已超出本年度"),
        file=pair.end.file,
        document=pair.end.document,
    )

"""DAT305: what happened first comes first, pair by pair as the law lists them (``[[order]]`` of dossier.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.reading import Outcome
from docgen.spec.dossier import Order
from docgen.validators.catalogue import rule
from docgen.validators.content.evidence import Pair, evidence_of
from docgen.validators.content.intervals import judge, least_of
from docgen.validators.content.moments import Moment, moments
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection
from docgen.wording import alike


@rule("DAT305", on="inspection", needs="order", severity="warning", mendable="evidence")
def in_order(inspection: Inspection) -> Iterator[Check]:
    """各环节的时间先后合乎检查程序。

    为何：先检查后通知、先反馈后检查这样的先后，难以证明检查是按程序做的；同一天的不论先后。
    如何改：有其他凭证的，补入本户档案后重新核对；确属笔误的，附更正说明；确实先后不合的，附情况说明，不得更改、补签、倒签。
    """
    for law in inspection.profile.dossier.order:
        firsts, thens = moments(inspection, law.first, law.about), moments(inspection, law.then, law.about)
        if firsts and thens and not _told(inspection, law):
            yield _judged(inspection, law, [Pair(first, then) for first in firsts for then in thens])


def _told(inspection: Inspection, law: Order) -> bool:
    """Whether an interval's finding says it already: one fact, one finding."""
    for interval in inspection.profile.dossier.interval:
        least = least_of(interval, inspection.profile.clauses.get(interval.clause or ""))
        if interval.code == law.told_by and least is not None:
            evidence = evidence_of(inspection, interval)
            return bool(evidence.pairs) and judge(least, evidence).outcome is Outcome.VIOLATES
    return False


def _judged(inspection: Inspection, law: Order, pairs: list[Pair]) -> Check:
    wrong = [pair for pair in pairs if _days_late(pair) > 0]
    pair = wrong[0] if wrong else pairs[0]
    shown = {law.begins: pair.begin.said, law.ends: pair.end.said}
    in_words = "，".join(f"{event}{said}" for event, said in shown.items())
    check = Check(
        Outcome.CONFORMS,
        place=pair.end.place,
        clause=inspection.profile.clauses.get(law.clause or ""),
        inputs=shown,
        limit=f"{law.begins}不晚于{law.ends}",
        evidence=tuple(dict.fromkeys((pair.begin.file, pair.end.file))),
        file=pair.end.file,
        document=pair.end.document,
    )
    if not wrong:
        return check
    if len(wrong) < len(pairs):
        return replace(
            check, outcome=Outcome.UNDETERMINED, reason="time", why=f"各处时间不一，先后不能确定（{in_words}）"
        )
    if why := _explained(inspection, law, pair.end):
        return replace(check, outcome=Outcome.EXEMPT, why=why)
    days = _days_late(pair)
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"{law.begins}晚于{law.ends}{days}日：{in_words}",
        expected=f"{law.begins}不晚于{law.ends}",
        actual=f"晚{days}日",
        margin=f"晚{days}日",
    )


def _days_late(pair: Pair) -> int:
    """By how many days the first surely comes after the second; within one day nobody is asked for the hour."""
    begin, end = pair.begin.reading.low, pair.end.reading.high
    return (begin.date() - end.date()).days if begin and end else 0


def _explained(inspection: Inspection, law: Order, end: Moment) -> str:
    """Words of the later paper that explain the other order."""
    for paper in inspection.papers:
        if paper.file == end.file and paper.document == end.document:
            text = alike("".join(paragraph.text for paragraph in paper.view.paragraphs()))
            word = next((word for word in law.unless_says if alike(word) in text), None)
            if word:
                return f"《{paper.spec.title}》载有“{word}”，先后可以不同"
    return ""

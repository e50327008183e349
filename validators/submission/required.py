"""Which papers an inspection must hold, and whether it holds them: one check for every requirement of the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from docgen.dates import add_months, find_moments, format_date
from docgen.reading import Outcome
from docgen.spec.dossier import Require
from docgen.spec.model import Profile
from docgen.spec.words import STAGE_WORDS
from docgen.spec.written import parse_span
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Inspection, Paper
from docgen.validators.submission.endings import Ended, ended
from docgen.validators.submission.holders import UNSURE, holders, reason_of, unless_held
from docgen.validators.submission.inspection import entry_date
from docgen.validators.submission.shared import SharedPapers, shared_papers

_KINDS_OF_EVIDENCE: Final = {"image": "照片、图片", "video": "音像记录"}


def presences(inspection: Inspection) -> Iterator[Check]:
    """A check for every paper that is asked for here; of what an ending waives, why it is not."""
    ending = ended(inspection.papers, inspection.profile.dossier)
    for require in (*inspection.profile.dossier.require, *_instead(ending)):
        cause = _cause(inspection, require)
        if cause is not None:
            yield _presence(inspection, require, cause, ending)


def _instead(ending: Ended | None) -> Iterator[Require]:
    """What an inspection that could not be made is shown by."""
    for document in ending.law.require if ending else ():
        yield Require(document=document, due="inspected", clause=ending.law.clause if ending else None)


def _cause(inspection: Inspection, require: Require) -> str | None:
    """What asks for the paper: nothing in particular, or the words that meet its condition. None: not asked for."""
    if require.if_ is None:
        return ""
    for paper in inspection.papers:
        for name in require.if_.field:
            if said := require.if_.meeting(paper.value(name)):
                return paper.quoted(name, said[0])
    return None


def _presence(inspection: Inspection, require: Require, cause: str, ending: Ended | None) -> Check:
    papers = tuple(paper for name in require.documents for paper in inspection.of(name))
    shared = SharedPapers() if papers else shared_papers(inspection, require.documents)
    check = _asked(inspection, require, cause, (*papers, *shared.counted))
    waived = next((ending.waived[name] for name in require.documents if ending and name in ending.waived), None)
    if papers or shared.counted:
        return _as_it_is(inspection, require, check, papers)
    if waived:
        return replace(check, outcome=Outcome.EXEMPT, why=waived)
    wait = _not_yet(inspection, require, check.inputs["应有"])
    if wait:
        day, why = wait
        return unless_held(inspection, replace(check, outcome=Outcome.NOT_DUE, due=day, why=why), require.documents)
    if require.after and not _deadlines(inspection, require):
        why = f"未见{check.inputs['应有']}，也未见其期限，是否已到应有之时未能核对"
        return replace(check, outcome=Outcome.UNDETERMINED, reason="missing", why=why)
    return _absence(inspection, require, check, shared)


def _asked(inspection: Inspection, require: Require, cause: str, papers: tuple[Paper, ...]) -> Check:
    """The check of a paper that is there."""
    profile = inspection.profile
    return Check(
        Outcome.CONFORMS,
        clause=profile.clauses.get(require.clause or ""),
        document=_document(profile, require),
        inputs={"应有": _titles(profile, require), **({"因为": cause} if cause else {})},
        limit=f"{STAGE_WORDS[require.due]}后应有",
        evidence=tuple(paper.file for paper in papers),
    )


def _as_it_is(inspection: Inspection, require: Require, check: Check, papers: tuple[Paper, ...]) -> Check:
    """A paper that is there: not more of it than may be, and approved where it must be."""
    if require.at_most is not None and len(papers) > require.at_most:
        title, many = papers[0].spec.title, f"{len(papers)}份"
        listed = "、".join(paper.file for paper in papers)
        message = f"同一次检查有《{title}》{many}，应不超过{require.at_most}份：{listed}"
        expected = f"不超过{require.at_most}份"
        return replace(check, outcome=Outcome.VIOLATES, message=message, expected=expected, actual=many)
    approval = require.approved
    if approval is None or not inspection.reached(require.due):
        return check
    given = [(paper, name, paper.value(name)) for paper in papers for name in approval.field]
    if any(approval.met_by(text) for _, _, text in given):
        return check
    return _unapproved(check, papers[0], next((text for _, _, text in given if text), ""))


def _unapproved(check: Check, paper: Paper, opinion: str) -> Check:
    title = paper.spec.title
    if not opinion and (not paper.signed or paper.hand_unread):
        reason: Reason = "scan" if paper.signed else "missing"
        why = f"《{title}》是否通过备案未能核对：{'签章件为扫描件' if paper.signed else '编辑稿未填，未见签字件'}"
        return replace(check, outcome=Outcome.UNDETERMINED, reason=reason, why=why)
    actual = f"备案意见为“{opinion}”" if opinion else "备案意见空白"
    message = f"《{title}》未见通过备案的意见：{actual}"
    return replace(check, outcome=Outcome.VIOLATES, message=message, expected="有同意备案的意见", actual=actual)


def _not_yet(inspection: Inspection, require: Require, wanted: str) -> tuple[date | None, str] | None:
    """Why a paper need not be there yet, and until which day where that is known. A deadline that other papers show
    holds whatever stage was reached."""
    days = _deadlines(inspection, require)
    if not days and not inspection.reached(require.due):
        last = _last_day(inspection, require)
        if last is None or last >= inspection.as_of:
            return last, f"尚未见{STAGE_WORDS[require.due]}的凭证，{wanted}未到应有之时"
    if days and max(days) >= inspection.as_of:
        return max(days), f"期限为{format_date(max(days))}，{wanted}未到应有之时"
    return None


def _last_day(inspection: Inspection, require: Require) -> date | None:
    """The last day for a paper that is due so long after the entry, and in its year; None where the law or nobody can
    tell."""
    entry = entry_date(inspection.papers, inspection.profile.dossier)
    if require.within is None or entry is None:
        return None
    span, year_end = parse_span(require.within), date(entry.year, 12, 31)
    if span.unit == "working days":
        return min(inspection.profile.calendar.after(entry, span.count) or year_end, year_end)
    last = add_months(entry, span.count) if span.unit == "months" else entry + timedelta(days=span.count)
    return min(last, year_end)


def _deadlines(inspection: Inspection, require: Require) -> list[date]:
    """The days that the evidence ``after`` of a requirement shows."""
    addresses = (address.rpartition(".") for address in require.after)
    texts = (paper.value(name) for document, _, name in addresses for paper in inspection.of(document))
    moments = (moment.reading for text in texts for moment in find_moments(text))
    return [moment.high.date() for moment in moments if moment and moment.high]


def _absence(inspection: Inspection, require: Require, check: Check, shared: SharedPapers) -> Check:
    """A paper that was not seen: missing only where everything was read and none may be it."""
    wanted, maybe = check.inputs["应有"], holders(inspection, require.documents)
    if maybe:
        why = f"未见{wanted}，可能在以下{UNSURE}中，故不判为缺件：{'、'.join(maybe)}"
        reason = reason_of(inspection, maybe)
        return replace(check, outcome=Outcome.UNDETERMINED, reason=reason, why=why, evidence=maybe)
    if shared.open:
        return replace(check, outcome=Outcome.UNDETERMINED, reason="missing", why=shared.why)
    cause = f"（{check.inputs['因为']}）" if "因为" in check.inputs else ""
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"缺少{wanted}{cause}",
        expected=f"{wanted}1份",
        actual=f"{searched(inspection)}，未见{wanted}{'；' + shared.why if shared.why else ''}",
        evidence=tuple(member.path for member in inspection.members),
        also=(*_other_clause(inspection.profile, require), *_timely(inspection, require)),
    )


def _other_clause(profile: Profile, require: Require) -> tuple[str, ...]:
    clause = profile.clauses.get(require.also or "")
    if clause is None:
        return ()
    rate = f"，每{clause.deduct.per}{clause.deduct.points}分" if clause.deduct and clause.deduct.per else ""
    return (f"同一事实也可能适用{clause.source}{rate}，由考核人员选择，不重复计",)


def _timely(inspection: Inspection, require: Require) -> tuple[str, ...]:
    """How long was waited for a paper that the source only asks to be there in time."""
    last = None if inspection.reached(require.due) else _last_day(inspection, require)
    if last is None:
        return ()
    return (f"原文未定期限，此处自进入检查起比照公示的期限算至{format_date(last)}，是否及时由考核人员认定",)


def _titles(profile: Profile, require: Require) -> str:
    specs = (profile.document(name) for name in require.documents)
    return "或".join(f"《{spec.title}》" for spec in specs if spec)


def _document(profile: Profile, require: Require) -> str | None:
    """The missing paper's key, where the law names a single one."""
    spec = profile.document(require.documents[0]) if len(require.documents) == 1 else None
    return spec.key if spec else None


def searched(inspection: Inspection) -> str:
    """What was searched for a paper: “本户7个文件均已识别：《…》1份、照片、图片2个；公共材料2份已查”."""
    papers = Counter(f"《{paper.spec.title}》" for paper in inspection.papers)
    evidence = Counter(_KINDS_OF_EVIDENCE[member.kind] for member in inspection.members if member.evidence)
    others = [member for member in inspection.members if member.unrecognised]
    said = [f"{title}{count}份" for title, count in papers.items()]
    said += [f"{kind}{count}个" for kind, count in evidence.items()]
    said += [f"其他文书{len(others)}份"] if others else []
    done = "均已识读" if others else "均已识别"
    around = (*inspection.shared, *inspection.unreached)
    common = f"；公共材料{len(around)}份已查" if around else ""
    return f"本户{len(inspection.members)}个文件{done}：{'、'.join(said)}{common}"

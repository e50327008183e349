"""DOS: what lies in a household's file is known, is its own, and is filed once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Dossier, Inspection, Member, Paper
from docgen.validators.submission.chains import contradiction
from docgen.validators.submission.identity import Identity, identity_of, is_of, mixed, strangers, usual_identity

_OF_A_TWIN = "按文件名是已识读文书的签字盖章件（扫描件），手写内容、签字盖章未能核对"
_RENAME = "核对是否放错文件；内容无误的，把文件名改为与内容相符，文书本身不得更改、补签、倒签。"
_NOT_JUDGED = "未识别为规定的文书，未按文书规则核对；可用 --as 指明"


@rule("DOS102", on="inspection", needs="require", severity="note", mendable="evidence")
def one_paper_of_a_kind(inspection: Inspection) -> Iterator[Check]:
    """同一次检查的同一种文书只有一份有效。

    为何：两份有效的文书内容不同，说不清以哪一份为准。
    如何改：核对以哪一份为准；另一份已作废、更正或改期的，附作废、更正的说明，不得更改、补签、倒签。
    """
    law = inspection.profile.dossier
    kinds = dict.fromkeys(name for require in law.require if require.if_ is None for name in require.documents)
    told_apart = {agree.field for agree in law.agree}
    for kind in kinds:
        papers = inspection.of(kind)
        for one, other in combinations(papers, 2):
            if differing := contradiction(one, other, told_apart):
                yield _contradiction(one, other, differing)
        if papers:
            yield Check(Outcome.CONFORMS, evidence=tuple(paper.file for paper in papers), document=papers[0].document)


def _contradiction(one: Paper, other: Paper, differing: tuple[str, ...]) -> Check:
    said = "；".join(
        f"“{one.spec.field[name].label[0]}”一份为“{one.value(name)}”，一份为“{other.value(name)}”" for name in differing
    )
    return Check(
        Outcome.VIOLATES,
        f"有两份内容不同的《{one.spec.title}》，未见其中一份作废、更正或改期：{said}",
        expected="1份有效",
        actual=f"{one.file}、{other.file}",
        evidence=(one.file, other.file),
        file=other.file,
        document=other.document,
    )


@rule("DOS103", on="archive", severity="note", mendable="evidence")
def is_recognised(member: Member) -> Iterator[Check]:
    """提交的文书能够识别种类。

    为何：认不出种类的文书不能按规定审查，也不计入应有的文书。
    如何改：确为规定文书的，核对标题和必备栏目；其他材料可以照常归档，不得更改、补签、倒签。
    """
    if member.twin_of:
        yield Check(Outcome.UNDETERMINED, reason="scan", why=_OF_A_TWIN, document=member.taken_for)
        return
    if member.evidence and not member.could_be_paper:
        return
    if member.view is None or not member.view.has_text:
        reason: Reason = "unreadable" if member.trouble else "scan"
        yield Check(Outcome.UNDETERMINED, reason=reason, why=_why_unread(member), document=member.taken_for)
    elif member.unrecognised:
        nearest = "；".join(
            dict.fromkeys((member.unrecognised, *(told.runner_up for told in member.told if told.runner_up)))
        )
        yield Check(Outcome.VIOLATES, f"未能识别为规定的文书：{nearest}")
        if member.alone:
            yield Check(Outcome.UNDETERMINED, reason="missing", why=_NOT_JUDGED)
    else:
        yield from _parts(member)


def _parts(member: Member) -> Iterator[Check]:
    """A file that holds papers: the parts of it that are none, and a name that says something else."""
    for told in member.told if len(member.told) > 1 else ():
        if told.document is None:
            yield Check(Outcome.VIOLATES, f"其中一部分未能识别为规定的文书：{told.why}", told.place)
    if member.misnamed:
        yield Check(Outcome.VIOLATES, f"{member.misnamed}，已按内容核对", fix=_RENAME, document=member.taken_for)
    else:
        yield Check(Outcome.CONFORMS, document=member.taken_for)


def _why_unread(member: Member) -> str:
    silent = member.view is not None or member.evidence
    cause = member.trouble.what if member.trouble else "没有可以识读的文字" if silent else "审查程序出错，未能读出"
    return f"{cause}，是哪种文书及其各项内容均未能核对"


@rule("DOS105", on="household", severity="warning", mendable="evidence")
def papers_are_its_own(dossier: Dossier) -> Iterator[Check]:
    """档案中的文书都是本户的。

    为何：放错的文书既不能证明本户，也使另一户缺件。
    如何改：核对后归入所属的户；确属本户的，附更正说明，不得更改、补签、倒签。
    """
    if whose := mixed(dossier.papers):
        yield _mixed(dossier, whose)
        return
    usual = usual_identity(dossier.papers)
    if usual is None:
        return
    for paper in strangers(dossier.papers):
        identity = identity_of(paper)
        yield Check(
            Outcome.VIOLATES,
            f"文书上的名称“{identity.name}”和代码“{identity.code}”都与本户其他文书不同，可能是别户的文书",
            expected=f"{usual.name}（{usual.code}）",
            actual=f"{identity.name}（{identity.code}）",
            evidence=(paper.file,),
            file=paper.file,
            document=paper.document,
        )
    if not strangers(dossier.papers):
        yield Check(Outcome.CONFORMS, inputs={"本户": f"{usual.name}（{usual.code}）"})


def _mixed(dossier: Dossier, whose: tuple[Identity, ...]) -> Check:
    """Two households in one folder, where nobody can say whose it is."""
    counted = [(one, sum(is_of(paper, one) for paper in dossier.papers)) for one in whose]
    said = "、".join(f"“{one.name}”（{one.code}）{count}份" for one, count in counted)
    return Check(
        Outcome.VIOLATES,
        f"同一文件夹中有{len(whose)}户的文书：{said}，已按统一社会信用代码分开核对",
        expected="只有一户的文书",
        actual=said,
        evidence=tuple(paper.file for paper in dossier.papers),
    )


@rule("DOS108", on="household", severity="warning", mendable="evidence")
def filed_once(dossier: Dossier) -> Iterator[Check]:
    """同一内容没有归作两份文书。

    为何：同一内容归作两种文书，或者归入两户，其中一份必是错放，应有的文书反而缺件。
    如何改：核对哪一份放错，换入应有的文书；确无该文书的，附情况说明，不得更改、补签、倒签。
    """
    for one in dossier.doubled:
        yield Check(
            Outcome.VIOLATES,
            f"与{one.where}的“{one.file}”内容完全相同，却归作两份文书",
            expected="各是各的内容",
            actual=one.paper.member.misnamed or "内容完全相同",
            evidence=(one.paper.file, one.file),
            file=one.paper.file,
            document=one.paper.document,
        )
    if not dossier.doubled and dossier.papers:
        yield Check(Outcome.CONFORMS, inputs={"文书": f"{len(dossier.papers)}份"})

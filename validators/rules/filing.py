"""DOS: what lies in a household's file is known, is its own, and is filed once."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Dossier, Member
from docgen.validators.submission.identity import identity_of, strangers, usual_identity

_OF_A_TWIN = "按文件名是已识读文书的签字盖章件（扫描件），手写内容、签字盖章未能核对"
_RENAME = "核对是否放错文件；内容无误的，把文件名改为与内容相符，文书本身不得更改、补签、倒签。"
_NOT_JUDGED = "未识别为规定的文书，未按文书规则核对；可用 --as 指明"


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
        yield Check(Outcome.VIOLATES, f"未能识别为规定的文书：{member.unrecognised}")
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

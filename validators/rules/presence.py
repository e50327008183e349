"""DOS: the papers a household's file must hold are there.

No absence past an unread member: a paper is missing only if no file of the household could be it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from docgen.reading import Outcome
from docgen.spec.dossier import Require
from docgen.spec.model import Profile
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier, Inspection
from docgen.validators.submission.holders import UNSURE, holders, reason_of, unless_held

_STAGE_NAMES = {"made": "制作", "delivered": "送达", "inspected": "检查", "fed_back": "反馈", "filed": "归档"}
_KINDS_OF_EVIDENCE = {"image": "照片、图片", "video": "音像记录"}


@rule("DOS101", on="inspection", needs="require", mendable="evidence")
def required_papers(inspection: Inspection) -> Iterator[Check]:
    """应归档的文书齐全。

    为何：一户一档，应当归档的文书缺一件，检查过程就缺一段凭证。
    如何改：已制作未归档的，补入原件或扫描件；确未制作的，附情况说明，如补填应写明实际填写日期，不得更改、补签、倒签。
    """
    for require in inspection.profile.dossier.require:
        if _is_required(inspection, require):
            yield _presence(inspection, require)


def _is_required(inspection: Inspection, require: Require) -> bool:
    condition = require.if_
    return condition is None or any(condition.met_by(paper.value(condition.field)) for paper in inspection.papers)


def _presence(inspection: Inspection, require: Require) -> Check:
    papers = tuple(paper for name in require.documents for paper in inspection.of(name))
    wanted = _titles(inspection.profile, require)
    found = Check(
        Outcome.CONFORMS,
        clause=inspection.profile.clauses.get(require.clause or ""),
        document=_document(inspection.profile, require),
        inputs={"应有": wanted},
        limit=f"{_STAGE_NAMES[require.due]}后应有",
        evidence=tuple(paper.file for paper in papers),
    )
    if papers:
        return found
    if not inspection.reached(require.due):
        why = f"尚未见{_STAGE_NAMES[require.due]}的凭证，{wanted}未到应有之时"
        return unless_held(inspection, replace(found, outcome=Outcome.NOT_DUE, why=why), require.documents)
    maybe = holders(inspection, require.documents)
    if maybe:
        why = f"未见{wanted}，可能在以下{UNSURE}中，故不判为缺件：{'、'.join(maybe)}"
        return replace(
            found, outcome=Outcome.UNDETERMINED, reason=reason_of(inspection, maybe), why=why, evidence=maybe
        )
    return replace(
        found,
        outcome=Outcome.VIOLATES,
        message=f"缺少{wanted}",
        expected=f"{wanted}1份",
        actual=f"{searched(inspection)}，未见{wanted}",
        evidence=tuple(member.path for member in inspection.members),
    )


def _titles(profile: Profile, require: Require) -> str:
    specs = (profile.document(name) for name in require.documents)
    return "或".join(f"《{spec.title}》" for spec in specs if spec)


def _document(profile: Profile, require: Require) -> str | None:
    """The missing paper's key, where the law names a single one."""
    spec = profile.document(require.documents[0]) if len(require.documents) == 1 else None
    return spec.key if spec else None


def searched(inspection: Inspection) -> str:
    """What was searched for a paper: “本户7个文件均已识别：《…》1份、照片、图片2个”."""
    papers = Counter(f"《{paper.spec.title}》" for paper in inspection.papers)
    evidence = Counter(_KINDS_OF_EVIDENCE[member.kind] for member in inspection.members if member.evidence)
    others = [member for member in inspection.members if member.unrecognised]
    said = [f"{title}{count}份" for title, count in papers.items()]
    said += [f"{kind}{count}个" for kind, count in evidence.items()]
    said += [f"其他文书{len(others)}份"] if others else []
    done = "均已识读" if others else "均已识别"
    return f"本户{len(inspection.members)}个文件{done}：{'、'.join(said)}"


@rule("DOS104", on="household", severity="error", mendable="evidence")
def is_not_empty(dossier: Dossier) -> Iterator[Check]:
    """一户的档案不是空的。

    为何：一户一档，空文件夹说明该户没有归档任何材料。
    如何改：补入该户已有的材料；确无材料的，附情况说明，不得更改、补签、倒签。
    """
    if dossier.members:
        yield Check(Outcome.CONFORMS, inputs={"文件": f"{len(dossier.members)}个"})
    else:
        yield Check(Outcome.VIOLATES, "该户档案中没有任何文件", expected="有归档材料", actual="0个文件")

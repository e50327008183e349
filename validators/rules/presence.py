"""DOS: the papers a household's file must hold are there.

No absence past an unread member: a paper is missing only if no file of the household could be it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier, Inspection
from docgen.validators.submission.required import presences
from docgen.validators.submission.service import services


@rule("DOS101", on="inspection", needs="require", mendable="evidence")
def required_papers(inspection: Inspection) -> Iterator[Check]:
    """应归档的文书齐全。

    为何：一户一档，应当归档的文书缺一件，检查过程就缺一段凭证。
    如何改：已制作未归档的，补入原件或扫描件；确未制作的，附情况说明，如补填应写明实际填写日期，不得更改、补签、倒签。
    """
    yield from presences(inspection)
    yield from services(inspection)


@rule("DOS104", on="household", severity="error", mendable="evidence")
def is_not_empty(dossier: Dossier) -> Iterator[Check]:
    """一户的档案不是空的。

    为何：一户一档，空文件夹说明该户没有归档任何材料。
    如何改：补入该户已有的材料；确无材料的，附情况说明，不得更改、补签、倒签。
    """
    count = len(dossier.members)
    if any(not member.evidence or member.could_be_paper for member in dossier.members):
        yield Check(Outcome.CONFORMS, inputs={"文件": f"{count}个"})
    elif count:
        said = f"该户档案中没有文书，只有照片、录像等材料{count}个"
        yield Check(Outcome.VIOLATES, said, expected="有归档文书", actual="0份文书")
    else:
        yield Check(Outcome.VIOLATES, "该户档案中没有任何文件", expected="有归档材料", actual="0个文件")

"""ROS: who inspects is a body that may."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection
from docgen.wording import alike


@rule("ROS108", on="inspection", needs="barred", mendable="evidence")
def bodies_may_inspect(inspection: Inspection) -> Iterator[Check]:
    """检查机关是可以实施行政检查的机关或者组织。

    为何：议事协调机构及其办公室、科研院所、中介机构等不得以自己的名义实施行政检查。
    如何改：由有检查权的机关实施并署名；依法授权或者委托的，补入授权、委托的依据后重新核对，已制发的不得更改。
    """
    for law in inspection.profile.dossier.barred:
        said: set[str] = set()
        for paper in inspection.papers:
            body = paper.value(law.field)
            if not body or alike(body) in said:
                continue
            said.add(alike(body))
            word = next((word for word in law.says if alike(word) in alike(body)), None)
            label = paper.spec.field[law.field].label[0]
            at = f"《{paper.spec.title}》“{label}”"
            yield Check(
                Outcome.CONFORMS if word is None else Outcome.VIOLATES,
                f"{at}为“{body}”，其中有“{word}”，请确认是否有行政检查主体资格" if word else "",
                paper.fields[law.field].place,
                expected="行政执法机关，或者依法授权、受委托的组织",
                actual=body,
                clause=inspection.profile.clauses.get(law.clause),
                inputs={label: body},
                evidence=(paper.file,),
                file=paper.file,
                document=paper.document,
            )

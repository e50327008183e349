"""What is handed over beside the dossiers, given to each: its row on the register, the rosters of inspectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from docgen.validators.paper import Dossier
from docgen.validators.registers import HouseholdSeen, Register, Rosters
from docgen.validators.submission.identity import identity_of
from docgen.wording import squeezed


def with_registers(dossier: Dossier, rosters: Rosters | None, register: Register | None) -> Dossier:
    """The dossier with its row on the register, each of its inspections with that and the rosters."""
    seen = seen_of(dossier)
    row = register.row_of(seen.code, seen.name, squeezed(dossier.household).upper()) if register else None
    inspections = tuple(replace(one, rosters=rosters, register_row=row) for one in dossier.inspections)
    return replace(dossier, inspections=inspections, register=register, register_row=row)


def seen_of(dossier: Dossier) -> HouseholdSeen:
    """Whose dossier it is, by most of its papers."""
    identities = [identity_of(paper) for paper in dossier.papers]
    code, name = (_most(one[part] for one in identities) for part in (0, 1))
    return HouseholdSeen(dossier.household, code, name, dossier.register_row)


def _most(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""

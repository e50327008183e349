"""The register and the rosters handed over beside the dossiers, judged when every dossier has been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.spec.model import Clause, Profile
from docgen.validators.finding import Address
from docgen.validators.judging.assembly import Judged
from docgen.validators.judging.docket import Docket, rules_on
from docgen.validators.judging.intake import Setting, take
from docgen.validators.judging.ledger import Standing, entries
from docgen.validators.paper import Member
from docgen.validators.registers import HouseholdSeen, Register, RegisterSubject
from docgen.validators.submission.archive import whole_file

_OF_THE_LIST = ("ROS105",)
"""What is judged of a register as a list: its rows are told apart and possible."""


def judged_registers(setting: Setting, judged: Sequence[Judged], path: Path | None) -> Iterator[Judged]:
    """The register (at ``path``) against all dossiers, and whatever of the rosters could not be read."""
    if setting.register is not None and path is not None:
        yield _judged_register(setting, setting.register, [one.seen for one in judged if one.seen], path)
    for file, fault in setting.rosters.damaged if setting.rosters else ():
        yield _judged_file(setting, Member(file, 0, "unknown", trouble=fault))
    for file, why in setting.rosters.unknown if setting.rosters else ():
        yield _judged_file(setting, Member(file, 0, "sheet", unrecognised=why))


def _judged_register(setting: Setting, register: Register, seen: list[HouseholdSeen], path: Path) -> Judged:
    docket, law, standing = Docket(), setting.profile.dossier, Standing(setting.as_of)
    address = Address(file=register.file)
    subject = RegisterSubject(register, tuple(seen), _asked_by(setting.profile))
    docket.apply(rules_on(setting.rules, "unit", law), subject, address, standing)
    spec = setting.profile.documents.get(register.document)
    taken = take(replace(setting, as_document=spec), whole_file(path, setting.limits)) if spec else None
    for paper in taken.papers if taken else ():
        of_the_list = (rule for code in _OF_THE_LIST if (rule := setting.rules.get(code)))
        docket.apply(of_the_list, paper, replace(address, document=paper.document), standing)
    return _closed(setting, docket, address)


def _asked_by(profile: Profile) -> Clause | None:
    """The clause by which a household has a dossier: that of the first paper it must hold whatever comes."""
    always = (require.clause for require in profile.dossier.require if require.if_ is None and require.clause)
    return profile.clauses.get(next(always, ""))


def _judged_file(setting: Setting, member: Member) -> Judged:
    docket, address = Docket(), Address(file=member.path)
    docket.apply(rules_on(setting.rules, "archive", setting.profile), member, address, Standing(setting.as_of))
    return _closed(setting, docket, address)


def _closed(setting: Setting, docket: Docket, address: Address) -> Judged:
    found = entries(docket.judged, setting.profile.overrides)
    return Judged(address.file or "", None, found, (), docket.ran, tuple(docket.crashes))

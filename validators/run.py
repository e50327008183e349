"""The judge's runner: paths in, one report out. It reads a household at a time and draws no conclusion of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from docgen.errors import UsageError
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Address, DocumentEntry, Report
from docgen.validators.judging.assembly import Judged, law_used, report
from docgen.validators.judging.docket import Docket, rules_on
from docgen.validators.judging.hearing import judged_paper
from docgen.validators.judging.intake import Setting, take
from docgen.validators.judging.ledger import FORMAT_FAMILIES, Standing, entries
from docgen.validators.judging.registers import judged_registers
from docgen.validators.judging.verdict import Exit, checked_nothing, exit_code
from docgen.validators.judging.walking import Walk
from docgen.validators.paper import Member, Paper, TemplateFacts, TemplateSubject
from docgen.validators.submission.archive import Handed, whole_file
from docgen.validators.submission.conversion import Converts
from docgen.validators.submission.households import Households
from docgen.validators.submission.registers import read_register, read_rosters
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView
from docgen.view.pages.scans import ScanReader
from docgen.view.roles import assign

__all__ = ["Exit", "check_document", "check_dossier", "check_paths", "check_template", "checked_nothing", "exit_code"]


def check_paths(
    paths: Sequence[Path],
    profile: Profile,
    *,
    as_document: DocumentSpec | None = None,
    as_of: date,
    household: Households = "auto",
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str], None] | None = None,
    converter: Converts | None = None,
    rosters: Path | None = None,
    register: Path | None = None,
    read_scan: ScanReader | None = None,
) -> Report:
    """Judge files, folders and zips as they stand on ``as_of``.

    A single file is a paper; a folder or zip holds one household or several (``household`` forces which). ``progress``
    is told each file's name before it is read; ``converter`` makes papers of other word processors into .docx, without
    it only the words of some are read; ``read_scan`` reads pictures of pages. ``rosters`` is a folder of rosters of
    inspectors (or one of them), ``register`` the list of a task's households. Raises UsageError for paths not there.
    """
    if missing := [str(path) for path in (*paths, rosters, register) if path is not None and not path.exists()]:
        raise UsageError(f"找不到：{'、'.join(missing)}", "请核对路径")
    setting = Setting(
        profile,
        catalogue(),
        as_of,
        as_document,
        limits,
        progress,
        converter,
        read_rosters(rosters, profile, limits) if rosters else None,
        read_register(register, profile, limits) if register else None,
        read_scan,
    )
    walk = Walk(setting, household)
    judged = [one for path in paths for one in walk.judged(path)]
    return _report(setting, [*judged, *judged_registers(setting, judged, register)])


def check_document(
    source: Path | bytes,
    profile: Profile,
    *,
    as_document: DocumentSpec | None = None,
    as_of: date | None = None,
    name: str = "",
) -> Report:
    """Judge one paper; ``as_of`` is today unless given, ``name`` what the report calls it when it is bytes."""
    setting = Setting(profile, catalogue(), as_of or date.today(), as_document)
    handed = whole_file(source, setting.limits) if isinstance(source, Path) else Handed(name, source)
    return _report(setting, [judged_paper(setting, [take(setting, handed)])])


def check_dossier(path: Path, profile: Profile, *, as_of: date | None = None) -> Report:
    """Judge one household's folder or zip; ``as_of`` is today unless given."""
    return check_paths([path], profile, as_of=as_of or date.today(), household="one")


def check_template(spec: DocumentSpec, view: DocumentView, facts: TemplateFacts) -> Report:
    """Judge a template by its own law: the format rules of a submission, and what the maker found out about it."""
    rules, roles, docket, as_of = catalogue(), assign(view, spec), Docket(), date.today()
    address = Address(file=f"{spec.key}/{spec.template.name}", document=spec.key)
    member = Member(address.file or "", 0, view.facts.kind, view)
    paper = Paper(spec, member, view, roles, read_fields(view, spec), as_of, ours=True, is_template=True)
    of_format = (rule for rule in rules_on(rules, "paper", spec) if rule.family in FORMAT_FAMILIES)
    docket.apply(of_format, paper, address, Standing(as_of))
    subject = TemplateSubject(spec, view, roles, facts)
    docket.apply(rules_on(rules, "template", spec), subject, address, Standing(as_of))
    documents = (DocumentEntry(address, view.facts.pages, spec.key),)
    judged = Judged(member.path, None, entries(docket.judged, ()), documents, docket.ran, tuple(docket.crashes))
    return report([judged], as_of, profile=spec.profile, titles={spec.key: spec.title})


def _report(setting: Setting, judged: Sequence[Judged]) -> Report:
    named = (setting.as_document,) if setting.as_document else ()
    titles = {spec.key: spec.title for spec in (*setting.profile.documents.values(), *named)}
    return report(judged, setting.as_of, law_used(setting.profile), setting.profile.key, titles)

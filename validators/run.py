"""The judge's runner: paths in, one report out. It reads a household at a time and draws no conclusion of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from docgen.errors import Unreadable, UsageError
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Address, DocumentEntry, Report
from docgen.validators.judging.assembly import Judged, law_used, report
from docgen.validators.judging.docket import Docket, rules_on
from docgen.validators.judging.hearing import judged_household, judged_paper
from docgen.validators.judging.intake import Setting, take
from docgen.validators.judging.ledger import FORMAT_FAMILIES, Standing, entries
from docgen.validators.judging.verdict import Exit, checked_nothing, exit_code
from docgen.validators.paper import Member, Paper, Taken, TemplateFacts, TemplateSubject
from docgen.validators.submission.archive import Handed, PassedOver, is_archive, listed, unpacked, whole_file
from docgen.validators.submission.conversion import Converts, converted_ahead
from docgen.validators.submission.folders import by_household
from docgen.validators.submission.households import Group, Households, households, is_document, without_suffix
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView
from docgen.view.roles import assign

__all__ = ["Exit", "check_document", "check_dossier", "check_paths", "check_template", "checked_nothing", "exit_code"]


_BESIDE: Final = "不在任何一户的文件夹内，未审查"


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
) -> Report:
    """Judge files, folders and zips as they stand on ``as_of``.

    A single file is a paper; a folder or zip holds one household or several (``household`` forces which).
    ``progress`` is told each file's name before it is read; ``converter`` makes papers of other word processors into
    .docx, without it only the words of some are read. Raises UsageError for paths that are not there.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"找不到：{'、'.join(missing)}", "请核对路径")
    setting = Setting(profile, catalogue(), as_of, as_document, limits, progress, converter)
    taken: Counter[str] = Counter()
    return _report(setting, [one for path in paths for one in _judged(setting, path, household, taken)])


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


def _judged(setting: Setting, path: Path, how: Households, taken: Counter[str]) -> Iterator[Judged]:
    """Everything one path holds."""
    name = path.name or path.resolve().name
    if path.is_file() and not is_archive(path, name, setting.limits):
        yield judged_paper(setting, [take(setting, whole_file(path, setting.limits))])
        return
    try:
        with listed(path, setting.limits) as inside:
            above = f"{name}!/" if path.is_file() else f"{name}/"
            for group in households(name, inside, how):
                yield from _judged_group(setting, group, above, how, taken)
    except Unreadable as fault:
        yield judged_paper(setting, [take(setting, Handed(name, fault))])


def _judged_group(setting: Setting, group: Group, above: str, how: Households, taken: Counter[str]) -> Iterator[Judged]:
    """A household, or the several that its papers show it to be; or the loose files beside several. The folders alone
    tell where ``how`` many households there are was said."""
    files = (file for entry in group.entries for file in unpacked(above + entry.name, entry, setting.limits))
    if group.household is None:
        yield from (judged_paper(setting, [take(setting, _if_document(file))]) for file in files)
        return
    read = (take(setting, file) for file in converted_ahead(setting.converter, files))
    folders = (above + entry.name for entry in group.entries if entry.is_folder)
    for folder, part in by_household(read, folders) if how == "auto" else [("", tuple(read))]:
        if folder is None:
            yield from (judged_paper(setting, [_if_taken_document(file)]) for file in part)
        else:
            name = _below(folder.removeprefix(above)) if folder else group.household
            yield judged_household(setting, _apart(name, taken), part)


def _if_document(file: Handed | PassedOver) -> Handed | PassedOver:
    """A file beside the households: judged as a single paper where it is meant to be one."""
    return file if isinstance(file, PassedOver) or is_document(file.path) else PassedOver(file.path, _BESIDE)


def _if_taken_document(file: Taken) -> Taken:
    return file if file.member is None or is_document(file.path) else Taken(file.path, ignored=_BESIDE)


def _below(folder: str) -> str:
    """A folder's path as the name of a household; a zip within is called without ``.zip``."""
    return "/".join(without_suffix(step.removesuffix("!")) for step in folder.split("/"))


def _apart(household: str, taken: Counter[str]) -> str:
    """A household's name, told apart from one of the same name under another path."""
    taken[household] += 1
    return household if taken[household] == 1 else f"{household}（{taken[household]}）"

"""Every rule against its case file: each deviation gives its code and nothing else; what is none leaves it silent."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from case_files import Case, Deviation, Form, read_cases
from docx_changes import changed
from odd_files import odd_file
from workbook_builder import xlsx

from docgen.app.conformance import judge_template
from docgen.errors import FontMissing
from docgen.make import make_docx, make_pdf
from docgen.spec import load_profile
from docgen.spec.model import DocumentLaw, DocumentSpec, Profile
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Report
from docgen.validators.run import check_document, check_paths

STAND_IN = "TYP106"
"""A print on a machine without the official fonts says so, as a note, whatever else is wrong."""

UNEVENTFUL: dict[str, dict[str, Any]] = {
    "result_feedback": {"result": "未发现问题", "handling": "无需后续处置", "rectification": "无"}
}
"""How the base dossier ended, so that nothing has to follow it: the samples tell of a problem that was found."""

CASES = read_cases()


@dataclass(frozen=True)
class Trial:
    """One deviation of one case, tried as one kind of file."""

    case: Case
    deviation: Deviation
    form: Form
    number: int

    def __str__(self) -> str:
        return f"{self.case.code} {self.number} {self.form}"


def trials(kind: str) -> tuple[Trial, ...]:
    return tuple(
        Trial(case, deviation, form, number)
        for case in CASES
        for number, deviation in enumerate(getattr(case, kind), start=1)
        for form in deviation.on
    )


@cache
def profile_of(base: str) -> Profile:
    return load_profile(base.split("/")[0])


def spec_of(base: str, name: str) -> DocumentSpec:
    spec = profile_of(base).document(name)
    assert spec is not None, name
    return spec


def sample_of(spec: DocumentSpec) -> dict[str, Any]:
    return tomllib.loads(spec.sample.read_text(encoding="utf-8"))


def otherwise(spec: DocumentSpec, law: dict[str, Any]) -> DocumentSpec:
    """The same document under a law changed in some keys."""
    if not law:
        return spec
    merged = _merged(tomllib.loads((spec.folder / "spec.toml").read_text(encoding="utf-8")), law)
    checked = DocumentLaw.model_validate(merged)
    return spec.model_copy(update={key: getattr(checked, key) for key in law})


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    deeper = {key for key, value in new.items() if isinstance(value, dict) and isinstance(old.get(key), dict)}
    return {**old, **new, **{key: _merged(old[key], new[key]) for key in deeper}}


def paper_of(base: str, spec: DocumentSpec, deviation: Deviation, form: Form) -> bytes:
    """The paper made from its sample and the deviation's data, changed as the deviation says, printed for PDF."""
    usual = {} if "/" in base else UNEVENTFUL.get(spec.name, {})
    data = {**sample_of(spec), **usual, **deviation.data, **deviation.fill.get(spec.name, {})}
    docx = make_docx(spec, {key: value for key, value in data.items() if key in spec.field}, strict=False)
    if "/" in base or deviation.to == spec.name:
        docx = changed(docx, deviation.do)
    if form == "docx":
        return docx
    try:
        return make_pdf(otherwise(spec, deviation.law), docx)
    except FontMissing as fault:
        pytest.skip(str(fault))


def judged(base: str, deviation: Deviation, form: Form, folder: Path) -> Report:
    """What the judge says of the deviation: of a template, of a paper, or of a dossier laid out in ``folder``."""
    if "/" in base:
        spec = spec_of(base, base)
        if deviation.template:
            return judge_template(profile_of(base), template_of(spec, deviation, folder)).report
        paper = xlsx(deviation.sheet) if deviation.sheet else paper_of(base, spec, deviation, form)
        name = f"{spec.name}.{'xlsx' if deviation.sheet else form}"
        return check_document(paper, profile_of(base), as_document=spec, as_of=deviation.as_of, name=name)
    dossier = folder / "档案"
    dossier.mkdir()
    lay_out(base, deviation, form, dossier)
    beside: dict[str, Any] = {}
    for name, rows in (("rosters", deviation.rosters), ("register", deviation.register)):
        if rows:
            beside[name] = folder / f"{name}.xlsx"
            beside[name].write_bytes(xlsx(rows))
    return check_paths([dossier], profile_of(base), as_of=deviation.as_of, household="one", **beside)


def lay_out(base: str, deviation: Deviation, form: Form, folder: Path) -> None:
    """One household's dossier: every paper its law requires, and the files the deviation puts beside them."""
    always = [require for require in profile_of(base).dossier.require if require.if_ is None]
    required = [name for require in always for name in require.documents[:1]]
    for name in required:
        paper = paper_of(base, spec_of(base, name), deviation, form)
        if name not in deviation.without:
            (folder / f"{name}.{form}").write_bytes(paper)
    for name, written in deviation.with_.items():
        of = spec_of(base, written.get("of", required[0]))
        fill = {**deviation.fill, of.name: {**deviation.fill.get(of.name, {}), **written.get("data", {})}}
        paper = paper_of(base, of, replace(deviation, fill=fill), written.get("form", "docx"))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(odd_file(written, paper))


def template_of(spec: DocumentSpec, deviation: Deviation, folder: Path) -> DocumentSpec:
    """A copy of the document's folder with its template changed, under the deviation's law."""
    for file in spec.folder.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    copy = otherwise(spec, deviation.law).model_copy(update={"folder": folder})
    copy.template.write_bytes(changed(spec.template.read_bytes(), deviation.do))
    return copy


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings} - {STAND_IN}


def entries(report: Report, outcome: str) -> tuple[Any, ...]:
    return report.findings if outcome == "violates" else getattr(report, outcome)


@pytest.mark.parametrize("trial", trials("fires"), ids=str)
def test_the_deviation_gives_its_code_and_no_other(trial: Trial, tmp_path: Path) -> None:
    deviation, code = trial.deviation, trial.case.code
    report = judged(deviation.base or trial.case.base, deviation, trial.form, tmp_path)
    assert not report.crashes
    assert codes(report) - set(deviation.also) - {code} == set(), [one.message for one in report.findings]
    found = [one for one in entries(report, deviation.outcome) if one.code == code]
    assert found, [*report.findings, *report.undetermined]
    assert any(fits(one, deviation) for one in found), found


def fits(entry: Any, deviation: Deviation) -> bool:
    """Whether an entry is where the case says and says what the case says."""
    sentence = getattr(entry, "message", None) or entry.why
    at = all(getattr(entry.address.place, key) == value for key, value in deviation.place.items())
    severe = not deviation.severity or entry.severity == deviation.severity
    return at and severe and deviation.says in sentence


@pytest.mark.parametrize("trial", trials("silent"), ids=str)
def test_what_is_no_deviation_leaves_the_rule_silent(trial: Trial, tmp_path: Path) -> None:
    deviation, code = trial.deviation, trial.case.code
    report = judged(deviation.base or trial.case.base, deviation, trial.form, tmp_path)
    assert not report.crashes
    assert code in report.ran or code not in catalogue()
    assert [finding.message for finding in report.findings if finding.code == code] == []
    if deviation.outcome != "violates":
        assert any(one.code == code and fits(one, deviation) for one in entries(report, deviation.outcome))


CLEAN = sorted({(one.base or case.base, form) for case in CASES for one in case.fires for form in one.on})


@pytest.mark.parametrize(("base", "form"), CLEAN, ids=str)
def test_the_clean_twin_of_every_deviation_gives_no_finding(base: str, form: Form, tmp_path: Path) -> None:
    report = judged(base, Deviation("nothing is changed"), form, tmp_path)
    assert not report.crashes
    assert [f"{one.code} {one.message}" for one in report.findings if one.code != STAND_IN] == []


def test_every_registered_rule_has_a_case_that_fires_and_one_that_stays_silent() -> None:
    told = {case.code: case for case in CASES}
    assert sorted(set(catalogue()) - set(told)) == []
    assert [code for code, case in told.items() if not case.fires or not case.silent] == []


def test_no_case_tells_of_a_rule_that_is_not_there() -> None:
    assert sorted({case.code for case in CASES} - set(catalogue())) == []

"""A submission judged from end to end, as files and folders that a clerk hands in."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from docx_changes import changed

from docgen.errors import Unreadable, UsageError
from docgen.make import make_docx, read_rows
from docgen.reading import Outcome
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators import check_document, check_dossier
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Check, Report
from docgen.validators.paper import TemplateFacts
from docgen.validators.report.json import render_json
from docgen.validators.report.text import render_text
from docgen.validators.run import check_paths, check_template, exit_code
from docgen.view import read_document

BEFORE_DELIVERY = date(2026, 1, 5)
AFTERWARDS = date(2026, 12, 8)
PAPERS = ("advance_notice", "approval_form", "inspection_notice", "registration_form")
"""What a household's folder holds before anybody went there."""


@pytest.fixture(scope="session")
def changchun() -> Profile:
    return load_profile("changchun")


def document(law: Profile, name: str) -> DocumentSpec:
    spec = law.document(name)
    assert spec is not None
    return spec


@pytest.fixture(scope="session")
def made(changchun: Profile) -> dict[str, bytes]:
    """Each paper made from its own sample."""
    papers = (*PAPERS, "rubric_sheet")
    specs = {name: document(changchun, name) for name in papers}
    return {name: make_docx(spec, read_rows(spec.sample, spec)[0]) for name, spec in specs.items()}


@pytest.fixture
def household(made: dict[str, bytes], tmp_path: Path) -> Path:
    """One household's complete folder, nothing delivered yet."""
    folder = tmp_path / "示例一食品店"
    folder.mkdir()
    for name in PAPERS:
        (folder / f"{name}.docx").write_bytes(made[name])
    return folder


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def untold(report: Report) -> list[tuple[str, str]]:
    return [(entry.code, entry.reason) for entry in report.undetermined if entry.reason != "format"]


def test_a_paper_made_by_us_is_clean(changchun: Profile, made: dict[str, bytes]) -> None:
    report = check_document(made["rubric_sheet"], changchun, as_of=AFTERWARDS, name="sheet.docx")
    assert (codes(report), report.crashes, report.papers) == ([], (), {"sheet.docx": "齐全"})
    assert [entry.document for entry in report.documents] == ["changchun/rubric_sheet"]
    assert exit_code(report, strict=True) == 0


def test_a_single_paper_has_no_household_and_no_dossier_rules(
    changchun: Profile, made: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "通知书.docx"
    path.write_bytes(made["inspection_notice"])
    report = check_paths([path], changchun, as_of=AFTERWARDS)
    assert report.households == {}
    assert {entry.address.household for entry in report.documents} == {None}
    assert not {"DOS101", "DOS104", "DAT302", "AGR301"} & set(report.ran)


def test_a_dossier_before_delivery_is_clean(changchun: Profile, household: Path) -> None:
    report = check_dossier(household, changchun, as_of=BEFORE_DELIVERY)
    assert (codes(report), report.crashes, untold(report)) == ([], (), [])
    assert report.households == {"示例一食品店": "齐全"}
    assert {entry.address.file for entry in report.documents} == {f"示例一食品店/{name}.docx" for name in PAPERS}
    assert len({entry.address.inspection for entry in report.documents}) == 1


def test_after_the_planned_day_what_was_not_filled_in_cannot_be_told_and_is_no_fault(
    changchun: Profile, household: Path
) -> None:
    report = check_dossier(household, changchun, as_of=AFTERWARDS)
    assert codes(report) == []
    assert ("DAT302", "time") in untold(report)
    assert report.households == {"示例一食品店": "未能核对"}


def test_a_missing_paper_is_found_with_what_was_searched(changchun: Profile, household: Path) -> None:
    (household / "registration_form.docx").unlink()
    (finding,) = (one for one in check_dossier(household, changchun, as_of=AFTERWARDS).findings if one.code == "DOS101")
    assert finding.severity == "error"
    assert finding.message == "缺少《吉林省行政执法机关执法检查登记表》"
    assert str(finding.actual).startswith("本户3个文件均已识别")
    assert finding.address.document == "jilin/registration_form"
    assert finding.clause is not None
    assert "一户一档" in finding.clause.sentence
    assert finding.deduct == {"points": "0.1", "per": "户", "count": 1}
    assert finding.fix.endswith("不得更改、补签、倒签。")


def test_nothing_is_missing_past_a_broken_file(changchun: Profile, household: Path) -> None:
    form = household / "registration_form.docx"
    form.write_bytes(form.read_bytes()[:2000])
    report = check_dossier(household, changchun, as_of=AFTERWARDS)
    assert codes(report) == ["ARC101"]
    (entry,) = (one for one in report.undetermined if one.code == "DOS101")
    assert "示例一食品店/registration_form.docx" in entry.why


def test_households_lie_in_folders_and_zips_side_by_side(changchun: Profile, household: Path) -> None:
    everything, notice = household.parent, document(changchun, "inspection_notice")
    other = {"unit_name": "示例二餐饮店", "credit_code": "92000000MA0000023Y"}
    row = {**tomllib.loads(notice.sample.read_text("utf-8")), **other}
    with zipfile.ZipFile(everything / "示例二餐饮店.zip", "w") as archive:
        archive.writestr("通知书.docx", make_docx(notice, row, strict=False))
    (everything / "示例三商店").mkdir()
    (everything / "台账.xlsx").write_bytes(b"PK")
    report = check_paths([everything], changchun, as_of=BEFORE_DELIVERY)
    assert report.households == {"示例一食品店": "齐全", "示例三商店": "有问题", "示例二餐饮店": "齐全"}
    assert [(one.code, one.address.household) for one in report.findings] == [("DOS104", "示例三商店")]
    root = everything.name
    assert f"{root}/示例二餐饮店.zip!/通知书.docx" in {entry.address.file for entry in report.documents}
    assert report.ignored == (f"{root}/台账.xlsx（不在任何一户的文件夹内，未审查）",)


def test_two_folders_of_one_name_are_two_households(changchun: Profile, household: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一批" / household.name
    other.mkdir(parents=True)
    report = check_paths([household, other], changchun, as_of=BEFORE_DELIVERY)
    assert report.households == {"示例一食品店": "齐全", "示例一食品店（2）": "有问题"}


@pytest.fixture
def batch(changchun: Profile, tmp_path: Path) -> Path:
    """Two households two folders below the one handed in, with a letter beside them."""
    names = {"甲": ("示例甲店", "92000000MA00000154"), "乙": ("示例乙店", "92000000MA0000031R")}
    for folder, (unit, code) in names.items():
        below = tmp_path / "市监局" / "第二批" / folder
        below.mkdir(parents=True)
        for name in PAPERS:
            spec = document(changchun, name)
            row = {**tomllib.loads(spec.sample.read_text("utf-8")), "unit_name": unit, "credit_code": code}
            (below / f"{name}.docx").write_bytes(make_docx(spec, row, strict=False))
    return tmp_path / "市监局"


def test_households_two_folders_down_are_told_apart_by_what_their_papers_say(
    changchun: Profile, batch: Path, plain_docx: bytes
) -> None:
    (batch / "第二批" / "说明.docx").write_bytes(plain_docx)
    (batch / "第二批" / "台账.xlsx").write_bytes(b"PK")
    report = check_paths([batch], changchun, as_of=BEFORE_DELIVERY)
    assert report.households == {"第二批/甲": "齐全", "第二批/乙": "齐全"}
    assert report.papers == {"市监局/第二批/说明.docx": "未能核对"}
    assert report.ignored == ("市监局/第二批/台账.xlsx（不在任何一户的文件夹内，未审查）",)
    assert set(codes(report)) == {"DOS103"}
    one = check_paths([batch], changchun, as_of=BEFORE_DELIVERY, household="one")
    assert set(one.households) == {"市监局"}


def test_a_zip_of_such_folders_is_told_apart_alike(changchun: Profile, batch: Path, tmp_path: Path) -> None:
    packed = tmp_path / "报送.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(batch.rglob("*.docx")):
            archive.write(file, file.relative_to(tmp_path).as_posix())
    report = check_paths([packed], changchun, as_of=BEFORE_DELIVERY)
    assert report.households == {"市监局/第二批/甲": "齐全", "市监局/第二批/乙": "齐全"}


def test_settings_inside_a_submission_are_ignored_and_named(changchun: Profile, household: Path) -> None:
    (household / "docgen.toml").write_text("profile = 'wugang'", encoding="utf-8")
    report = check_dossier(household, changchun, as_of=BEFORE_DELIVERY)
    assert report.profile == "changchun"
    assert report.ignored == ("示例一食品店/docgen.toml（提交材料中的设置文件，不采用）",)
    assert report.files == 4


def test_photos_are_evidence_and_a_picture_of_a_page_is_an_unread_page(changchun: Profile, household: Path) -> None:
    def jpeg(width: int, height: int) -> bytes:
        size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
        return b"\xff\xd8\xff\xc0\x00\x11\x08" + size + bytes(20)

    (household / "registration_form.docx").unlink()
    (household / "照片.jpg").write_bytes(jpeg(4000, 3000))
    assert "DOS101" in codes(check_dossier(household, changchun, as_of=AFTERWARDS))
    (household / "登记表.jpg").write_bytes(jpeg(1240, 1754))
    report = check_dossier(household, changchun, as_of=AFTERWARDS)
    assert codes(report) == ["ARC103"]
    assert ("DOS101", "scan") in untold(report)


def test_house_format_does_not_bind_another_offices_layout(
    changchun: Profile, made: dict[str, bytes], renamed: Callable[[bytes], bytes]
) -> None:
    report = check_document(renamed(made["inspection_notice"]), changchun, as_of=BEFORE_DELIVERY, name="a.docx")
    assert [entry.document for entry in report.documents] == ["changchun/inspection_notice"]
    assert codes(report) == []
    exempt = {entry.code for entry in report.exempt}
    assert {"PAG102", "TYP101"} <= exempt
    assert len(report.exempt) == len(exempt)
    named = check_document(
        renamed(made["inspection_notice"]),
        changchun,
        as_document=document(changchun, "inspection_notice"),
        as_of=BEFORE_DELIVERY,
    )
    assert named.exempt == ()


@pytest.fixture
def renamed() -> Callable[[bytes], bytes]:
    """The same paper without the mark of the template it was made from."""

    def without_mark(docx: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(out, "w") as copy:
            for name in package.namelist():
                data = package.read(name)
                copy.writestr(name, data.replace(b"changchun/", b"elsewhere/") if name == "docProps/app.xml" else data)
        return out.getvalue()

    return without_mark


def test_a_named_document_that_has_no_text_leaves_its_rules_undetermined(changchun: Profile) -> None:
    sheet = document(changchun, "rubric_sheet")
    report = check_document(b"PK\x03\x04 truncated", changchun, as_document=sheet, as_of=AFTERWARDS, name="a.docx")
    assert codes(report) == ["ARC101"]
    assert {("PAG102", "unreadable"), ("RUB101", "unreadable"), ("DOS103", "unreadable")} <= set(untold(report))
    assert report.ran["PAG102"] == 1


def test_a_paper_that_is_none_of_ours_is_noted_with_the_nearest(changchun: Profile, plain_docx: bytes) -> None:
    report = check_document(plain_docx, changchun, as_of=AFTERWARDS, name="说明.docx")
    assert [(one.code, one.severity) for one in report.findings] == [("DOS103", "note")]
    assert untold(report) == [("DOS103", "missing")]
    assert "可用 --as 指明" in report.undetermined[0].why
    assert report.papers == {"说明.docx": "未能核对"}
    assert exit_code(report) == 0
    assert exit_code(report, strict=True) == 3
    assert "未发现问题" not in render_text(report)


def test_a_letter_in_a_household_is_only_noted(changchun: Profile, household: Path, plain_docx: bytes) -> None:
    (household / "说明.docx").write_bytes(plain_docx)
    report = check_dossier(household, changchun, as_of=BEFORE_DELIVERY)
    assert (codes(report), untold(report)) == (["DOS103"], [])
    assert report.households == {"示例一食品店": "齐全"}


def test_a_sheet_without_a_heading_is_judged_and_not_passed_over(
    changchun: Profile, made: dict[str, bytes], renamed: Callable[[bytes], bytes]
) -> None:
    spoiled = changed(renamed(made["rubric_sheet"]), ({"do": "retype", "of": "评分标准", "to": "扣分办法"},))
    report = check_document(spoiled, changchun, as_of=AFTERWARDS, name="a.docx")
    assert codes(report) == ["STR102"]


def bound(*papers: bytes) -> bytes:
    """One .docx that holds the bodies of several, in order."""
    bodies = []
    for paper in papers:
        with zipfile.ZipFile(io.BytesIO(paper)) as package:
            text = package.read("word/document.xml").decode("utf-8")
            bodies.append(text[text.index("<w:body>") + len("<w:body>") : text.rindex("<w:sectPr")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(papers[0])) as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                data = data.replace(bodies[0].encode("utf-8"), "".join(bodies).encode("utf-8"))
            copy.writestr(name, data)
    return out.getvalue()


def test_a_paper_bound_into_another_is_not_missing(changchun: Profile, household: Path, made: dict[str, bytes]) -> None:
    (household / "registration_form.docx").unlink()
    both = bound(made["inspection_notice"], made["registration_form"])
    (household / "inspection_notice.docx").write_bytes(both)
    report = check_dossier(household, changchun, as_of=BEFORE_DELIVERY)
    held = [
        (one.document, one.part)
        for one in report.documents
        if one.address.file == "示例一食品店/inspection_notice.docx"
    ]
    assert held == [("changchun/inspection_notice", 1), ("jilin/registration_form", 2)]
    said = [*(one.address for one in report.findings), *(one.address for one in report.undetermined)]
    assert not [address for address in said if address.document == "jilin/registration_form"]
    assert report.files == 3


@pytest.fixture
def plain_docx(made: dict[str, bytes]) -> bytes:
    """A good .docx without any mark of a governed paper."""
    out = io.BytesIO()
    text = "<w:p><w:r><w:t>情况说明</w:t></w:r></w:p>"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(made["rubric_sheet"])) as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            if name == "word/document.xml":
                copy.writestr(name, f'<w:document xmlns:w="{main}"><w:body>{text}</w:body></w:document>')
            elif name != "docProps/app.xml":
                copy.writestr(name, package.read(name))
    return out.getvalue()


def test_an_extension_that_belies_the_content_is_noted_and_the_content_judged(
    changchun: Profile, made: dict[str, bytes]
) -> None:
    report = check_document(made["rubric_sheet"], changchun, as_of=AFTERWARDS, name="考核细则.doc")
    assert [(one.code, one.expected, one.actual) for one in report.findings] == [("ARC106", ".docx", ".doc")]
    assert report.documents[0].document == "changchun/rubric_sheet"


def test_a_path_that_is_not_there_is_a_usage_error(changchun: Profile, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"没有\.docx"):
        check_paths([tmp_path / "没有.docx"], changchun, as_of=AFTERWARDS)


def test_progress_names_each_file_before_it_is_read(changchun: Profile, household: Path) -> None:
    told: list[str] = []
    check_paths([household], changchun, as_of=BEFORE_DELIVERY, progress=told.append)
    assert told == [f"示例一食品店/{name}.docx" for name in PAPERS]


def test_the_same_submission_gives_the_same_report(changchun: Profile, household: Path) -> None:
    first, second = (render_json(check_dossier(household, changchun, as_of=AFTERWARDS)) for _ in range(2))
    assert first == second
    addresses = [(one["household"], one["file"] or "") for one in json.loads(first)["checks"]]
    assert addresses == sorted(addresses)


@pytest.fixture
def broken_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule with a bug: it raises on every paper."""

    def raises(_: object) -> Iterator[Check]:
        yield Check(Outcome.CONFORMS)
        raise ZeroDivisionError("a bug of ours")

    rules = dict(catalogue())
    rules["PAG102"] = replace(rules["PAG102"], function=raises)
    monkeypatch.setattr("docgen.validators.run.catalogue", lambda: rules)


@pytest.mark.usefixtures("broken_rule")
def test_a_bug_of_ours_is_recorded_against_its_file_and_the_run_goes_on(
    changchun: Profile, made: dict[str, bytes], tmp_path: Path
) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(made["rubric_sheet"])
    report = check_paths([tmp_path / "a.docx", tmp_path / "b.docx"], changchun, as_of=AFTERWARDS)
    assert [crash.file for crash in report.crashes] == ["a.docx", "b.docx"]
    assert "ZeroDivisionError: a bug of ours" in report.crashes[0].traceback
    assert codes(report) == []
    assert report.ran["PAG101"] == 2
    assert "PAG102" not in report.ran
    assert exit_code(report) == 2
    assert report.papers == {"a.docx": "未能核对", "b.docx": "未能核对"}


def test_a_template_is_judged_by_the_format_rules_and_what_the_maker_found(changchun: Profile) -> None:
    spec = document(changchun, "rubric_sheet")
    facts = TemplateFacts((*(name for name in spec.field), "unheard_of"), (), ())
    report = check_template(spec, read_document(spec.template), facts)
    assert codes(report) == ["TPL101"]
    assert {"PAG102", "TYP101", "STR101", "TPL104"} <= set(report.ran)
    assert not {"FLD101", "RUB101", "ARC101"} & set(report.ran)


def test_an_archive_that_cannot_be_opened_is_one_finding(changchun: Profile, tmp_path: Path) -> None:
    path = tmp_path / "全部.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../出去.docx", b"1")
    report = check_paths([path], changchun, as_of=AFTERWARDS)
    assert (codes(report), report.households, report.files) == (["ARC104"], {}, 1)


def test_what_cannot_be_read_raises_nowhere_but_in_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"not a document")
    with pytest.raises(Unreadable):
        read_document(tmp_path / "a.docx")


@pytest.mark.parametrize("scan", ["扫描.pdf", "registration_form_签字.pdf", "inspection_notice_签收.pdf"])
@pytest.mark.parametrize("lost", ["registration_form", "advance_notice"])
def test_an_unreadable_scan_adds_no_fault_and_silences_none(
    changchun: Profile, household: Path, scan: str, lost: str
) -> None:
    (household / f"{lost}.docx").unlink()
    before = check_dossier(household, changchun, as_of=AFTERWARDS)
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(out)
    (household / scan).write_bytes(out.getvalue())
    after = check_dossier(household, changchun, as_of=AFTERWARDS)
    faults = {(one.code, one.message) for one in before.findings if one.severity != "note"}
    still = {(one.code, one.message) for one in after.findings if one.severity != "note"}
    assert faults
    assert still <= faults
    open_codes = {one.code for one in after.undetermined}
    assert {code for code, _ in faults - still} <= open_codes

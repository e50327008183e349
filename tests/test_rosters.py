"""Rosters and registers beside the dossiers: read whatever they are, and held against what the papers say."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from pydantic import ValidationError
from workbook_builder import Rows, delimited, xlsx

from docgen.app.check import check_command
from docgen.make import make_docx
from docgen.spec import load_document, load_profile
from docgen.spec.model import DocumentLaw, Profile
from docgen.spec.references import Known, document_problems
from docgen.spec.rosters import Ratio, Revision, RosterLaw
from docgen.validators.content.rosters import ratios_stated
from docgen.validators.finding import Report
from docgen.validators.registers import Register
from docgen.validators.report.text import render_text
from docgen.validators.run import check_document, check_paths
from docgen.validators.submission.registers import read_register, read_rosters

AS_OF = date(2026, 12, 8)
HEADINGS = ["姓名", "工作单位", "执法证号", "有效期至", "人员状态"]
BOTH = [
    HEADINGS,
    ["检查员甲", "示例局", "示例001", "2028-12-31", "在岗"],
    ["检查员乙", "示例局", "示例002", "长期", "在岗"],
]
LIST = ["户名", "统一社会信用代码", "地址"]
FIRST = ["示例一食品店", "92000000MA00000154", "示例县示例路1号"]
SECOND = ["示例二小吃店", "92000000MA00000167", "示例县示例路2号"]


@pytest.fixture(scope="module")
def changchun() -> Profile:
    return load_profile("changchun")


def dossier(folder: Path, changchun: Profile, **other: object) -> Path:
    """One household's folder with a notice that names both inspectors."""
    folder.mkdir(parents=True)
    spec = changchun.document("inspection_notice")
    assert spec is not None
    data = tomllib.loads(spec.sample.read_text(encoding="utf-8"))
    (folder / "通知书.docx").write_bytes(make_docx(spec, {**data, **other}, strict=False))
    return folder


def written(path: Path, rows: Rows) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xlsx(rows))
    return path


def judged(home: Path, changchun: Profile, **beside: Any) -> Report:
    report = check_paths([home], changchun, as_of=AS_OF, household="many", **beside)
    assert not report.crashes
    return report


def told(report: Report, code: str) -> list[str]:
    return [finding.message for finding in report.findings if finding.code == code]


# ---- rosters


def test_rosters_of_every_format_in_a_folder_are_one(tmp_path: Path, changchun: Profile) -> None:
    (tmp_path / "下级").mkdir()
    (tmp_path / "甲.xls").write_bytes(delimited([HEADINGS, BOTH[1]], "gb18030", "\t"))
    (tmp_path / "下级" / "乙.csv").write_bytes(delimited([["检查人员名录库"], HEADINGS, BOTH[2]], "gbk"))
    (tmp_path / ".~锁").write_bytes(b"")
    rosters = read_rosters(tmp_path, changchun)
    assert {person.name for person in rosters.people} == {"检查员甲", "检查员乙"}
    assert rosters.files == ("下级/乙.csv", "甲.xls")
    assert not rosters.unread


def test_a_roster_made_by_us_is_read_as_one(tmp_path: Path, changchun: Profile) -> None:
    spec = changchun.document("inspector_roster")
    assert spec is not None
    data = tomllib.loads(spec.sample.read_text(encoding="utf-8"))
    (tmp_path / "名录库.docx").write_bytes(make_docx(spec, data, strict=False))
    people = {person.name: person for person in read_rosters(tmp_path, changchun).people}
    assert people["检查员甲"].certificates == {"示例001": "2028年12月31日", "示例省001": "2029年6月30日"}
    assert people["检查员丙"].away.startswith("不在岗")


def test_a_roster_of_targets_is_no_roster_of_inspectors(tmp_path: Path, changchun: Profile) -> None:
    written(
        tmp_path / "对象.xlsx", [["检查对象名称", "统一社会信用代码", "对象类型", "地址"], [*FIRST[:2], "企业", "路"]]
    )
    rosters = read_rosters(tmp_path, changchun)
    assert (rosters.people, rosters.unread) == ((), ())


def test_a_roster_that_cannot_be_read_is_one_finding_and_leaves_its_people_open(
    tmp_path: Path, changchun: Profile
) -> None:
    dossier(tmp_path / "档案" / "001", changchun)
    dossier(tmp_path / "档案" / "002", changchun)
    written(tmp_path / "库" / "好.xlsx", BOTH[:2])
    (tmp_path / "库" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    report = judged(tmp_path / "档案", changchun, rosters=tmp_path / "库")
    assert [finding.address.file for finding in report.findings if finding.code == "ARC101"] == ["坏.xlsx"]
    assert told(report, "ROS102") == []
    open_ = [entry for entry in report.undetermined if entry.code == "ROS102"]
    assert len(open_) == 2
    assert all("检查员乙（示例002），但有名录库未能识读：坏.xlsx" in entry.why for entry in open_)


# ---- registers


@pytest.mark.parametrize(
    ("code", "name", "folder", "row"),
    [
        ("92000000MA00000154", "改了名的店", "", 2),
        ("", "示例二小吃店", "", 3),
        ("92000000MA0000099X", "示例二小吃店", "", 3),
        ("", "", "002_示例二小吃店", 3),
        ("", "", "92000000MA00000154", 2),
        ("", "别的店", "003", None),
    ],
    ids=["code before name", "name", "name where the code is another", "name of folder", "code of folder", "none"],
)
def test_a_household_is_matched_by_code_else_name_else_folder(
    code: str, name: str, folder: str, row: int | None, tmp_path: Path, changchun: Profile
) -> None:
    register = read_register(written(tmp_path / "名单.xlsx", [LIST, FIRST, SECOND]), changchun)
    found = register.row_of(code, name, folder)
    assert (found.row if found else None) == row


def test_a_name_of_two_rows_tells_neither(tmp_path: Path, changchun: Profile) -> None:
    twice = [["示例店", "92000000MA00000154", "路1"], ["示例店", "92000000MA00000167", "路2"]]
    register = read_register(written(tmp_path / "名单.xlsx", [LIST, *twice]), changchun)
    assert register.row_of("", "示例店") is None
    found = register.row_of("92000000MA00000167", "示例店")
    assert found is not None
    assert found.row == 3


def test_the_entry_workbook_is_a_register_and_a_roster(tmp_path: Path, changchun: Profile) -> None:
    book = openpyxl.Workbook()
    sheets = {"检查对象": "households", "检查人员": "inspectors"}
    rows = {
        "检查对象": [["说明"], ["*序号", "*名称(或经营者)", "*统一社会信用代码/注册号", "*地址", "*任务编号"]],
        "检查人员": [["说明"], ["*姓名", "*单位", "*执法证号", "有效期至", "不在岗起", "不在岗止", "原因"]],
    }
    rows["检查对象"] += [["（示例）1", *SECOND, "示例"], ["1", *FIRST, "示例2026-002"]]
    rows["检查人员"] += [["检查员甲", "示例局", "示例001", "长期", "2026-05-01", "2026-05-30", "出差"]]
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in rows[name]:
            sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    register = read_register(tmp_path / "台账.xlsx", changchun)
    assert [row.value("unit_name") for row in register.rows] == ["示例一食品店"]
    (person,) = read_rosters(tmp_path / "台账.xlsx", changchun).people
    assert person.away == "出差；2026-05-01至2026-05-30"


def test_a_register_with_many_unknown_codes_is_told_of_and_does_not_flood(tmp_path: Path, changchun: Profile) -> None:
    dossier(tmp_path / "档案" / "001", changchun)
    good = [[f"示例{number}店", f"9200000000000{number:02}", "路"] for number in range(10, 24)]
    bad = [[f"示例{number}店", f"未知{number}", "路"] for number in range(24, 30)]
    register = written(tmp_path / "名单.xlsx", [LIST, FIRST, *good, *bad])
    report = judged(tmp_path / "档案", changchun, register=register)
    assert len(told(report, "DOS106")) == 20
    assert len(told(report, "ROS105")) == 6
    text = render_text(report)
    assert text.count("（DOS106）") == 1
    assert text.count("（ROS105）") == 1
    assert "涉及20户" in text


def test_a_register_nobody_can_read_leaves_every_household_open(tmp_path: Path, changchun: Profile) -> None:
    dossier(tmp_path / "档案" / "001", changchun)
    (tmp_path / "名单.xlsx").write_bytes(b"PK\x03\x04")
    report = judged(tmp_path / "档案", changchun, register=tmp_path / "名单.xlsx")
    assert {entry.code for entry in report.undetermined} >= {"DOS106", "DOS107"}
    assert told(report, "DOS106") == told(report, "DOS107") == []


def test_the_row_of_the_register_stands_with_the_dossier(tmp_path: Path, changchun: Profile) -> None:
    register = read_register(written(tmp_path / "名单.xlsx", [["抽查名单"], LIST, FIRST]), changchun)
    assert isinstance(register, Register)
    (row,) = register.rows
    assert (row.row, row.value("address")) == (3, "示例县示例路1号")
    assert row.fields["address"].place.column == 3


# ---- sheets among the papers


def test_an_export_without_a_title_is_known_by_its_columns(changchun: Profile) -> None:
    report = check_document(delimited(BOTH, "gbk"), changchun, as_of=AS_OF, name="导出.csv")
    assert [entry.document for entry in report.documents] == ["changchun/inspector_roster"]
    assert told(report, "ARC102") == []


def test_how_a_sheet_looks_is_not_judged(changchun: Profile) -> None:
    spec = changchun.document("inspector_roster")
    report = check_document(xlsx(BOTH), changchun, as_document=spec, as_of=AS_OF, name="名录库.xlsx")
    assert not {code for code in report.ran if code[:3] in ("PAG", "TYP", "STR")}
    assert report.ran["ROS101"] == 1


# ---- ratios

CLASSES = Ratio(
    columns=("ratio",), classes=("A类|低风险", "B类|一般风险", "C类|较高风险", "D类|高风险"), whole=("全覆盖",)
)


@pytest.mark.parametrize(
    ("text", "ratios", "unread"),
    [
        ("A类1%，B类3%，C类10%，D类20%", {0: 1, 1: 3, 2: 10, 3: 20}, ()),
        ("高风险１０％、较高风险5%", {3: 10, 2: 5}, ()),
        ("5%（C类）、10%（D类）", {2: 5, 3: 10}, ()),
        ("A类、B类3%；2次/年", {0: 3, 1: 3}, ()),
        ("D类全覆盖，A类1%", {0: 1, 3: 100}, ()),
        ("3%；2次/年", {}, ()),
        ("根据实际情况确定", {}, ()),
        ("高风险20%，较高风险另定", {3: 20}, (2,)),
        ("A类1%，A类2%", {}, (0,)),
    ],
)
def test_ratios_are_read_as_plans_write_them(text: str, ratios: dict[int, float], unread: tuple[int, ...]) -> None:
    stated = ratios_stated(text, CLASSES)
    assert (dict(stated.ratios), stated.unread) == (ratios, unread)


# ---- the law


def test_a_roster_names_only_columns_and_clauses_there_are() -> None:
    law = load_document("wugang/target_roster")
    named = RosterLaw(clause="WG-none", members="WG-none", revision=Revision(on="revised_on", clause="WG-none"))
    known = Known(set(law.clauses), {}, (), (), lambda _: None)
    keys = [one.key for one in document_problems("spec.toml", law.model_copy(update={"roster": named}), known)]
    assert [key for key in keys if key.startswith("roster")] == [
        "roster.clause",
        "roster.members",
        "roster.revision.clause",
    ]
    written = tomllib.loads((law.folder / "spec.toml").read_text(encoding="utf-8"))
    with pytest.raises(ValidationError, match="no_such_column"):
        DocumentLaw.model_validate({**written, "roster": {"columns": ["no_such_column"]}})


# ---- the command


def test_the_command_takes_rosters_and_register(tmp_path: Path, changchun: Profile) -> None:
    home = dossier(tmp_path / "档案" / "001", changchun).parent
    rosters = written(tmp_path / "库" / "人员.xlsx", BOTH[:2]).parent
    register = written(tmp_path / "名单.xlsx", [LIST, FIRST, SECOND])
    beside = ["--rosters", str(rosters), "--register", str(register), "--format", "json", "--as-of", "2026-12-08"]
    result = CliRunner().invoke(check_command, [str(home), "--households", "--profile", "changchun", *beside])
    found = json.loads(result.output)["findings"]
    assert {one["code"] for one in found} >= {"ROS102", "DOS106"}
    missing = next(one for one in found if one["code"] == "DOS106")
    assert (missing["household"], missing["file"]) == ("示例二小吃店", "名单.xlsx")


def test_rosters_of_the_settings_are_used(tmp_path: Path, changchun: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    home = dossier(tmp_path / "档案" / "001", changchun).parent
    written(tmp_path / "库" / "人员.xlsx", BOTH[:2])
    (tmp_path / "docgen.toml").write_text('profile = "changchun"\nrosters = "库"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(check_command, [str(home), "--households", "--format", "json"])
    assert "ROS102" in {one["code"] for one in json.loads(result.output)["findings"]}

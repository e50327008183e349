"""Lists: one sheet is one paper, its rows the entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from sample_papers import CHANGCHUN, law

from docgen.app.cli import docgen
from docgen.errors import RecordError, UsageError
from docgen.make import make_docx, make_papers, make_record, read_rows
from docgen.make.compile import compile_bytes
from docgen.make.draft import draft
from docgen.make.fill import fill
from docgen.make.rows import Row, row_of
from docgen.spec.model import DocumentSpec
from docgen.view import read_document
from docgen.view.model import Table

LISTS = tuple(spec for spec in CHANGCHUN.documents.values() if spec.register_ and spec.name != "print_list")
"""The lists an office keeps; the one in front of a print set counts what lies behind it, and nobody adds to it."""

every_list = pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.name)


ROSTER = law("target_roster")
PUBLICATION = law("result_publication")
CODE = "92000000MA00000154"
ABOVE: list[list[object]] = [
    ["名录库名称：食品销售单位检查对象名录库"],
    ["建库部门：示例县市场监督管理局", None, "更新日期：2026年6月15日"],
]
HEADINGS: list[object] = ["序号", "市场主体名称", "信用代码", "联系方式"]
ENTRIES: list[list[object]] = [[1, "示例一食品店", CODE, "0000-0000003"], [2, "示例二小吃店", None, "0000-0000004"]]


def sheet_file(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def sample(spec: DocumentSpec) -> Row:
    (row,) = read_rows(spec.sample, spec)
    return row


def roster(path: Path, *entries: Sequence[object]) -> Path:
    return sheet_file(path, *ABOVE, HEADINGS, *entries)


def refusal(path: Path, spec: DocumentSpec) -> list[str]:
    (row,) = read_rows(path, spec)
    with pytest.raises(RecordError) as refused:
        make_record(spec, row)
    return [str(problem) for problem in refused.value.problems]


# ---- read


def test_all_rows_of_a_sheet_are_one_roster(tmp_path: Path) -> None:
    (row,) = read_rows(roster(tmp_path / "名录.xlsx", *ENTRIES), ROSTER)
    record = make_record(ROSTER, row)
    assert record.values["roster_name"] == "食品销售单位检查对象名录库"
    assert record.values["revised_on"] == "2026年6月15日"
    entries = record.values["targets"]
    assert isinstance(entries, tuple)
    assert [entry.name for entry in entries] == ["示例一食品店", "示例二小吃店"]
    assert [entry.credit_code for entry in entries] == [CODE, ""]
    assert row.unknown == ()


def test_a_list_of_text_with_separators_is_read_like_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    lines = [*ABOVE, HEADINGS, *ENTRIES]
    path.write_bytes("\r\n".join(",".join(str(cell or "") for cell in line) for line in lines).encode("gb18030"))
    (row,) = read_rows(path, ROSTER)
    assert make_docx(ROSTER, row) == make_docx(ROSTER, read_rows(roster(tmp_path / "名录.xlsx", *ENTRIES), ROSTER)[0])


def test_what_is_said_once_may_stand_in_the_cell_beside_its_label_as_a_date(tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path / "a.xlsx",
        ["名录库名称", None, "食品库", "建库部门", "示例县市场监督管理局"],
        ["更新日期", date(2026, 6, 15)],
        HEADINGS,
        *ENTRIES,
    )
    (row,) = read_rows(path, ROSTER)
    values = make_record(ROSTER, row).values
    assert (values["roster_name"], values["revised_on"]) == ("食品库", "2026年6月15日")


def test_what_is_said_once_may_be_a_column_that_says_the_same_throughout(tmp_path: Path) -> None:
    headings = [*HEADINGS, "名录库名称", "建库部门", "更新日期"]
    same = ["食品库", "示例县市场监督管理局", "2026-06-15"]
    path = sheet_file(tmp_path / "a.xlsx", headings, *([*entry, *same] for entry in ENTRIES))
    assert make_record(ROSTER, read_rows(path, ROSTER)[0]).values["roster_name"] == "食品库"
    odd = sheet_file(tmp_path / "b.xlsx", headings, [*ENTRIES[0], *same], [*ENTRIES[1], "药品库", *same[1:]])
    with pytest.raises(RecordError, match=r"第3行“名录库名称”（E3）.*应与上面相同：食品库"):
        read_rows(odd, ROSTER)


def test_every_fault_of_every_row_is_told_at_once_where_the_user_sees_it(tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", [1, None, "9200", "无"], ENTRIES[1], [3, "示例三店", CODE, "电话不详"])
    places = [fault.split(": ")[1] for fault in refusal(path, ROSTER)]
    assert places == [
        "第4行“信用代码”（C4）",
        "第4行“联系方式”（D4）",
        "第4行“市场主体名称”（B4）",
        "第6行“联系方式”（D6）",
    ]


def test_what_is_missing_above_the_headings_is_said_with_the_way_to_write_it(tmp_path: Path) -> None:
    told = refusal(sheet_file(tmp_path / "a.xlsx", HEADINGS, *ENTRIES), ROSTER)
    assert len(told) == 3
    assert all("可写在表头上方：“" in fault for fault in told)


def test_a_sheet_without_entries_is_refused(tmp_path: Path) -> None:
    assert any("必填" in fault for fault in refusal(roster(tmp_path / "a.xlsx"), ROSTER))


def test_a_column_that_is_no_column_of_the_list_is_told(tmp_path: Path) -> None:
    path = sheet_file(tmp_path / "a.xlsx", *ABOVE, [*HEADINGS, "面积"], *([*entry, "60"] for entry in ENTRIES))
    (row,) = read_rows(path, ROSTER)
    assert row.unknown == ("面积",)


def test_entries_of_json_and_toml_go_by_name_or_label_and_what_is_neither_is_refused() -> None:
    values = {"roster_name": "食品库", "issuer": "示例县市场监督管理局", "revised_on": date(2026, 6, 15)}
    record = make_record(ROSTER, row_of({**values, "targets": [{"name": "甲店"}, {"企业名称": "乙店"}]}, ROSTER))
    entries = record.values["targets"]
    assert isinstance(entries, tuple)
    assert [entry.name for entry in entries] == ["甲店", "乙店"]
    wrong = [{"名称": "甲店", "户名": "乙店"}, {"检查对象名子": "丙店"}, "丁店"]
    with pytest.raises(RecordError) as refused:
        make_record(ROSTER, row_of({**values, "targets": wrong}, ROSTER))
    assert [str(problem).partition("“名录”")[2] for problem in refused.value.problems] == [
        "[1]: “户名”与“名称”是同一栏，只能保留一个",
        "[2]: “检查对象名子”不是栏目，最接近的是“检查对象名称”",
        "[2]“检查对象名称”: 必填，不能为空",
        '[3]: 应为表，写明各栏的值；现为 "丁店"',
    ]


def test_problems_call_a_field_by_its_label_though_the_data_go_by_its_name() -> None:
    values = {"roster_name": "食品库", "issuer": "示例县市场监督管理局", "revised_on": {}, "targets": [{"name": {}}]}
    with pytest.raises(RecordError) as refused:
        make_record(ROSTER, row_of(values, ROSTER))
    assert [problem.key for problem in refused.value.problems] == [
        "第1行“名录”[1]“检查对象名称”",
        "第1行“更新日期”",
    ]


def test_a_household_ledger_is_still_one_paper_a_row(tmp_path: Path) -> None:
    notice = law("inspection_notice")
    path = sheet_file(
        tmp_path / "台账.xlsx", ["序号", "被检查单位", "统一社会信用代码"], [1, "甲", CODE], [2, "乙", CODE]
    )
    rows = read_rows(path, notice)
    assert len(rows) == 2
    assert rows[0].unknown == ()


# ---- made


@every_list
def test_a_list_is_made_with_a_numbered_row_for_every_entry_and_says_where_it_ends(spec: DocumentSpec) -> None:
    entries = sample(spec).given(spec, str(spec.register_))
    assert isinstance(entries, list | tuple)
    table = list(read_document(make_docx(spec, sample(spec)), "a.docx").tables())[-1]
    numbers = [cell.text for cell in table.cells if cell.column == 1]
    assert numbers == ["序号", *map(str, range(1, len(entries) + 1)), "（以下空白）"]
    assert [row.header for row in table.rows].count(True) == 1


@every_list
def test_every_column_of_the_law_stands_in_the_paper_under_its_own_heading(spec: DocumentSpec) -> None:
    columns = spec.field[str(spec.register_)].columns
    (law,) = spec.table.values()
    assert law.columns == ("序号", *(column.label[0] for column in columns.values()))
    shown = _table(spec, {name: f"值{name}" for name, column in columns.items() if column.type == "text"})
    for place, (name, column) in enumerate(columns.items(), 2):
        if column.type == "text":
            (cell,) = [cell for cell in shown.cells if (cell.row, cell.column) == (2, place)]
            assert cell.text == (
                f"值{name}" if not (spec.published and column.privacy == "personal") else "值" + "*" * len(name)
            )


def _table(spec: DocumentSpec, entry: dict[str, Any]) -> Table:
    row = sample(spec)
    changed = Row(row.number, {**row.values, str(spec.register_): [entry]}, row.source)
    return list(read_document(make_docx(spec, changed, strict=False), "a.docx").tables())[-1]


@every_list
def test_even_the_draft_of_a_list_prints_every_entry_by_its_columns(spec: DocumentSpec) -> None:
    record = make_record(spec, sample(spec))
    entries = record.values[str(spec.register_)]
    assert isinstance(entries, tuple)
    drafted = read_document(fill(compile_bytes(draft(spec)), record.values, title=spec.title, mark=spec.key), "a.docx")
    texts = [cell.text for cell in list(drafted.tables())[-1].cells]
    for entry in entries:
        assert all(value in texts for value in vars(entry).values() if isinstance(value, str) and value)


def test_what_is_published_hides_persons_and_nothing_else() -> None:
    text = "\n".join(p.text for p in read_document(make_docx(PUBLICATION, sample(PUBLICATION)), "a.docx").paragraphs())
    assert "经营者甲" not in text
    assert "经***" in text
    assert "00000020000101000X" not in text
    assert "000***********000X" in text
    for shown in ("示例一食品店", CODE, "2026年5月20日", "未发现问题", "0000-0000002"):
        assert shown in text


def test_a_roster_of_the_offices_own_hides_nothing() -> None:
    text = "\n".join(p.text for p in read_document(make_docx(ROSTER, sample(ROSTER)), "a.docx").paragraphs())
    assert "0000-0000003" in text


def test_the_fixed_results_may_be_combined_though_one_of_them_holds_a_pause() -> None:
    both = "公示信息隐瞒真实情况、弄虚作假；发现问题已责令改正"
    table = _table(PUBLICATION, {"name": "甲店", "result": both})
    assert any(cell.text == "公示信息隐瞒真实情况、弄虚作假、发现问题已责令改正" for cell in table.cells)


# ---- by command


def run(*arguments: object) -> Result:
    return CliRunner().invoke(docgen, [str(argument) for argument in arguments])


def test_one_sheet_makes_one_roster_as_paper_and_workbook(tmp_path: Path) -> None:
    done = run("make", "changchun/target_roster", roster(tmp_path / "名录.xlsx", *ENTRIES), "-o", tmp_path, "--xlsx")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.glob("01_*")) == ["01_检查对象名录库.docx", "01_检查对象名录库.xlsx"]


def test_a_workbook_of_what_is_no_list_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    notice = law("inspection_notice")
    with pytest.raises(UsageError, match="不是清单"):
        make_papers(notice, notice.sample, tmp_path, xlsx=True)
    assert list(tmp_path.iterdir()) == []


def test_a_list_with_a_fault_is_not_made_and_the_fault_is_told(tmp_path: Path) -> None:
    path = tmp_path / "名录.json"
    path.write_text(
        json.dumps([{"名录库名称": "食品库", "名录": [{"名称": "甲店", "统一社会信用代码": "9200"}]}]), "utf-8"
    )
    report = make_papers(ROSTER, path, tmp_path / "出", xlsx=True)
    assert report.paths == ()
    (fault,) = report.troubles
    assert "名录" in str(fault)
    assert "应为18位统一社会信用代码" in str(fault)

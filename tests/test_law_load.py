"""The law is read whole or refused with every fault at once, each with its file, key, what was expected and found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from itertools import product
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from docgen.errors import SpecError, UsageError
from docgen.spec import load_document, load_measures, load_profile, profiles, suggest
from docgen.spec.dossier import DossierLaw
from docgen.spec.files import ClauseEntry, ProfileFile, RubricFile
from docgen.spec.fonts import FontEntry
from docgen.spec.measures import Disguise, PaperSize, Tolerance
from docgen.spec.model import DocumentLaw, DocumentSpec, Profile
from docgen.spec.workbook import WorkbookLaw
from docgen.spec.written import parse_span
from docgen.units import Length

ROOT = Path(__file__).parents[1]

Write = Callable[..., Path]

PROFILE = 'name = "示例市"\nedition = "试行"\n'
CLAUSES = '[EX-1]\nsentence = "检查通知应提前送达。"\nsource = "示例办法第一条"\nbasis = "authority"\n'
SPEC = """
title = "通知书"
clause = "EX-1"

[identify]
title = "通知书"

[role.title]
find = "first text"
font = "黑体"
size = "16pt"

[field.received_at]
label = ["签收时间", "收件时间"]
type = "datetime"
filled = "by hand"
due = "delivered"
"""

RUBRIC = """
source = "示例细则"
title = "示例细则"
weight = "10"
weight_line = "权重：10分"
columns = ["序号", "分值"]
note = "注：无。"

[[item]]
id = "1"
name = "示例"
points = "10"

[[item.clause]]
id = "1.1"
text = "1.未告知的一户扣0.2分；"

[[item.clause.deduction]]
id = "1.1"
trigger = "未告知的一户扣0.2分"
points = "0.2"
unit = "per_household"
per = "户"
decidable = "machine"
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a jurisdiction ``city`` with one paper; keyword arguments replace or add files (``notice__spec``)."""

    def written(folder: str = "city", **files: str) -> Path:
        standard = {"profile": PROFILE, "clauses": CLAUSES, "notice__spec": SPEC}
        for name, text in {**standard, **files}.items():
            file = tmp_path / folder / (name.replace("__", "/") + ".toml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path

    return written


def problems(key: str, place: Path) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_profile(key, [place])
    return [str(problem) for problem in caught.value.problems]


# ---- the packaged law


@pytest.mark.parametrize("key", ["national", "jilin", "changchun", "wugang"])
def test_every_packaged_jurisdiction_loads(key: str) -> None:
    assert load_profile(key).key == key


def test_changchun_stands_on_jilin_and_the_nation_child_first() -> None:
    law = load_profile("changchun")
    assert law.chain == ("changchun", "jilin", "national")
    assert set(law.hashes) == set(law.editions) == set(law.chain)
    assert law.edition == "未注明年度"


def test_changchun_inherits_the_province_s_registration_form() -> None:
    form = load_profile("changchun").document("registration_form")
    assert form is not None
    assert (form.key, form.profile) == ("jilin/registration_form", "jilin")


def test_the_rubric_sheet_is_read_into_values() -> None:
    sheet = load_document("rubric_sheet")
    assert (sheet.page.paper, sheet.page.orientation) == ("A4", "landscape")
    assert {margin.length for margin in sheet.page.margin.values()} == {Length.of_cm(2.7)}
    assert sheet.role["title"].font == ("方正小标宋简体",)
    assert sheet.role["title"].line is not None
    assert Length(int(sheet.role["title"].line.low)) == Length.of_pt(22)
    assert sheet.table[1].columns == ("序号", "考核内容", "分值", "评分标准")
    assert sheet.clause_of(sheet.role["title"].clause).key == "CC-format"
    assert sheet.template.parent == sheet.folder


@pytest.mark.parametrize("name", ["rubric_sheet", "changchun/rubric_sheet"])
def test_a_document_is_named_with_or_without_its_jurisdiction(name: str) -> None:
    assert load_document(name).key == "changchun/rubric_sheet"


def test_an_inherited_document_is_found_under_the_child_s_name() -> None:
    assert load_document("changchun/registration_form").key == "jilin/registration_form"
    assert load_document("registration_form", profile="changchun").key == "jilin/registration_form"


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="最接近的是 changchun"):
        load_profile("changchung")
    with pytest.raises(UsageError, match="最接近的是 rubric_sheet"):
        load_document("rubric_shet")
    with pytest.raises(UsageError, match="最接近的是 inspection_notice"):
        load_document("changchun/inspection_notise")
    assert suggest("rubric_shet", ["rubric_sheet", "notice"]) == "rubric_sheet"
    assert suggest("完全不同", ["rubric_sheet", "notice"]) is None


def test_the_law_is_read_once_a_process() -> None:
    assert load_profile("changchun") is load_profile("changchun")


# ---- a jurisdiction handed over as a folder


def test_a_folder_of_data_is_a_jurisdiction(write: Write) -> None:
    place = write()
    law = load_profile("city", [place])
    assert law.document("city/notice") is law.document("notice")
    assert profiles([place])["city"] == place / "city"
    assert profiles([place / "city"])["city"] == place / "city"


def test_a_folder_without_a_jurisdiction_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"profile\.toml"):
        profiles([tmp_path])


def test_a_folder_handed_over_replaces_the_packaged_one_of_its_name(write: Write) -> None:
    assert load_profile("wugang", [write("wugang")]).name == "示例市"


def test_a_child_s_document_folder_replaces_its_parent_s_whole(write: Write) -> None:
    write()
    child = SPEC.replace("[field.received_at]", "[field.delivered_at]")
    place = write("county", profile=PROFILE + 'extends = "city"\n', clauses="", notice__spec=child)
    law = load_profile("county", [place])
    assert set(law.documents) == {"county/notice"}
    assert set(law.documents["county/notice"].field) == {"delivered_at"}
    assert law.documents["county/notice"].clauses["EX-1"].edition == "试行"


def test_the_nearest_override_of_a_rule_stands(write: Write) -> None:
    override = '[[override]]\ncode = "{}"\nseverity = "{}"\nreason = "试行期内"\n'
    write(profile=PROFILE + override.format("TYP101", "error") + override.format("TYP102", "note"))
    place = write("county", profile=f'{PROFILE}extends = "city"\n' + override.format("TYP101", "note"))
    overrides = load_profile("county", [place]).overrides
    assert [(entry.code, entry.severity) for entry in overrides] == [("TYP101", "note"), ("TYP102", "note")]


def test_a_name_two_jurisdictions_use_is_asked_back(write: Write) -> None:
    write()
    place = write("county")
    with pytest.raises(UsageError, match="city/notice、county/notice"):
        load_document("notice", extra=[place])
    assert load_document("notice", profile="county", extra=[place]).key == "county/notice"


def test_the_hash_changes_with_the_law_and_not_with_the_sample(write: Write, tmp_path: Path) -> None:
    before = load_profile("city", [write()]).hashes["city"]
    (tmp_path / "again").mkdir()
    write("again/city", notice__sample='title = "甲"')
    assert load_profile("city", [tmp_path / "again"]).hashes["city"] == before
    write("other/city", notice__spec=SPEC.replace("16pt", "18pt"))
    assert load_profile("city", [tmp_path / "other"]).hashes["city"] != before


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(write: Write) -> None:
    place = write()
    (place / "city" / "notice" / "spec.toml").write_bytes(b"\xef\xbb\xbf" + SPEC.replace("\n", "\r\n").encode())
    assert load_profile("city", [place]).document("notice") is not None


def test_an_installed_package_contributes_jurisdictions(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("city_law_pack/city")
    (tmp_path / "city_law_pack" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint(name="city", value="city_law_pack", group="docgen.profiles")
    monkeypatch.setattr("docgen.spec.folders.entry_points", lambda group: [point] if group == point.group else [])
    assert profiles()["city"] == tmp_path / "city_law_pack" / "city"


def test_an_installed_package_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint(name="city", value="a_law_pack_that_is_gone", group="docgen.profiles")
    monkeypatch.setattr("docgen.spec.folders.entry_points", lambda group: [point] if group == point.group else [])
    with pytest.raises(UsageError, match="city"):
        profiles()


# ---- every fault at once


def test_a_file_with_five_mistakes_lists_five(write: Write) -> None:
    spec = """
title = "通知书"
[identify]
title = "通知书"
[page]
orientation = "sideways"
margin = "2.7"
[role.title]
find = "first text"
size = 16
colr = "FF0000"
"""
    length = '应为长度，数字连着单位写（cm、mm、pt、磅），或字号如 "三号"，或 "2 characters"'
    assert problems("city", write(notice__spec=spec)) == [
        "city/notice/spec.toml: clause: 缺少必填项",
        'city/notice/spec.toml: page.orientation: 应为 portrait、landscape 之一；现为 "sideways"',
        f'city/notice/spec.toml: page.margin: {length}；现为 "2.7"',
        f"city/notice/spec.toml: role.title.size: {length}；现为 16",
        'city/notice/spec.toml: role.title.colr: 未知的键，最接近的是 colour；现为 "FF0000"',
    ]


def test_a_name_that_leads_nowhere_is_told_beside_a_value_that_is_wrong(write: Write) -> None:
    spec = """
title = "通知书"
clause = "EX-9"
[identify]
title = "通知书"
[page]
margin = 27
[role.title]
find = "first text"
clause = "EX-8"
colr = "FF0000"
"""
    found = problems("city", write(notice__spec=spec))
    assert [sentence.split(": ")[1] for sentence in found] == [
        "page.margin",
        "role.title.colr",
        "clause",
        "role.title.clause",
    ]


def test_the_faults_of_every_file_of_the_chain_come_together(write: Write) -> None:
    write(clauses=CLAUSES.replace("authority", "autority"))
    place = write("county", profile='edition = "试行"\nextends = "city"', clauses="[EX-2]\n", notice__spec="title = 1")
    found = problems("county", place)
    for beginning in (
        "city/clauses.toml: EX-1.basis: 应为 authority、standard、house 之一",
        "county/clauses.toml: EX-2: 应写 rubric，或同时写",
        "county/notice/spec.toml: title: 应为文字，用引号括起；现为 1",
        "county/notice/spec.toml: identify: 缺少必填项",
    ):
        assert any(problem.startswith(beginning) for problem in found), (beginning, found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('size = "16pt"', 'bold = "yes"', "role.title.bold: 应为真假值，写作 true 或 false；现为 \"yes\""),
        ('size = "16pt"', "also = [{ lin = 'single' }]", "role.title.also[1].lin: 未知的键，最接近的是 line"),
        ('size = "16pt"', "also = 'single'", "role.title.also: 应为数组，写作 […]；现为 \"single\""),
        ('size = "16pt"', 'colour = "red"', 'role.title.colour: 应为颜色，六位十六进制，如红色 "FF0000"；现为 "red"'),
        ('font = "黑体"', 'font = "黒体"', "role.title.font: fonts.toml 中没有这个字体"),
        ('font = "黑体"', 'latin = "SimHei"', "role.title.latin: 应写规范名称 黑体"),
        ('"first text"', '"after heading"', "role.title.find: 没有名为 heading 的角色；现为 \"after heading\""),
        ('"first text"', '"first txt"', "role.title.find: 应为定位语"),
        ('"first text"', "'text matching \"[a\"'", "role.title.find: 正则表达式有误"),
        ('"datetime"', '"datetim"', "field.received_at.type: 应为 text、date、datetime"),
        ('"datetime"', '"choice"', "field.received_at.choices: type 为 choice 的字段应列出选项"),
        ('due = "delivered"', 'pattern = "("', "field.received_at.pattern: 正则表达式有误（第1个字符处）；现为 \"(\""),
        (
            'due = "delivered"',
            'required_if = { field = "reciever" }',
            "field.received_at.required_if.field: 没有这个字段，最接近的是 received_at；现为 \"reciever\"",
        ),
        (
            'due = "delivered"',
            'not_before = "recieved_at"',
            "field.received_at.not_before: 没有这个字段，最接近的是 received_at",
        ),
        ('clause = "EX-1"', 'clause = "EX-2"', "clause: 本辖区及上级的 clauses.toml 中没有这一条款，最接近的是 EX-1"),
        ('[role.title]', '[table.0]\ncolumns = "甲"\n[role.title]', "table.0: 应为表格的序号，从1数起"),
        ('[role.title]', '[table.1]\ncolumns = ["甲", "乙", "甲"]\n[role.title]', "table.1.columns: 同名的列写了两次"),
        ('[role.title]', '[page]\npaper = "A44"\n[role.title]', "page.paper: measures.toml 中没有这种纸张，最接近"),
        ('[role.title]', '[page.page_number]\nform = "第页"\n[role.title]', "page.page_number.form: 应含 {page}"),
        ('clause = "EX-1"', 'clause = "EX-1"\nparts = ["titel"]', "parts: 没有名为 titel 的角色，最接近的是 title"),
        ('[role.title]', '[role.rest]\nfind = "the rest"\n[role.title]', "role.rest.find: the rest 应写在最后一个角色"),
        ('size = "16pt"', 'align = "signature over issued_on"', "role.title.align: 没有名为 issued_on 的字段"),
        ('size = "16pt"', 'align = "middle"', "role.title.align: 应为 left、center"),
        (
            '[role.title]', '[[signature]]\nwho = "签收人"\nrefused = "recieved_at"\n[role.title]',
            "signature[1].refused: 没有这个字段，最接近的是 received_at",
        ),
        (
            '[role.title]', '[[deadline]]\nevent = "送达"\nfield = "recieved_at"\nbefore = "received_at"\n[role.title]',
            "deadline[1].field: 没有这个字段，最接近的是 received_at",
        ),
        (
            '[role.title]', '[[deadline]]\nevent = "送达"\nfield = "received_at"\nby = "03-31"\n[role.title]',
            "deadline[1]: 应写 by 和 year，或只写 before",
        ),
        (
            '[role.title]',
            '[[deadline]]\nevent = "送达"\nfield = "received_at"\nby = "02-30"\nyear = "received_at"\n[role.title]',
            'deadline[1].by: 应为月日，如 "03-31"',
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_key_and_what_was_expected(write: Write, old: str, new: str, expected: str) -> None:
    assert old in SPEC
    found = problems("city", write(notice__spec=SPEC.replace(old, new)))
    assert len(found) == 1
    assert found[0].startswith(f"city/notice/spec.toml: {expected}")


def test_all_the_clauses_that_are_nowhere_are_named_at_once(write: Write) -> None:
    spec = SPEC.replace("EX-1", "EX-8").replace("[role.title]", '[role.title]\nclause = "EX-9"')
    dossier = '[[require]]\ndocument = "notice"\nclause = "EX-7"\n'
    found = problems("city", write(notice__spec=spec, dossier=dossier))
    assert [problem.split(": ")[1] for problem in found] == ["require[1].clause", "clause", "role.title.clause"]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ('[EX-2]\nrubric = "9.9"', 'EX-2.rubric: 本辖区的 rubric.toml 中没有这一条或这一处扣分；现为 "9.9"'),
        ('[EX-2]\nrubric = "1.1"\nsentence = "甲"', "EX-2: 写了 rubric 就不再写 sentence 和 source"),
        ('[EX-2]\nsentence = "甲"\nbasis = "house"', "EX-2: 应写 rubric，或同时写 sentence、source 和 basis"),
        ('[EX-2]\nrubric = "1.1"\neffective = { from = "2021" }', "EX-2.effective.from: 应为日期，写作 2021-04-23"),
        ('[EX-2]\nrubric = "1.1"\nconflict = { with = "甲" }', "EX-2.conflict.from: 缺少必填项"),
    ],
)
def test_a_clause_states_its_sentence_or_cites_one_that_is_there(write: Write, clauses: str, expected: str) -> None:
    found = problems("city", write(clauses=f"{CLAUSES}\n{clauses}\n", notice__rubric=RUBRIC))
    assert len(found) == 1
    assert found[0].startswith(f"city/clauses.toml: {expected}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('points = "0.2"', "points = 0.2", "item[1].clause[1].deduction[1].points: 应为文字，用引号括起；现为 0.2"),
        ('points = "0.2"', 'points = "0.2分"', "item[1].clause[1].deduction[1].points: 应为数字，照原文写"),
        ('decidable = "machine"', 'decidable = "auto"', "item[1].clause[1].deduction[1].decidable: 应为 machine、"),
        ('weight = "10"', "", "weight: 缺少必填项"),
    ],
)
def test_a_rubric_is_checked_like_every_law_file(write: Write, old: str, new: str, expected: str) -> None:
    found = problems("city", write(notice__rubric=RUBRIC.replace(old, new)))
    assert len(found) == 1
    assert found[0].startswith(f"city/notice/rubric.toml: {expected}")


def test_a_syntax_error_is_named_with_line_and_column(write: Write) -> None:
    assert problems("city", write(clauses="[EX-1]\nsentence = 检查\n")) == [
        "city/clauses.toml: 第2行第12列: 不合 TOML 语法，从这里读不下去；现为 sentence = 检查",
        'city/notice/spec.toml: clause: 本辖区及上级的 clauses.toml 中没有这一条款；现为 "EX-1"',
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('name = "甲\n', "第1行第10列: 不合 TOML 语法，从这里读不下去"),
        ("name = [\n", "不合 TOML 语法，从这里读不下去（文件末尾，可能缺引号或括号）"),
        ("name = " + "9" * 5000, "不合 TOML 语法，从这里读不下去"),
        ("name = " + "[" * 5000, "不合 TOML 语法，从这里读不下去"),
    ],
    ids=["open quote", "open bracket", "endless number", "endless nesting"],
)
def test_a_file_that_no_parser_ends_is_a_fault_of_that_file(write: Write, written: str, expected: str) -> None:
    found = problems("city", write(profile=written))
    assert found[0].startswith(f"city/profile.toml: {expected}")


KEYS = ("title", "copies", "page", "page.margin", "role", "role.a", "table.1", "signature", "field.a")
VALUES = ("5", '"甲"', "true", "[1]", "{ a = 1 }", "2021-04-23", "2021-04-23T10:00:00", "1.5")
RIGHT = (("title", '"甲"'), ("copies", "5"))


@pytest.mark.parametrize(("key", "value"), [pair for pair in product(KEYS, VALUES) if pair not in RIGHT])
def test_a_value_of_the_wrong_kind_is_told_in_chinese(write: Write, key: str, value: str) -> None:
    title = "" if key == "title" else 'title = "甲"'
    spec = f'clause = "EX-1"\nidentify = {{ title = "甲" }}\n{title}\n{key} = {value}\n'
    for problem in problems("city", write(notice__spec=spec)):
        assert re.match(r"city/notice/spec\.toml: [\w.\[\]]+: (应|缺少必填项|未知的键)", problem)


def test_a_key_written_twice_is_called_so(write: Write) -> None:
    assert problems("city", write(profile=PROFILE + 'name = "乙市"\n')) == [
        'city/profile.toml: 第3行第12列: 同一个键写了两次；现为 name = "乙市"'
    ]


def test_a_file_in_another_encoding_is_named_with_its_line(write: Write) -> None:
    place = write()
    (place / "city" / "profile.toml").write_bytes(PROFILE.encode("gbk"))
    assert problems("city", place) == ["city/profile.toml: 第1行: 应存为 UTF-8 编码"]


def test_a_misspelt_file_is_not_silently_left_out(write: Write) -> None:
    assert problems("city", write(dosier="")) == ["city/dosier.toml: 未知的文件，最接近的是 dossier.toml"]


def test_a_folder_of_a_document_without_its_spec_is_named(write: Write) -> None:
    assert problems("city", write(leaflet__sample="")) == ["city/leaflet/spec.toml: 缺少这个文件"]


@pytest.mark.parametrize(
    ("extends", "expected"),
    [
        ("city", "辖区的上级成了一圈：city → city"),
        ("nowhere", "没有这个辖区，可用的有 changchun、city、jilin、national、wugang"),
        ("changchung", "没有这个辖区，最接近的是 changchun"),
    ],
)
def test_a_chain_that_leads_nowhere_is_refused(write: Write, extends: str, expected: str) -> None:
    found = problems("city", write(profile=PROFILE + f'extends = "{extends}"\n'))
    assert found == [f'city/profile.toml: extends: {expected}；现为 "{extends}"']


def test_a_longer_circle_is_told_whole(write: Write) -> None:
    write("county", profile=PROFILE + 'extends = "city"\n')
    place = write(profile=PROFILE + 'extends = "county"\n')
    assert problems("city", place) == [
        'county/profile.toml: extends: 辖区的上级成了一圈：city → county → city；现为 "city"'
    ]


# ---- what a household's file must hold


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        ('[[require]]\ndocument = "notise"', "require[1].document: 本辖区及上级没有这种文书，最接近的是 notice"),
        ("[[require]]\ndue = 'made'", "require[1]: 应写 document 或 any_of 之一"),
        ("[[require]]\ndocument = 'notice'\ndue = 'later'", "require[1].due: 应为 made、delivered"),
        ('[[agree]]\nfield = "unit"', "agree[1].field: 各文书中没有这个字段"),
        ("[[agree]]\nfield = 'received_at'\ncode = 'AGR'", "agree[1].code: 未知的键"),
        ("[[require]]\nanyof = ['notice']", "require[1].anyof: 未知的键，最接近的是 any_of"),
        ("[[outcome]]\nresults = '注销'\nrequire = 'unreachable'", "outcome[1].require: 本辖区及上级没有这种文书"),
    ],
)  # fmt: skip
def test_a_dossier_names_only_what_there_is(write: Write, dossier: str, expected: str) -> None:
    assert problems("city", write(dossier=dossier))[0].startswith(f"city/dossier.toml: {expected}")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("from", "notice.recieved_at", "notice 中没有字段 recieved_at，最接近的是 received_at"),
        ("from", "notice", "应写作 文书.字段"),
        ("from", "notice.received_at.day", "notice.received_at 没有这一栏"),
        ("of_household", "notice.ended", "notice 中没有字段 ended"),
        ("to", "record.started", "本辖区及上级没有这种文书"),
        ("lower_bound", "notice.issued_on", "notice 中没有字段 issued_on"),
        ("at_least", "two days", '应为时长，如 "48 hours"、"1 month"、"20 working days"'),
    ],
)
def test_evidence_of_time_lies_in_a_field_of_a_paper(write: Write, key: str, value: str, expected: str) -> None:
    interval = {"code": "DAT302", "begins": "送达", "ends": "进入", "from": "notice.received_at"}
    interval |= {"to": "register.entered", "at_least": "48 hours", key: value}
    dossier = "[[interval]]\n" + "\n".join(f'{name} = "{text}"' for name, text in interval.items())
    found = problems("city", write(dossier=dossier))
    assert len(found) == 1
    assert found[0].startswith(f"city/dossier.toml: interval[1].{key}: {expected}")


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (
            '[[order]]\nbegins = "制发"\nends = "送达"\nfirst = "notice.issued_on"\nthen = "notice.received_at"',
            "order[1].first: notice 中没有字段 issued_on",
        ),
        (
            '[[planned]]\nevent = "进入"\nshown_by = "notice.received_at"\nperiod = "notice.period"',
            "planned[1].period: notice 中没有字段 period",
        ),
        ('[[subset]]\nfield = "notice.received_at"\nof = "plan.items"', "subset[1].of: 本辖区及上级没有这种文书"),
        (
            '[[outcome]]\nresults = "注销"\nwaive = ["DAT302", "notice", "notice.signature", "notice.seal"]',
            "outcome[1].waive: notice 中没有字段 seal",
        ),
        (
            '[[shared]]\ndocuments = "notice"\nregister = "hand_out_list"',
            "shared[1].register: 本辖区及上级没有这种文书",
        ),
        ('[[require]]\ndocument = "notice"\nif = { field = "category" }', "require[1].if.field: 各文书中没有这个字段"),
    ],
)
def test_relations_lie_between_fields_of_papers(write: Write, dossier: str, expected: str) -> None:
    found = problems("city", write(dossier=dossier))
    assert len(found) == 1
    assert found[0].startswith(f"city/dossier.toml: {expected}")


def test_the_unit_s_own_register_is_evidence_without_being_a_paper(write: Write) -> None:
    dossier = (
        '[[interval]]\ncode = "DAT302"\nbegins = "送达"\nends = "进入"\nat_least = "48 hours"\n'
        'from = ["notice.received_at", "register.delivered"]\nto = "register.entered"\n'
    )
    assert load_profile("city", [write(dossier=dossier)]).dossier.interval[0].at_least == "48 hours"


def test_a_document_that_cannot_be_read_is_one_fault_not_many(write: Write) -> None:
    dossier = '[[require]]\ndocument = "notice"\n[[agree]]\nfield = "unit_name"\n'
    found = problems("city", write(dossier=dossier, notice__spec=SPEC.replace('"first text"', "1")))
    assert [problem.split(": ")[1] for problem in found] == ["role.title.find"]


# ---- small values


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("48 hours", 48, "hours"),
        ("1 month", 1, "months"),
        ("20 working days", 20, "working days"),
        ("1 day", 1, "days"),
    ],
)
def test_a_stretch_of_time_is_a_count_of_one_unit(written: str, count: int, unit: str) -> None:
    span = parse_span(written)
    assert (span.count, span.unit) == (count, unit)


def test_the_tolerances_are_those_of_the_house_plan() -> None:
    docx, pdf = (load_measures().tolerance(kind) for kind in ("docx", "pdf"))
    assert (docx.page.twips, docx.margin.twips, docx.size, docx.pitch.twips, docx.spacing.twips) == (20, 12, 0, 2, 2)
    assert docx.indent_characters == 0.25
    assert (pdf.page.pt, pdf.size.pt, round(pdf.margin.mm, 6), pdf.pitch.pt) == (1, 0.15, 0.3, 0.3)


def test_a4_is_210_by_297_millimetres() -> None:
    assert load_measures().paper("A4") == (Length.of_mm(210), Length.of_mm(297))


def test_the_law_is_frozen() -> None:
    law: Profile = load_profile("changchun")
    sheet: DocumentSpec = load_document("rubric_sheet")
    with pytest.raises(ValueError, match="frozen"):
        law.name = "吉林市"  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        sheet.title = "别的"  # type: ignore[misc]


# ---- the vocabulary is told


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Every key a law file may use, those of the models within included."""
    for name, info in model.model_fields.items():
        yield info.alias or name
        yield from (key for inner in models_in(info.annotation) for key in keys_of(inner))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


@pytest.mark.parametrize(
    "model",
    [
        DocumentLaw,
        DossierLaw,
        WorkbookLaw,
        ProfileFile,
        ClauseEntry,
        RubricFile,
        FontEntry,
        Tolerance,
        PaperSize,
        Disguise,
    ],
)
def test_every_key_of_the_law_stands_in_its_manual(model: type[BaseModel]) -> None:
    manual = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    code = " ".join(re.findall(r"`([^`]+)`", manual.replace("```", "")))
    assert [key for key in keys_of(model) if not re.search(rf"\b{key}\b", code)] == []

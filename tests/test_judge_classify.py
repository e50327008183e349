"""What kind of paper a file is: by its title and marks, never by its name alone."""

from __future__ import annotations

from paper_builder import profile, spec, view

from docgen.validators.classify import classify

NOTICE = spec("notice", "长春市人民政府“双随机一公开”行政检查通知书", identify={"title": "行政检查通知书"})
FORM = spec("form", "执法检查登记表", identify={"title": "执法检查登记表", "lacks": ["行政处罚"]})
SHEET = spec("sheet", "考核细则", identify={"title": "考核细则", "contains": ["考核内容", "分值", "评分标准"]})
LAW = profile(NOTICE, FORM, SHEET)


def kind(*lines: str, name: str = "", mark: str | None = None) -> str | None:
    document = classify(view(*lines, mark=mark), LAW, name).document
    return document.name if document else None


def test_a_paper_is_known_by_its_title() -> None:
    assert kind("长春市人民政府“双随机一公开”行政检查通知书", "编号：1") == "notice"


def test_width_white_space_and_quotes_do_not_matter() -> None:
    assert kind("行 政　检 查\t通 知 书") == "notice"
    assert kind('某区"双随机、一公开"考核细则', "考核内容 分　值 评分标准") == "sheet"


def test_a_title_may_be_broken_over_two_lines() -> None:
    assert kind("吉林省行政执法机关执法检", "查登记表") == "form"


def test_any_units_own_sheet_is_a_rubric_sheet() -> None:
    assert kind("附件2", "“双随机、一公开”考核细则（市直部门）", "考核内容", "分值", "评分标准") == "sheet"


def test_every_mark_must_be_there() -> None:
    found = classify(view("某单位考核细则", "考核内容", "分值"), LAW)
    assert found.document is None
    assert found.nearest is SHEET
    assert found.why == "最接近《考核细则》，缺少“评分标准”"
    assert found.resembles == ("test/sheet",)


def test_a_mark_that_must_not_be_there_speaks_against_it() -> None:
    found = classify(view("执法检查登记表", "行政处罚决定"), LAW)
    assert (found.document, found.why) == (None, "最接近《执法检查登记表》，却含有“行政处罚”")


def test_a_title_far_down_is_only_a_mention() -> None:
    assert kind(*(f"第{n}条" for n in range(20)), "行政检查通知书") is None


def test_a_title_in_its_own_line_outdoes_one_that_is_mentioned() -> None:
    assert kind("行政检查通知书编号：吉检〔2026〕7号", "执法检查登记表") == "form"


def test_of_two_titles_the_upper_is_the_papers_own() -> None:
    assert kind("执法检查登记表", "行政检查通知书") == "form"


def test_the_name_of_the_file_only_breaks_ties() -> None:
    assert kind("无关文字", name="行政检查通知书.docx") is None
    same = profile(
        spec("one", "甲表", identify={"contains": ["共有"]}), spec("two", "乙表", identify={"contains": ["共有"]})
    )
    found = classify(view("共有的标志"), same, "01_乙表.docx").document
    assert found is not None
    assert found.name == "two"


def test_where_the_marks_fail_the_template_it_was_made_from_decides() -> None:
    assert kind("标题被删去", mark="test/notice") == "notice"
    assert kind("标题被删去", mark="elsewhere/notice") is None


def test_a_text_without_any_mark_resembles_nothing() -> None:
    found = classify(view("关于召开会议的通知"), LAW)
    assert found == (None, "不含任何规定文书的标志", None, ())

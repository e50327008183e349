"""What kind of paper a file is: by its title and marks, never by its name alone."""

from __future__ import annotations

from paper_builder import profile, spec, view

from docgen.validators.submission.classify import classify

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


def test_a_paper_under_its_own_title_with_half_of_its_marks_is_known_and_what_is_missing_is_said() -> None:
    found = classify(view("某单位考核细则", "考核内容", "分值"), LAW)
    assert found.document is SHEET
    assert found.why == "由标题“考核细则”、“考核内容”、“分值”识别，但缺少“评分标准”"


def test_with_fewer_marks_or_its_title_only_mentioned_it_is_not_known() -> None:
    found = classify(view("某单位考核细则", "分值"), LAW)
    assert found.document is None
    assert found.nearest is SHEET
    assert found.why == "最接近《考核细则》，缺少“考核内容”、“评分标准”"
    assert found.resembles == ("test/sheet",)
    assert kind("考核细则如下所述", "考核内容", "分值") is None


def test_two_kinds_that_are_equally_near_leave_it_unknown() -> None:
    both = profile(
        spec("one", "甲表", identify={"title": "甲表", "contains": ["姓名", "证号"]}),
        spec("two", "乙表", identify={"title": "乙表", "contains": ["姓名", "电话"]}),
    )
    assert classify(view("甲表", "姓名"), both).document is not None
    assert classify(view("甲表", "乙表", "姓名"), both).document is None


def test_the_end_of_any_title_is_no_title_of_its_own() -> None:
    letter = profile(spec("letter", "通知", identify={"title": "的通知", "contains": ["文件", "〔", "〕"]}))
    assert classify(view("关于放假的通知", "〔2026〕7号"), letter).document is None
    assert classify(view("某某局文件", "〔2026〕7号", "关于检查的通知"), letter).document is not None


def test_a_letter_that_is_only_cited_makes_no_letter() -> None:
    letter = spec("letter", "函", identify={"title": "的函", "contains": "号"})
    law = profile(letter)
    assert classify(view("某市某局", "示函〔2026〕1号", "关于商请联合抽查的函"), law).document == letter
    assert classify(view("情况说明", "收到你局关于商请联合抽查的函，文号为示函〔2026〕1号。"), law).document is None


def beside(*lines: str) -> tuple[str, ...]:
    return classify(view(*lines), LAW).resembles


def test_a_paper_that_bears_anothers_title_in_a_line_of_its_own_may_hold_it() -> None:
    body = [f"第{number}条" for number in range(20)]
    assert beside("行政检查通知书", *body, "吉林省行政执法机关执法检查登记表") == ("test/form",)
    assert beside("行政检查通知书", *body, "吉林省行政执法机关", "执法检查登记表（一）") == ("test/form",)
    assert beside("行政检查通知书", *body) == ()


def test_a_paper_that_bears_most_of_anothers_marks_may_hold_it() -> None:
    assert beside("行政检查通知书", "考核内容", "分值", "评分标准") == ("test/sheet",)
    assert beside("行政检查通知书", "一、考核内容", "（二）分值", "评分标准：") == ("test/sheet",)
    assert beside("行政检查通知书", "考核内容", "分值") == ()
    assert beside("行政检查通知书", "对考核内容有异议的，分值和评分标准以原件为准") == ()  # said in passing


def test_a_paper_that_only_names_another_does_not_hold_it() -> None:
    named = (
        "附件：执法检查登记表",
        "1.执法检查登记表",
        "二、执法检查登记表",
        "按照《执法检查登记表》",
        "随附执法检查登记表一份",
    )
    assert {line: beside("行政检查通知书", line) for line in named} == dict.fromkeys(named, ())


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
    assert found == (None, "不含任何规定文书的标志", None, (), "")

"""Roles found as the law says, the rubric sheet's above all; the text by which papers are compared; the outline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx_builder import A4, p, part, r, tbl, tc, tr, view

from docgen.reading import Reading
from docgen.spec.model import Clause, DocumentSpec, Identify, Role, TableLaw
from docgen.units import Length
from docgen.view.facts import Facts
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Cell, DocumentView, Paragraph, Place, Row, Run, Table
from docgen.view.outline import outline
from docgen.view.roles import Roles, assign
from docgen.view.text import furniture_text, normalised_text

HEADINGS = ("序号", "考核内容", "分值", "评分标准")


def spec(columns: tuple[str, ...] = (), **finds: str) -> DocumentSpec:
    clause = Clause(key="C", sentence="文", source="文", edition="1", basis="house")
    return DocumentSpec(
        key="x/sheet",
        profile="x",
        title="考核细则",
        clause="C",
        identify=Identify(),
        role={
            name: Role.model_validate({"find": find, "optional": name.startswith("may")})
            for name, find in finds.items()
        },
        table={1: TableLaw(columns=columns)} if columns else {},
        clauses={"C": clause},
        folder=Path(),
    )


RUBRIC = spec(
    HEADINGS,
    title='text matching "考核细则"',
    heading_row="every table, row 1",
    body="every table, other rows",
)


def found(seen: DocumentView, law: DocumentSpec) -> dict[str, list[str]]:
    return {name: [paragraph.full_text for paragraph in each] for name, each in assign(seen, law).found.items()}


def row(number: int = 1) -> str:
    return tr(str(number), f"内容{number}", "1", f"标准{number}")


# --- the rubric sheet


def test_the_rubric_sheets_three_roles() -> None:
    seen = view(p(r("某某区考核细则")) + p(r("权重：10分")) + tbl(tr(*HEADINGS), row()) + p(r("注：说明")))
    assert found(seen, RUBRIC) == {
        "title": ["某某区考核细则"],
        "heading_row": list(HEADINGS),
        "body": ["1", "内容1", "1", "标准1"],
    }


@pytest.mark.parametrize("title", ["考 核 细 则", "考核\u3000细则", "“双随机、一公开”考核细则", "考核\n细则"])
def test_the_title_is_found_whatever_its_blanks_and_width(title: str) -> None:
    assert found(view(p(r(title))), RUBRIC)["title"] != []


def test_a_title_outside_tables_goes_before_the_same_words_in_a_cell() -> None:
    seen = view(tbl(tr("考核细则见附件")) + p(r("考核细则")))
    assert found(seen, RUBRIC)["title"] == ["考核细则"]


def test_a_title_in_a_cell_is_found_where_there_is_no_other() -> None:
    titled = tr(tc("考核细则", '<w:gridSpan w:val="4"/>'))
    roles = found(view(tbl(titled, tr(*HEADINGS), row())), RUBRIC)
    assert roles["title"] == ["考核细则"]
    assert roles["heading_row"] == list(HEADINGS)
    assert roles["body"] == ["1", "内容1", "1", "标准1"]


def test_a_continued_table_without_headings_has_none() -> None:
    roles = found(view(tbl(tr(*HEADINGS), row(1)) + p() + tbl(row(2), row(3))), RUBRIC)
    assert roles["heading_row"] == list(HEADINGS)
    assert roles["body"][4:8] == ["2", "内容2", "1", "标准2"]


def test_a_continued_table_that_repeats_its_headings_has_them() -> None:
    roles = found(view(tbl(tr(*HEADINGS), row(1)) + p() + tbl(tr("序 号", *HEADINGS[1:]), row(2))), RUBRIC)
    assert roles["heading_row"] == [*HEADINGS, "序 号", *HEADINGS[1:]]


def test_a_table_of_another_breadth_is_no_continuation() -> None:
    roles = found(view(tbl(tr(*HEADINGS), row(1)) + p() + tbl(tr("姓名", "电话"), tr("甲", "乙"))), RUBRIC)
    assert roles["heading_row"] == [*HEADINGS, "姓名", "电话"]


def test_headings_with_a_word_wrong_are_still_the_heading_row() -> None:
    roles = found(view(tbl(tr("序号", "考核内容", "分值", "考核标准"), row())), RUBRIC)
    assert roles["heading_row"] == ["序号", "考核内容", "分值", "考核标准"]


def test_without_columns_in_the_law_the_first_row_is_the_heading_row() -> None:
    law = spec(heading_row="every table, row 1", body="every table, other rows")
    assert found(view(tbl(tr("甲"), tr("乙"))), law) == {"heading_row": ["甲"], "body": ["乙"]}


# --- every expression

LETTER = (
    p() + p(r("通知书")) + p(r("某某公司：")) + p(r("正文一")) + p(r("正文二"))
    + tbl(tr("名称", "某某店"), tr("地　址：", "某街")) + p(r("某某局")) + p(r("2026年6月1日"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("find", "texts"),
    [
        ("first text", ["通知书"]),
        ('text matching "^某某"', ["某某公司："]),
        ('paragraphs matching "^某某"', ["某某公司：", "某某店", "某某局"]),
        ('cell "名称"', ["某某店"]),
        ('cell "地址"', ["某街"]),
        ('cell "某某店"', ["某街"]),
        ('cell "电话"', []),
        (
            "the rest",
            [
                "通知书",
                "某某公司：",
                "正文一",
                "正文二",
                "名称",
                "某某店",
                "地　址：",
                "某街",
                "某某局",
                "2026年6月1日",
            ],
        ),
    ],
)
def test_each_expression_finds_its_paragraphs(find: str, texts: list[str]) -> None:
    assert found(view(LETTER), spec(it=find))["it"] == texts


def test_after_and_between_go_by_the_paragraphs_outside_tables() -> None:
    law = spec(
        title="first text",
        addressee="after title",
        foot='text matching "局$"',
        body="between addressee and foot",
        date="after foot",
    )
    assert found(view(LETTER), law) == {
        "title": ["通知书"],
        "addressee": ["某某公司："],
        "foot": ["某某局"],
        "body": ["正文一", "正文二"],
        "date": ["2026年6月1日"],
    }


def test_between_goes_to_the_end_where_its_end_is_not_there() -> None:
    law = spec(title="first text", foot='text matching "无此"', body="between title and foot")
    assert found(view(p(r("题")) + p(r("一")) + p(r("二"))), law)["body"] == ["一", "二"]


def test_after_a_role_of_several_paragraphs_is_what_follows_each() -> None:
    seen = view("".join(map(p, map(r, ("附件1", "甲", "文", "附件2", "乙", "文")))))
    law = spec(a='paragraphs matching "^附件"', b="after a", may_rest="the rest")
    assert found(seen, law) == {"a": ["附件1", "附件2"], "b": ["甲", "乙"], "may_rest": ["文", "文"]}


def test_rows_are_such_paragraphs_and_in_a_table_all_of_their_row() -> None:
    seen = view(p(r("甲 1日印发")) + tbl(tr("抄送：乙", "丙"), tr("丁办公室", "2日印发")))
    law = spec(printed='rows matching "印发$"', rest="the rest")
    assert found(seen, law) == {"printed": ["甲 1日印发", "丁办公室", "2日印发"], "rest": ["抄送：乙", "丙"]}


SIGNED = {"date": 'text matching "日$"', "may_copied": 'text matching "^抄送"'}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("正文。", "", "甲局", "1日", "抄送：乙"), ["甲局"]),
        (("正文", "", "甲局", "乙（公司）", "", "1日"), ["甲局", "乙（公司）"]),
        (("正文。", "甲局", "1日"), ["甲局"]),
        (("正文。", "", "1日"), []),
        (("正文。", "", "甲局", "", "抄送：乙"), ["甲局"]),
        (("正文。", "", "甲局"), ["甲局"]),
        (("1日",), []),
    ],
)
def test_before_a_role_are_the_unbroken_lines_above_the_first_of_them_that_is_there(
    lines: tuple[str, ...], name: list[str]
) -> None:
    law = spec((), **SIGNED, name='before date or may_copied matching "^[^。]*$"')
    assert found(view("".join(p(r(line)) for line in lines)), law)["name"] == name


def test_between_ends_with_what_does_not_match() -> None:
    seen = view("".join(p(r(line)) for line in ("标志", "甲", "", "乙", "正文。", "丙", "主送：")))
    law = spec(a="first text", z='text matching "：$"', b='between a and z matching "^[^。]*$"')
    assert found(seen, law)["b"] == ["甲", "乙"]


def test_between_a_role_and_one_that_is_missing_are_the_unbroken_lines_only() -> None:
    seen = view("".join(p(r(line)) for line in ("标志", "", "甲", "乙", "", "丙")))
    law = spec(a="first text", z='text matching "：$"', b="between a and z")
    assert found(seen, law)["b"] == ["甲", "乙"]


def test_after_a_role_that_is_not_there_nothing_is_found() -> None:
    assert found(view(p(r("一"))), spec(a='text matching "无此"', b="after a"))["b"] == []


def test_a_role_is_claimed_in_the_order_written_and_the_rest_comes_last() -> None:
    law = spec(rest="the rest", one='paragraphs matching "一"', two='paragraphs matching "一|二"')
    assert found(view(p(r("一")) + p(r("二")) + p(r("三"))), law) == {"rest": ["三"], "one": ["一"], "two": ["二"]}


def test_empty_and_hidden_paragraphs_never_count() -> None:
    seen = view(p(r("　 ")) + p(r("藏", "<w:vanish/>")) + p(r("文")))
    assert found(seen, spec(a="first text", b="the rest")) == {"a": ["文"], "b": []}


def test_a_label_alone_is_text() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    seen = view(p("", '<w:numPr><w:numId w:val="1"/></w:numPr>'), numbering=numbering)
    assert found(seen, spec(a="first text")) == {"a": ["1"]}


def furnished(header: str, footer: str) -> DocumentView:
    references = '<w:headerReference w:type="default" r:id="rId7"/><w:footerReference w:type="default" r:id="rId8"/>'
    body = p("", f"<w:sectPr>{references}</w:sectPr>") + p(r("文")) + "<w:sectPr/>"
    return view(
        body,
        related={"rId7": "header header1.xml", "rId8": "footer footer1.xml"},
        more={"word/header1.xml": part("w:hdr", header), "word/footer1.xml": part("w:ftr", footer)},
    )


def test_headers_and_footers_are_found_once_and_a_bare_page_number_counts() -> None:
    seen = furnished(p(r("眉")), p('<w:fldSimple w:instr="PAGE"/>'))
    roles = assign(seen, spec(head="header", foot="footer"))
    assert [len(paragraphs) for paragraphs in roles.found.values()] == [1, 1]


def printed(text: str, top: float, *, size: float = 22, colour: str = "FF0000", align: Any = "center") -> Paragraph:
    """A line of the first page of a print, ``top`` points from its edge."""
    bounds = tuple(map(Length.of_pt, (100, top, 300, top + size)))
    look = CharacterFormat(size=Reading.exact(Length.of_pt(size)), colour=colour)
    return Paragraph((Run(text, look, bounds=bounds),), ParagraphFormat(align=align), Place(page=1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("second", "mark"),
    [
        (printed("联席会议办公室文件", 130), ["示例市部门联合", "联席会议办公室文件"]),
        (printed("联席会议办公室文件", 200), ["示例市部门联合"]),
        (printed("联席会议办公室文件", 130, size=26), ["示例市部门联合"]),
        (printed("联席会议办公室文件", 130, colour="000000"), ["示例市部门联合"]),
        (printed("联席会议办公室文件", 130, align="left"), ["示例市部门联合"]),
    ],
    ids=["the same look", "further down", "larger", "another colour", "not centred"],
)
def test_centred_lines_of_one_look_are_one_text_in_print(second: Paragraph, mark: list[str]) -> None:
    lines = (printed("示例市部门联合", 100), second, printed("示市〔2026〕3号", 160, size=16))
    view = DocumentView(Facts("pdf"), (), lines)
    law = spec(mark="first text", rest="the rest")
    assert found(view, law)["mark"] == mark


def test_roles_that_are_not_found_are_absent_and_missing_unless_optional() -> None:
    roles = assign(view(p(r("文"))), spec(a='text matching "甲"', may_be='text matching "乙"'))
    assert (roles.absent, roles.missing) == (("a", "may_be"), ("a",))


def test_a_paragraph_knows_its_role_and_one_like_it_does_not() -> None:
    seen = view(p(r("文")) + p(r("文")))
    roles: Roles = assign(seen, spec(a="first text"))
    assert [roles.role_of(paragraph) for paragraph in seen.paragraphs()] == ["a", None]


# --- text


def test_text_is_compared_without_blanks_width_and_repeated_heads() -> None:
    whole = view(p(r("标 题（一）")) + tbl(tr(*HEADINGS), row(1), row(2)))
    split = view(p(r("标题(一)")) + tbl(tr(*HEADINGS), row(1)) + p() + tbl(tr(*HEADINGS), row(2)))
    assert normalised_text(whole) == normalised_text(split)
    assert normalised_text(whole).startswith("标题(一)序号考核内容")


def test_a_row_set_again_within_one_table_is_a_repeated_head() -> None:
    assert normalised_text(view(tbl(tr(*HEADINGS), row(1), tr(*HEADINGS), row(2)))) == normalised_text(
        view(tbl(tr(*HEADINGS), row(1), row(2)))
    )


def test_headers_and_footers_are_apart_from_the_body() -> None:
    seen = furnished(p(r("眉")), p(r("脚")))
    assert (normalised_text(seen), furniture_text(seen)) == ("文", "眉脚")


# --- outline


def test_the_outline_says_what_a_reader_sees() -> None:
    look = '<w:rFonts w:eastAsia="黑体" w:ascii="黑体"/><w:sz w:val="32"/><w:b/>'
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1531"/></w:sectPr>'
    title = p(r("考核细则", look), '<w:jc w:val="center"/><w:spacing w:line="440" w:lineRule="exact"/>')
    seen = view(title + tbl(tr("甲", properties='<w:trHeight w:val="567"/>'), grid=(1000,)) + p("<m:oMath/>") + section)
    lines = [line.strip() for line in outline(seen, assign(seen, RUBRIC)).splitlines()]
    assert "第1节　29.70×21.00厘米　页边距 上2.70 下不明 左不明 右不明　页眉不明 页脚不明" in lines
    assert "段1　［title］　考核细则　黑体 16磅 加粗　居中 固定值22磅" in lines
    assert "表格1　1行×1列　列宽（厘米）1.76" in lines
    assert "第1行　至少1.00厘米" in lines
    assert "〔公式：内容无法识读〕" in lines


def seen_as(body: str, **parts: object) -> list[str]:
    return [line.strip() for line in outline(view(body, **parts)).splitlines()]


def test_the_outline_says_where_a_section_begins() -> None:
    ends = p(r("前"), "<w:sectPr/>")
    assert seen_as(ends + p(r("后")) + A4)[-4:] == [
        "第1节：", "段1　前　未设置字体 10磅　左对齐 单倍行距", "第2节：", "段2　后　未设置字体 10磅　左对齐 单倍行距",
    ]  # fmt: skip
    assert "第1节：" not in seen_as(p(r("只有一节")) + A4)


def test_the_outline_says_which_headers_no_page_shows() -> None:
    reference = '<w:headerReference w:type="{}" r:id="rIdH"/>'
    stated = f"<w:sectPr>{reference.format('even')}{reference.format('first')}<w:titlePg/></w:sectPr>"
    related, more = {"rIdH": "header header1.xml"}, {"word/header1.xml": part("w:hdr", p(r("眉")))}
    lines = seen_as(p(r("文")) + stated, related=related, more=more)
    assert [line for line in lines if line.startswith("页眉")] == ["页眉（偶数页，未启用）", "页眉（首页）"]


def test_the_outline_speaks_the_language_of_the_programs_menus() -> None:
    number = '<w:fldSimple w:instr="PAGE">' + r("1") + r("2", "<w:b/>") + "</w:fldSimple>"
    borders = '<w:pBdr><w:bottom w:val="single" w:sz="4"/><w:bar w:val="single" w:sz="4"/></w:pBdr>'
    shaded = '<w:shd w:val="clear" w:fill="FFFF00"/>'
    page = '<w:pgNumType w:fmt="numberInDash"/><w:docGrid w:type="linesAndChars" w:linePitch="579"/>'
    body = p(number, borders) + p(r("文", "<w:caps/>"), shaded) + tbl(tr(tc("竖", '<w:textDirection w:val="tbRl"/>')))
    said = "\n".join(seen_as(body + f"<w:sectPr>{page}</w:sectPr>"))
    for words in (
        "〔页码〕",
        "边框下竖线",
        "全部大写",
        "段落底纹FFFF00",
        "竖排",
        "指定行和字符网格 28.95磅",
        "页码形式“- 1 -”",
    ):
        assert words in said


def test_the_outline_says_once_what_a_kind_of_file_cannot_show() -> None:
    table = Table(
        (),
        (Row(),),
        (Cell(1, 1, 1, 2, (Paragraph((Run("甲", CharacterFormat()),), ParagraphFormat(), Place()),)),),
        Place(table=1),
    )
    seen = DocumentView(Facts("sheet"), (), (table,))
    lines = [line.strip() for line in outline(seen).splitlines()]
    assert lines == ["文件：电子表格", "正文", "表格1　1行×2列", "第1行", "第1列 跨列2", "段　甲　字体字号不明"]
    assert "第1节　页面不明" in seen_as(p(r("文")) + "<w:sectPr/>")


def test_the_outline_of_a_print_tells_no_lines_and_no_least_heights_it_cannot_know() -> None:
    table = Table((), (Row(Length.of_cm(1), "at_least"),), (Cell(1, 1, 1, 1, ()),), Place(table=1))
    lines = [line.strip() for line in outline(DocumentView(Facts("pdf"), (), (table,))).splitlines()]
    assert lines[-2:] == ["第1行　高1.00厘米", "第1列"]


def test_the_outline_of_a_paper_with_revisions_says_how_it_is_read() -> None:
    revised = p(f'<w:ins w:id="1">{r("增")}</w:ins>')
    assert seen_as(revised)[0].endswith("修订：有，下文按全部接受修订后列出")


def test_the_outline_cuts_long_texts_only_for_reading() -> None:
    seen = view(p(r("甲" * 100)))
    assert "甲" * 100 not in outline(seen)
    assert "甲" * 100 in outline(seen, whole=True)


def test_the_outline_names_the_roles_that_are_not_there() -> None:
    seen = view(p(r("文")))
    assert "未找到的部分：title、heading_row、body" in outline(seen, assign(seen, RUBRIC))

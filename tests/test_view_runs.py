"""What a paragraph says: split runs, revisions, controls, fields, boxes, text boxes, pictures."""

from __future__ import annotations

import pytest
from docx_builder import A4, docx_parts, first, p, packed, part, r, relationships, tbl, tc, tr, view

from docgen.units import Length
from docgen.view.from_docx import read_docx
from docgen.view.model import DocumentView, Opaque, Paragraph, Run


def text_of(content: str) -> str:
    return first(view(p(content))).text


def runs_of(content: str) -> tuple[Run, ...]:
    return first(view(p(content))).runs


def texts(found: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs()]


# --- one text, however it is cut


def test_a_word_split_over_runs_marks_and_bookmarks_is_one_run() -> None:
    content = (
        r("双") + '<w:proofErr w:type="spellStart"/>' + r("随") + '<w:bookmarkStart w:id="0" w:name="b"/>'
        + r("机") + '<w:bookmarkEnd w:id="0"/><w:commentRangeStart w:id="0"/>' + r("抽查")
    )  # fmt: skip
    assert [run.text for run in runs_of(content)] == ["双随机抽查"]


def test_runs_of_different_format_stay_apart() -> None:
    assert [run.text for run in runs_of(r("甲") + r("乙", "<w:b/>") + r("丙"))] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:smartTag w:element="x">{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:bdo w:val="ltr">{}</w:bdo>',
        "<w:smartTag><w:sdt><w:sdtContent><w:hyperlink>{}</w:hyperlink></w:sdtContent></w:sdt></w:smartTag>",
    ],
)
def test_wrappers_are_seen_through(wrapped: str) -> None:
    assert text_of(r("甲") + wrapped.format(r("乙")) + r("丙")) == "甲乙丙"


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    content = r("甲") + "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:cr/></w:r>"
    assert text_of(content) == "甲\t乙\n丙-丁\n"


def test_a_page_break_is_a_run_without_text() -> None:
    (run,) = runs_of('<w:r><w:br w:type="page"/></w:r>')
    assert (run.text, run.break_kind) == ("", "page")


def test_blanks_at_the_ends_of_a_text_count_only_where_they_are_preserved() -> None:
    assert text_of("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space='preserve'> 乙 </w:t></w:r>") == "甲 乙 "


def test_a_phonetic_guide_is_read_as_its_base() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('shuāng')}</w:rt><w:rubyBase>{r('双')}</w:rubyBase></w:ruby></w:r>"
    assert text_of(ruby + r("随机")) == "双随机"


def test_comments_are_not_in_the_text() -> None:
    assert text_of(r("甲") + '<w:r><w:commentReference w:id="1"/></w:r>' + r("乙")) == "甲乙"


# --- revisions


def test_inserted_text_is_there_and_deleted_text_is_not() -> None:
    found = view(
        p(r("原") + f'<w:ins w:id="1">{r("增")}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>')
    )
    assert texts(found) == ["原增"]
    assert found.facts.tracked is True


def test_moved_text_is_where_it_was_moved_to() -> None:
    body = p(f'<w:moveFrom w:id="1">{r("移")}</w:moveFrom>' + r("甲")) + p(f'<w:moveTo w:id="2">{r("移")}</w:moveTo>')
    assert texts(view(body)) == ["甲", "移"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p(r("前"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("后")) + p(r("末"))
    assert texts(view(body)) == ["前后", "末"]


def test_a_deleted_mark_at_the_end_of_a_cell_loses_nothing() -> None:
    cell = tc(p(r("文"), '<w:rPr><w:del w:id="1"/></w:rPr>'))
    assert texts(view(tbl(tr(cell)))) == ["文"]


def test_deleted_rows_and_inserted_paragraphs() -> None:
    table = tbl(tr("留"), tr("删", properties='<w:del w:id="1"/>'))
    assert texts(view(f'<w:ins w:id="1">{p(r("增"))}</w:ins>' + table)) == ["增", "留"]


def test_a_tracked_change_of_format_is_a_revision_too() -> None:
    assert view(p(r("文", '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))).facts.tracked is True
    assert view(p(r("文", "<w:b/>"))).facts.tracked is False


# --- content controls


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_a_filled_control_is_text_and_a_prompt_is_none() -> None:
    assert text_of(r("名称：") + control(r("某某店"))) == "名称：某某店"
    assert text_of(r("名称：") + control(r("单击此处输入文字。"), "<w:showingPlcHdr/>")) == "名称："


def test_a_prompt_that_fills_a_paragraph_or_a_cell_leaves_it_empty() -> None:
    row = tr(control(tc("单击此处"), "<w:showingPlcHdr/>"), "乙")
    assert texts(view(control(p(r("单击此处")), "<w:showingPlcHdr/>") + tbl(row))) == ["", "", "乙"]


@pytest.mark.parametrize(("checked", "sign", "state"), [("1", "☒", "ticked"), ("0", "☐", "empty")])
def test_a_check_box_control_is_a_box_whatever_its_sign(checked: str, sign: str, state: str) -> None:
    box = control(r(sign), f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>')
    runs = runs_of(box + r("是"))
    assert [(run.text, run.box) for run in runs] == [(sign, state), ("是", None)]


def test_controls_around_blocks_rows_and_cells_are_seen_through() -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{control(tr('甲', '乙'))}<w:tr>{control(tc('丙'))}{tc('丁')}</w:tr></w:tbl>"
    found = view(control(p(r("前")) + control(table)))
    assert texts(found) == ["前", "甲", "乙", "丙", "丁"]
    assert [(cell.row, cell.column) for cell in next(found.tables()).cells] == [(1, 1), (1, 2), (2, 1), (2, 2)]


# --- boxes


def test_boxes_in_a_text_stand_alone_with_their_state() -> None:
    runs = runs_of(r("□是 ☑否 √有 ☒无"))
    assert [(run.text, run.box) for run in runs if run.box] == [
        ("□", "empty"), ("☑", "ticked"), ("√", "ticked"), ("☒", "crossed"),
    ]  # fmt: skip
    assert text_of(r("□是 ☑否")) == "□是 ☑否"


@pytest.mark.parametrize(
    ("font", "char", "sign", "state"),
    [
        ("Wingdings", "F0FE", "☑", "ticked"),
        ("Wingdings", "F0A8", "☐", "empty"),
        ("Wingdings 2", "0052", "☑", "ticked"),
        ("Wingdings 2", "00A3", "□", "empty"),
        ("Wingdings", "F0FB", "✗", "crossed"),
        ("Wingdings", "F04A", "•", None),
    ],
)
def test_signs_of_symbol_fonts_are_read_as_what_they_look_like(
    font: str, char: str, sign: str, state: str | None
) -> None:
    (run,) = runs_of(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')
    assert (run.text, run.symbol, run.box) == (sign, True, state)


def test_text_set_in_a_symbol_font_is_read_as_what_it_looks_like() -> None:
    runs = runs_of(r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>') + r("是"))
    assert [(run.text, run.box) for run in runs] == [("☑", "ticked"), ("是", None)]


# --- fields


def field(kind: str, result: str | None = None, begin: str = "") -> str:
    separate = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r><w:r><w:instrText> {kind} </w:instrText></w:r>'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("instruction", "seen"),
    [
        ("eq \\o\\ac(○,1)", "①"),
        ("eq \\o\\ac(○,印)", "印"),
        ("eq \\o\\ac(△,25)", "25"),
        ('eq \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(zhù),住)', "住"),
    ],
)
def test_a_sign_in_a_circle_and_a_word_under_its_reading_are_text(instruction: str, seen: str) -> None:
    assert text_of(r("第") + field(instruction) + r("项")) == f"第{seen}项"


def test_of_a_complex_field_only_the_result_is_text() -> None:
    runs = runs_of(r("第") + field("PAGE  \\* MERGEFORMAT", r("3")) + r("页"))
    assert [(run.text, run.field) for run in runs] == [("第", None), ("3", "PAGE"), ("页", None)]


def test_a_simple_field_is_its_content() -> None:
    (run,) = runs_of(f'<w:fldSimple w:instr=" numpages ">{r("5")}</w:fldSimple>')
    assert (run.text, run.field) == ("5", "NUMPAGES")


@pytest.mark.parametrize(
    "content", [field("PAGE"), field("PAGE", ""), '<w:fldSimple w:instr="PAGE"/>', "<w:r><w:pgNum/></w:r>"]
)
def test_a_page_number_without_a_stored_result_is_there_all_the_same(content: str) -> None:
    assert [(run.text, run.field) for run in runs_of(content)] == [("", "PAGE")]


def test_a_field_within_an_instruction_is_not_seen_and_one_within_a_result_is() -> None:
    inner = field("PAGE", r("1"))
    hidden = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{inner}'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    shown = separate + r("共") + inner + r("页") + end
    runs = runs_of(hidden + shown)
    assert [(run.text, run.field) for run in runs] == [("共", "IF"), ("1", "PAGE"), ("页", "IF")]


def test_a_field_may_end_in_another_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("一")) + p(
        r("二") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("三")
    )
    assert texts(view(body)) == ["一", "二三"]


def test_a_mail_merge_field_is_its_result() -> None:
    assert text_of(field("MERGEFIELD 单位名称", r("«单位名称»"))) == "«单位名称»"


@pytest.mark.parametrize(
    ("box", "state"),
    [
        ('<w:default w:val="1"/>', "ticked"),
        ('<w:default w:val="0"/>', "empty"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "empty"),
        ("<w:checked/>", "ticked"),
    ],
)
def test_a_form_check_box_is_a_box(box: str, state: str) -> None:
    begin = f"<w:ffData><w:checkBox>{box}</w:checkBox></w:ffData>"
    (run,) = runs_of(field("FORMCHECKBOX", None, begin))
    assert (run.box, run.field) == (state, "FORMCHECKBOX")


@pytest.mark.parametrize(
    ("result", "shown"), [("", "一般"), ('<w:result w:val="1"/>', "重点"), ('<w:result w:val="9"/>', "")]
)
def test_a_form_list_is_the_entry_chosen(result: str, shown: str) -> None:
    entries = '<w:listEntry w:val="一般"/><w:listEntry w:val="重点"/>'
    begin = f"<w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData>"
    assert text_of(r("事项：") + field("FORMDROPDOWN", None, begin)) == f"事项：{shown}"


def test_a_field_that_asks_another_program_is_active_content() -> None:
    assert view(p(field('DDEAUTO excel "x.xls"', r("1")))).facts.active == ("DDEAUTO 域",)


# --- what is drawn

WPS_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:extent cx='10' cy='10'/>"
    "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>"
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_after_the_paragraph_it_is_anchored_in() -> None:
    box = WPS_BOX.format(p(r("框内")), p(r("框内")))
    blocks = view(p(r("前") + box + r("后")) + p(r("下"))).blocks
    assert [(b.text, b.aside, b.place.paragraph) for b in blocks if isinstance(b, Paragraph)] == [
        ("前后", None, 1), ("框内", "text_box", 1), ("下", None, 2),
    ]  # fmt: skip


def test_a_text_box_of_word_2003_is_read() -> None:
    box = f"<v:textbox><w:txbxContent>{p(r('框内'))}</w:txbxContent></v:textbox>"
    pict = f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
    assert texts(view(p(r("前") + pict))) == ["前", "框内"]


def test_a_text_box_within_a_text_box_is_read_once() -> None:
    inner = WPS_BOX.format(p(r("内")), p(r("内")))
    assert texts(view(p(WPS_BOX.format(p(r("外") + inner), p(r("外")))))) == ["", "外", "内"]


def test_a_table_in_a_text_box_has_no_number_of_its_own() -> None:
    found = view(p(WPS_BOX.format(tbl(tr("框")), "")) + tbl(tr("表")))
    assert [table.place.table for table in found.tables()] == [None, 1]


def test_the_fallback_is_read_where_the_choice_is_not_understood() -> None:
    alternatives = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='cx'><w:t>图表</w:t></mc:Choice>"
        "<mc:Fallback><w:tab/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(alternatives) == "\t"


PICTURE = (
    "<w:r><w:drawing><wp:{kind}>{place}<wp:extent cx='3600000' cy='1800000'/><wp:docPr id='1' name='x' descr='公章'/>"
    "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic><pic:blipFill>"
    "<a:blip r:embed='rId9'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
)


def test_pictures_are_read_with_their_size_and_anchor() -> None:
    place = "<wp:positionH><wp:posOffset>360000</wp:posOffset></wp:positionH>"
    content = PICTURE.format(kind="inline", place="") + PICTURE.format(kind="anchor", place=place)
    found = view(p(content), related={"rId9": "image media/image1.png"})
    inline, floating = first(found).pictures
    assert (inline.width, inline.height, inline.anchor) == (Length.of_cm(10), Length.of_cm(5), "inline")
    assert (inline.description, inline.part) == ("公章", "word/media/image1.png")
    assert (floating.anchor, floating.left, floating.top) == ("floating", Length.of_cm(1), None)
    assert found.facts.pictures == 2


def test_a_picture_of_word_2003_has_the_size_of_its_style() -> None:
    pict = '<w:r><w:pict><v:shape style="width:72pt;height:36pt"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>'
    (picture,) = first(view(p(pict))).pictures
    assert (picture.width, picture.height, picture.part) == (Length.of_pt(72), Length.of_pt(36), None)


def graphic(uri: str) -> str:
    return (
        f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='{uri}'/></a:graphic></wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (p(graphic("http://schemas.openxmlformats.org/drawingml/2006/chart")), "图表"),
        (p(graphic("http://schemas.openxmlformats.org/drawingml/2006/diagram")), "SmartArt 图形"),
        (p("<m:oMath/>"), "公式"),
        (p("<m:oMathPara/>"), "公式"),
        (p(field("EQ \\f(1,2)")), "公式"),
        ('<w:altChunk r:id="rId9"/>', "外部内容（altChunk）"),
        (p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'), "嵌入对象"),
    ],
)
def test_what_no_reader_can_know_is_an_opaque_block(body: str, what: str) -> None:
    found = view(body + p(r("文")))
    assert [block.what for block in found.blocks if isinstance(block, Opaque)] == [what]
    assert texts(found)[-1] == "文"


# --- scans


def test_a_page_sized_picture_without_text_is_a_scan() -> None:
    big = PICTURE.format(kind="inline", place="").replace("3600000", "5400000").replace("1800000", "7600000")
    page = A4.replace(
        "/></w:sectPr>", '/><w:pgMar w:top="1440" w:bottom="1440" w:left="1800" w:right="1800"/></w:sectPr>'
    )
    assert view(p(big) + page).facts.scanned == (1,)
    assert view(p(big) + p(r("文")) + page).facts.scanned == ()
    assert view(p(PICTURE.format(kind="inline", place="")) + page).facts.scanned == ()


def test_a_picture_of_a_pages_shape_beside_text_may_be_a_page() -> None:
    def paged(width: str, height: str, text: str = "附件：扫描件见下页") -> int:
        picture = PICTURE.format(kind="inline", place="").replace("3600000", width).replace("1800000", height)
        return view(p(r(text)) + p(picture) + A4).facts.page_pictures

    assert paged("5400000", "7600000") == 1
    assert [paged("7600000", "5400000"), paged("1800000", "2500000"), paged("5400000", "7600000", "")] == [0, 0, 0]


# --- facts


def properties(content: str) -> dict[str, str | bytes]:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    parts = docx_parts(p())
    parts["_rels/.rels"] = relationships(
        {"rId1": "officeDocument word/document.xml", "rId2": "extended-properties docProps/app.xml"}
    )
    parts["docProps/app.xml"] = f'<Properties xmlns="{namespace}">{content}</Properties>'
    return parts


@pytest.mark.parametrize(
    ("template", "mark"),
    [
        ("changchun/rubric_sheet 未注明年度 sha256:0123", "changchun/rubric_sheet"),
        ("Normal.dotm", None),
        ("", None),
    ],
)
def test_the_template_a_paper_was_made_from_is_read_from_the_properties(template: str, mark: str | None) -> None:
    program = "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion>"
    content = f"{program}<Template>{template}</Template>"
    facts = read_docx(packed(properties(content))).facts
    assert (facts.mark, facts.producer, facts.pages) == (mark, "Microsoft Office Word 16.0000", None)


def test_a_signature_and_macros_and_external_templates_are_facts() -> None:
    parts = docx_parts(
        p(),
        related={"rId8": "vbaProject vbaProject.bin"},
        more={"_xmlsignatures/sig1.xml": "<x/>"},
        settings="<w:attachedTemplate r:id='rId1'/>",
    )
    parts["word/_rels/settings.xml.rels"] = relationships({"rId1": "attachedTemplate file:///x.dotm external"})
    facts = read_docx(packed(parts)).facts
    assert facts.signed is True
    assert facts.active == ("外部模板：file:///x.dotm", "宏")


def test_headers_are_read_with_their_own_relationships() -> None:
    content = part("w:hdr", p(PICTURE.format(kind="inline", place="")))
    header = {
        "word/header1.xml": content,
        "word/_rels/header1.xml.rels": relationships({"rId9": "image media/logo.png"}),
    }
    body = p() + '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/></w:sectPr>'
    found = view(body, related={"rId7": "header header1.xml"}, more=header)
    (block,) = found.sections[0].headers["default"]
    assert isinstance(block, Paragraph)
    assert block.pictures[0].part == "word/media/logo.png"


# --- notes

FOOTNOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
ENDNOTE = '<w:r><w:endnoteReference w:id="{}"/></w:r>'
SEPARATOR = f'<w:footnote w:type="separator" w:id="-1">{p(r("分隔"))}</w:footnote>'


def footnote(key: int, text: str) -> str:
    return f'<w:footnote w:id="{key}">{p("<w:r><w:footnoteRef/></w:r>" + r(text))}</w:footnote>'


def with_notes(body: str, *notes: str, settings: str = "", endnotes: str = "") -> DocumentView:
    return view(
        body,
        settings=settings,
        related={"rIdN": "footnotes footnotes.xml", "rIdE": "endnotes endnotes.xml"},
        more={
            "word/footnotes.xml": part("w:footnotes", SEPARATOR + "".join(notes)),
            "word/endnotes.xml": part("w:endnotes", endnotes),
        },
    )


def paragraphs(found: DocumentView) -> list[tuple[str, str | None, int | None]]:
    return [(b.text, b.aside, b.place.paragraph) for b in found.blocks if isinstance(b, Paragraph)]


def test_a_note_is_marked_in_the_text_and_read_after_the_paragraph_it_belongs_to() -> None:
    body = p(r("甲") + FOOTNOTE.format(3) + r("乙")) + p(r("丙") + FOOTNOTE.format(2)) + A4
    found = with_notes(body, footnote(2, "后注"), footnote(3, "前注"))
    assert paragraphs(found) == [
        ("甲1乙", None, 1), ("1前注", "footnote", 1), ("丙2", None, 2), ("2后注", "footnote", 2),
    ]  # fmt: skip
    marks = [run for block in found.blocks if isinstance(block, Paragraph) for run in block.runs if run.text in "12"]
    assert [mark.format.vertical for mark in marks] == ["superscript", "superscript"]


def test_notes_are_numbered_as_the_settings_or_the_section_say() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/><w:numStart w:val="3"/></w:footnotePr>'
    body = p(r("甲") + FOOTNOTE.format(2) + ENDNOTE.format(2)) + A4
    endnote = f'<w:endnote w:id="2">{p("<w:r><w:endnoteRef/></w:r>" + r("尾"))}</w:endnote>'
    assert paragraphs(with_notes(body, footnote(2, "注"), settings=settings, endnotes=endnote)) == [
        ("甲③i", None, 1), ("③注", "footnote", 1), ("i尾", "endnote", 1),
    ]  # fmt: skip
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="1"/></w:footnotePr></w:sectPr>'
    assert paragraphs(with_notes(p(FOOTNOTE.format(2)) + section, footnote(2, "注"), settings=settings)) == [
        ("I", None, 1), ("I注", "footnote", 1),
    ]  # fmt: skip


def test_notes_that_begin_anew_in_every_section_do() -> None:
    each = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p(FOOTNOTE.format(2), each) + p(FOOTNOTE.format(3)) + each
    assert [
        text for text, aside, _ in paragraphs(with_notes(body, footnote(2, "甲"), footnote(3, "乙"))) if not aside
    ] == [
        "1",
        "1",
    ]


def test_the_mark_of_a_note_that_begins_anew_on_every_page_is_not_invented() -> None:
    each = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr></w:sectPr>'
    found = with_notes(p(r("甲") + FOOTNOTE.format(2)) + each, footnote(2, "注"))
    assert paragraphs(found) == [("甲", None, 1), ("注", "footnote", 1)]
    assert [run.field for run in found.blocks[0].runs] == [None, "NOTEREF"]  # type: ignore[union-attr]


def test_a_mark_of_the_writers_own_stands_as_it_is_written() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/></w:r>'
    assert (
        paragraphs(with_notes(p(r("甲") + own + r("*") + FOOTNOTE.format(3)) + A4, footnote(3, "注")))[0][0] == "甲*1"
    )


def test_a_note_asked_for_twice_is_read_once() -> None:
    found = with_notes(p(FOOTNOTE.format(2) + FOOTNOTE.format(2)) + A4, footnote(2, "注"))
    assert paragraphs(found) == [("12", None, 1), ("1注", "footnote", 1)]


def test_a_note_to_a_cell_stands_after_the_table() -> None:
    inner = tbl(tr(tc(p(r("内") + FOOTNOTE.format(3)))))
    table = tbl(tr(tc(p(r("甲") + FOOTNOTE.format(2))), tc(inner + p())))
    found = with_notes(table + p(r("后")) + A4, footnote(2, "注"), footnote(3, "内注"))
    (seen,) = found.tables()
    assert [cell.text for cell in seen.cells] == ["甲1", "内2\n"]
    assert [(text, aside) for text, aside, _ in paragraphs(found)] == [
        ("1注", "footnote"), ("2内注", "footnote"), ("后", None),
    ]  # fmt: skip


def test_a_note_that_is_not_there_leaves_only_its_mark() -> None:
    assert paragraphs(with_notes(p(r("甲") + FOOTNOTE.format(9)) + A4)) == [("甲1", None, 1)]
    assert texts(view(p(r("甲") + FOOTNOTE.format(9)) + A4)) == ["甲1"]

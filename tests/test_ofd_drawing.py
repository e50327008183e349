"""What an OFD draws (GB/T 33190-2016), clause by clause: where characters stand, in which colour, on what, and what of
a page is no part of the paper."""

from __future__ import annotations

import pytest
from ofd_builder import SPACE, line, ofd, repacked, text

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import DocumentView, Run


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.paragraphs()]


def runs(data: bytes) -> list[Run]:
    return [run for paragraph in read_document(data).paragraphs() for run in paragraph.runs]


def written(code: str, **attributes: str) -> str:
    """A text object of 10 mm characters whose codes are given; attributes replace its own."""
    own = {"Boundary": "0 0 210 297", "Font": "100", "Size": "10"} | attributes
    said = " ".join(f'{name}="{value}"' for name, value in own.items())
    return f"<ofd:TextObject {said}>{code}</ofd:TextObject>"


def test_steps_may_be_repeated_and_the_last_one_goes_on() -> None:
    code = '<ofd:TextCode X="30" Y="40" DeltaX="g 2 10 5">甲乙丙12</ofd:TextCode>'
    (run,) = runs(ofd(written(code)))
    assert run.text == "甲乙丙12"
    assert run.bounds is not None
    assert run.bounds[2] - run.bounds[0] == pytest.approx(Length.of_mm(10 + 10 + 5 + 5 + 5), rel=0.02)


def test_steps_left_to_the_font_do_not_heap_the_characters_on_one_spot() -> None:
    assert texts(read_document(ofd(written('<ofd:TextCode X="30" Y="40">行政检查 2026</ofd:TextCode>')))) == [
        "行政检查 2026"
    ]


def test_a_code_broken_over_lines_of_the_file_is_one_line_of_text() -> None:
    code = '<ofd:TextCode X="30" Y="40" DeltaX="g 4 10">\n行政\n      检查\n</ofd:TextCode>'
    assert texts(read_document(ofd(written(code)))) == ["行政 检查"]


@pytest.mark.parametrize(
    "object_", [
        written('<ofd:TextCode X="190" Y="40" DeltaY="g 3 10">竖排文字</ofd:TextCode>'),
        written('<ofd:TextCode X="30" Y="40" DeltaX="g 3 10">竖排文字</ofd:TextCode>', CharDirection="90"),
        written('<ofd:TextCode X="30" Y="40" DeltaX="g 3 10">竖排文字</ofd:TextCode>', CTM="0 1 -1 0 100 0"),
    ],
    ids=["below one another", "turned characters", "a turned object"],
)  # fmt: skip
def test_text_that_does_not_run_level_is_read_by_itself(object_: str) -> None:
    assert sorted(texts(read_document(ofd(object_ + text("正文", 30, 60))))) == ["正文", "竖排文字"]


def test_what_the_boundary_cuts_off_nobody_sees() -> None:
    shown = written('<ofd:TextCode X="0" Y="9" DeltaX="10">可见</ofd:TextCode>', Boundary="30 40 20 10")
    cut = written('<ofd:TextCode X="0" Y="9" DeltaX="10">不见</ofd:TextCode>', Boundary="30 80 0 0", CTM="1 0 0 1 60 0")
    assert [run.text for run in runs(ofd(shown + cut)) if not run.format.hidden] == ["可见"]


@pytest.mark.parametrize("size", ["0", "-3", "1e-9"])
def test_text_without_a_size_does_not_stop_the_reading(size: str) -> None:
    odd = written('<ofd:TextCode X="30" Y="40" DeltaY="g 3 10">没有大小</ofd:TextCode>', Size=size)
    assert "正文" in texts(read_document(ofd(odd + text("正文", 30, 60))))


SPACES = (
    '<ofd:ColorSpaces><ofd:ColorSpace ID="1" Type="RGB"/><ofd:ColorSpace ID="2" Type="CMYK"/>'
    '<ofd:ColorSpace ID="3" Type="GRAY" BitsPerComponent="1"/><ofd:ColorSpace ID="4" Type="RGB"><ofd:Palette>'
    "<ofd:CV>0 0 0</ofd:CV><ofd:CV>192 0 0</ofd:CV></ofd:Palette></ofd:ColorSpace></ofd:ColorSpaces>"
)


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ('Value="255 0 0"', "FF0000"),
        ('Value="#FF #0 #0" ColorSpace="1"', "FF0000"),
        ('Value="0 255 255 0" ColorSpace="2"', "FF0000"),
        ('Value="1" ColorSpace="3"', "FFFFFF"),
        ('Value="128"', "808080"),
        ('Index="1" ColorSpace="4"', "C00000"),
        ("", "000000"),
        ('Value="甲"', None),
        (f'Value="#{"F" * 2000} 0 0" Alpha="{"9" * 5000}"', "FF0000"),
        (f'Index="{"9" * 5000}"', "000000"),
    ],
)
def test_a_colour_is_read_in_its_space(colour: str, seen: str | None) -> None:
    code = f'<ofd:FillColor {colour}/><ofd:TextCode X="30" Y="40" DeltaX="10">文字</ofd:TextCode>'
    resources = f"<ofd:Res {SPACE}>{SPACES}</ofd:Res>"
    assert [run.format.colour for run in runs(repacked(ofd(written(code)), Doc_0__PublicRes=resources))] == [seen]


def test_white_text_on_a_dark_ground_is_seen_to_stand_on_it() -> None:
    ground = (
        '<ofd:PathObject Boundary="20 30 100 20" Stroke="false" Fill="true"><ofd:FillColor Value="192 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    white = written('<ofd:FillColor Value="255 255 255"/><ofd:TextCode X="30" Y="43" DeltaX="10">文件</ofd:TextCode>')
    (run,) = runs(ofd(ground + white))
    assert (run.format.colour, run.format.shading) == ("FFFFFF", "C00000")


def test_a_composite_object_draws_what_its_resource_holds() -> None:
    unit = (
        f'<ofd:CompositeGraphicUnit ID="7" Width="100" Height="50"><ofd:Content>{text("图中文字", 0, 10)}</ofd:Content>'
    )
    units = f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    resources = f"<ofd:Res {SPACE}>{units}</ofd:Res>"
    used = '<ofd:CompositeObject Boundary="40 60 100 50" ResourceID="7"/>'
    (run,) = runs(repacked(ofd(used), Doc_0__PublicRes=resources))
    assert run.text == "图中文字"
    assert run.bounds is not None
    assert run.bounds[0] == pytest.approx(Length.of_mm(40), rel=0.02)


def test_a_composite_object_within_itself_comes_to_an_end() -> None:
    within = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="7"/>' * 9
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{within}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    with pytest.raises(Unreadable) as refusal:
        read_document(repacked(ofd(within), Doc_0__PublicRes=resources), limits=Limits(characters=5_000))
    assert refusal.value.code == "ARC104"


def test_a_line_is_as_wide_as_its_object_is_drawn() -> None:
    drawn = line(20, 30, 120, 30).replace('LineWidth="0.2"', 'LineWidth="2" CTM="0.5 0 0 0.5 0 0"')
    from docgen.view.from_ofd.shapes import width_of

    assert width_of("2", (0.5, 0, 0, 0.5, 0, 0)) == pytest.approx(72 / 25.4)
    assert read_document(ofd(drawn + text("正文", 30, 60))).has_text


def test_the_outline_of_a_character_makes_no_table() -> None:
    box = "M 20 30 L 40 30 L 40 50 L 20 50 C M 30 30 L 30 50"
    path = '<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>'
    drawn = ofd(path.format(f"{box} M 22 32 B 23 33 24 34 25 32") + text("国", 22, 45))
    assert len(list(read_document(ofd(path.format(box) + text("国", 22, 45))).tables())) == 1
    assert texts(read_document(drawn)) == ["国"]
    assert not list(read_document(drawn).tables())


def test_a_character_printed_over_itself_is_one() -> None:
    bold = text("行政检查", 30, 40) + text("行政检查", 30.2, 40)
    assert texts(read_document(ofd(bold + text("11人人", 30, 60, 5)))) == ["行政检查", "11人人"]


def annotated(*notes: str) -> dict[str, str]:
    listed = f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Notes/1.xml</ofd:FileLoc></ofd:Page>'
    return {
        "Doc_0/Annotations.xml": f"{listed}</ofd:Annotations>",
        "Doc_0/Notes/1.xml": f"<ofd:PageAnnot {SPACE}>{''.join(notes)}</ofd:PageAnnot>",
    }


def note(inside: str, **attributes: str) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<ofd:Annot {said}><ofd:Appearance Boundary="0 0 210 297">{inside}</ofd:Appearance></ofd:Annot>'


def test_stamps_and_watermarks_are_no_part_of_the_text() -> None:
    notes = (
        note(text("水印", 5, 290), Type="Watermark"),
        note(text("保密", 5, 290, Alpha="51"), Type="Stamp"),
        note(text("某某局", 2, 292) + line(0, 0, 210, 0), Type="Stamp"),
        note(text("批注", 100, 80), Type="Stamp", Subtype="FreeText"),
    )
    plain, view = (
        read_document(ofd(text("正文", 30, 60))),
        read_document(ofd(text("正文", 30, 60), more=annotated(*notes))),
    )
    assert texts(view) == ["正文", "批注", "某某局"]
    assert view.facts.pictures == plain.facts.pictures + 2
    assert view.sections[0].page.margin["left"] == plain.sections[0].page.margin["left"]


def test_pages_whose_fonts_do_not_say_which_characters_they_draw_are_told() -> None:
    view = read_document(ofd(text("\ue001\ue002\ue003通知", 30, 40), text("正文", 30, 40)))
    assert (view.facts.scanned, view.facts.uncoded) == ((1,), (1,))
    assert texts(view) == ["正文"]


def test_templates_stand_behind_and_before_a_page() -> None:
    page = (
        f'<ofd:Page {SPACE}><ofd:Template TemplateID="50" ZOrder="Foreground"/><ofd:Template TemplateID="51"/>'
        f"<ofd:Content><ofd:Layer>{text('正文', 30, 60)}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    template = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{{}}</ofd:Layer></ofd:Content></ofd:Page>"
    listed = "".join(f'<ofd:TemplatePage ID="{n}" BaseLoc="Tpls/{n}.xml"/>' for n in (50, 51))
    document = (
        f"<ofd:Document {SPACE}><ofd:CommonData>{listed}<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>'
        "</ofd:Document>"
    )
    data = repacked(
        ofd(""),
        Doc_0__Document=document,
        Doc_0__Pages__Page_1__Content=page,
        Doc_0__Tpls__50=template.format(text("前景", 30, 90)),
        Doc_0__Tpls__51=template.format(text("背景", 30, 30)),
    )
    assert texts(read_document(data)) == ["背景", "正文", "前景"]

"""Which font a name means, in every form offices, word processors and PDFs write it."""

from __future__ import annotations

import pytest

from docgen.spec import FontBook, Likeness, load_fonts
from docgen.spec.fonts import FontEntry, font_problems

OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")


@pytest.fixture(scope="module")
def fonts() -> FontBook:
    return load_fonts()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        # by the font's own names
        ("方正小标宋简体", "方正小标宋简体"),
        ("FZXiaoBiaoSong-B05S", "方正小标宋简体"),
        ("FZXBSJW--GB1-0", "方正小标宋简体"),
        ("FangSong_GB2312", "仿宋_GB2312"),
        ("SimSun", "宋体"),
        ("SimHei", "黑体"),
        ("KaiTi", "楷体"),
        ("STFangsong", "华文仿宋"),
        ("STZhongsong", "华文中宋"),
        ("TimesNewRomanPSMT", "Times New Roman"),
        # by slips of the pen
        ("仿宋-GB2312", "仿宋_GB2312"),
        ("仿宋GB_2312", "仿宋_GB2312"),
        ("仿宋_gb2312", "仿宋_GB2312"),
        ("FZ XiaoBiaoSong-B05S", "方正小标宋简体"),
        (" 黑 体 ", "黑体"),
        ("simsun", "宋体"),
        ("ＳＴＸｉｎｗｅｉ", "华文新魏"),
        ("仿宋＿ＧＢ２３１２", "仿宋_GB2312"),
        # as PDFs decorate them
        ("ABCDEF+FZXBSK--GBK1-0", "方正小标宋_GBK"),
        ("/ABCDEF+SimSun", "宋体"),
        ("SimSun,Bold", "宋体"),
        ("SimHei,BoldItalic", "黑体"),
        ("FandolFang-Regular-Identity-H", "FandolFang-Regular"),
        ("FandolFang R", "FandolFang-Regular"),
        ("ABCDEF+GHIJKL+SimSun", "宋体"),
        ("SimSun-Bold", "宋体"),
        ("宋体 Bold", "宋体"),
        ("Arial-BoldItalicMT", "Arial"),
        ("TimesNewRomanPS-BoldMT", "Times New Roman"),
        ("SimSun-GBK-EUC-H", "宋体"),
        ("STSong-Light-UniGB-UCS2-H", "华文宋体"),
        ("FZXBSJW--GB1-0-Identity-H", "方正小标宋简体"),
        ("FZXBSK--GBK1-0+ZMQJDl-1", "方正小标宋_GBK"),
        ("@仿宋_GB2312", "仿宋_GB2312"),
        ("仿宋\ufeff_GB2312\0", "仿宋_GB2312"),
        # as bytes of GBK or UTF-8, escaped or read as Latin-1
        ("#B7#C2#CB#CE_GB2312", "仿宋_GB2312"),
        ("ABCDEF+#b7#c2#cb#ce_GB2312", "仿宋_GB2312"),
        ("#E4#BB#BF#E5#AE#8B_GB2312", "仿宋_GB2312"),
        ("·ÂËÎ_GB2312", "仿宋_GB2312"),
        ("¿¬Ìå_GB2312", "楷体_GB2312"),
        ("ËÎÌå", "宋体"),
        ("ºÚÌå", "黑体"),
        ("·½ÕýÐ¡±êËÎ¼òÌå", "方正小标宋简体"),
        ("#B7#BD#D5#FD#D0#A1#B1#EA#CB#CE#BC#F2#CC#E5", "方正小标宋简体"),
        ("ABCDEF+#B7#C2#CB#CE#5FGB2312#2CBold", "仿宋_GB2312"),
        ("·½ÕýÐ¡±êËÎ_GBK,Bold", "方正小标宋_GBK"),
        ("ä»¿å®‹_GB2312", "仿宋_GB2312"),
        # as bytes of UTF-16, with a mark at the front or without
        ("#FE#FF#4E#FF#5B#8B", "仿宋"),
        ("\xfe\xffN\xff[\x8b", "仿宋"),
        ("\xff\xfe\xffN\x8b[", "仿宋"),
        ("N\xff[\x8b", "仿宋"),
        # with the last letter cut off
        ("LNUHNF+SimSu", "宋体"),
        ("AUWCNV+TimesNewRoma", "Times New Roman"),
        ("FangSong_GB231", "仿宋_GB2312"),
        ("仿宋_GB231", "仿宋_GB2312"),
        ("方正小标宋简", "方正小标宋简体"),
        ("方正仿宋简", "方正仿宋简体"),
        ("·½ÕýÐ¡±êËÎ¼òÌ", "方正小标宋简体"),
    ],
)
def test_a_name_means_one_font(fonts: FontBook, written: str, canonical: str) -> None:
    assert fonts.canonical(written) == canonical


@pytest.mark.parametrize("name", OFFICIAL)
def test_gbk_bytes_read_as_latin_1_mean_the_font_whatever_it_is_called(fonts: FontBook, name: str) -> None:
    assert fonts.canonical(name.encode("gbk").decode("latin-1")) == name
    escaped = "".join(f"#{byte:02X}" for byte in name.encode("gbk"))
    assert fonts.canonical(escaped) == name


@pytest.mark.parametrize("name", ["Comic Sans MS", "", "宋", "Sim", "汉仪旗黑", "Bold", "E-BZ+ZMSHJA-1", "Müller"])
def test_an_unknown_name_means_nothing(fonts: FontBook, name: str) -> None:
    assert fonts.canonical(name) is None


def test_a_cut_name_that_is_another_font_s_whole_name_means_that_font(fonts: FontBook) -> None:
    assert fonts.canonical("FZXiaoBiaoSong-B05") == "方正小标宋_GBK"


def test_the_two_weights_of_one_stand_in_family_stay_apart(fonts: FontBook) -> None:
    assert fonts.canonical("FandolSong-Bold") == "FandolSong-Bold"
    assert fonts.canonical("FandolSong") == "FandolSong-Regular"


# ---- whether a face is the one the law asks for


@pytest.mark.parametrize(
    ("name", "printed", "wanted", "likeness"),
    [
        ("仿宋_GB2312", False, "仿宋_GB2312", Likeness.ORIGINAL),
        ("FangSong_GB2312", True, "仿宋_GB2312", Likeness.ORIGINAL),
        ("仿宋", False, "仿宋_GB2312", Likeness.SAME_DESIGN),
        ("FangSong", True, "仿宋_GB2312", Likeness.SAME_DESIGN),
        ("仿宋_GB2312", False, "仿宋", Likeness.SAME_DESIGN),
        ("方正小标宋_GBK", False, "方正小标宋简体", Likeness.SAME_DESIGN),
        ("黑体_GB2312", False, "黑体", Likeness.SAME_DESIGN),
        ("华文仿宋", False, "仿宋_GB2312", Likeness.OTHER),
        ("华文中宋", False, "方正小标宋简体", Likeness.OTHER),
        ("方正大标宋简体", False, "方正小标宋简体", Likeness.OTHER),
        ("宋体", False, "方正小标宋简体", Likeness.OTHER),
        ("汉仪旗黑", False, "黑体", Likeness.OTHER),
        ("FandolFang-Regular", True, "仿宋_GB2312", Likeness.STAND_IN),
        ("FandolSong-Bold", True, "方正小标宋简体", Likeness.STAND_IN),
        ("FandolSong-Regular", True, "方正小标宋简体", Likeness.OTHER),
        ("FandolFang-Regular", True, "楷体_GB2312", Likeness.OTHER),
        ("汉仪旗黑", False, "汉仪旗黑", Likeness.ORIGINAL),
        ("汉仪旗黑 ", False, "汉仪书宋", Likeness.OTHER),
    ],
)
def test_a_face_is_compared_with_the_font_the_law_asks_for(
    fonts: FontBook, name: str, printed: bool, wanted: str, likeness: Likeness
) -> None:
    assert fonts.compare(name, printed, wanted) is likeness


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_stand_in_passes_only_where_it_was_printed(fonts: FontBook, name: str) -> None:
    stand_in = fonts.stand_in(name)
    assert stand_in is not None
    assert fonts.compare(stand_in, True, name) is Likeness.STAND_IN
    assert fonts.compare(stand_in, False, name) is Likeness.OTHER


def test_no_two_official_fonts_share_a_stand_in(fonts: FontBook) -> None:
    stand_ins = {fonts.stand_in(name) for name in OFFICIAL}
    assert len(stand_ins - {None}) == len(OFFICIAL)


def test_fonts_of_one_design_are_known_from_each_side(fonts: FontBook) -> None:
    assert "仿宋" in fonts.same_design("仿宋_GB2312")
    assert "仿宋_GB2312" in fonts.same_design("仿宋")
    assert fonts.same_design("华文仿宋") == ()


# ---- what the printer and the font table of a .docx need


def test_the_files_of_a_font_are_its_own_then_its_stand_in_s(fonts: FontBook) -> None:
    files = fonts.files("FZXiaoBiaoSong-B05S")
    assert files[0] == "FZXBSJW.TTF"
    assert files[-1] == "FandolSong-Bold.otf"
    assert fonts.original_files("黑体")[0] == "simhei.ttf"


@pytest.mark.parametrize("name", OFFICIAL)
def test_characters_a_face_lacks_have_families_to_fall_back_on(fonts: FontBook, name: str) -> None:
    fallbacks = fonts.fallbacks(name)
    assert fallbacks
    assert all(fonts.original_files(family) for family in fallbacks)


def test_a_sans_serif_font_falls_back_on_sans_serif(fonts: FontBook) -> None:
    assert {fonts.generic(family) for family in fonts.fallbacks("黑体")} == {"sans-serif"}


def test_the_alternative_name_of_a_font_is_its_name_in_the_other_language(fonts: FontBook) -> None:
    assert fonts.alt_names("方正小标宋简体") == ("FZXiaoBiaoSong-B05S",)
    assert fonts.alt_names("SimSun") == ("宋体",)
    assert fonts.alt_names("汉仪旗黑") == ()
    assert "FangSong-GB2312" in fonts.aliases("仿宋_GB2312")
    assert fonts.aliases("汉仪旗黑") == ()


# ---- a table of fonts that contradicts itself


def entry(**said: object) -> FontEntry:
    return FontEntry.model_validate({"generic": "serif", **said})


def test_a_name_that_means_two_fonts_is_refused() -> None:
    found = list(font_problems("fonts.toml", {"甲体": entry(aliases=("Alpha",)), "乙体": entry(aliases=("ALPHA",))}))
    assert [str(problem) for problem in found] == ['fonts.toml: "乙体": 这个名称已指 甲体；现为 "ALPHA"']


def test_a_stand_in_that_two_fonts_share_is_refused_for_both() -> None:
    shared = {"甲体": entry(stand_in="Omega"), "乙体": entry(stand_in="Omega"), "Omega": entry()}
    found = list(font_problems("fonts.toml", shared))
    assert [problem.key for problem in found] == ['"甲体".stand_in', '"乙体".stand_in']


def test_a_stand_in_and_a_fallback_have_a_block_of_their_own() -> None:
    found = list(font_problems("fonts.toml", {"甲体": entry(stand_in="Omega", fallback=("Psi",))}, ["Chi"]))
    assert [problem.key for problem in found] == ['"甲体".stand_in', '"甲体".fallback', "fallback"]

"""The law of the entry workbook: whatever it names is there, and the nearest jurisdiction's is taken whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import SpecError
from docgen.spec import load_profile
from docgen.spec.model import Profile
from docgen.spec.workbook import SHEETS

LAW = (Path(__file__).parents[1] / "templates" / "changchun" / "workbook.toml").read_text(encoding="utf-8")


def below_changchun(folder: Path, workbook: str | None) -> Profile:
    """A district that extends Changchun, with a workbook of its own or none."""
    district = folder / "district"
    district.mkdir()
    (district / "profile.toml").write_text(
        'name = "示例区"\nedition = "试行"\nextends = "changchun"\n', encoding="utf-8"
    )
    if workbook is not None:
        (district / "workbook.toml").write_text(workbook, encoding="utf-8")
    return load_profile("district", [folder])


def test_changchun_names_every_sheet() -> None:
    assert tuple(load_profile("changchun").workbook.sheet) == SHEETS


def test_a_district_takes_its_city_s_workbook_or_has_its_own(tmp_path: Path) -> None:
    assert below_changchun(tmp_path, None).workbook == load_profile("changchun").workbook


def test_a_workbook_is_replaced_whole(tmp_path: Path) -> None:
    own = below_changchun(
        tmp_path, LAW.replace('title = ["抽查任务", "任务", "任务清单"]', 'title = "本区任务"')
    ).workbook
    assert own.sheet["tasks"].title == ("本区任务",)


def test_a_jurisdiction_without_one_has_no_sheets() -> None:
    assert load_profile("wugang").workbook.sheet == {}


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('document = "leaflet"\n', 'document = "leaflets"\n', "本辖区及上级没有这种文书，最接近的是 leaflet"),
        ('made     = "recipients"', 'made     = "recipient"', "没有这个字段，最接近的是 recipients"),
        ('"leaflet.printed_on"', '"leaflet.printed"', "leaflet 中没有字段 printed，最接近的是 printed_on"),
        ('feeds    = "task_number"', 'feeds    = "task_numbers"', "各文书中没有这个字段，最接近的是 task_number"),
        ('feeds     = "leaflet.scope"', 'feeds     = "notice.scope"', "本台账不制作这种文书"),
        ('"unreachable_record.attempts.how"', '"unreachable_record.attempts.hows"', "没有这一栏，最接近的是 how"),
        ('refers   = "tasks.number"', 'refers   = "tasks.numbers"', "该表没有这一列，最接近的是 number"),
        ('refers   = "items.code"', 'refers   = "item.code"', "没有这个表，最接近的是 items"),
        ('pattern  = "notice_pattern"', 'pattern  = "notice"', "该表没有这一列"),
        (
            'column = "problems.disposal", is = "移送"',
            'column = "problems.disposed", is = "移送"',
            "最接近的是 disposal",
        ),
        ('begins   = "planned_period"', 'begins   = "planned_periods"', "最接近的是 planned_period"),
        ("says.unreachable_record]", "says.unreached]", "本辖区及上级没有这种文书"),
        ('choices  = ["部门内", "部门联合"]', "choices  = []", "type 为 choice 的列应列出选项"),
        ('"任务名称", "抽查任务名称"]', '"任务名称", "任务编码"]', "number 一列也叫这个名称"),
        ("[sheet.items]", "[sheet.item]", "sheet.item"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    assert written in LAW
    with pytest.raises(SpecError) as fault:
        below_changchun(tmp_path, LAW.replace(written, instead, 1))
    assert said in str(fault.value)


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"sheet\.problems: 缺少这一表"):
        below_changchun(tmp_path, LAW[: LAW.index("[sheet.problems]")])

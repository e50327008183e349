"""An entry workbook read whole: its sheets as tables, their rows checked, what belongs together joined.

A workbook that is no such table (a sheet or a column missing, headings merged, settings wrong) is refused with all that
is wrong. A row that cannot be used is one trouble with all its faults, and the others go on.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from docgen.errors import RecordError, system_cause
from docgen.make.campaign.checking import check_row
from docgen.make.campaign.gathering import Gathering
from docgen.make.campaign.model import Campaign
from docgen.make.campaign.tables import read_tables
from docgen.make.output import lock_beside
from docgen.spec.model import Profile
from docgen.spec.workbook import WorkbookLaw
from docgen.view.sheets import sheets_as_they_lie
from docgen.wording import squeezed

_BOOK: Final = "xl/workbook.xml"
_SHEET_FILES: Final = (".xlsx", ".xlsm", ".xls")


def read_campaign(path: Path, profile: Profile, today: date) -> Campaign:
    """Read the entry workbook of a campaign by the law of its jurisdiction.

    Args:
        path: ``.xlsx``, ``.xlsm`` or ``.xls``; it may be open in WPS or Excel, and is read as it was last saved.
        profile: whose law names the sheets and columns.
        today: the day of making; what must have happened is refused when it is later.

    Raises:
        RecordError: the file cannot be read; sheets, columns or settings are missing or wrong, all at once.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        remedy = "请核对路径；文件正在 WPS 或 Excel 中打开的，请保存并关闭后重试。"
        raise RecordError(f"读不到台账 {path}（{system_cause(fault)}）", remedy) from fault
    law = profile.workbook
    tables = read_tables(sheets_as_they_lie(data, path.name), path.name, law)
    settings = [check_row(row, law.sheet["settings"], today) for row in tables.rows("settings")]
    problems = [*tables.problems, *(problem for checked in settings for problem in checked.problems)]
    if problems:
        what = f"台账 {path.name} 有{len(problems)}处须先改正，未读取"
        raise RecordError(what, "请按台账的“说明”改正后重试；列名应与 docgen workbook 写出的一致。", problems)
    if lock_beside(path):
        tables.notices.append(f"{path.name} 正在 WPS、Excel 或 LibreOffice 中打开，读到的是上次保存的内容")
    return Gathering(profile, tables, settings[0].row, today).campaign(path)


def is_campaign(path: Path, profile: Profile) -> bool:
    """Whether a file is an entry workbook and no flat sheet of rows: two of its sheets go by the law's names."""
    if not profile.workbook.sheet or path.suffix.lower() not in _SHEET_FILES:
        return False
    return sum(squeezed(name) in _titles(profile.workbook) for name in _sheet_names(path)) >= 2


def _titles(law: WorkbookLaw) -> set[str]:
    return {squeezed(title) for sheet in law.sheet.values() for title in sheet.title}


def _sheet_names(path: Path) -> list[str]:
    """The names of the sheets: of an .xlsx from its list of them alone, however long the sheets are."""
    try:
        with zipfile.ZipFile(path) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            book = etree.fromstring(archive.read(_BOOK), parser)
            return [sheet.get("name", "") for sheet in book.iter("{*}sheet")]
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        try:
            return [sheet.name for sheet in sheets_as_they_lie(path.read_bytes(), path.name)]
        except (OSError, RecordError):  # told by whoever reads it as what it turns out to be
            return []

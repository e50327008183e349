"""Entry workbooks of made-up campaigns, written column by column as the law names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from docgen.codes import check_digit
from docgen.spec import load_profile
from docgen.spec.workbook import SheetKey

CHANGCHUN = load_profile("changchun")
LAW = CHANGCHUN.workbook
TASK = "示例2026-002"
OTHER_TASK = "示例2026-003"
LEAD, PARTNER = "示例县市场监督管理局", "示例县消防救援大队"

SETTINGS = {
    "agency": LEAD,
    "agency_code": "示市监",
    "contact": "联系人甲",
    "contact_phone": "0000-0000001",
    "complaint_phone": "0000-0000002",
    "year": 2026,
    "review_agency": "示例县人民政府",
    "court": "示例县人民法院",
}
TASKS = (
    {
        "number": TASK, "name": "2026年第二批食品经营单位抽查", "kind": "部门内", "category": "双随机",
        "source": "2026年度抽查计划", "begin": "2026-05-18", "end": "2026-06-30", "notified_on": "2026-04-15",
        "issued_on": "2026-05-15", "method": "实地核查", "frequency": "第1次（上限2次）",
        "materials": "营业执照；许可证", "approval_reason": "按年度计划实施。",
    },
)  # fmt: skip
ITEMS = (
    {
        "code": "SP-01", "name": "食品经营许可情况的检查", "level": "一般", "content": "许可证是否有效",
        "standard": "许可证在有效期内", "basis": "《中华人民共和国食品安全法》第一百一十条",
    },
    {
        "code": "SP-02", "name": "食品经营过程的检查", "level": "重点", "content": "进货查验记录",
        "standard": "进货票据齐全", "basis": "《中华人民共和国食品安全法》第一百一十条",
    },
)  # fmt: skip
INSPECTORS = (
    {"name": "检查员甲", "unit": LEAD, "certificate": "示例001"},
    {"name": "检查员乙", "unit": LEAD, "certificate": "示例002"},
    {"name": "检查员丙", "unit": PARTNER, "certificate": "示例003"},
    {"name": "检查员丁", "unit": PARTNER, "certificate": "示例004"},
)
ORDER = {
    "item": "SP-02", "problem": "部分进货查验记录未保存", "violated": "《中华人民共和国食品安全法》第五十三条第一款",
    "order_basis": "《中华人民共和国食品安全法》第一百二十六条第一款", "requirement": "补齐进货票据",
    "disposal": "责令改正",
}  # fmt: skip


def household(serial: int, **changes: Any) -> dict[str, Any]:
    """A row of 检查对象."""
    return {
        "serial": serial, "name": f"示例{serial}食品店", "code": code(serial), "representative": "经营者甲",
        "address": f"示例县示例路{serial}号", "phone": "0000-0000003", "task": TASK, "items": "SP-01；SP-02",
        "inspector_1": "检查员甲", "inspector_2": "检查员乙", "planned_start": "2026-05-20 09:00", "wanted": "是",
        **changes,
    }  # fmt: skip


def numbered(serial: int, document: str = "行政检查通知书", **changes: Any) -> dict[str, Any]:
    """A row of 文书登记."""
    number = f"示市监双随机通〔2026〕{serial}号"
    return {"serial": serial, "task": TASK, "document": document, "number": number, "status": "拟制", **changes}


def inspected(serial: int, **changes: Any) -> dict[str, Any]:
    """A row of 检查结果: nothing found, fed back two days later."""
    return {
        "serial": serial, "task": TASK, "started": "2026-05-20 09:10", "result": "未发现问题",
        "fed_back_on": "2026-05-22", **changes,
    }  # fmt: skip


def code(serial: int) -> str:
    """A credit code of no one, with a right check digit."""
    body = f"92000000MA{serial:07d}"
    return body + check_digit(f"{body}0")


def letter(key: SheetKey, column: str) -> str:
    """The letter of a column of a sheet."""
    return get_column_letter([*LAW.sheet[key].column].index(column) + 1)


def write_workbook(path: Path, households: Iterable[Mapping[str, Any]], **sheets: Sequence[Mapping[str, Any]]) -> Path:
    """An entry workbook; ``settings`` come as one mapping in a sequence, the other sheets row by row."""
    settings = {**SETTINGS, **next(iter(sheets.pop("settings", ())), {})}
    rows: dict[str, Iterable[Mapping[str, Any]]] = {
        "tasks": TASKS, "items": ITEMS, "households": households, "inspectors": INSPECTORS, **sheets,
    }  # fmt: skip
    book = openpyxl.Workbook(write_only=True)
    keys: list[SheetKey] = list(LAW.sheet)
    for key in keys:
        law = LAW.sheet[key]
        sheet = book.create_sheet(law.title[0])
        if key == "settings":
            sheet.append(["项目", "内容"])
            for name, value in settings.items():
                sheet.append([law.column[name].label[0], value])
            continue
        sheet.append([column.label[0] for column in law.column.values()])
        for row in rows.get(key, ()):
            sheet.append([row.get(name) for name in law.column])
    book.save(path)
    return path

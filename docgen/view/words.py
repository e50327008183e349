"""What a reader calls what a view knows: the words of Word's and WPS's own Chinese menus."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.view.model import Aside, FurnitureKind

ASIDE_WORDS: Final[Mapping[Aside, str]] = MappingProxyType(
    {"text_box": "文本框", "footnote": "脚注", "endnote": "尾注"}
)
FURNITURE_WORDS: Final[Mapping[FurnitureKind, str]] = MappingProxyType(
    {"default": "", "first": "首页", "even": "偶数页"}
)
GRID_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"lines": "只指定行网格", "linesAndChars": "指定行和字符网格", "snapToChars": "文字对齐字符网格"}
)
"""ST_DocGrid (ECMA-376 Part 1 §17.18.14)."""
DIRECTION_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tbRl": "竖排", "rl": "竖排", "btLr": "自下而上", "lr": "自下而上",
        "lrTbV": "横排，字竖放", "tbV": "横排，字竖放", "tbRlV": "竖排，字直立", "rlV": "竖排，字直立",
        "tbLrV": "竖排，自左向右", "lrV": "竖排，自左向右",
    }
)  # fmt: skip
"""ST_TextDirection, Transitional and Strict (§17.18.93)."""
FIELD_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "PAGE": "页码", "NUMPAGES": "总页数", "SECTION": "节号", "SECTIONPAGES": "本节页数", "PAGEREF": "引用页码",
        "REF": "引用", "NOTEREF": "注号", "STYLEREF": "引用样式", "SEQ": "序号", "TOC": "目录", "HYPERLINK": "链接",
        "DATE": "日期", "TIME": "时间", "CREATEDATE": "创建日期", "SAVEDATE": "保存日期", "PRINTDATE": "打印日期",
        "FILENAME": "文件名", "AUTHOR": "作者", "TITLE": "标题", "DOCPROPERTY": "文档属性", "MERGEFIELD": "合并域",
        "FORMTEXT": "填写处", "FORMCHECKBOX": "复选框", "FORMDROPDOWN": "下拉列表", "EQ": "公式",
    }
)  # fmt: skip
"""Kinds of fields (§17.16.5)."""

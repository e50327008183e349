"""What a reader calls the values of the law's closed vocabularies: sides, orientations, alignments, stages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.spec.dossier import Stage

SIDE_WORDS: Final[Mapping[str, str]] = MappingProxyType({"top": "上", "bottom": "下", "left": "左", "right": "右"})
ORIENTATION_WORDS: Final[Mapping[str, str]] = MappingProxyType({"portrait": "纵向", "landscape": "横向"})
ALIGNMENT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"left": "左对齐", "center": "居中", "right": "右对齐", "justify": "两端对齐", "distribute": "分散对齐"}
)
STAGE_WORDS: Final[Mapping[Stage, str]] = MappingProxyType(
    {"made": "制作", "delivered": "送达", "inspected": "检查", "fed_back": "反馈", "filed": "归档"}
)

"""What a reader calls what only a view knows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.view.model import Aside

ASIDE_WORDS: Final[Mapping[Aside, str]] = MappingProxyType(
    {"text_box": "文本框", "footnote": "脚注", "endnote": "尾注"}
)

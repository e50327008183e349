"""How two pieces of text are held to say the same. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NUMBER_COLUMN: Final = "序号"
"""The heading over the numbers of a table's rows, which count from 1."""


def squeezed(text: str) -> str:
    """Full and half width as one (NFKC), all white space removed: how labels, headings and marks are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))

"""How two pieces of text are held to say the same. Standard library only."""

from __future__ import annotations

import re
import unicodedata


def squeezed(text: str) -> str:
    """Full and half width as one (NFKC), all white space removed: how labels, headings and marks are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))

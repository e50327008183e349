"""How personal data is hidden in what may be handed on. Standard library only."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"[\dXx\s\-+()（）]{7,}")


def mask(value: str) -> str:
    """“138****5678” for numbers, “某***” for anything else; as long as the value, so that a slip in length shows."""
    kept_first, kept_last = (3, 4) if _NUMBER.fullmatch(value) and len(value) > 10 else (1, 0)
    hidden = max(len(value) - kept_first - kept_last, 0)
    return value[:kept_first] + "*" * hidden + value[len(value) - kept_last :]

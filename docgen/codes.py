"""统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714-1997). Standard library only."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100; I, O, S, V and Z are not among them."""

_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_CODE: Final = re.compile(rf"[{ALPHABET}]{{18}}")
_REGISTRATION_NUMBER: Final = re.compile(r"\d{15}")


def normalise_code(text: str) -> str:
    """Half-width, upper case, without spaces and hyphens: how a code is compared."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_credit_code(code: str) -> bool:
    """Whether a normalised code has the length and alphabet of GB 32100; the check digit is not looked at."""
    return _CREDIT_CODE.fullmatch(code) is not None


def is_registration_number(code: str) -> bool:
    """The 15-digit 注册号 (GS 15-2006), which still appears beside credit codes."""
    return _REGISTRATION_NUMBER.fullmatch(code) is not None


def check_digit(code: str) -> str:
    """The 18th character that the first 17 of a normalised code demand (GB 32100-2015 §5)."""
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, code, strict=False))
    return ALPHABET[-total % 31]

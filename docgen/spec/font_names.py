"""A font's name as files write it → the name itself: what PDFs put around it taken off, its bytes read as they were
meant.

A PDF names a font in bytes of no stated encoding (ISO 32000-1 §7.3.5, §9.6.4): UTF-8, GB 2312, UTF-16, escaped or not,
read by somebody as Latin-1 or Windows-1252 meanwhile, and cut in the middle of a character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_SUBSET_TAG: Final = re.compile(r"^/?(?:[A-Z]{6}\+)+")
_ESCAPE: Final = re.compile(r"#([0-9A-Fa-f]{2})")
_DECORATION: Final = re.compile(
    r"(?:[,-]?(?:bold|italic|oblique|regular|normal)(?:mt)?|,(?:粗体|加粗|斜体|常规)"
    r"|-+(?:identity|wincharsetffff|(?:unigb|gbk2?k?p?|gbpc|gb|gbt)-(?:ucs2|utf16|utf8|utf32|euc|pc))-[hv]"
    r"|\+[a-z0-9]{4,8}-\d{1,3})$"
)
"""Weight and slant, the encoding of a composite font, the serial of a subset by 方正's typesetting programs."""
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WIDE_MARKS: Final = ("\xfe\xff", "\xff\xfe")
_NAMES_KEPT: Final = 1000


@lru_cache(maxsize=_NAMES_KEPT)
def plain_name(written: str) -> str:
    """The name without subset tags, in the characters that were meant, for a reader to see."""
    name = _SUBSET_TAG.sub("", _readable(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), written)))
    return "".join(character for character in name if unicodedata.category(character) not in ("Cc", "Cf")).strip()


@lru_cache(maxsize=_NAMES_KEPT)
def bare_name(written: str) -> str:
    """The name to compare: in one width and case, without spaces; that of a font turned for vertical text too."""
    return "".join(unicodedata.normalize("NFKC", plain_name(written)).split()).casefold().lstrip("/@")


def undecorated(bare: str) -> str:
    """A bare name without ``,bold``, ``-regular``, ``-identity-h`` and their like at the end, one after the other."""
    while (shorter := _DECORATION.sub("", bare)) and shorter != bare:
        bare = shorter
    return bare


def _readable(text: str) -> str:
    """What bytes that were read as one character each say: the first reading with none but Chinese beside its ASCII."""
    if text.isascii() or _CJK.search(text):
        return text
    return next(filter(_is_chinese, _readings(text)), text)


def _readings(text: str) -> Iterator[str]:
    bytes_read = _as_bytes(text)
    if bytes_read is None:
        return
    if text.startswith(_WIDE_MARKS):
        yield bytes_read.decode("utf-16", "ignore")
    for cut in (bytes_read, bytes_read[:-1]):  # a letter cut off by its bytes
        for encoding in ("utf-8", "gb2312", "utf-16-be"):
            try:
                yield cut.decode(encoding)
            except UnicodeDecodeError:
                continue


def _as_bytes(text: str) -> bytes | None:
    """The bytes that were read as these characters, by Windows' code page where they are its own."""
    found = bytearray()
    for character in text:
        for encoding in ("latin-1", "cp1252"):
            try:
                found += character.encode(encoding)
                break
            except UnicodeEncodeError:
                continue
        else:
            return None
    return bytes(found)


def _is_chinese(text: str) -> bool:
    return all(character.isascii() or _CJK.match(character) for character in text)

"""The small questions: functions of PDFium that are asked of every character, text object and corner of a path.

pypdfium2 declares the types of their arguments, by which ctypes checks and converts each one on every call; for
questions as small as these that takes longer than the answer. Here arguments go as they are. A handle is given as
pypdfium2 gave it or as ``c_void_p``, never as a number, of which only 32 bits would arrive; a variable ``byref``.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2.raw as raw


def _unchecked(function: Any, result: Any = ctypes.c_int) -> Any:
    """The same function, called the same way, its arguments as they are."""
    same = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    same.restype = result
    return same


unicode_of: Final = _unchecked(raw.FPDFText_GetUnicode)
is_generated: Final = _unchecked(raw.FPDFText_IsGenerated)
is_hyphen: Final = _unchecked(raw.FPDFText_IsHyphen)
has_unicode_error: Final = _unchecked(raw.FPDFText_HasUnicodeMapError)
object_address: Final = _unchecked(raw.FPDFText_GetTextObject, ctypes.c_void_p)
origin_of: Final = _unchecked(raw.FPDFText_GetCharOrigin)
ink_of: Final = _unchecked(raw.FPDFText_GetCharBox)
advance_of: Final = _unchecked(raw.FPDFText_GetLooseCharBox)
matrix_of: Final = _unchecked(raw.FPDFText_GetMatrix)

font_size_of: Final = _unchecked(raw.FPDFTextObj_GetFontSize)
font_address: Final = _unchecked(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
render_mode_of: Final = _unchecked(raw.FPDFTextObj_GetTextRenderMode)
fill_colour_of: Final = _unchecked(raw.FPDFPageObj_GetFillColor)

clip_of: Final = _unchecked(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p)
parts_of_clip: Final = _unchecked(raw.FPDFClipPath_CountPaths)
segments_of_clip: Final = _unchecked(raw.FPDFClipPath_CountPathSegments)
clip_segment: Final = _unchecked(raw.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
point_of: Final = _unchecked(raw.FPDFPathSegment_GetPoint)
bounds_of: Final = _unchecked(raw.FPDFPageObj_GetBounds)

object_kind: Final = _unchecked(raw.FPDFPageObj_GetType)
path_segment: Final = _unchecked(raw.FPDFPath_GetPathSegment, ctypes.c_void_p)
segment_kind: Final = _unchecked(raw.FPDFPathSegment_GetType)
closes: Final = _unchecked(raw.FPDFPathSegment_GetClose)

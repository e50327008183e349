"""What a page draws where nothing of it is seen: outside the path it is clipped by (ISO 32000-1 §8.5.4)."""

from __future__ import annotations

import ctypes
from typing import Any, Final

from docgen.view.from_pdf.asking import bounds_of, clip_of, clip_segment, parts_of_clip, point_of, segments_of_clip

_MOST_SEGMENTS: Final = 64
"""A path of more corners leaves room that its corners do not tell cheaply: what it clips counts as seen."""
_TOUCHES: Final = 0.5
"""Points by which a clip may seem to miss what it shows: letters rise and hang beyond the bounds of their font."""


class Clips:
    """Asks PDFium for bounds and corners; the answers go into places made once."""

    def __init__(self) -> None:
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._at_bounds = [ctypes.byref(edge) for edge in self._bounds]
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._at_point = ctypes.byref(self._x), ctypes.byref(self._y)

    def hide(self, element: Any) -> bool:
        """Whether a page object lies wholly outside one of the paths it is clipped by."""
        clip = clip_of(element)
        if not clip:
            return False
        path = ctypes.c_void_p(clip)
        parts = parts_of_clip(path)
        if parts <= 0 or not bounds_of(element, *self._at_bounds):
            return False
        left, bottom, right, top = (edge.value for edge in self._bounds)
        return any(self._misses(path, part, left, bottom, right, top) for part in range(parts))

    def _misses(self, clip: Any, part: int, left: float, bottom: float, right: float, top: float) -> bool:
        count = segments_of_clip(clip, part)
        if not 0 < count <= _MOST_SEGMENTS:
            return False
        low_x = low_y = float("inf")
        high_x = high_y = float("-inf")
        for number in range(count):
            point_of(ctypes.c_void_p(clip_segment(clip, part, number)), *self._at_point)
            x, y = self._x.value, self._y.value
            low_x, high_x, low_y, high_y = min(low_x, x), max(high_x, x), min(low_y, y), max(high_y, y)
        return (
            left > high_x + _TOUCHES or right < low_x - _TOUCHES or bottom > high_y + _TOUCHES or top < low_y - _TOUCHES
        )

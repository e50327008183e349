"""What a PDF unfolds to, weighed before any page is laid out: a few kilobytes may stand for gigabytes.

PDFium keeps a page whole in memory, some fifteen bytes for each of its content, draws a form as often as it is called,
and inflates what a font is made of up to a gigabyte. So streams are measured first (ISO 32000-1 §7.4), those that
cannot be too long by their own length alone.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import settings

from docgen.errors import Unreadable
from docgen.limits import Limits

_LOG: Final = logging.getLogger("pikepdf")
_INFLATES: Final = 1032
"""To so many times its length a Flate stream grows at most (RFC 1951: 258 bytes from two bits)."""
_UNBOUNDED: Final = "/LZWDecode"
_LZW_INFLATES: Final = 1400
_DEEPEST: Final = 40
_PARENTS: Final = 50
_BEYOND: Final = "memory limit"
_DAMAGED_INFLATES: Final = 20
"""What a stream that cannot be decoded whole is taken to hold; forms within forms that are drawn; the generations of a
page tree; how qpdf says that a stream is too long."""
_CALL: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_MADE_OF: Final = frozenset({"/ToUnicode", "/Encoding", "/CIDToGIDMap", "/FontFile", "/FontFile2", "/FontFile3"})
_REMEDY: Final = "请核对文件来源；确为所需材料的，请重新导出或打印为 PDF 后提交"


@contextmanager
def bounded(limits: Limits) -> Iterator[None]:
    """While it lasts, qpdf gives up on a stream that unfolds to more than ``limits.part_bytes``, and what it grumbles
    about is told as a finding alone. Both hold for the whole process, so that they are put back."""
    before, level = settings.get_qpdf_limits(), _LOG.level
    _LOG.setLevel(logging.CRITICAL)
    settings.set_qpdf_limits(flate_max_memory=limits.part_bytes, run_length_max_memory=limits.part_bytes)
    try:
        yield
    finally:
        _LOG.setLevel(level)
        flate, run_length = (int(before[key]) for key in ("flate_max_memory", "run_length_max_memory"))
        settings.set_qpdf_limits(flate_max_memory=flate, run_length_max_memory=run_length)


def refuse_heavy(pdf: pikepdf.Pdf, limits: Limits) -> None:
    """Raises Unreadable (ARC104) for a page that unfolds to more than ``limits.page_content`` or bears more than
    ``limits.annotations``, for pages that unfold to more than ``limits.content`` together, and for fonts that do to
    more than ``limits.package_bytes``."""
    pages = list(pdf.pages)
    scales = _Scales(limits, min(limits.page_content, limits.content // (len(pages) or 1)))
    if sum(scales.put(page.obj, number) for number, page in enumerate(pages, start=1)) > limits.content:
        raise _too_much(f"各页的内容展开后共超过{limits.content // 1_000_000}MB的上限")
    if _unfolded(scales.fonts.values(), limits.package_bytes, limits) > limits.package_bytes:
        raise _too_much(f"字体展开后超过{limits.package_bytes // 1_000_000}MB的上限")


@dataclass(slots=True)
class _Scales:
    """What was weighed already, by object: pages share forms and fonts. A page that cannot be longer than ``free`` is
    not measured; ``fonts`` are the streams fonts are made of."""

    limits: Limits
    free: int
    fonts: dict[tuple[int, int], Any] = field(default_factory=dict)
    _forms: dict[tuple[int, int], int] = field(default_factory=dict)
    _known: set[tuple[int, int]] = field(default_factory=set)

    def put(self, page: Any, number: int) -> int:
        """The weight of a page."""
        if _longest_side(_inherited(page, "/MediaBox")) > self.limits.page_points:
            raise _too_much(f"第{number}页的边长超过{self.limits.page_points // 2834}米的上限")
        resources = _inherited(page, "/Resources")
        contents = [one for one in _several(_entry(page, "/Contents")) if isinstance(one, pikepdf.Stream)]
        weight = self._drawn(contents, resources, 0) + self._annotations(_entry(page, "/Annots"), number)
        if weight > self.limits.page_content:
            raise _too_much(f"第{number}页的内容展开后超过{self.limits.page_content // 1_000_000}MB的上限")
        for _, font in _items(resources, "/Font"):
            self._keep(font)
        return weight

    def _drawn(self, contents: Sequence[Any], resources: Any, depth: int) -> int:
        """Bytes of content, forms as often as they are called."""
        forms = [(name, one) for name, one in _items(resources, "/XObject") if one.get("/Subtype") == "/Form"]
        if not forms:
            return _unfolded(contents, self.free, self.limits)
        written = [_decoded(stream, self.limits) for stream in contents]
        calls = Counter(_unescaped(name) for content in written for name in _CALL.findall(content))
        called = [(calls[name.encode()], form) for name, form in forms if name.encode() in calls]
        return sum(map(len, written)) + sum(count * self._form(form, depth) for count, form in called)

    def _form(self, form: Any, depth: int) -> int:
        """A form that calls itself is drawn once, as PDFium does."""
        if depth >= _DEEPEST or not isinstance(form, pikepdf.Stream):
            return 0
        if form.objgen not in self._forms:
            self._forms[form.objgen] = 0
            self._forms[form.objgen] = self._drawn([form], form.get("/Resources"), depth + 1)
        return self._forms[form.objgen]

    def _annotations(self, annotations: Any, number: int) -> int:
        """What they look like is drawn with the page."""
        if not isinstance(annotations, pikepdf.Array):
            return 0
        if len(annotations) > self.limits.annotations:
            raise _too_much(f"第{number}页的批注和链接超过{self.limits.annotations}个的上限")
        return sum(self._form(_look(one), 0) for one in annotations if isinstance(one, pikepdf.Dictionary))

    def _keep(self, font: Any) -> None:
        """The streams a font is made of (§9.6–9.10)."""
        if font.objgen in self._known:
            return
        if font.is_indirect:
            self._known.add(font.objgen)
        fonts = [font, *_dictionaries(_several(_entry(font, "/DescendantFonts")))]
        described = _dictionaries(_entry(one, "/FontDescriptor") for one in fonts)
        parts = [one[key] for one in (*fonts, *described) for key in _MADE_OF & one.keys()]
        self.fonts |= {one.objgen: one for one in parts if isinstance(one, pikepdf.Stream)}


def _unfolded(streams: Collection[Any], free: int, limits: Limits) -> int:
    """How long streams are when they are decoded; their own length where they cannot be longer than ``free``."""
    written = sum(map(_raw_length, streams))
    short = written * _INFLATES <= free and not any(_packed_twice(one) for one in streams)
    return written if short else sum(len(_decoded(one, limits)) for one in streams)


def _packed_twice(stream: Any) -> bool:
    filters = _entry(stream, "/Filter")
    return isinstance(filters, pikepdf.Array) and len(filters) > 1


def _decoded(stream: Any, limits: Limits) -> bytes:
    if _UNBOUNDED in str(stream.get("/Filter", "")) and _raw_length(stream) * _LZW_INFLATES > limits.package_bytes:
        raise _too_much("内容的压缩方式过于陈旧，展开后有多大无法事先得知")
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.DataDecodingError, pikepdf.PdfError) as fault:
        if _BEYOND in str(fault):
            raise _too_much(f"有内容展开后超过{limits.part_bytes // 1_000_000}MB的上限") from None
        return bytes(_DAMAGED_INFLATES * _raw_length(stream))


def _raw_length(stream: Any) -> int:
    return len(stream.get_raw_stream_buffer())


def _too_much(what: str) -> Unreadable:
    return Unreadable("ARC104", what, _REMEDY)


def _unescaped(name: bytes) -> bytes:
    """A name of the content as pikepdf writes it, escapes undone (§7.3.5)."""
    return b"/" + _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)


def _look(annotation: Any) -> Any:
    """The form an annotation is shown by, of several states the one it is in (§12.5.5)."""
    looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Dictionary):
        normal = normal.get(str(annotation.get("/AS", "/Off")))
    return normal if isinstance(normal, pikepdf.Stream) else None


def _longest_side(box: Any) -> float:
    """In the page's own units; PDFium takes an eighth of a byte for each. Nonsense is left to it."""
    stated = list(box) if isinstance(box, pikepdf.Array) and len(box) == 4 else []
    if not stated or not all(isinstance(edge, (int, Decimal)) for edge in stated):
        return 0
    left, bottom, right, top = map(float, stated)
    return max(abs(right - left), abs(top - bottom))


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_PARENTS):
        if not isinstance(page, pikepdf.Dictionary):
            return None
        if (value := _entry(page, key)) is not None:
            return value
        page = _entry(page, "/Parent")
    return None


def _entry(holder: Any, key: str) -> Any:
    """What ``holder.get(key)`` is, which takes six times as long to say that there is none."""
    return holder[key] if key in holder else None  # noqa: SIM401


def _items(resources: Any, kind: str) -> list[tuple[str, Any]]:
    """Resources of a kind by name."""
    group = _entry(resources, kind) if isinstance(resources, pikepdf.Dictionary) else None
    named = group.items() if isinstance(group, pikepdf.Dictionary) else ()
    return [(name, one) for name, one in named if isinstance(one, (pikepdf.Stream, pikepdf.Dictionary))]


def _dictionaries(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, pikepdf.Dictionary)]


def _several(value: Any) -> list[Any]:
    """One or an array of several."""
    return list(value) if isinstance(value, pikepdf.Array) else [value]

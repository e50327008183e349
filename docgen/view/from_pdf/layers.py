"""Layers of a PDF that are switched off: what is marked as theirs nobody sees (ISO 32000-1 §8.11).

A mark gives PDFium's user no more of a layer than its name, so that a layer counts as off only where none of its name
is on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import pikepdf
import pypdfium2.raw as raw

_OPTIONAL: Final = "OC"
_NAME: Final = b"Name"
_LONGEST: Final = 512
_MOST_MARKS: Final = 32


def layers_off(properties: Any) -> frozenset[str]:
    """The names of the layers a viewer does not show, by the catalog's ``/OCProperties``."""
    if not isinstance(properties, pikepdf.Dictionary) or not isinstance(properties.get("/D"), pikepdf.Dictionary):
        return frozenset()
    default = properties.D
    if default.get("/BaseState") == "/OFF":
        on = set(_names(default.get("/ON")))
        return frozenset(_names(properties.get("/OCGs"))) - on
    off = {layer.objgen for layer in _layers(default.get("/OFF"))}
    shown = (layer for layer in _layers(properties.get("/OCGs")) if layer.objgen not in off)
    return frozenset(_names(default.get("/OFF"))) - frozenset(map(_name, shown))


def lies_on(address: int, layers: Collection[str]) -> bool:
    """Whether the page object at this address is marked as of one of these layers."""
    element = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    count = min(raw.FPDFPageObj_CountMarks(element), _MOST_MARKS)
    marks = (raw.FPDFPageObj_GetMark(element, number) for number in range(count))
    return any(_called(mark) == _OPTIONAL and _layer_of(mark) in layers for mark in marks)


def _called(mark: Any) -> str:
    text, length = (ctypes.c_ushort * _LONGEST)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, text, ctypes.sizeof(text), length)
    return _decoded(text, length.value)


def _layer_of(mark: Any) -> str:
    text, length = (ctypes.c_ushort * _LONGEST)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetParamStringValue(mark, _NAME, text, ctypes.sizeof(text), length)
    return _decoded(text, length.value)


def _decoded(text: Any, length: int) -> str:
    return bytes(text)[:length].decode("utf-16-le", "replace").rstrip("\0")


def _layers(values: Any) -> Iterable[Any]:
    every = list(values) if isinstance(values, pikepdf.Array) else []
    return [one for one in every if isinstance(one, pikepdf.Dictionary)]


def _names(values: Any) -> Iterator[str]:
    return map(_name, _layers(values))


def _name(layer: Any) -> str:
    return str(layer.get("/Name", ""))

"""A PDF written object by object (ISO 32000-1 7.5), in memory that does not grow with its pages: of what was written
only the place of each object is kept."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import BinaryIO, Final

import pikepdf

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOGUE, _TREE, _INFORMATION = 1, 2, 3
_FIRST: Final = 4
_PARENT: Final = "/Parent"


class StreamedPdf:
    """Pages of other PDFs written one after the other; in which order they stand is said at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.md5(usedforsecurity=False)
        self._size = 0
        self._places = array("Q", bytes(8 * _FIRST))
        self._write(_HEAD)

    def page(self, page: pikepdf.Object, known: dict[tuple[int, int], int]) -> int:
        """Write a page and what it is made of; the same content only once for all pages with the same ``known``.

        Returns the number of its object.
        """
        number = self._new_number()
        waiting: list[tuple[int, pikepdf.Object]] = []
        self._object(number, self._written(page, known, waiting, top=True))
        while waiting:
            place, each = waiting.pop()
            self._object(place, self._written(each, known, waiting, top=True))
        return number

    def blank_page(self, width: Decimal, height: Decimal) -> int:
        """Write a page with nothing on it, of this size in points."""
        number = self._new_number()
        size = b"/MediaBox [0 0 %s %s]" % (_number(width), _number(height))
        self._object(number, [b"<</Type /Page /Parent %d 0 R %s /Resources <<>>>>" % (_TREE, size)])
        return number

    def close(self, pages: Iterable[int], title: str, maker: str) -> None:
        """Write what holds the pages together. The same pages give the same bytes: the file's id is that of them."""
        kids = array("Q", pages)
        self._object(_CATALOGUE, [b"<</Type /Catalog /Pages %d 0 R>>" % _TREE])
        self._object(_TREE, [b"<</Type /Pages /Count %d /Kids [" % len(kids), *(b"%d 0 R " % k for k in kids), b"]>>"])
        said = {b"/Title": title, b"/Creator": maker}
        entries = [b"%s %s " % (key, pikepdf.String(text).unparse()) for key, text in said.items()]
        self._object(_INFORMATION, [b"<<", *entries, b">>"])
        begins, identity = self._size, self._hash.hexdigest().encode()
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._write(b"%010d 00000 n \n" % place)
        roots = b"/Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]" % (_CATALOGUE, _INFORMATION, identity, identity)
        self._write(b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(self._places), roots, begins))

    def _new_number(self) -> int:
        self._places.append(0)
        return len(self._places) - 1

    def _object(self, number: int, parts: Iterable[bytes]) -> None:
        self._places[number] = self._size
        self._write(b"%d 0 obj\n" % number)
        for part in parts:
            self._write(part)
        self._write(b"\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def _written(
        self,
        value: object,
        known: dict[tuple[int, int], int],
        waiting: list[tuple[int, pikepdf.Object]],
        *,
        top: bool = False,
    ) -> Iterator[bytes]:
        """A value as it is written (ISO 32000-1 7.3); objects it refers to are left waiting, each with its number."""
        if isinstance(value, pikepdf.Object) and value.is_indirect and not top:
            if value.objgen not in known:
                known[value.objgen] = self._new_number()
                waiting.append((known[value.objgen], value))
            yield b"%d 0 R" % known[value.objgen]
        elif isinstance(value, pikepdf.Array):
            yield b"["
            for each in value:
                yield from self._written(each, known, waiting)
                yield b" "
            yield b"]"
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            raw = value.read_raw_bytes() if isinstance(value, pikepdf.Stream) else None
            yield b"<<"
            for key in value.keys():  # noqa: SIM118  # a pikepdf object is iterated by its keys only through keys()
                if key == "/Length" and raw is not None:
                    continue
                yield b"%s " % pikepdf.Name(key).unparse()
                yield from (b"%d 0 R" % _TREE,) if key == _PARENT and top else self._written(value[key], known, waiting)
                yield b" "
            yield b">>" if raw is None else b"/Length %d>>\nstream\n%s\nendstream" % (len(raw), raw)
        else:
            yield _scalar(value)


def _scalar(value: object) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | float | Decimal):
        return _number(value)
    return value.unparse() if isinstance(value, pikepdf.Object) else b"null"


def _number(value: float | Decimal) -> bytes:
    """A number without an exponent, which PDF does not know."""
    return format(Decimal(str(value)), "f").encode()

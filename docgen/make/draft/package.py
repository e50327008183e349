"""The parts of a drafted template as one package (ECMA-376 Part 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.make.draft.furniture import Furniture
from docgen.make.draft.parts import fonts_part, settings_part, styles_part
from docgen.make.package import CONTENT_TYPES, Member, head_of, package
from docgen.make.wordml import R
from docgen.spec.fonts import FontBook
from docgen.spec.model import DocumentSpec

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def wrapped(document: bytes, furniture: Iterable[Furniture], spec: DocumentSpec, book: FontBook) -> bytes:
    """The bytes of a .docx with this main part, these headers and footers, and the parts that every draft has."""
    parts = [("document", "document.main", document), ("styles", "styles", styles_part(spec))]
    parts += [("settings", "settings", settings_part(spec)), ("fontTable", "fontTable", fonts_part(spec, book))]
    parts += [(piece.name, piece.kind, piece.data) for piece in furniture]
    related = [(f"rId{kind.title()}", kind, f"{name}.xml") for name, kind, _ in parts[1:4]]
    related += [(piece.relationship, piece.kind, f"{piece.name}.xml") for piece in furniture]
    files = {
        CONTENT_TYPES: _content_types((name, kind) for name, kind, _ in parts),
        "_rels/.rels": _relationships([("rIdDocument", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(related),
        **{f"word/{name}.xml": data for name, _, data in parts},
    }
    return package(head_of(Member.deflated(name, data) for name, data in files.items()), ())


def _relationships(related: Iterable[tuple[str, str, str]]) -> bytes:
    entries = (f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>' for key, kind, target in related)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'.encode()


def _content_types(parts: Iterable[tuple[str, str]]) -> bytes:
    entries = (f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(entries)}</Types>'
    ).encode()

"""One paper: values to .docx, and .docx to PDF through the reader that judges submissions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.errors import FontMissing, Problem
from docgen.make.compile import compile_template
from docgen.make.fill import fill
from docgen.make.placeholder_names import by_every_word
from docgen.make.properties import mark_of
from docgen.make.record import Record, make_record
from docgen.make.rows import Row, row_of
from docgen.make.signature import placing_of
from docgen.spec.model import DocumentSpec


def make_docx(spec: DocumentSpec, values: Mapping[str, object] | Row, *, strict: bool = True) -> bytes:
    """Fill a paper's template; the same input gives the same bytes.

    Args:
        spec: the paper.
        values: a row, or a mapping whose keys are names or labels of fields.
        strict: whether required fields must be there.

    Raises:
        RecordError: the values do not fit, everything at once.
        TemplateError: the template cannot be filled.
    """
    row = values if isinstance(values, Row) else row_of(values, spec)
    return docx_of(spec, make_record(spec, row, strict=strict))


def docx_of(spec: DocumentSpec, record: Record) -> bytes:
    """Fill a paper's template with a record already made."""
    compiled = compile_template(spec.template)
    placing = placing_of(spec, compiled.styles)
    values = by_every_word(spec, record.values)
    return fill(compiled, values, title=spec.title, mark=mark_of(spec), placing=placing)


def make_pdf(spec: DocumentSpec, docx: bytes, *, substitute: bool = True) -> bytes:
    """Print a paper: view the .docx, find its roles, and set them by the law.

    Args:
        spec: the law it is printed by.
        docx: the paper.
        substitute: whether documented stand-ins may print for fonts this machine lacks.

    Raises:
        FontMissing: a character no face has, or a font that may not be stood in for.
        TemplateError: something in the paper that cannot be printed.
        Unreadable: the .docx cannot be read.
    """
    from docgen.make.pdf import print_pdf  # fonts, reader and printer are loaded when something is printed
    from docgen.make.pictures import media_of
    from docgen.view import read_document
    from docgen.view.roles import assign

    view = read_document(docx, f"{spec.name}.docx")
    return print_pdf(view, assign(view, spec), spec, substitute=substitute, media=media_of(docx, view))


def with_fields(fault: FontMissing, spec: DocumentSpec, record: Record) -> FontMissing:
    """The same fault with the row and the fields the missing characters came from."""
    missing = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,6})", str(fault))}
    problems = [
        Problem(record.row.source, record.place(spec, name), f"没有字体能印“{character}”（U+{ord(character):04X}）")
        for name in spec.field
        for character in sorted(missing)
        if character in printed_text(record.values[name])
    ]
    return FontMissing(fault.what, fault.remedy, [*fault.problems, *problems])


def printed_text(value: object) -> str:
    """Every character a value prints, lists and tables included."""
    if isinstance(value, tuple):
        return "".join(map(printed_text, value))
    return "".join(map(printed_text, vars(value).values())) if hasattr(value, "__dict__") else str(value)

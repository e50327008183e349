"""What is said of the data beside its faults: columns nobody asked for, and values that fit but look wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.codes import check_digit, is_credit_code, normalise_code
from docgen.make.headers import vocabulary
from docgen.make.rows import Row
from docgen.spec.model import DocumentSpec


def notices_of(rows: Sequence[Row], specs: Sequence[DocumentSpec]) -> Iterator[str]:
    """Every notice of these rows for these papers; one may come more than once."""
    yield from _unasked(rows, specs)
    yield from (notice for row in rows for spec in specs for notice in _doubtful_codes(row, spec))


def _unasked(rows: Sequence[Row], specs: Sequence[DocumentSpec]) -> Iterator[str]:
    words = vocabulary(specs)
    for name in dict.fromkeys(name for row in rows for name in row.unknown):
        near = words.nearest(name)
        yield f"“{name}”不是文书的栏目，未用" + (f"；最接近的栏目是“{near}”" if near else "")


def _doubtful_codes(row: Row, spec: DocumentSpec) -> Iterator[str]:
    """Credit codes whose check digit does not fit (GB 32100-2015 §5): a slip of the pen, or one of the few codes that
    were given out so. They are made as they are."""
    for name, law in spec.field.items():
        if law.type == "credit_code":
            yield from _doubtful_code(row, row.key(spec, name), law.label[0])
        entries = row.given(spec, name) if law.columns else ()
        for entry in entries if isinstance(entries, tuple) else ():
            for column, datum in law.columns.items():
                if datum.type == "credit_code" and isinstance(entry, Row):
                    yield from _doubtful_code(entry, column, datum.label[0])


def _doubtful_code(row: Row, key: str, label: str) -> Iterator[str]:
    code = normalise_code(str(row.values.get(key) or ""))
    if is_credit_code(code) and check_digit(code) != code[-1]:
        place = f"{row.source} {row.place(key, label)}"
        yield f"{place}：“{code}”的校验位不符，请对照营业执照核实；文书已照原样制作"

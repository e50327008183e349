"""What a placeholder may be called: a field's name (``{{ unit_name }}``) or one of its labels (``{{ 被检查单位 }}``).

A label serves when it is one word (letters, digits, Chinese characters) and means a single field of the paper; a
field's first label goes before another's synonym.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.spec.model import DocumentSpec


def fields_by_word(spec: DocumentSpec) -> dict[str, str]:
    """Every word a template may ask a field by → the field's name."""
    every = _meant(spec, (0, None))
    first = _meant(spec, (0, 1))
    return {**every, **first, **{name: name for name in spec.field}}


def _meant(spec: DocumentSpec, span: tuple[int, int | None]) -> dict[str, str]:
    """Labels that are one word and lead to one field only."""
    found: dict[str, set[str]] = {}
    for label, name in _labels(spec, span):
        found.setdefault(label, set()).add(name)
    return {label: names.pop() for label, names in found.items() if len(names) == 1}


def _labels(spec: DocumentSpec, span: tuple[int, int | None]) -> Iterator[tuple[str, str]]:
    for name, law in spec.field.items():
        yield from ((label, name) for label in law.label[slice(*span)] if label.isidentifier())


def by_every_word(spec: DocumentSpec, values: Mapping[str, object]) -> dict[str, object]:
    """The values of a record under every word a template may ask for them by."""
    return {word: values[name] for word, name in fields_by_word(spec).items() if name in values}

"""What a drafted template says where the law leaves the wording open: placeholders, labels, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from docgen.spec.model import DocumentSpec, FieldLaw, Role

_VALUE: Final = re.compile(r"\(\?P<value>(?:[^()]|\([^()]*\))*\)")
_ANCHORS: Final = re.compile(r"\\s[*+]|[\^$]")
_CLASS: Final = re.compile(r"\[([^\]\\])[^\]]*\]")
_STILL_A_PATTERN: Final = re.compile(r"[\\\[\]{}*+?|()]")
_VALUE_STANDS_HERE: Final = "\0"
_ENTRY: Final = MappingProxyType(
    {"items": ("item", "{{ item }}"), "persons": ("person", "{{ person.name }}（{{ person.number }}）")}
)


def placeholder(name: str) -> str:
    return f"{{{{ {name} }}}}"


def value_of(name: str, law: FieldLaw) -> tuple[str, ...]:
    """The paragraphs that print a field: one, or a loop over its entries."""
    if law.type not in _ENTRY:
        return (placeholder(name),)
    one, text = _ENTRY[law.type]
    return f"{{%p for {one} in {name} %}}", text, "{%p endfor %}"


def lines_of(name: str, law: FieldLaw) -> tuple[str, ...]:
    """A field as lines of its own: where the law says it stands, else after its label."""
    label = f"{law.label[0]}："
    if law.type in _ENTRY:
        return label, *value_of(name, law)
    return (_place_of(name, law) or label + placeholder(name),)


def wording_of(name: str, role: Role, spec: DocumentSpec) -> str:
    """What a role's paragraph says: its own field, a field whose place it is, the title, or the law's pattern."""
    if name in spec.field:
        return placeholder(name)
    pattern = role.find.pattern
    if not pattern:
        return spec.title if role.find.kind == "first_text" else f"〔{name}〕"
    places = (_place_of(key, law) for key, law in spec.field.items())
    candidates = (*(text for text in places if text), spec.title, _literal(pattern))
    return next((text for text in candidates if re.search(pattern, text)), f"〔{name}〕")


def signature_lines(spec: DocumentSpec) -> Iterator[str]:
    """A line for each place to sign, as wide as its signatures, with a day."""
    for place in spec.signature:
        yield f"{place.who}（{place.kind}）：" + "　" * 8 * place.count + "年　　月　　日"


def _place_of(name: str, law: FieldLaw) -> str | None:
    """The text around a field as its ``where`` pattern states it, if the pattern is plain enough to be written out."""
    pattern = law.where.pattern if law.where else ""
    if not _VALUE.search(pattern):
        return None
    text = _literal(_VALUE.sub(_VALUE_STANDS_HERE, pattern))
    return None if _STILL_A_PATTERN.search(text) else text.replace(_VALUE_STANDS_HERE, placeholder(name))


def _literal(pattern: str) -> str:
    """A pattern without its anchors, every class of characters by its first."""
    return _CLASS.sub(r"\1", _ANCHORS.sub("", pattern))

"""The words a form puts before its values, as the law lists them, and which field they mean where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.wording import squeezed

NUMBERED: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．](?!\d)|[①-⑳])\s*"
)
COLONS: Final = "：:"
_NOTE: Final = re.compile(r"\([^()]*\)$")
"""What a form adds to a label: “名称（盖章）”."""
_ORDINAL: Final = re.compile(r"[一二三四五六七八九\d]$")
"""“检查人员一”, “检查人员2”: one of several persons."""
_BOTH: Final = re.compile(r"[/及和、与]")
_AROUND_A_BLOCK: Final = re.compile(r"(?:基本)?(?:情况|信息|概况)?|名称")
_LONGEST: Final = 40
"""A text of more characters is no label."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a paper's law, squeezed. ``names``: each with the fields it may mean; ``columns``: of every list
    that may stand in rows, each label over its columns with the column's name; ``blocks``: the labels that may head a
    part of a form, with their fields."""

    laws: Mapping[str, FieldLaw]
    names: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Mapping[str, str]]
    blocks: Mapping[str, str]
    _known: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def meant(self, label: str, block: str | None = None) -> tuple[str, ...]:
        """The fields a label (as :func:`as_label` gives it) names in a part of the form; several where it names
        several (“联系人及电话”), none where it is no label, or another part's."""
        chosen = (self._chosen(names, label, block) for names in self._parts(label))
        return tuple(dict.fromkeys(name for name in chosen if name))

    def known(self, label: str) -> bool:
        """Whether this is a label at all, or stands over a column."""
        return bool(self._parts(label)) or any(label in columns for columns in self.columns.values())

    def block(self, label: str) -> str | None:
        """The field whose label heads a part of the form (“被检查单位基本情况”), if this text does."""
        for word, name in self.blocks.items():
            if word in label and _AROUND_A_BLOCK.fullmatch(label.replace(word, "", 1)):
                return name
        return None

    def _chosen(self, names: tuple[str, ...], label: str, block: str | None) -> str | None:
        own = (name for name in names if self.laws[name].block in (None, block))
        return names[0] if block is None or self.block(label) else next(_those_of_block_first(own, self.laws), None)

    def _parts(self, label: str) -> tuple[tuple[str, ...], ...]:
        if not label or len(label) > _LONGEST:
            return ()
        if label not in self._known:
            self._known[label] = tuple(self._split(label))
        return self._known[label]

    def _split(self, label: str) -> Iterator[tuple[str, ...]]:
        """A label as the law has it, without a form's note, one of several persons, or two labels in one."""
        if names := self._single(label):
            yield names
            return
        parts = [self._single(part) for part in _BOTH.split(label)]
        if len(parts) > 1 and all(parts):
            yield from parts

    def _single(self, label: str) -> tuple[str, ...]:
        for text in (label, _NOTE.sub("", label)):
            if text in self.names:
                return self.names[text]
        persons = self.names.get(_ORDINAL.sub("", label), ())
        return tuple(name for name in persons if self.laws[name].type == "persons")


def _those_of_block_first(names: Iterator[str], laws: Mapping[str, FieldLaw]) -> Iterator[str]:
    yield from sorted(names, key=lambda name: laws[name].block is None)


def labels_of(spec: DocumentSpec) -> Labels:
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name, law in spec.field.items():
        own = (*law.label, law.where.pattern) if law.where and law.where.kind == "cell" else law.label
        for rank, label in enumerate(map(squeezed, own)):
            ranked.setdefault(label, []).append((rank, name))
    # where nothing else decides, a label is the field's that names it sooner among its own
    names = {label: tuple(name for _, name in sorted(each, key=lambda one: one[0])) for label, each in ranked.items()}
    columns = {
        name: {squeezed(label): column for column, datum in law.entry.items() for label in datum.label}
        for name, law in spec.field.items()
        if law.entry
    }
    heads = {law.block for law in spec.field.values()}
    blocks = {label: one[0] for label, one in names.items() if len(one) == 1 and one[0] in heads and len(label) > 2}
    longest_first = sorted(blocks, key=len, reverse=True)
    return Labels(spec.field, names, columns, {label: blocks[label] for label in longest_first})


def as_label(text: str) -> str:
    """A text as labels are compared: without its number and colon, white space and width ignored; empty for one too
    long to be a label."""
    if len(text) > 2 * _LONGEST:
        return ""
    return squeezed(NUMBERED.sub("", text)).rstrip(COLONS)

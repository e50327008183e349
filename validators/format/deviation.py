"""What a paragraph's look may deviate in, and a statement of the law read otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from docgen.reading import Outcome
from docgen.spec.model import Format, Role, Severity

Aspect = Literal["font", "size", "weight", "spacing", "setting"]

KEYS: Final[dict[Aspect, tuple[str, ...]]] = {
    "font": ("font", "latin", "colour"),
    "size": ("size",),
    "weight": ("bold",),
    "spacing": ("line", "before", "after", "character_spacing"),
    "setting": ("align", "indent", "first_line", "border"),
}
"""The keys of the law each aspect is judged by."""

_BETWEEN_LINES: Final = ("line", "before", "after")

ASPECTS: Final = tuple(KEYS)


@dataclass(frozen=True, slots=True)
class Deviation:
    """How some characters of a paragraph differ from the law, or (UNDETERMINED) what cannot be told of them.

    ``name``, ``found`` and ``wanted`` make the sentence “字体为…，应为…”; ``actual`` and ``expected`` are the same
    values as they are written. ``text`` is the characters it is true of. ``severity`` only where it differs from
    the clause's. ``alike``: a font of the same design, with another repertoire.
    """

    aspect: Aspect
    outcome: Outcome
    name: str
    found: str = ""
    wanted: str = ""
    actual: str = ""
    expected: str = ""
    text: str = ""
    remark: str = ""
    severity: Severity | None = None
    alike: bool = False


def spoken_of(part: Format) -> frozenset[Aspect]:
    """The aspects a statement of the law says something about."""
    return frozenset(aspect for aspect, keys in KEYS.items() if any(_states(part, key) for key in keys))


def _states(part: Format, key: str) -> bool:
    return getattr(part, key) not in (None, ())


def overlaid(role: Role, part: Format) -> Format:
    """The role with a part-spec's own keys in place of the role's. Line pitch and the spaces before and after are one
    statement: a part-spec that names one of them replaces all three."""
    said = {key: getattr(part, key) for key in Format.model_fields if _states(part, key)}
    free = _BETWEEN_LINES if any(_states(part, key) for key in _BETWEEN_LINES) else ()
    kept = {key: getattr(role, key) for key in Format.model_fields if key not in free}
    return Format.model_construct(**{**Format().model_dump(), **kept, **said})

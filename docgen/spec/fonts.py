"""Which font a name means (``templates/fonts.toml``), and whether a face is the one the law asks for.

One font goes by many names: Chinese, English, PostScript, with a subset tag, with GBK bytes read as Latin-1, with the
last letter cut off. Two names are compared by what they mean, never letter by letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, Literal

from docgen.errors import Problem, SpecError
from docgen.spec.faults import as_toml
from docgen.spec.folders import templates
from docgen.spec.font_names import bare_name, undecorated
from docgen.spec.law import Law
from docgen.spec.load import checked, read_toml

_SHORTEST_CUT: Final = 4
"""A cut name this short could be anything."""
_FONT_SUFFIX: Final = ".otf"


class Likeness(Enum):
    """What a face is to the font the law asks for.

    ``STAND_IN`` is documented and only seen in print: a .docx names the official font itself.
    """

    ORIGINAL = "original"
    STAND_IN = "stand_in"
    SAME_DESIGN = "same_design"
    OTHER = "other"


class FontEntry(Law):
    """One block of ``fonts.toml``."""

    english: str | None = None
    postscript: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    same_design: tuple[str, ...] = ()
    stand_in: str | None = None
    fallback: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    generic: Literal["serif", "sans-serif"]

    def names(self, canonical: str) -> Iterator[str]:
        yield canonical
        yield from (self.english,) if self.english else ()
        yield from self.postscript
        yield from self.aliases


@dataclass(frozen=True, slots=True)
class FontBook:
    """The fonts by canonical name. Made by :func:`load_fonts`.

    ``meant`` gives the canonical name of every written name in its bare form, ``cut`` of those that lost their last
    letter; ``designs`` gives, of every font drawn after another, that other.
    """

    entries: Mapping[str, FontEntry]
    fallback: tuple[str, ...]
    meant: Mapping[str, str]
    cut: Mapping[str, str]
    designs: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def canonical(self, name: str) -> str | None:
        """The canonical name of the font a file names, None when nobody knows it."""
        whole = bare_name(name)
        for bare in (whole, undecorated(whole)):
            if found := self.meant.get(bare) or self.cut.get(bare):
                return found
        return None

    def compare(self, name: str, printed: bool, wanted: str) -> Likeness:
        """What the face ``name`` is to the font ``wanted``; ``printed``: the face a print really used."""
        seen, meant = self._known(name), self._known(wanted)
        if seen == meant:
            return Likeness.ORIGINAL
        stand_in = self.stand_in(wanted) if printed else None
        if stand_in and seen == self._known(stand_in):
            return Likeness.STAND_IN
        same = self.designs.get(seen, seen) == self.designs.get(meant, meant)
        return Likeness.SAME_DESIGN if same else Likeness.OTHER

    def same_design(self, name: str) -> tuple[str, ...]:
        """The other fonts that look the same, with another repertoire."""
        meant = self._known(name)
        design = self.designs.get(meant, meant)
        return tuple(other for other in self.entries if other != meant and self.designs.get(other, other) == design)

    def stand_in(self, name: str) -> str | None:
        """The PostScript name of the face that stands in where the font is absent."""
        entry = self._entry(name)
        return entry.stand_in if entry else None

    def fallbacks(self, name: str) -> tuple[str, ...]:
        """The families, in order, for characters the font or its stand-in lacks."""
        entry = self._entry(name)
        return (entry.fallback if entry else ()) or self.fallback

    def generic(self, name: str) -> Literal["serif", "sans-serif"]:
        entry = self._entry(name)
        return entry.generic if entry else "serif"

    def original_files(self, name: str) -> tuple[str, ...]:
        """What the font's own file may be called. A file name proves nothing: the name inside does."""
        entry = self._entry(name)
        return entry.files if entry else ()

    def files(self, name: str) -> tuple[str, ...]:
        """The files to look for, best first: the font's own, then its stand-in's."""
        stand_in = self.stand_in(name)
        return self.original_files(name) + ((stand_in + _FONT_SUFFIX,) if stand_in else ())

    def aliases(self, name: str) -> tuple[str, ...]:
        """Every other name the font goes by."""
        canonical = self.canonical(name)
        if canonical is None:
            return ()
        return tuple(dict.fromkeys(n for n in self.entries[canonical].names(canonical) if n != canonical))

    def alt_names(self, name: str) -> tuple[str, ...]:
        """The names for ``w:altName`` in a .docx's table of fonts (ECMA-376 Part 1 §17.8.3.1)."""
        canonical = self.canonical(name)
        english = self.entries[canonical].english if canonical else None
        return tuple(n for n in (canonical, english) if n and n != name)

    def _known(self, name: str) -> str:
        """The canonical name, or of a font nobody knows the bare one."""
        return self.canonical(name) or bare_name(name)

    def _entry(self, name: str) -> FontEntry | None:
        canonical = self.canonical(name)
        return self.entries[canonical] if canonical else None


@lru_cache(maxsize=1)
def load_fonts() -> FontBook:
    """The packaged fonts, read once a process. Raises SpecError with every fault of the file."""
    path = "fonts.toml"
    problems: list[Problem] = []
    data = read_toml(templates() / path, path, problems) or {}
    general = data.pop("fallback", ())
    read = {name: checked(FontEntry, entry, path, problems, f'"{name}"') for name, entry in data.items()}
    entries = {name: entry for name, entry in read.items() if entry}
    problems += font_problems(path, entries, general)
    if problems:
        raise SpecError("字体数据有误：", "请按 templates/README.md 所列写法改正。", problems)
    meant = {bare_name(name): canonical for canonical, entry in entries.items() for name in entry.names(canonical)}
    designs = {
        meant.get(bare_name(like), bare_name(like)): canonical
        for canonical, entry in entries.items()
        for like in entry.same_design
    }
    return FontBook(entries, tuple(general), meant, _cut_names(meant), designs)


def font_problems(path: str, entries: Mapping[str, FontEntry], general: Sequence[str] = ()) -> Iterator[Problem]:
    """A name that means two fonts, a stand-in that two fonts share, and faces without a block of their own."""
    meanings: dict[str, str] = {}
    shared = Counter(entry.stand_in for entry in entries.values() if entry.stand_in)
    for canonical, entry in entries.items():
        for name in entry.names(canonical):
            other = meanings.setdefault(bare_name(name), canonical)
            if other != canonical:
                yield Problem(path, f'"{canonical}"', f"这个名称已指 {other}", as_toml(name))
        if entry.stand_in and shared[entry.stand_in] > 1:
            yield Problem(path, f'"{canonical}".stand_in', "两种字体不得用同一种替代字体", as_toml(entry.stand_in))
        if entry.stand_in and entry.stand_in not in entries:
            yield Problem(path, f'"{canonical}".stand_in', "替代字体应另立一节", as_toml(entry.stand_in))
        yield from _families_without_block(path, f'"{canonical}".fallback', entry.fallback, entries)
    yield from _families_without_block(path, "fallback", general, entries)


def _families_without_block(
    path: str, key: str, families: Sequence[str], entries: Mapping[str, FontEntry]
) -> Iterator[Problem]:
    for family in families:
        if family not in entries:
            yield Problem(path, key, "补字的字体应另立一节", as_toml(family))


def _cut_names(meant: Mapping[str, str]) -> dict[str, str]:
    """Names without their last letter (WPS writes ``SimSu``), where only one font can be meant."""
    long_enough = (name for name in meant if len(name) > _SHORTEST_CUT)
    cut: dict[str, set[str]] = {}
    for name in long_enough:
        cut.setdefault(name[:-1], set()).add(meant[name])
    return {name: next(iter(fonts)) for name, fonts in cut.items() if len(fonts) == 1 and name not in meant}

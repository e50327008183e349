"""The font files a print draws with: originals found on this machine, else the documented stand-ins.

A stand-in is embedded under its own PostScript name, never under the name of the font it stands for. What a face can
draw is read from its ``cmap`` (ISO/IEC 14496-22), once per file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from docgen.errors import FontMissing
from docgen.spec.font_folders import font_folders
from docgen.spec.fonts import FontBook, Likeness, load_fonts

_SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")
_POSTSCRIPT_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class PrintFace:
    """One face in one font file. ``name`` is its own PostScript name; ``number`` its place in a collection, None for
    a file that holds a single face; ``stamp`` is the file's size and time of change, so that a replaced file is read
    again."""

    name: str
    file: Path
    number: int | None
    stamp: tuple[int, int]

    def covers(self, character: str) -> bool:
        return ord(character) in _advances(self)

    def advance(self, character: str) -> float:
        """The width of a character in parts of the type size; one em when the face lacks it."""
        return _advances(self).get(ord(character), 1.0)

    def data(self, characters: Iterable[str] = ()) -> bytes:
        """The font program. Of a collection, which no ``@font-face`` can address, only ``characters`` of this face."""
        if self.number is None:
            return self.file.read_bytes()
        return _cut_out(self, "".join(sorted(set(characters))))


@dataclass(frozen=True, slots=True)
class FaceCabinet:
    """Finds faces by the name a paper calls for. ``folders`` are searched through, subfolders included."""

    folders: tuple[Path, ...]
    book: FontBook

    def face(self, wanted: str | None, *, substitute: bool = True) -> PrintFace:
        """The face to print ``wanted`` with; None: a paper that calls for no font at all.

        The original wins over the documented stand-in, that over a font of the same design, that over a fallback.
        Raises FontMissing when none is on this machine, or only a substitute is and ``substitute`` is False.
        """
        if wanted is None:
            return self._first(self.book.fallback, "没有可用的字体")
        original = self.original(wanted)
        if original is not None:
            return original
        if not substitute:
            raise FontMissing(f"本机没有字体“{wanted}”", "请安装该字体，或去掉 --no-substitute，以规定的替代字体印制。")
        stand_in = self.book.stand_in(wanted)
        substitutes = (stand_in,) if stand_in else (*self.book.same_design(wanted), *self.book.fallbacks(wanted))
        return self._first(substitutes, f"本机没有字体“{wanted}”，也没有可替代它的{'、'.join(substitutes)}")

    def fallbacks(self, wanted: str | None) -> tuple[PrintFace, ...]:
        """The faces that draw what the face of ``wanted`` lacks, in the order of the law."""
        families = self.book.fallback if wanted is None else self.book.fallbacks(wanted)
        return tuple(face for family in families if (face := self.original(family)) is not None)

    def _first(self, names: Iterable[str], trouble: str) -> PrintFace:
        face = next((face for name in names if (face := self.original(name)) is not None), None)
        if face is None:
            raise FontMissing(trouble, "请安装其中之一，或运行：make fonts")
        return face

    def original(self, wanted: str) -> PrintFace | None:
        """A face that is the font itself. A file may lie under another's name: the name inside decides."""
        files = _font_files(self.folders)
        for name in self.book.original_files(wanted):
            for file in files.get(name.lower(), ()):
                for face in _faces_of(file):
                    if self.book.compare(face.name, True, wanted) is Likeness.ORIGINAL:
                        return face
        return None


@cache
def cabinet() -> FaceCabinet:
    """The fonts of this machine, of WPS Office, and those ``make fonts`` has put into the user's cache."""
    return FaceCabinet(tuple(folder.path for folder in font_folders()), load_fonts())


@cache
def _font_files(folders: tuple[Path, ...]) -> Mapping[str, tuple[Path, ...]]:
    """File name in lower case → the font files so called, nearer folders first. Looked through once per process."""
    found: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                found[path.name.lower()] = (*found.get(path.name.lower(), ()), path)
    return MappingProxyType(found)


def _faces_of(file: Path) -> tuple[PrintFace, ...]:
    status = file.stat()
    return _faces_as_of(file, (status.st_size, status.st_mtime_ns))


@cache
def _faces_as_of(file: Path, stamp: tuple[int, int]) -> tuple[PrintFace, ...]:
    """The faces of a file, by their PostScript names (``name`` table, id 6); none of a file that is no font."""
    try:
        with file.open("rb") as stream:
            collection = stream.read(4) == b"ttcf"
        if collection:
            with TTCollection(str(file), lazy=True) as fonts:
                names = [font["name"].getDebugName(_POSTSCRIPT_NAME) for font in fonts]
        else:
            with TTFont(file, lazy=True) as font:
                names = [font["name"].getDebugName(_POSTSCRIPT_NAME)]
    except (TTLibError, OSError, KeyError):
        return ()
    return tuple(
        PrintFace(name, file, number if collection else None, stamp) for number, name in enumerate(names) if name
    )


@lru_cache(maxsize=32)
def _advances(face: PrintFace) -> Mapping[int, float]:
    """Code point → advance width in ems, for every character the face draws."""
    with TTFont(face.file, fontNumber=-1 if face.number is None else face.number, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return MappingProxyType({code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()})


@lru_cache(maxsize=32)
def _cut_out(face: PrintFace, characters: str) -> bytes:
    """A font program of these characters only: a collection is tens of megabytes, a name needs one or two glyphs."""
    options = subset.Options(layout_features=[], name_IDs=["*"], name_languages=["*"], notdef_outline=True)
    with TTFont(face.file, fontNumber=face.number or 0, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        program = BytesIO()
        font.save(program)
    return program.getvalue()

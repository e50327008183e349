"""The view, printed: HTML and stylesheet through WeasyPrint to PDF.

Nothing is fetched but font programs and pictures, which are handed over from memory; the same view gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from docgen.make.faces import FaceCabinet, PrintFace, cabinet
from docgen.make.html import printable
from docgen.make.ink import Ink
from docgen.make.pictures import Media, Pictures
from docgen.make.synthetic_bold import embolden
from docgen.spec.model import DocumentSpec
from docgen.view.model import DocumentView
from docgen.view.roles import Roles

_SCHEME: Final = "face"
_CONFIGURATIONS: Final = 8


def print_pdf(
    view: DocumentView,
    roles: Roles,
    spec: DocumentSpec,
    *,
    substitute: bool = True,
    faces: FaceCabinet | None = None,
    media: Media | None = None,
) -> bytes:
    """Print a view as PDF. ``substitute`` allows the documented stand-ins; ``faces`` are the machine's by default;
    ``media`` are the bytes of its pictures by part name (:func:`docgen.make.pictures.media_of`).

    Raises TemplateError when the view holds something that cannot be printed (all of it named), FontMissing when a
    font or a character has no face.
    """
    ink = Ink(faces or cabinet(), substitute)
    pictures = Pictures(media or {})
    paper = printable(view, roles, spec, ink, pictures)
    loaded = _loaded(tuple(sorted((_cut(face, drawn) for face, drawn in ink.drawn.items()), key=_order)))
    from weasyprint import CSS, HTML

    style = CSS(string=paper.css, font_config=loaded.configuration, url_fetcher=loaded.fetcher)
    page = HTML(string=paper.html, url_fetcher=_fetcher(pictures.drawn))
    printed: bytes = page.write_pdf(
        stylesheets=[loaded.style, style], font_config=loaded.configuration, finisher=embolden
    )
    return printed


class _Loaded(NamedTuple):
    """A set of faces that WeasyPrint knows: its font configuration, their ``@font-face`` rules, what serves them."""

    configuration: Any
    style: Any
    fetcher: Any


def _cut(face: PrintFace, drawn: set[str]) -> tuple[PrintFace, str]:
    """A face and, of a collection, the characters to cut out of it."""
    return face, "" if face.number is None else "".join(sorted(drawn))


def _order(face: tuple[PrintFace, str]) -> tuple[str, str]:
    return face[0].name, face[1]


@lru_cache(maxsize=_CONFIGURATIONS)
def _loaded(faces: tuple[tuple[PrintFace, str], ...]) -> _Loaded:
    """One configuration per set of faces: within one, the first ``@font-face`` of a family wins for good."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    programs = {f"{_SCHEME}:{face.name}": face.data(characters) for face, characters in faces}
    rules = "".join(f'@font-face{{font-family:"{face.name}";src:url("{_SCHEME}:{face.name}")}}' for face, _ in faces)
    configuration = FontConfiguration()
    fetcher = _fetcher(programs)
    return _Loaded(configuration, CSS(string=rules, font_config=configuration, url_fetcher=fetcher), fetcher)


def _fetcher(served: Mapping[str, bytes]) -> Any:
    """Serves what it is given and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class MemoryFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            if url not in served:
                raise ValueError(f"nothing of this print: {url}")
            return URLFetcherResponse(url, served[url], headers)

    return MemoryFetcher()


def pango_version() -> str:
    """The version of Pango that prints would be set with, ``1.50.12``.

    Raises:
        OSError: WeasyPrint does not find the libraries it needs on this machine.
    """
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"

"""What a PDF keeps where its pages do not show it: files attached, a package of files, a form other programs draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from docgen.view.facts import Elsewhere

_MOST_NODES: Final = 2_000
_MOST_FILES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Withheld:
    """``attached`` are the names of files within; ``elsewhere`` says that the pages are only a cover for what is to be
    read: a package of those files (ISO 32000-1 §12.3.5), or a form drawn by its own program (§12.7.8)."""

    attached: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None


def withheld_by(catalog: dict[str, Any]) -> Withheld:
    names = catalog.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    attached = tuple(name for _, name in zip(range(_MOST_FILES), _file_names(tree), strict=False))
    package = attached and isinstance(catalog.get("/Collection"), pikepdf.Dictionary)
    return Withheld(attached, "package" if package else "form" if _draws_itself(catalog) else None)


def _draws_itself(catalog: dict[str, Any]) -> bool:
    """Whether it is a form of which the pages show nothing: it says so, or has no field of its own on them."""
    if catalog.get("/NeedsRendering") is True:
        return True
    form = catalog.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    return not (isinstance(fields, pikepdf.Array) and len(fields))


def _file_names(tree: Any) -> Iterator[str]:
    """The names of the files of a name tree (§7.9.6)."""
    waiting = [tree]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if isinstance(kids := node.get("/Kids"), pikepdf.Array):
            waiting += list(kids)[:_MOST_NODES]
        if isinstance(names := node.get("/Names"), pikepdf.Array):
            for file in list(names)[1 : 2 * _MOST_FILES : 2]:
                if isinstance(file, pikepdf.Dictionary):
                    yield str(file.get("/UF", file.get("/F", "")))

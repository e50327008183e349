"""Files of ours that may be made anew: those nobody has saved since.

Whoever opens a .docx in WPS or Word and saves it leaves that program's name in the application properties (ECMA-376
Part 1 §22.2.2.1); a PDF names the program it was made with (ISO 32000-1 14.3.3). While ours stands there, the file is
as it was made, and a newer one takes its place; any other is left alone.
"""

from __future__ import annotations

import filecmp
import re
import shutil
from pathlib import Path
from typing import Final

from docgen.errors import OutputError, TemplateError, Unreadable
from docgen.make.output import taking_the_place_of
from docgen.make.package import read_members
from docgen.make.printing.binding import MAKER, opened

_PROGRAM: Final = re.compile(rb"<Application>docgen [^<]*</Application>")
_PROPERTIES: Final = "docProps/app.xml"


def write_anew(path: Path, made: bytes | Path, *, overwrite: bool) -> bool:
    """Write a file of ours from bytes or from another file, over an older one of ours too.

    Returns whether anything was written.

    Raises:
        OutputError: it cannot be written, or what is there is not ours or was saved since, and there is no
            ``overwrite``.
    """
    if path.exists():
        if _same(path, made):
            return False
        if not (overwrite or is_as_made(path)):
            remedy = "改动过的请先另存；要用新做的换掉它，请加 --overwrite 覆盖。"
            raise OutputError(f"{path} 已存在且改动过，没有改动", remedy)
    with taking_the_place_of(path) as beside:
        if isinstance(made, Path):
            shutil.copyfile(made, beside)
        else:
            beside.write_bytes(made)
    return True


def _same(path: Path, made: bytes | Path) -> bool:
    return filecmp.cmp(path, made, shallow=False) if isinstance(made, Path) else path.read_bytes() == made


def is_as_made(path: Path) -> bool:
    """Whether a .docx or a PDF was written by us and saved by no one since."""
    try:
        if path.suffix.lower() == ".pdf":
            with opened(path) as paper:
                return str(paper.docinfo.get("/Creator", "")).startswith(MAKER)
        members = {member.name: member for member in read_members(path.read_bytes())}
        return _PROPERTIES in members and _PROGRAM.search(members[_PROPERTIES].data) is not None
    except (TemplateError, Unreadable, OSError):
        return False

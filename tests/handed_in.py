"""Submissions as they are handed in: files laid out in a folder, or packed into a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path


def laid_out(root: Path, files: Mapping[str, bytes]) -> Path:
    """The folder with these files in it, by their paths below it."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()

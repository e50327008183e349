"""Papers of other word processors made into .docx by LibreOffice, under guard. Nothing handed in is changed: what is
converted is a copy in a folder of its own."""

from __future__ import annotations

from docgen.convert.converter import CONVERTIBLE, Converter
from docgen.convert.office import find_office

__all__ = ["CONVERTIBLE", "Converter", "find_office"]

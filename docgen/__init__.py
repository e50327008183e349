"""docgen: makes and judges the papers of “双随机、一公开” inspections.

The front door. What this package exports is the public API; everything is loaded when first asked for, so that
``docgen --help`` starts without the readers and writers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.make import make_docx, make_pdf
    from docgen.spec import load_profile
    from docgen.view import read_document

__version__ = "0.1.0"
__all__ = ["__version__", "load_profile", "make_docx", "make_pdf", "read_document"]

_HOME = {
    "load_profile": "docgen.spec",
    "make_docx": "docgen.make",
    "make_pdf": "docgen.make",
    "read_document": "docgen.view",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'docgen' has no attribute {name!r}")

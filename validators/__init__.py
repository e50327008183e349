"""The judge: ``check_document``, ``check_dossier``, ``check_template``; findings are values, reports print them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if __name__ != "docgen.validators":
    raise ImportError("import docgen.validators, not validators: PyPI has another package of that bare name")

if TYPE_CHECKING:
    from docgen.validators.finding import Check, Finding, Report
    from docgen.validators.run import check_document, check_dossier, check_template

__all__ = ["Check", "Finding", "Report", "check_document", "check_dossier", "check_template"]

_HOME = {
    "Check": "finding",
    "Finding": "finding",
    "Report": "finding",
    "check_document": "run",
    "check_dossier": "run",
    "check_template": "run",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"docgen.validators.{_HOME[name]}"), name)
    raise AttributeError(f"module 'docgen.validators' has no attribute {name!r}")

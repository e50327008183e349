"""Draft a plain template from a specification."""

from docgen.make.draft.body import draft

__all__ = ["draft"]

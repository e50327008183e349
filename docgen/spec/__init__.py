"""The law, loaded: jurisdictions and their documents, fonts and measures.

Where things lie in a law file is told in ``templates/README.md``; what they become, in :mod:`docgen.spec.model`.
"""

from docgen.spec.faults import suggest
from docgen.spec.folders import profiles
from docgen.spec.fonts import FontBook, Likeness, load_fonts
from docgen.spec.measures import Measures, load_measures
from docgen.spec.profile import load_document, load_profile

__all__ = [
    "FontBook",
    "Likeness",
    "Measures",
    "load_document",
    "load_fonts",
    "load_measures",
    "load_profile",
    "profiles",
    "suggest",
]

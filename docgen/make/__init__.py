"""The maker: rows of data to papers, .docx and PDF, by the same law that judges them."""

from docgen.make.dossiers import make_dossiers, make_papers
from docgen.make.making import MakeReport
from docgen.make.names import file_name
from docgen.make.papers import make_docx, make_pdf
from docgen.make.record import Record, make_record
from docgen.make.rows import Row, read_rows
from docgen.make.workbook import make_workbook

__all__ = [
    "MakeReport",
    "Record",
    "Row",
    "file_name",
    "make_docx",
    "make_dossiers",
    "make_papers",
    "make_pdf",
    "make_record",
    "make_workbook",
    "read_rows",
]

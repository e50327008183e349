"""Papers printed one after another: what cannot be printed is noted, and the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import DocgenError, FontMissing, TemplateError, UsageError
from docgen.make.papers import make_pdf, with_fields
from docgen.make.record import Record
from docgen.spec.model import DocumentSpec


@dataclass(slots=True)
class Printer:
    """``wanted``: whether papers are to be printed, until this machine turns out not to be able to; ``troubles`` is
    where what fails is noted."""

    wanted: bool
    substitute: bool
    troubles: list[DocgenError]

    def printed(self, spec: DocumentSpec, record: Record, docx: bytes) -> bytes | None:
        """The print of a paper, or None and a trouble."""
        try:
            return make_pdf(spec, docx, substitute=self.substitute)
        except FontMissing as fault:
            self.troubles.append(with_fields(fault, spec, record))
        except TemplateError as fault:
            self.troubles.append(fault)
        except OSError as fault:  # the printer's own libraries are not on this machine: said once
            self.wanted = False
            remedy = "文书的 .docx 照常制作；印 PDF 须先安装 Pango（见 README）。"
            self.troubles.append(UsageError(f"本机不能印 PDF（{fault}）", remedy))
        return None

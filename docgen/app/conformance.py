"""Template conformance: what the maker finds out about a template, handed to the judge as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.errors import DocgenError, FontMissing
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.finding import Report
from docgen.validators.paper import TemplateFacts
from docgen.view.model import DocumentView


@dataclass(frozen=True, slots=True)
class JudgedTemplate:
    """``unchecked`` says what this machine could not try (no font, no Pango), for the end of a line."""

    report: Report
    unchecked: str


def judge_template(profile: Profile, spec: DocumentSpec) -> JudgedTemplate:
    """Hold one template to its law: read it, stamp it, make its sample as .docx and PDF and read both back."""
    from docgen.make.compile import placeholders
    from docgen.make.placeholder_names import fields_by_word
    from docgen.make.stamp import stamp
    from docgen.validators.run import check_template
    from docgen.view import read_document

    data = spec.template.read_bytes()
    trial = _Trial(profile, spec)
    words = fields_by_word(spec)
    facts = TemplateFacts(
        placeholders=tuple(sorted({words.get(asked.name, asked.name) for asked in placeholders(spec.template)})),
        stamp_changes=stamp(spec, data).changes,
        sample_troubles=tuple(trial.troubles()),
        sample_view=trial.made,
    )
    return JudgedTemplate(check_template(spec, read_document(data), facts), trial.unchecked)


class _Trial:
    """One run of a sample: made, printed, read back."""

    def __init__(self, profile: Profile, spec: DocumentSpec) -> None:
        self.profile = profile
        self.spec = spec
        self.made: DocumentView | None = None
        self.unchecked = ""

    def troubles(self) -> Iterator[str]:
        from docgen.make import make_docx, read_rows
        from docgen.view import read_document

        try:
            rows = read_rows(self.spec.sample, self.spec)
            papers = [make_docx(self.spec, row) for row in rows]
        except DocgenError as fault:
            yield f"样例不能制成文书：{fault}"
            return
        for paper in papers:
            self.made = read_document(paper, "sample.docx")
            yield from self._read_back(paper, "sample.docx")
            yield from self._printed(paper)

    def _read_back(self, paper: bytes, name: str) -> Iterator[str]:
        """Errors, warnings, and on PDF every note but the stand-in font's."""
        from docgen.validators.run import check_document

        report = check_document(paper, self.profile, as_document=self.spec, name=name)
        for finding in report.findings:
            if not (name.endswith(".pdf") and finding.code == "TYP106"):
                yield f"{name} {finding.code} {finding.message}"
        for crash in report.crashes:
            yield f"{name} {crash.traceback}"

    def _printed(self, paper: bytes) -> Iterator[str]:
        from docgen.make import make_pdf
        from docgen.view import read_document
        from docgen.view.text import normalised_text

        try:
            printed = make_pdf(self.spec, paper)
        except (FontMissing, OSError) as fault:
            self.unchecked = f"（PDF 未核对：{str(fault).splitlines()[0]}）"
            return
        except DocgenError as fault:
            yield f"样例不能印成 PDF：{fault}"
            return
        yield from self._read_back(printed, "sample.pdf")
        if self.made and normalised_text(read_document(printed, "sample.pdf")) != normalised_text(self.made):
            yield "PDF 的文字与 .docx 不同"

"""The view as HTML: every block in its section, every paragraph in its role, all text escaped.

What the law states of a role stands in the role's class (:func:`docgen.make.css.css`); what it leaves free is taken
from the view. What cannot be printed as it is (charts, text boxes, vertical text, broken pictures) is refused, all
at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from docgen import __version__
from docgen.errors import FontMissing, Problem, TemplateError
from docgen.make.css import RESET, Classes, Grid, css, keep_free, paragraph_style, rule
from docgen.make.css_pages import counter_rules, page_rules
from docgen.make.html_frames import frame_html, frame_of, without_anchor
from docgen.make.html_pictures import Ground, floating_html, inline_html
from docgen.make.html_tables import table_html
from docgen.make.html_text import Placed, RoleFaces, TextWriter
from docgen.make.ink import Ink, location
from docgen.make.pictures import Pictures
from docgen.spec.model import DocumentSpec
from docgen.view.model import Block, DocumentView, Opaque, Paragraph, Section, Table
from docgen.view.roles import Roles
from docgen.view.words import ASIDE_WORDS

_AFTER_BREAK: Final = MappingProxyType({"break-before": "page", "text-indent": "0", "margin-top": "0"})


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper ready for the printer: a page of HTML and its stylesheet (without ``@font-face`` rules)."""

    html: str
    css: str


def printable(view: DocumentView, roles: Roles, spec: DocumentSpec, ink: Ink, pictures: Pictures) -> Printable:
    """Write a view as HTML. ``ink`` is told every character drawn, ``pictures`` every picture.

    Raises TemplateError when something cannot be printed, FontMissing when a character cannot.
    """
    writer = _Writer(roles, spec, ink, pictures)
    body = "".join(writer.sections(view))
    if writer.problems:
        raise TemplateError(
            "这份文书有不能印成PDF的内容", "请在模板中去掉或改为普通文字，或只制作 .docx。", writer.problems
        )
    if ink.missing:
        raise FontMissing("有的字没有字体可印", "请改用其他写法，或安装含有这些字的字体。", ink.missing.values())
    return Printable(_page(body, _title(view, roles, spec), view.facts.mark), writer.css())


def _page(body: str, title: str, mark: str | None) -> str:
    keywords = f'<meta name="keywords" content="{escape(mark)}">' if mark else ""
    head = f'<title>{escape(title)}</title><meta name="generator" content="docgen {__version__}">{keywords}'
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _title(view: DocumentView, roles: Roles, spec: DocumentSpec) -> str:
    """The paper's own title as it stands in it, else that of its law."""
    written = "".join(p.text.strip() for p in view.paragraphs() if roles.role_of(p) == "title")
    return written or spec.title


@dataclass(frozen=True, slots=True)
class _Region:
    """The body, a header or a footer of one section: its grid, how its text is written, where pictures are placed."""

    grid: Grid | None
    text: TextWriter
    ground: Ground


@dataclass(slots=True)
class _Writer:
    roles: Roles
    spec: DocumentSpec
    ink: Ink
    pictures: Pictures
    classes: Classes = field(default_factory=Classes)
    problems: list[Problem] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    _faces: dict[str | None, RoleFaces] = field(default_factory=dict)

    def css(self) -> str:
        met = {name: role for name, role in self.spec.role.items() if name in self._faces}
        families = {font: self.ink.slot(font).face.name for role in met.values() for font in role.font[:1]}
        return "".join([RESET, *counter_rules(), css(met, families), self.classes.text(), *self.rules])

    # Sections and their furniture

    def sections(self, view: DocumentView) -> Iterator[str]:
        """Each section in a box of its own named page; blocks without a section belong to the first."""
        held = {number: tuple(blocks) for number, blocks in groupby(view.blocks, lambda block: block.place.section)}
        for number, section in enumerate(view.sections, start=1):
            blocks = held.get(number, ()) + (held.get(None, ()) if number == 1 else ())
            yield "".join(self._section(number, section, blocks))

    def _section(self, number: int, section: Section, blocks: Sequence[Block]) -> Iterator[str]:
        body = _Region(Grid.of(section.page), TextWriter(self.ink, self.classes), Ground.of_body(section.page))
        if section.page.direction:
            self.problems.append(Problem(f"第{number}节", "", "竖排文字不能印成PDF"))
        columns = section.page.columns
        style = {"page": f"section-{number}"}
        if columns.count > 1:
            style |= {"column-count": str(columns.count), "column-gap": f"{columns.space.pt:g}pt"}
        furniture = list(self._furniture(section, body.grid))
        self.rules += page_rules(number, section.page, [(place, kind, bool(html)) for place, kind, html in furniture])
        self.rules.append(rule(f".section-{number}", style))
        yield f'<div class="section-{number}">'
        for place, kind, html in furniture:
            if html:
                running = {"position": f"running({place}-{number}-{kind})", "display": "flow-root"}
                self.rules.append(rule(f".{place}-{number}-{kind}", running))
                yield f'<div class="{place}-{number}-{kind}">{html}</div>'
        yield from self._body(without_anchor(blocks), body, section)
        yield "</div>"

    def _furniture(self, section: Section, grid: Grid | None) -> Iterator[tuple[str, str, str]]:
        """Place, kind and HTML of every header and footer that is in force; a kind without content is empty."""
        in_force = {"default": True, "even": section.page.odd_even, "first": section.page.different_first}
        for place, held in (("header", section.headers), ("footer", section.footers)):
            written: dict[str, tuple[Block, ...]] = {str(kind): blocks for kind, blocks in held.items()}
            for kind, on in in_force.items():
                if on:
                    text = TextWriter(self.ink, self.classes, section.page.number_format)
                    region = _Region(grid, text, Ground.of_furniture(place, section.page))
                    yield place, kind, "".join(self.blocks(written.get(kind, ()), region))

    # Blocks

    def _body(self, blocks: Sequence[Block], region: _Region, section: Section) -> Iterator[str]:
        """The blocks of a section, those of one frame together where it stands."""
        for number, (frame, run) in enumerate(groupby(blocks, frame_of)):
            written = "".join(self.blocks(run, region))
            yield frame_html(frame, written, section.page, self.classes, opens=number == 0) if frame else written

    def blocks(self, blocks: Iterable[Block], region: _Region) -> Iterator[str]:
        """Paragraphs and tables."""
        yield from (self._block(block, region) for block in blocks)

    def _block(self, block: Block, region: _Region) -> str:
        where = location(block.place) or "全文"
        self.problems += [Problem(where, "", f"{what}不能印成PDF") for what in _unprintable(block)]
        if isinstance(block, Table):
            return table_html(block, self.classes, lambda cell: "".join(self.blocks(cell.blocks, region)))
        if not isinstance(block, Paragraph):
            return ""
        printed, floating = self._pictures(block, region, where)
        written = self._paragraph(block, region, printed)
        return f"<div>{floating}{written}</div>" if floating else written

    def _pictures(self, paragraph: Paragraph, region: _Region, where: str) -> tuple[list[Placed], str]:
        """The pictures in the lines of a paragraph, and those anchored to it; faulty ones are told."""
        inline: list[Placed] = []
        floating = ""
        for picture in paragraph.pictures:
            if fault := self.pictures.fault(picture) or region.ground.fault(picture):
                name = picture.description or picture.part or ""
                self.problems.append(Problem(where, "", f"图片{name}不能印成PDF：{fault}"))
            elif picture.anchor == "inline":
                inline.append((picture.at, inline_html(picture, self.pictures.address(picture), self.classes)))
            else:
                floating += floating_html(picture, self.pictures.address(picture), self.classes, region.ground)
        return inline, floating

    def _paragraph(self, paragraph: Paragraph, region: _Region, pictures: Sequence[Placed]) -> str:
        """A paragraph, cut at its page breaks: what follows a break starts a page and has no first-line indent."""
        name = self.roles.role_of(paragraph)
        faces = self._role_faces(name)
        text = region.text
        shape = keep_free(paragraph_style(paragraph.format, text.size_of(paragraph, faces), region.grid), faces.stated)
        letters = text.base_style(paragraph, faces)
        role = f"role-{name} " if name else ""
        parts = text.parts(paragraph, faces, pictures)
        ends_page = len(parts) > 1 and not parts[-1]  # the mark after a break takes no line of its own
        styles = [{**shape, **letters, **(_AFTER_BREAK if number else {})} for number in range(len(parts) - ends_page)]
        if ends_page:
            styles[-1]["break-after"] = "page"
        classes = (f"{role}{self.classes.name(style)}" for style in styles)
        return "".join(f'<p class="{name}">{part or "<br>"}</p>' for name, part in zip(classes, parts, strict=False))

    def _role_faces(self, name: str | None) -> RoleFaces:
        if name not in self._faces:
            self._faces[name] = RoleFaces.of(self.spec.role.get(name or ""), self.ink)
        return self._faces[name]


def _unprintable(block: Block) -> Iterator[str]:
    """What of a block, its nested blocks apart, would not look in print as it does in the paper."""
    if isinstance(block, Opaque):
        yield block.what
    elif isinstance(block, Table):
        yield from ("竖排文字" for cell in block.cells if cell.direction is not None)
        yield from ("斜线表头" for cell in block.cells if cell.diagonal)
    else:
        yield from (ASIDE_WORDS[block.aside],) if block.aside else ()
        scaled = (run for run in block.runs if run.format.scale not in (None, 100) and not run.format.hidden)
        yield from (f"缩放为{run.format.scale}%的文字“{run.text[:10]}”" for run in scaled)

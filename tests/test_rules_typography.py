"""TYP: what a paper's look is said to be, once for each cause."""

from __future__ import annotations

from dataclasses import replace

from paper_builder import paper, spec, view

from docgen.reading import Outcome
from docgen.validators.rules.typography import stand_ins
from docgen.view.look import CharacterFormat, Face
from docgen.view.model import Paragraph
from docgen.view.roles import assign

LAW = spec("sheet", role={
    "title": {"find": "first text", "font": "黑体"},
    "note": {"find": 'text matching "^注"', "font": "黑体"},
    "body": {"find": "the rest", "font": "仿宋_GB2312"},
})  # fmt: skip


def printed(paragraph: Paragraph, face: str) -> Paragraph:
    (run,) = paragraph.runs
    return replace(paragraph, runs=(replace(run, format=CharacterFormat(east_asian=Face(face, printed=True))),))


def test_a_paper_printed_in_stand_ins_says_so_once_and_names_each_pair_once() -> None:
    lines = view("标题", "正文", "注一", kind="pdf")
    faces = ("FandolHei-Regular", "FandolFang-Regular", "FandolHei-Regular")
    paragraphs = (block for block in lines.blocks if isinstance(block, Paragraph))
    seen = replace(lines, blocks=tuple(map(printed, paragraphs, faces)))
    (check,) = stand_ins(replace(paper(LAW), view=seen, roles=assign(seen, LAW)))
    assert check.outcome is Outcome.VIOLATES
    assert check.message == "以替代字体打印：“FandolHei-Regular代替黑体；FandolFang-Regular代替仿宋_GB2312”"

"""Interning repeated properties changes nothing that is seen; where it cannot be done safely it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx_builder import A4, NAMESPACES, docx_parts, p, packed, part, r, style, tbl, tc, tr, view

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS
from docgen.view.from_docx import read_docx
from docgen.view.from_docx.interned import NUMBER, InternedPart, parse_interned
from docgen.view.model import DocumentView

LOOK = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="24"/>'
SPACING = '<w:spacing w:line="280" w:lineRule="exact"/>'
CHANGED = '<w:b/><w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange>'
BODY = (
    p(r("甲", LOOK) + r("乙", CHANGED) + r("丙", LOOK), SPACING)
    + p(r("丁", LOOK), f"{SPACING}<w:rPr>{LOOK}</w:rPr>")
    + tbl(tr(tc("一", '<w:vAlign w:val="center"/>'), tc("二", '<w:vAlign w:val="center"/>')), grid=(500, 500))
    + p(r("戊"), f"{SPACING}{A4}")
    + p(r("己", "<w:vanish/>"), '<w:rPr><w:ins w:id="2"/></w:rPr>')
    + A4
)


def interned(document: str) -> InternedPart:
    return parse_interned(document.encode(), "word/document.xml", DEFAULT_LIMITS)


def seen(document: str) -> DocumentView:
    return read_docx(packed({**docx_parts("", styles=style("a", default=True)), "word/document.xml": document}))


DOCUMENT = part("w:document", f"<w:body>{BODY}</w:body>")
UNSAFE: list[tuple[str, Callable[[str], str]]] = [
    ("a comment", lambda document: document.replace("<w:body>", "<!-- <w:rPr> --><w:body>")),
    ("literal text", lambda document: document.replace(">甲<", "><![CDATA[甲]]><")),
    ("a prefix bound twice", lambda document: document.replace("<w:body>", '<w:body xmlns:q="u"><q xmlns:w="u"/>')),
    ("its own number", lambda document: document.replace("<w:body>", f'<w:body {NUMBER}="0">')),
    ("a prefix bound further in", lambda document: document.replace("<w:b/>", "<q:b xmlns:q='u'/><w:b/>")),
]
OTHERWISE: list[tuple[str, Callable[[str], str]]] = [
    ("another prefix", lambda document: document.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")),
    ("a prefix bound again to the same", lambda document: document.replace("<w:sectPr>", f"<w:sectPr {NAMESPACES}>")),
]


def test_equal_properties_are_parsed_once_and_found_by_their_number() -> None:
    found = interned(DOCUMENT)
    numbered = [element for element in found.root.iter() if element.get(NUMBER) is not None]
    assert len(numbered) > len(found.distinct) > 0
    assert {len(element) for element in numbered} == {0}
    assert all(found.whole(element).tag == element.tag for element in numbered)


def test_properties_that_hold_a_section_or_another_stay_in_their_place() -> None:
    found = interned(DOCUMENT)
    assert len(list(found.root.iter("{*}sectPr"))) == 2
    assert len(list(found.root.iter("{*}rPrChange"))) == 1


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in (*UNSAFE, *OTHERWISE)])
def test_what_is_seen_does_not_depend_on_interning(change: Callable[[str], str]) -> None:
    document = change(DOCUMENT)
    assert seen(document) == seen(DOCUMENT)


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in UNSAFE[:4]])
def test_what_bytes_alone_do_not_tell_is_parsed_as_it_stands(change: Callable[[str], str]) -> None:
    assert interned(change(DOCUMENT)).distinct == ()


@pytest.mark.parametrize(
    "broken",
    [
        DOCUMENT.replace("<w:vanish/>", "<w:vanish>"),
        DOCUMENT.replace("</w:rPr>", "", 1),
        DOCUMENT.replace("<w:vanish/>", "</w:document>"),
        DOCUMENT.replace('<w:sz w:val="24"/>', "<q:sz/>"),
        DOCUMENT.replace('w:val="24"', 'w:val="&entity;"'),
    ],
)
def test_damage_within_properties_is_damage_of_the_part(broken: str) -> None:
    with pytest.raises(Unreadable, match=r"document\.xml") as refusal:
        interned(broken)
    assert refusal.value.code == "ARC101"


def test_a_number_somebody_wrote_into_a_file_means_nothing() -> None:
    forged = p(r("甲", LOOK)) + p(f'<w:r><w:rPr {NUMBER}="0"/><w:t>乙</w:t></w:r>')
    first, second = view(forged).paragraphs()
    assert first.runs[0].format.size != second.runs[0].format.size

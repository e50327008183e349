"""The size of a page and how it lies, by its numbers, whatever the file says of its orientation."""

from __future__ import annotations

from typing import Final

from docgen.reading import Outcome
from docgen.spec import load_measures
from docgen.spec.model import Clause, Page
from docgen.spec.words import ORIENTATION_WORDS
from docgen.units import Length
from docgen.validators.finding import Check, Reason
from docgen.validators.format.compare import CENTIMETRE
from docgen.view.look import PageSetup
from docgen.view.model import Section

_SCANNED_ANEW: Final = (
    "核对原件的纸张：确为{paper}的，按{paper}重新扫描后提交；不是的，已经签发的不改，下次制发时用{paper}。"
)
_DOTS_ONLY: Final = "扫描图片没有写明尺寸，看不出纸张大小"
_SIDEWAYS: Final = "扫描页{found}，看不出是文书本来如此，还是扫描时放成这样"
_CROPPED: Final = "扫描页{size}，不是常用的纸张，可能经过裁切或是拍照所得，看不出纸张大小"


def sheet_size(section: Section, law: Page, clause: Clause) -> Check:
    """A section's page beside the law's paper and orientation, at least one of which it states."""
    page = section.page
    if law.paper is None:
        return _direction(section, law, clause)
    short, long = load_measures().paper(law.paper)
    upright, lying = _lies_on(page, short, long), _lies_on(page, long, short)
    wanted = [fit for fit, name in ((upright, "portrait"), (lying, "landscape")) if law.orientation in (None, name)]
    if Outcome.CONFORMS in wanted:
        return Check(Outcome.CONFORMS, place=section.place, clause=clause)
    if Outcome.UNDETERMINED in wanted:
        return _untold(section, clause)
    turned = Outcome.CONFORMS in (upright, lying)
    return _scan(section, law, clause, turned) if page.picture else _otherwise(section, law, clause, turned)


def _otherwise(section: Section, law: Page, clause: Clause, turned: bool) -> Check:
    short, long = load_measures().paper(law.paper or "")
    wide = law.orientation == "landscape"
    direction = ORIENTATION_WORDS.get(law.orientation or "", "")
    size = _dimensions(*((long, short) if wide else (short, long)))
    found = _size_of(section.page)
    message = (
        f"纸张方向为{_lying(section.page)}，应为{direction}"
        if turned
        else f"纸张为{found}，应为{law.paper}{direction}（{size}）"
    )
    return Check(
        Outcome.VIOLATES,
        message,
        section.place,
        expected=f"{law.paper}{direction}",
        actual=_known_name(section.page) or found,
        clause=clause,
    )


def _scan(section: Section, law: Page, clause: Clause, turned: bool) -> Check:
    """A scan that is not as large as the law's paper, or lies otherwise. It is another paper only where it is one."""
    page, name = section.page, _known_name(section.page)
    if page.picture == "dots":
        return _untold(section, clause, _DOTS_ONLY)
    if turned:
        return _untold(section, clause, _SIDEWAYS.format(found=_lying(page)))
    if name is None:
        return _untold(section, clause, _CROPPED.format(size=_size_of(page)))
    return Check(
        Outcome.VIOLATES,
        f"扫描页的纸张为{_size_of(page)}，应为{law.paper}",
        section.place,
        expected=law.paper,
        actual=name,
        clause=clause,
        severity="note",
        fix=_SCANNED_ANEW.format(paper=law.paper),
    )


def _direction(section: Section, law: Page, clause: Clause) -> Check:
    """The law states no size: the longer side says how the sheet lies."""
    page, wanted = section.page, law.orientation or "portrait"
    width, height = page.width.value, page.height.value
    if width is None or height is None:
        return _untold(section, clause)
    found = "landscape" if width > height else "portrait"
    if found == wanted:
        return Check(Outcome.CONFORMS, place=section.place, clause=clause)
    if page.picture:
        return _untold(section, clause, _SIDEWAYS.format(found=_lying(page)))
    return Check(
        Outcome.VIOLATES,
        f"纸张方向为{ORIENTATION_WORDS[found]}，应为{ORIENTATION_WORDS[wanted]}",
        section.place,
        expected=ORIENTATION_WORDS[wanted],
        actual=ORIENTATION_WORDS[found],
        clause=clause,
    )


def _untold(section: Section, clause: Clause, why: str = "看不出纸张大小") -> Check:
    reason: Reason = "scan" if section.page.picture else "format"
    return Check(Outcome.UNDETERMINED, place=section.place, clause=clause, reason=reason, why=why)


def _lies_on(page: PageSetup, width: Length, height: Length) -> Outcome:
    fits = (page.width.equals(width), page.height.equals(height))
    if Outcome.VIOLATES in fits:
        return Outcome.VIOLATES
    return Outcome.CONFORMS if fits == (Outcome.CONFORMS,) * 2 else Outcome.UNDETERMINED


def _lying(page: PageSetup) -> str:
    return ORIENTATION_WORDS["landscape" if (page.width.low or 0) > (page.height.low or 0) else "portrait"]


def _size_of(page: PageSetup) -> str:
    """The name of a known sheet and its direction with its size, or the size alone."""
    size = _dimensions(page.width.low or Length(0), page.height.low or Length(0))
    name = _known_name(page)
    return f"{name}（{size}）" if name else size


def _known_name(page: PageSetup) -> str | None:
    """The sheet it comes nearest to, of those it may be."""
    papers = [(name, *load_measures().paper(name)) for name in load_measures().papers]
    turns = [(f"{name}{ORIENTATION_WORDS['portrait']}", short, long) for name, short, long in papers]
    turns += [(f"{name}{ORIENTATION_WORDS['landscape']}", long, short) for name, short, long in papers]
    fitting = [turn for turn in turns if _lies_on(page, turn[1], turn[2]) is Outcome.CONFORMS]
    return min(fitting, key=lambda turn: _off(page, turn[1], turn[2]), default=("",))[0] or None


def _off(page: PageSetup, width: Length, height: Length) -> int:
    return abs((page.width.low or 0) - width) + abs((page.height.low or 0) - height)


def _dimensions(width: Length, height: Length) -> str:
    return f"宽{CENTIMETRE.say(width)}、高{CENTIMETRE.say(height)}"

"""Which of a campaign's households and papers a run is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.errors import UsageError
from docgen.make.campaign.layout import code_of, name_of
from docgen.make.campaign.model import Campaign, Household
from docgen.make.headers import short_title
from docgen.spec import suggest
from docgen.spec.model import DocumentSpec
from docgen.wording import squeezed

_ROWS: Final = re.compile(r"(\d+)(?:[-—～~至](\d+))?")


@dataclass(frozen=True, slots=True)
class Choice:
    """``households`` by name, code or serial number, ``rows`` of the sheet of households (``3-10,15``), ``only`` these
    papers by name; what says nothing chooses all."""

    households: tuple[str, ...] = ()
    rows: str = ""
    only: tuple[str, ...] = ()


EVERYTHING: Final = Choice()


def chosen_households(choice: Choice, campaign: Campaign) -> list[Household]:
    """The wanted households a choice names, in the order of the sheet.

    Raises:
        UsageError: a name, code or number that is no household's, or rows that are no rows.
    """
    found = [household for household in campaign.households if household.wanted]
    if choice.rows:
        rows = _rows(choice.rows)
        found = [household for household in found if household.row.number in rows]
    if not choice.households:
        return found
    wanted = set(map(squeezed, choice.households))
    known = {word for household in found for word in _words(household)}
    unknown = [word for word in choice.households if squeezed(word) not in known]
    if unknown:
        near = "；".join(f"“{word}”最接近的是“{near}”" for word in unknown if (near := suggest(squeezed(word), known)))
        raise UsageError(
            f"没有要制作的户“{'”“'.join(unknown)}”", f"户可写名称、代码或序号{f'；{near}' if near else ''}。"
        )
    return [household for household in found if wanted & set(_words(household))]


def chosen_documents(choice: Choice, documents: Sequence[DocumentSpec]) -> frozenset[str]:
    """The names of the papers a choice is for. Raises UsageError for a word that is none of them."""
    if not choice.only:
        return frozenset(spec.name for spec in documents)
    return frozenset(document_called(word, documents).name for word in choice.only)


def document_called(word: str, documents: Sequence[DocumentSpec]) -> DocumentSpec:
    """A paper by title, short title or name. Raises UsageError with the nearest one."""
    known = {
        squeezed(name): spec for spec in documents for name in (spec.key, spec.name, spec.title, short_title(spec))
    }
    if (spec := known.get(squeezed(word))) is not None:
        return spec
    near = suggest(squeezed(word), known)
    listed = "、".join(short_title(spec) for spec in documents)
    raise UsageError(f"没有文书“{word}”" + (f"，最接近的是“{near}”" if near else ""), f"可写：{listed}。")


def _words(household: Household) -> Iterator[str]:
    return map(squeezed, (str(household.serial), name_of(household), code_of(household)))


def _rows(written: str) -> frozenset[int]:
    rows: set[int] = set()
    for part in re.split(r"[,，、\s]+", written.strip()):
        match = _ROWS.fullmatch(part)
        if match is None:
            raise UsageError(f"“{written}”不是行号", "行号写成 3-10,15（“检查对象”表中的行号）。")
        rows |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(rows)

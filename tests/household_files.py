"""Generated households as files: a ladder of tasks and households, each paper made by our own maker.

``年度任务/001_示例1号_代码/行政检查通知书.docx``; what is kept once for a task lies in its 公共材料.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from docx_changes import changed
from generated_households import Household, Values, law, sample, task_number
from odd_files import odd_file

from docgen.make import make_docx, make_pdf

SHARED = "公共材料"
SCAN = "扫描件.pdf"
BOUND = "检查材料合订.pdf"
STRANGE = "其他材料.docx"


def lay_out(root: Path, every: Iterable[Household]) -> None:
    """Write the papers of all households, and the shared material of their tasks."""
    tasks: dict[int, list[Household]] = {}
    for household in every:
        tasks.setdefault(household.year, []).append(household)
        folder = folder_of(root, household)
        folder.mkdir(parents=True)
        for name, data in _files(household):
            (folder / name).write_bytes(data)
    for year, those in tasks.items():
        told = [one for one in those if one.by_leaflet]
        if told:
            _shared(root / f"{year}年任务" / SHARED, told)


def folder_of(root: Path, household: Household) -> Path:
    return root / f"{household.year}年任务" / household.folder


def files_of(household: Household, document: str) -> tuple[str, ...]:
    """The names of the files that hold a paper."""
    title = law(document).title
    if document in household.bound:
        return (BOUND,)
    return (f"{title}.docx", f"{title}.pdf") if document == household.twin else (f"{title}.docx",)


def _files(household: Household) -> Iterator[tuple[str, bytes]]:
    made = {document: _made(household, document) for document in household.papers}
    for document, docx in made.items():
        for name in files_of(household, document):
            if name != BOUND:
                yield name, docx if name.endswith(".docx") else make_pdf(law(document), docx)
    if household.bound:
        yield BOUND, _bound([make_pdf(law(document), made[document]) for document in household.bound])
    if household.scan:
        yield SCAN, _scan()
    if household.strange is not None:
        yield STRANGE, make("registration_form", household.strange)


def make(document: str, values: Values) -> bytes:
    return make_docx(law(document), {name: value for name, value in values.items() if value != ""}, strict=False)


def _made(household: Household, document: str) -> bytes:
    docx = make(document, household.papers[document])
    changes = household.changes.get(document, [])
    return changed(docx, tuple(changes)) if changes else docx


def _bound(prints: list[bytes]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for data in prints:
            with pikepdf.open(io.BytesIO(data)) as paper:
                whole.pages.extend(paper.pages)
        whole.save(out)
    return out.getvalue()


@cache
def _scan() -> bytes:
    return odd_file({"kind": "a PDF without text"}, b"")


def _shared(folder: Path, told: list[Household]) -> None:
    """The leaflet of a task and the register of whom it reached, with a row that is nobody's here."""
    folder.mkdir(parents=True)
    first = min(one.days.told.date() for one in told)
    common = {"task_number": task_number(told[0].year), "agency": told[0].facts["agency"]}
    items = list(dict.fromkeys(item for one in told for item in one.facts["items"]))
    leaflet = {**sample("leaflet"), **common, "items": items, "printed_on": first - timedelta(days=1)}
    year = told[0].year
    leaflet["planned_period"] = [f"{year}-05-01", f"{year}-11-30"]
    (folder / "宣传单.docx").write_bytes(make("leaflet", leaflet))
    rows = [_row(one) for one in told if one.handed_on]
    register = {
        **sample("leaflet_register"),
        **common,
        "recipients": [*sample("leaflet_register")["recipients"], *rows],
    }
    (folder / "宣传单发放登记表.docx").write_bytes(make("leaflet_register", register))


def _row(household: Household) -> dict[str, Any]:
    named = {name: household.facts[name] for name in ("unit_name", "credit_code", "address")}
    return {**named, "handed_on": household.handed_on, "method": "当面发放", "evidence": "本人签收"}

"""``make demo``: the whole job on real input, seen to work.

Makes Changchun's rubric sheet and three households' dossiers, checks them clean, spoils copies on purpose, and shows
that exactly the planted faults are found. Ends with exit code 1 when anything else comes out.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from docgen.app.specimen import DOSSIERS, specimens, write_specimen
from docgen.errors import DocgenError
from docgen.make import Row, file_name, make_docx, make_pdf, make_record, read_rows
from docgen.make.dossiers import dossier_documents, papers_of
from docgen.spec import load_profile
from docgen.spec.model import Profile
from docgen.validators.finding import Report
from docgen.validators.report.text import render_text
from docgen.validators.run import check_paths

MADE_ON: Final = date(2026, 6, 9)
JUDGED_ON: Final = date(2026, 6, 30)
ENTRY: Final = datetime(2026, 6, 15, 9, 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo's folder and law, and whether this machine can print PDF."""

    folder: Path
    profile: Profile
    pdf: bool


def main(folder: Path | None = None) -> int:
    """Run the demo into ``folder`` (default: ``demo`` in the working directory). Returns 0 when all went as planned."""
    target = (folder or Path("demo")).resolve()
    shutil.rmtree(target, ignore_errors=True)
    stage = Stage(target, load_profile("changchun"), _can_print())
    if not stage.pdf:
        click.echo("本机没有 Pango 或字体，本次不印 PDF（见上面安装时的提示）；.docx 的制作和核对不受影响。\n")
    good = [_rubric_sheet(stage), _households(stage), _spoiled(stage)]
    click.echo(_farewell(target))
    return 0 if all(good) else 1


def _can_print() -> bool:
    """Whether a one-line paper prints: Pango is there and so are the faces."""
    spec = load_profile("changchun").documents["changchun/advance_notice"]
    try:
        make_pdf(spec, make_docx(spec, read_rows(spec.sample, spec)[0]))
    except (DocgenError, OSError):
        return False
    return True


def _rubric_sheet(stage: Stage) -> bool:
    click.secho("一、由考核细则原文制作考核细则表（.docx 和 PDF），并核对", bold=True)
    made = write_specimen(specimens()["changchun_rubric"], stage.folder / "考核细则", pdf=stage.pdf)
    clean = [_clean(stage, path) for path in made.paths if path.suffix in (".docx", ".pdf")]
    return all(clean)


def _households(stage: Stage) -> bool:
    click.secho("\n二、由一张 Excel 表制作三户的一户一档文书，并核对", bold=True)
    write_specimen(specimens()["households"], stage.folder, pdf=False)
    return _clean(stage, stage.folder / DOSSIERS)


def _clean(stage: Stage, path: Path) -> bool:
    """Whether a paper or dossiers check without error and warning, all of them complete."""
    report = _judged(stage, path, MADE_ON)
    click.echo(_text(report))
    complete = all(status == "齐全" for status in report.households.values())
    return complete and not _codes(report)


def _judged(stage: Stage, path: Path, as_of: date) -> Report:
    return check_paths([path], stage.profile, as_of=as_of)


def _codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings if finding.severity != "note"}


def _text(report: Report) -> str:
    return render_text(report, fail_on="warning")


def _spoiled(stage: Stage) -> bool:
    """Five faults, planted one by one in copies; each must be found, and nothing else."""
    click.secho("\n三、在副本中故意弄错五处，再核对", bold=True)
    planted: Mapping[str, tuple[str, Callable[[Path], Path]]] = {
        "上边距改小": ("PAG102", lambda folder: _spoiled_sheet(stage, folder, _narrow_margin)),
        "一格换字体": ("TYP101", lambda folder: _spoiled_sheet(stage, folder, _other_font(stage))),
        "抽走行政检查通知书": ("DOS101", lambda folder: _without_notice(stage, folder)),
        "送达到进入只有40小时": ("DAT302", lambda folder: _hurried(stage, folder)),
        "登记表用了别户的信用代码": ("AGR301", lambda folder: _other_code(stage, folder)),
    }
    good = True
    for name, (code, spoil) in planted.items():
        folder = stage.folder / "弄错的副本" / name
        folder.mkdir(parents=True)
        report = _judged(stage, spoil(folder), JUDGED_ON)
        found = _codes(report)
        good &= found == {code}
        click.secho(f"\n【弄错】{name}　【应查出】{code}　【查出】{'、'.join(sorted(found)) or '无'}", bold=True)
        click.echo(_text(report))
    return good


def _spoiled_sheet(stage: Stage, folder: Path, change: Callable[[str], str]) -> Path:
    source = next((stage.folder / "考核细则").glob("*.docx"))
    return _rewritten(source, folder / source.name, change)


def _rewritten(source: Path, target: Path, change: Callable[[str], str]) -> Path:
    """A copy of a .docx with its document part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
    return target


def _narrow_margin(xml: str) -> str:
    return re.sub(r'(<w:pgMar [^>]*?w:top=")(\d+)', lambda match: f"{match[1]}{int(match[2]) * 3 // 4}", xml, count=1)


def _other_font(stage: Stage) -> Callable[[str], str]:
    """One cell of the table in the font of the heading row."""
    font = stage.profile.documents["changchun/rubric_sheet"].role["heading_row"].font[0]
    properties = f'<w:rPr><w:rFonts w:eastAsia="{font}"/></w:rPr>'
    return lambda xml: re.sub(r"<w:r>(<w:t[^>]*>辖区部门编制)", rf"<w:r>{properties}\1", xml, count=1)


def _without_notice(stage: Stage, folder: Path) -> Path:
    _write_dossier(stage, folder)["inspection_notice"].unlink()
    return folder


def _hurried(stage: Stage, folder: Path) -> Path:
    _write_dossier(stage, folder, timedelta(hours=40))
    return folder


def _other_code(stage: Stage, folder: Path) -> Path:
    """The registration form with the second household's code."""
    form = next(spec for spec in dossier_documents(stage.profile) if spec.name == "registration_form")
    first, second, *_ = _rows(stage)
    swapped = replace(first, values={**_held(first), "credit_code": second.values["credit_code"]})
    _write_dossier(stage, folder)[form.name].write_bytes(make_docx(form, swapped))
    return folder


def _rows(stage: Stage) -> list[Row]:
    return read_rows(stage.folder / "households.xlsx", *dossier_documents(stage.profile))


def _held(row: Row, between: timedelta = timedelta(hours=72)) -> dict[str, object]:
    """A row's values after its inspection, the notice delivered ``between`` before entry."""
    times = {"inspection_notice.received_at": ENTRY - between, "started": ENTRY, "ended": ENTRY + timedelta(hours=2)}
    return {**row.values, **times}


def _write_dossier(stage: Stage, folder: Path, between: timedelta = timedelta(hours=72)) -> dict[str, Path]:
    """The papers of the first household after its inspection, by kind."""
    row = _rows(stage)[0]
    row = replace(row, values=_held(row, between))
    papers = {}
    for number, spec in enumerate(papers_of(stage.profile, row), 1):
        papers[spec.name] = folder / f"{file_name(spec, make_record(spec, row), number)}.docx"
        papers[spec.name].write_bytes(make_docx(spec, row))
    return papers


def _farewell(target: Path) -> str:
    return (
        f"\n都在这里：{target}\n"
        "　考核细则/　　　考核细则表（.docx、PDF）和它的数据\n"
        "　households.xlsx　三户的数据（改一改再做：docgen make changchun households.xlsx -o 新档案）\n"
        f"　{DOSSIERS}/　　　　　三户的文书\n"
        "　弄错的副本/　　每个文件夹一处错误（docgen check 弄错的副本/上边距改小 --profile changchun）\n"
        "再试试：docgen rules DAT302 · docgen documents · docgen view 文件 · docgen template check"
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))

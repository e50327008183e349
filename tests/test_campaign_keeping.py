"""Files of a campaign kept: what is ours is brought up to date, what somebody changed is never written over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from docgen.errors import FontMissing, OutputError, RecordError
from docgen.make import make_record, read_rows
from docgen.make.campaign.keeping import Keeping, Outcome, Piece
from docgen.make.campaign.ledger import RECORD, Ledger, Written, digest_of
from docgen.make.rows import row_of
from docgen.spec import load_profile

CHANGCHUN = load_profile("changchun")
NOTICE = CHANGCHUN.documents["changchun/inspection_notice"]
HOUSE = PurePosixPath("001_示例店")
STEM = "02_行政检查通知书"


def piece(**changes: object) -> Piece:
    values = {**read_rows(NOTICE.sample, NOTICE)[0].values, **changes}
    return Piece(NOTICE, make_record(NOTICE, row_of(values, NOTICE)), STEM)


def keep(folder: Path, *pieces: Piece, pdf: bool = False, overwrite: bool = False, zipped: bool = False) -> Keeping:
    with Ledger(folder) as ledger:
        keeping = Keeping(ledger, pdf=pdf, overwrite=overwrite)
        (keeping.keep_zip if zipped else keeping.keep_folder)(HOUSE, pieces)
        return keeping


def outcomes(keeping: Keeping) -> list[Outcome]:
    return [outcome for outcome, _ in keeping.done]


def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Prints are stood in for by the paper's own bytes; every paper printed is noted."""
    papers: list[bytes] = []

    def make_pdf(_spec: object, docx: bytes, **_: object) -> bytes:
        papers.append(docx)
        return b"%PDF " + digest_of(docx).encode()

    monkeypatch.setattr("docgen.make.printer.make_pdf", make_pdf)
    return papers


def test_a_file_is_made_then_unchanged_then_brought_up_to_date(tmp_path: Path) -> None:
    paper = tmp_path / HOUSE / f"{STEM}.docx"
    assert outcomes(keep(tmp_path, piece())) == ["made"]
    before = paper.stat().st_mtime_ns
    assert outcomes(keep(tmp_path, piece())) == ["same"]
    assert paper.stat().st_mtime_ns == before
    assert outcomes(keep(tmp_path, piece(contact="联系人乙"))) == ["updated"]


def test_a_file_edited_since_survives_and_is_told_until_overwritten(tmp_path: Path) -> None:
    keep(tmp_path, piece())
    paper = tmp_path / HOUSE / f"{STEM}.docx"
    paper.write_bytes(paper.read_bytes() + b"edited")
    kept = keep(tmp_path, piece(contact="联系人乙"))
    assert outcomes(kept) == []
    assert "改动过" in str(kept.troubles[0])
    assert paper.read_bytes().endswith(b"edited")
    assert outcomes(keep(tmp_path, piece(), overwrite=True)) == ["updated"]
    assert not paper.read_bytes().endswith(b"edited")


def test_a_file_nobody_knows_of_is_left_alone_unless_it_says_the_same(tmp_path: Path) -> None:
    keep(tmp_path, piece())
    (tmp_path / RECORD).unlink()
    assert outcomes(keep(tmp_path, piece())) == ["same"]
    (tmp_path / RECORD).unlink()
    kept = keep(tmp_path, piece(contact="联系人乙"))
    assert (outcomes(kept), len(kept.troubles)) == ([], 1)


def test_a_print_is_not_made_again_while_its_paper_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = printed(monkeypatch)
    assert outcomes(keep(tmp_path, piece(), pdf=True)) == ["made", "made"]
    assert outcomes(keep(tmp_path, piece(), pdf=True)) == ["same", "same"]
    assert len(papers) == 1


def test_a_print_that_lies_there_follows_its_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = printed(monkeypatch)
    keep(tmp_path, piece(), pdf=True)
    assert outcomes(keep(tmp_path, piece(contact="联系人乙"))) == ["updated", "updated"]
    assert (tmp_path / HOUSE / f"{STEM}.pdf").read_bytes() == b"%PDF " + digest_of(papers[1]).encode()


@pytest.mark.parametrize("edited", [".docx", ".pdf"])
def test_a_paper_and_its_print_never_differ_by_our_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: str
) -> None:
    printed(monkeypatch)
    keep(tmp_path, piece(), pdf=True)
    other = {".docx": ".pdf", ".pdf": ".docx"}[edited]
    (tmp_path / HOUSE / f"{STEM}{edited}").write_bytes(b"signed and scanned")
    before = (tmp_path / HOUSE / f"{STEM}{other}").read_bytes()
    kept = keep(tmp_path, piece(contact="联系人乙"), pdf=True)
    assert (outcomes(kept), len(kept.troubles)) == ([], 1)
    assert (tmp_path / HOUSE / f"{STEM}{other}").read_bytes() == before


def test_a_print_that_fails_leaves_an_older_one_and_its_paper_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(monkeypatch)
    keep(tmp_path, piece(), pdf=True)
    before = (tmp_path / HOUSE / f"{STEM}.docx").read_bytes()

    def without_a_face(*_: object, **__: object) -> bytes:
        raise FontMissing("有的字没有字体可印")

    monkeypatch.setattr("docgen.make.printer.make_pdf", without_a_face)
    kept = keep(tmp_path, piece(contact="联系人乙"), pdf=True)
    assert (outcomes(kept), len(kept.troubles)) == ([], 1)
    assert (tmp_path / HOUSE / f"{STEM}.docx").read_bytes() == before


def test_a_zip_holds_a_household_stored_with_the_same_bytes_every_time(tmp_path: Path) -> None:
    assert outcomes(keep(tmp_path, piece(), zipped=True)) == ["made"]
    archive = tmp_path / f"{HOUSE}.zip"
    first = archive.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as members:
        assert [(each.filename, each.compress_type) for each in members.infolist()] == [(f"{STEM}.docx", 0)]
        assert members.testzip() is None
    assert outcomes(keep(tmp_path, piece(), zipped=True)) == ["same"]
    archive.unlink()
    keep(tmp_path, piece(), zipped=True)
    assert archive.read_bytes() == first


def test_what_another_command_wrote_is_left_to_it(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.write(f"{HOUSE}/{STEM}.docx", b"rebuilt from what lies there", by="catalogue")
    kept = keep(tmp_path, piece())
    assert (outcomes(kept), kept.troubles) == (["same"], [])
    assert (tmp_path / HOUSE / f"{STEM}.docx").read_bytes() == b"rebuilt from what lies there"


def test_a_run_cut_short_knows_its_files_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.write("a.docx", b"first")
    ledger.write("a.docx", b"second")
    ledger.note("a.docx", Written(digest_of(b"third")))  # the power failed before the file was written
    with (tmp_path / RECORD).open("a", encoding="utf-8") as journal:
        journal.write("0123\tcut off")
    again = Ledger(tmp_path)
    assert again.state("a.docx", b"fourth") == "ours"
    with again:
        again.write("b.docx", b"fifth")
    assert Ledger(tmp_path).state("b.docx", b"fifth") == "same"


def test_a_file_open_in_another_program_stays_ours(tmp_path: Path) -> None:
    keep(tmp_path, piece())
    lock = tmp_path / HOUSE / f".~lock.{STEM}.docx#"
    lock.write_text("")
    kept = keep(tmp_path, piece(contact="联系人乙"))
    assert "打开" in str(kept.troubles[0])
    lock.unlink()
    assert outcomes(keep(tmp_path, piece(contact="联系人乙"))) == ["updated"]


def test_a_full_disk_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OutputError("不能写入（磁盘已满）")

    monkeypatch.setattr("docgen.make.campaign.ledger.write_file", full)
    with pytest.raises(OutputError):  # nor can the record
        keep(tmp_path, piece())
    kept = Keeping(Ledger(tmp_path))
    kept.keep_folder(HOUSE, [piece(), piece(contact="联系人乙")])
    assert [trouble.what for trouble in kept.troubles] == ["不能写入（磁盘已满）"]


def test_a_record_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RecordError, match="制作记录"):
        Ledger(tmp_path)

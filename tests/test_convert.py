"""LibreOffice under guard: many files in one start, one bad file never costs another, and nothing hangs for long.

Most of it is held against a program that only behaves like LibreOffice; what the real one makes of our papers is
marked ``office``.
"""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
import time
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from docx_builder import docx, p, r
from ofd_builder import repacked

from docgen import load_profile, make_docx
from docgen.app.cli import main
from docgen.convert import Converter, find_office
from docgen.convert.office import command, new_profile
from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.validators.report.json import render_json
from docgen.validators.report.text import render_text
from docgen.validators.run import check_paths
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.members import member_of
from docgen.wording import squeezed

DAY = date(2026, 12, 8)
QUICK = Limits(conversion_seconds=2, conversion_more_seconds=0)

# What stands in for LibreOffice: it takes the same call, and does with every file what its content says.
STAND_IN = """#!/bin/sh
echo start >> "{log}"
while [ $# -gt 0 ]; do
    case "$1" in
    --outdir) out=$2; shift ;;
    *.doc | *.rtf | *.odt)
        name=$(basename "$1"); name=${{name%.*}}
        case "$(tail -c 5 "$1")" in
        hangs) trap '' TERM; sleep 600 & wait ;;
        dies.) kill -SEGV $$ ;;
        empty) : > "$out/$name.docx" ;;
        none.) ;;
        *) cp "{made}" "$out/$name.docx" ;;
        esac ;;
    esac
    shift
done
"""

ENDINGS = MappingProxyType({"hangs": "秒内未能转换", "dies.": "未能转换", "empty": "未能转换", "none.": "未能转换"})


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p(r("转换所得"))))
    program = tmp_path / "soffice"
    program.write_text(STAND_IN.format(log=tmp_path / "log", made=made), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def starts(program: Path) -> int:
    return len((program.parent / "log").read_text().splitlines())


def paper(ending: str, number: int = 0) -> bytes:
    return f"{{\\rtf {number} {ending}".encode()


def test_several_files_are_converted_in_one_start_and_each_content_once(stand_in: Path) -> None:
    converter = Converter(stand_in, QUICK)
    papers = [(paper("good.", number % 3), "rtf") for number in range(6)]
    converter.prepare(papers)
    assert all(converter.convert(*each).startswith(b"PK") for each in papers)
    assert starts(stand_in) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_cannot_be_converted_costs_itself_and_no_other(stand_in: Path, ending: str) -> None:
    converter = Converter(stand_in, QUICK)
    before = time.monotonic()
    converter.prepare([(paper("good.", 1), "rtf"), (paper(ending), "rtf"), (paper("good.", 2), "doc")])
    assert converter.convert(paper("good.", 1), "rtf").startswith(b"PK")
    assert converter.convert(paper("good.", 2), "doc").startswith(b"PK")
    with pytest.raises(Unreadable, match=ENDINGS[ending]) as refusal:
        converter.convert(paper(ending), "rtf")
    assert (refusal.value.code, "另存为 .docx" in refusal.value.remedy) == ("ARC101", True)
    assert time.monotonic() - before < 30


def test_files_of_other_kinds_start_nothing(stand_in: Path) -> None:
    Converter(stand_in, QUICK).prepare([(b"%PDF-1.7", "pdf"), (b"PK", "docx")])
    assert not (stand_in.parent / "log").exists()


def test_what_failed_is_not_tried_again_and_what_was_made_can_be_let_go(stand_in: Path) -> None:
    converter = Converter(stand_in, QUICK)
    for _ in range(2):
        with pytest.raises(Unreadable):
            converter.convert(paper("none."), "rtf")
        assert starts(stand_in) == 2, "once for the paper, once for a sound one"
    converter.convert(paper("good."), "rtf")
    converter.forget()
    assert [type(known) for known in converter.known.values()] == [Unreadable]


@pytest.mark.parametrize("ending", [127, 0])
def test_a_program_that_does_not_work_here_is_not_blamed_on_the_papers(tmp_path: Path, ending: int) -> None:
    """As where its libraries are missing: it ends at once, whatever it is given."""
    broken = tmp_path / "soffice"
    broken.write_text(f'#!/bin/sh\necho start >> "{tmp_path / "log"}"\nexit {ending}\n', encoding="utf-8")
    broken.chmod(0o755)
    converter = Converter(broken, QUICK)
    converter.prepare([(paper("good.", number), "rtf") for number in range(5)])
    converter.prepare([(paper("good.", number), "rtf") for number in range(9)])
    with pytest.raises(Unreadable, match="本机的 LibreOffice 不能用") as refusal:
        converter.convert(paper("good."), "rtf")
    assert (refusal.value.code, starts(broken)) == ("ARC102", 2)


def test_what_two_papers_disagree_on_names_the_one_that_was_converted(stand_in: Path) -> None:
    profile = load_profile("changchun")
    household = stand_in.parent / "示例一食品店"
    household.mkdir()
    for document, name, change in (
        ("inspection_notice", "示例一食品店/通知书.docx", {}),
        ("registration_form", "made.docx", {"credit_code": "92000000MA00000145"}),
    ):
        spec = profile.document(document)
        assert spec is not None
        sample = tomllib.loads(spec.sample.read_text("utf-8"))
        (stand_in.parent / name).write_bytes(make_docx(spec, {**sample, **change}, strict=False))
    (household / "登记表.rtf").write_bytes(paper("good."))
    report = check_paths([household], profile, as_of=date(2026, 6, 4), converter=Converter(stand_in, QUICK))
    (differ,) = (finding for finding in report.findings if finding.code == "AGR301")
    assert [one for one in differ.also if one.startswith("转换后核对：")]


def test_docgen_view_shows_what_was_converted_and_says_so(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    paper = stand_in.parent / "通知.rtf"
    paper.write_bytes(b"{\\rtf1 good}")
    assert main(["view", str(paper)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("以下为 LibreOffice 转换后的内容。")
    assert "段1　转换所得" in printed


def test_where_nothing_can_be_written_that_is_said(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(stand_in.parent / "不存在"))
    with pytest.raises(Unreadable, match="未能转换") as refusal:
        Converter(stand_in, QUICK).convert(paper("good."), "rtf")
    assert refusal.value.code == "ARC102"


def test_a_file_that_hangs_costs_the_others_of_its_start_little(stand_in: Path) -> None:
    converter = Converter(stand_in, Limits(conversion_seconds=1, conversion_more_seconds=600))
    before = time.monotonic()
    converter.prepare([(paper("good.", 1), "rtf"), (paper("hangs"), "rtf"), (paper("good.", 2), "rtf")])
    assert [type(known) for known in converter.known.values()] == [bytes, Unreadable, bytes]
    assert time.monotonic() - before < 30


def test_what_a_hanging_program_started_is_ended_with_it(stand_in: Path, tmp_path: Path) -> None:
    (tmp_path / "child").touch()
    stand_in.write_text(f'#!/bin/sh\nsleep 600 &\necho $! > "{tmp_path / "child"}"\nwait\n', encoding="utf-8")
    with pytest.raises(Unreadable):
        Converter(stand_in, Limits(conversion_seconds=1)).convert(paper("hangs"), "rtf")
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_output_beyond_the_bounds_is_no_paper(stand_in: Path) -> None:
    found = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && out=$2; shift; done'
    huge = 'head -c 9000000 /dev/zero > "$out/0.docx"'
    stand_in.write_text(f"#!/bin/sh\n{found}\n{huge}\n", encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        Converter(stand_in, Limits(file_bytes=1_000_000)).convert(paper("good."), "rtf")
    assert refusal.value.code in ("ARC101", "ARC102")


def test_where_the_program_is_out_of_order_the_words_are_read_all_the_same(tmp_path: Path) -> None:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    said = "<w:p><w:r><w:t>通知书</w:t></w:r></w:p>"
    page = f'<w:wordDocument xmlns:w="{space}"><w:body>{said}</w:body></w:wordDocument>'.encode()
    member = member_of(Handed("户/02_通知书.xml", page), QUICK, Converter(tmp_path / "不存在", QUICK))
    assert (member.converted, member.trouble) == (False, None)
    assert member.view is not None
    assert [each.text for each in member.view.paragraphs()] == ["通知书"]


def test_a_program_that_cannot_be_started_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="LibreOffice 不能启动") as refusal:
        Converter(tmp_path / "不存在", QUICK).convert(paper("good."), "rtf")
    assert refusal.value.code == "ARC102"


def test_its_profile_runs_no_macro_and_updates_no_link(tmp_path: Path) -> None:
    settings = (new_profile(tmp_path / "profile") / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for said in ("DisableMacrosExecution", "MacroSecurityLevel", 'oor:name="Link"', "ooInetProxyType"):
        assert said in settings
    called = command(Path("soffice"), tmp_path / "profile", tmp_path, (tmp_path / "0.doc",))
    assert {"--headless", "--norestore"} <= set(called)
    assert called[-1] == str(tmp_path / "0.doc")


def test_a_converted_paper_is_judged_as_the_docx_made_of_it_and_says_so(stand_in: Path) -> None:
    member = member_of(Handed("户/02_通知书.rtf", paper("good.")), QUICK, Converter(stand_in, QUICK))
    assert (member.kind, member.converted, member.trouble) == ("rtf", True, None)
    assert member.view is not None
    assert [each.text for each in member.view.paragraphs()] == ["转换所得"]


def test_the_report_names_what_was_converted_in_text_and_json(stand_in: Path, tmp_path: Path) -> None:
    path = tmp_path / "通知书.rtf"
    path.write_bytes(paper("good."))
    report = check_paths([path], load_profile("changchun"), as_of=DAY, converter=Converter(stand_in, QUICK))
    assert "【转换后核对】" in render_text(report)
    assert [entry["converted"] for entry in json.loads(render_json(report))["documents"]] == [True]
    assert "转换后" not in render_text(check_paths([path], load_profile("changchun"), as_of=DAY))


def test_every_finding_of_a_converted_paper_says_so(tmp_path: Path, stand_in: Path) -> None:
    profile = load_profile("changchun")
    spec = profile.document("rubric_sheet")
    assert spec is not None
    sample = make_docx(spec, tomllib.loads(spec.sample.read_text("utf-8")))
    with zipfile.ZipFile(io.BytesIO(sample)) as package:
        body = package.read("word/document.xml").decode()
    narrow = re.sub(r'(<w:pgSz [^>]*w:w=")\d+', r"\g<1>9000", body)
    (stand_in.parent / "made.docx").write_bytes(repacked(sample, word__document=narrow))
    (tmp_path / "细则.rtf").write_bytes(paper("good."))
    report = check_paths([tmp_path / "细则.rtf"], profile, as_of=DAY, converter=Converter(stand_in, QUICK))
    assert report.findings
    assert all(any(also.startswith("转换后核对") for also in found.also) for found in report.findings)


def test_without_a_converter_rtf_is_refused_by_name_with_the_remedy() -> None:
    trouble = member_of(Handed("户/02_通知书.doc", paper("good."))).trouble
    assert trouble is not None
    assert (trouble.code, "RTF" in trouble.what, "另存为 .docx" in trouble.remedy) == ("ARC102", True, True)


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("document", ["rubric_sheet", "inspection_notice", "registration_form"])
def test_a_paper_saved_in_another_format_is_judged_as_its_docx_is(tmp_path: Path, document: str, suffix: str) -> None:
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install -y libreoffice-writer-nogui")
    profile = load_profile("changchun")
    spec = profile.document(document)
    assert spec is not None
    source = tmp_path / "0.docx"
    source.write_bytes(make_docx(spec, tomllib.loads(spec.sample.read_text("utf-8"))))
    old = _saved_as(office, source, suffix)
    report = check_paths([old], profile, as_of=DAY, converter=Converter(office))
    assert [entry.address.document for entry in report.documents] == [spec.key]
    assert [(finding.code, finding.message) for finding in report.findings] == []
    fields = check_paths([source], profile, as_of=DAY).documents[0].fields
    assert report.documents[0].fields == fields


def _saved_as(office: Path, source: Path, suffix: str) -> Path:
    profile = new_profile(source.parent / "profile").as_uri()
    flags = ["--headless", "--norestore", "--convert-to", suffix, "--outdir", str(source.parent)]
    call = [str(office), f"-env:UserInstallation={profile}", *flags, str(source)]
    subprocess.run(call, check=True, timeout=120, capture_output=True)
    return source.with_suffix(f".{suffix}")


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["doc", "odt", "html"])
def test_the_words_of_a_paper_in_another_format_are_its_own_without_libreoffice_too(
    tmp_path: Path, suffix: str
) -> None:
    """Fields and findings of every document; the look, headers and page numbers are open."""
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install -y libreoffice-writer-nogui")
    profile = load_profile("changchun")
    for spec in profile.documents.values():
        (tmp_path / f"{spec.name}.docx").write_bytes(make_docx(spec, tomllib.loads(spec.sample.read_text("utf-8"))))
    sources = sorted(tmp_path.glob("*.docx"))
    own = new_profile(tmp_path / "profile").as_uri()
    flags = ["--headless", "--norestore", "--convert-to", suffix, "--outdir", str(tmp_path)]
    subprocess.run(
        [office, f"-env:UserInstallation={own}", *flags, *sources], check=True, timeout=300, capture_output=True
    )
    for source in sources:
        old, new = (
            check_paths([path], profile, as_of=DAY).documents[0] for path in (source.with_suffix(f".{suffix}"), source)
        )
        assert {name: squeezed(text) for name, text in old.fields.items()} == {
            name: squeezed(text) for name, text in new.fields.items()
        }, source.name
        report = check_paths([source.with_suffix(f".{suffix}")], profile, as_of=DAY)
        assert [(found.code, found.message) for found in report.findings if found.severity != "note"] == []


def test_a_bound_the_machine_set_lower_is_kept(tmp_path: Path) -> None:
    """Nobody may raise it again: LibreOffice is started within it."""
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom docgen.convert.supervised import Idle, run\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)\n"
        "here = Path(sys.argv[1])\n"
        "print(run(['true'], {}, here, seconds=9, idle=Idle(here, 9), memory=8_000_000_000, file_bytes=10**9))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout == "done\n"

"""What this machine has for making, printing and checking, thing by thing, each with what to do where it lacks."""

from __future__ import annotations

import ctypes
import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from docgen import __version__
from docgen.errors import DocgenError, SpecError, system_cause
from docgen.spec import load_profile, profiles

_PANGO_AT_LEAST: Final = (1, 44)
_MEGABYTE: Final = 1_000_000
_ROOM_TO_WORK: Final = 50 * _MEGABYTE
_ROOM_FOR_A_CAMPAIGN: Final = 1_000 * _MEGABYTE
_SIGNS: Final = "✓☑"
_SECONDS: Final = 20
_PLACES: Final = 5
_INSTALL_PANGO: Final = (
    "Debian、Ubuntu、统信、麒麟：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；"
    "Windows：安装 MSYS2 后 pacman -S mingw-w64-x86_64-pango。没有时 .docx 和核对照常"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: whether it is there, what was found, and what to do. ``needed``: nothing is made without it."""

    there: bool
    what: str
    remedy: str = ""
    needed: bool = False


def diagnosis(folders: tuple[Path, ...], files: tuple[Path, ...]) -> Iterator[tuple[str, list[Line]]]:
    """The parts of the report, each with its heading. ``folders`` are folders of law, ``files`` data or papers whose
    characters are to be printed."""
    yield "程序", [Line(True, f"docgen {__version__}，Python {platform.python_version()}，{platform.platform()}")]
    yield "制作和核对", [*_law(folders), _folder(Path.cwd()), _console()]
    yield "字体", list(_fonts())
    yield "印 PDF", [_pango()]
    yield "其他程序", [_office(), _signatures()]
    yield "工作日历", [_calendar(folders)]
    for file in files:
        yield f"字符：{file.name}", list(_characters(file))


def _law(folders: tuple[Path, ...]) -> Iterator[Line]:
    for key in profiles(folders):
        try:
            law = load_profile(key, folders)
        except SpecError as fault:
            yield Line(False, f"{key} 的规定有误：{fault.what}", "请按 docgen documents 所示改正，或恢复原文件。", True)
        else:
            said = f"{law.name}（{key}，{law.edition}）：{len(law.documents)}种文书，校验值 {law.hashes[key][:16]}"
            yield Line(True, said, needed=True)


def _folder(here: Path) -> Line:
    """Whether the working directory can be written to, and how much room there is."""
    try:
        with tempfile.TemporaryFile(dir=here):
            free = shutil.disk_usage(here).free
    except OSError as fault:
        return Line(False, f"当前文件夹 {here} 不能写入（{system_cause(fault)}）", "请换一个文件夹。", True)
    said = f"当前文件夹可写入，磁盘剩余{free // _MEGABYTE:,}MB（{here}）"
    if free < _ROOM_TO_WORK:
        return Line(False, said, "磁盘将满，请先腾出空间。", True)
    remedy = "" if free >= _ROOM_FOR_A_CAMPAIGN else "印300户的 PDF 和打印文件约需1GB，请先腾出空间。"
    return Line(not remedy, said, remedy)


def _console() -> Line:
    """What the console can show; on Windows its code page too."""
    encoding = sys.stdout.encoding or "ascii"
    page = _code_page()
    try:
        f"中{_SIGNS}".encode(encoding)
    except UnicodeEncodeError:
        remedy = "显示不了的符号以“?”代替，不影响文书；要显示，先运行 chcp 65001。"
        return Line(False, f"控制台编码{encoding}{page}，显示不了 ✓ ☑ 等符号", remedy)
    return Line(True, f"控制台编码{encoding}{page}，可以显示 ✓ ☑")


def _code_page() -> str:
    """The code page of the console's output (``GetConsoleOutputCP``); only Windows has one."""
    windows = getattr(ctypes, "windll", None)
    return f"，代码页{windows.kernel32.GetConsoleOutputCP()}" if windows else ""


def _fonts() -> Iterator[Line]:
    from docgen.make.faces import cabinet
    from docgen.make.repertoire import printings
    from docgen.spec.font_folders import font_folders

    places = list(font_folders())

    def where(file: Path) -> str:
        owner = next((place.owner for place in places if file.is_relative_to(place.path)), "")
        return f"{owner} {file}".strip()

    for each in printings(cabinet()):
        if each.face is None:
            remedy = "请安装该字体，或运行 make fonts 取得替代字体；.docx 不受影响。"
            yield Line(False, f"{each.font}：没有，也没有可替代的", remedy)
        elif each.original:
            yield Line(True, f"{each.font}：{where(each.face.file)}")
        else:
            instead = f"印 PDF 以 {each.face.name} 代替（{where(each.face.file)}）"
            remedy = f"{instead}；.docx 中仍写原字体名。要用原字体，请安装。"
            yield Line(False, f"{each.font}：没有原字体", remedy)


def _pango() -> Line:
    from docgen.make.pdf import pango_version

    try:
        version = pango_version()
    except OSError as fault:
        return Line(False, f"Pango：没有（{str(fault).splitlines()[0]}）", f"{_INSTALL_PANGO}。")
    numbers = tuple(int(part) for part in version.split("."))
    if numbers < _PANGO_AT_LEAST:
        least = ".".join(map(str, _PANGO_AT_LEAST))
        return Line(False, f"Pango {version}：过旧，应不低于{least}", "请升级系统，或在另一台机器上印 PDF。")
    return Line(True, f"Pango {version}")


def _office() -> Line:
    from docgen.convert import find_office

    office = find_office()
    if office is None:
        remedy = "核对 .doc、.wps、.rtf 时需要它；制作和核对 .docx、PDF 不需要。"
        return Line(False, "LibreOffice：没有", remedy)
    try:
        said = subprocess.run([office, "--version"], capture_output=True, timeout=_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return Line(False, f"LibreOffice：{office} 不能运行", "请重新安装。")
    return Line(True, f"{said.decode('utf-8', 'replace').strip() or 'LibreOffice'}（{office}）")


def _signatures() -> Line:
    if importlib.util.find_spec("pyhanko") is not None:
        return Line(True, "pyHanko：可以验证 PDF 的电子签名是否完好")
    return Line(False, "pyHanko：没有，PDF 的电子签名只看有无", "需要时安装：pip install yihu[signatures]")


def _calendar(folders: tuple[Path, ...]) -> Line:
    try:
        calendar = load_profile(next(iter(profiles(folders))), folders).calendar
    except SpecError as fault:
        return Line(False, fault.what, "请改正 calendar.toml。")
    years = sorted(calendar.years_known())
    today = date.today().year
    said = f"已知{years[0]}至{years[-1]}年的节假日安排"
    if today not in years:
        return Line(
            False, f"{said}，没有{today}年", "请升级，或按国务院办公厅通知补写 calendar.toml；不知道的年份不作推定。"
        )
    if today + 1 not in years:
        return Line(True, f"{said}；{today + 1}年的待国务院办公厅公布后升级或补写 calendar.toml")
    return Line(True, said)


def _characters(file: Path) -> Iterator[Line]:
    """The characters of a file that no face can draw, each with the first places it stands in."""
    from docgen.app.characters import texts_of
    from docgen.make.faces import cabinet
    from docgen.make.repertoire import undrawable

    try:
        texts = list(texts_of(file))
        missing = list(undrawable("".join(text for _, text in texts), cabinet()))
    except (DocgenError, OSError) as fault:
        yield Line(False, f"读不出 {file}：{str(fault).splitlines()[0]}", "请核对文件。")
        return
    for character in missing:
        places = [place for place, text in texts if character in text]
        said = "、".join(places[:_PLACES]) + (f"等{len(places)}处" if len(places) > _PLACES else "")
        remedy = "请核对是否误写；确为该字的，安装有该字的字体后再印 PDF（.docx 照常制作）。"
        yield Line(False, f"没有字体能印“{character}”（U+{ord(character):04X}），见于{said}", remedy)
    if not missing:
        yield Line(True, f"{sum(len(text) for _, text in texts):,}个字符都能印出")

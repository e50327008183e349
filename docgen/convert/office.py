"""LibreOffice on this machine: where it is, and a profile in which it runs nothing and asks no network."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_COMMANDS: Final = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_COMMON: Final = "/org.openoffice.Office.Common/Security/Scripting"
_NOWHERE: Final = "127.0.0.1"
_DISCARD: Final = "9"
_SETTINGS: Final = (
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "DisableActiveContent", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Writer/Filter/Import/VBA", "Load", "false"),
    ("/org.openoffice.Office.Writer/Filter/Import/VBA", "Executable", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _DISCARD),
)
"""Macros and embedded code of no trust at all, links never updated, every request sent to a port nobody listens on."""

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def find_office() -> Path | None:
    """LibreOffice's command: on the search path, else in one of the places it is usually installed."""
    named = next((found for command in _COMMANDS if (found := shutil.which(command))), None)
    if named:
        return Path(named)
    usual = (path for place in map(Path, _USUAL_PLACES) for path in _matching(place))
    return next((path for path in usual if path.is_file()), None)


def _matching(place: Path) -> list[Path]:
    """The paths an absolute pattern stands for on this machine, in name order."""
    return sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor)))) if place.is_absolute() else []


def new_profile(folder: Path) -> Path:
    """A fresh user profile in ``folder`` with the settings above; the folder is made."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(map(_item, _SETTINGS))
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{items}</oor:items>\n", encoding="utf-8")
    return folder


def command(office: Path, profile: Path, output: Path, files: tuple[Path, ...]) -> list[str]:
    """The call that converts these files to .docx into ``output``, in one start of the program."""
    flags = [
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--nofirststartwizard",
    ]
    target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(output)]
    return [str(office), f"-env:UserInstallation={profile.as_uri()}", *flags, *target, *map(str, files)]


def environment(home: Path) -> dict[str, str]:
    """What the program gets to see of this machine: where programs are, and a home folder of its own."""
    kept = {name: value for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA"), str(home))
    return {**kept, **own, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _item(setting: tuple[str, str, str]) -> str:
    path, name, value = setting
    prop = f'<prop oor:name={quoteattr(name)} oor:op="fuse"><value>{escape(value)}</value></prop>'
    return f"<item oor:path={quoteattr(path)}>{prop}</item>\n"

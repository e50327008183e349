"""What was made below one folder, file by file with its SHA-256: how a file edited since is told from one that is ours.

The record is one text file with a hidden name in the folder itself (the judge passes over it), a line for each file:
its SHA-256, its path, the SHA-256 of what it was printed from, and the command that wrote it where that was not
``make``. A line is added before its file is written, and the last line of a path stands: whatever stops a run, no file
of ours is taken for somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, TextIO

from docgen.errors import OutputError, RecordError, system_cause
from docgen.make.output import write_file

RECORD: Final = ".docgen-made.tsv"
_HEAD: Final = "# docgen 的制作记录（SHA-256、文件、印自、命令），用来辨认文件是否改动过；请勿改动\n"

State = Literal["absent", "same", "ours", "edited"]
"""Of a file beside new content: not there · holds it already · as we last wrote it · anything else."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it was written: its digest, that of what it was printed from, the command if it was not ``make``."""

    digest: str
    source: str = ""
    by: str = ""


class Ledger:
    """The record of one folder, open for one run.

    Raises:
        RecordError: the record is there and cannot be read.
        OutputError: it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / RECORD
        self._written: dict[str, Written] = {}
        self._earlier: dict[str, set[str]] = {}
        self._journal: TextIO | None = None
        for name, written in _lines(self._path):
            self._note(name, written)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if self._journal is not None:
            self._journal.close()
            if kind is None:  # else the journal stays as it grew
                lines = (_line(name, written) for name, written in sorted(self._written.items()))
                write_file(self._path, "".join((_HEAD, *lines)).encode())

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def last(self, name: str) -> Written | None:
        """What was last written under this path (relative, with ``/``)."""
        return self._written.get(name)

    def state(self, name: str, data: bytes) -> State:
        """How a file stands to the content it is to have. Raises OutputError when it cannot be read."""
        there = self.digest_there(name)
        if there is None:
            return "absent"
        if there == digest_of(data):
            return "same"
        return "ours" if self.knows(name, there) else "edited"

    def knows(self, name: str, digest: str) -> bool:
        """Whether a file with this content under this path was written by us."""
        last = self._written.get(name)
        return (last is not None and last.digest == digest) or digest in self._earlier.get(name, ())

    def digest_there(self, name: str) -> str | None:
        """The digest of the file as it is now; None where there is none."""
        path = self.folder / name
        try:
            return digest_of(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise OutputError(f"读不出已有的 {path}（{system_cause(fault)}）", "请核对权限，或改名移走。") from fault

    def write(self, name: str, data: bytes, *, source: str = "", by: str = "") -> None:
        """Write a file and its line. Raises OutputError; then whatever stood there stays."""
        before = self._written.get(name)
        self.note(name, Written(digest_of(data), source, by))
        try:
            write_file(self.folder / name, data)
        except OutputError:
            if before is not None:
                self.note(name, before)
            else:
                del self._written[name]
            raise

    def recognise(self, name: str, data: bytes, *, source: str = "") -> None:
        """Take a file that holds what it should for one of ours; who wrote it stays."""
        before = self._written.get(name)
        self.note(name, Written(digest_of(data), source, before.by if before else ""))

    def note(self, name: str, written: Written) -> None:
        """Add a line, unless the last one says the same."""
        if self._written.get(name) == written:
            return
        self._note(name, written)
        try:
            if self._journal is None:
                self.folder.mkdir(parents=True, exist_ok=True)
                begun = self._path.exists()
                self._journal = self._path.open("a", encoding="utf-8", newline="\n")
                self._journal.write("\n" if begun else _HEAD)  # what was cut off last time is a line by itself
            self._journal.write(_line(name, written))
            self._journal.flush()
        except OSError as fault:
            raise OutputError(f"不能写入 {self._path}（{system_cause(fault)}）", "请核对磁盘和写入权限。") from fault

    def _note(self, name: str, written: Written) -> None:
        if (before := self._written.get(name)) is not None and before.digest != written.digest:
            self._earlier.setdefault(name, set()).add(before.digest)
        self._written[name] = written


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def _line(name: str, written: Written) -> str:
    return f"{written.digest}\t{name}\t{written.source}\t{written.by}\n"


def _lines(path: Path) -> Iterator[tuple[str, Written]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as fault:
        cause = system_cause(fault) if isinstance(fault, OSError) else "不是 UTF-8"
        remedy = "请改名移走该文件后重试；已有的文书内容不同的，将保留不动。"
        raise RecordError(f"读不出制作记录 {path}（{cause}）", remedy) from fault
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) == 4:  # a line cut off by a power failure says nothing
            yield parts[1], Written(parts[0], *parts[2:])

"""Many files to .docx: several in one start of LibreOffice, alone again where that failed, each content once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from docgen.convert.office import command, environment, new_profile
from docgen.convert.supervised import Ending, Idle, run
from docgen.errors import Unreadable, system_cause
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import SAVE_AS_DOCX

CONVERTIBLE: Final = MappingProxyType(
    {
        "doc": ".doc",
        "wps": ".doc",
        "rtf": ".rtf",
        "odt": ".odt",
        "fodt": ".fodt",
    }
)
"""Kind of file → the suffix that tells LibreOffice which of its readers to take. Word 2003 XML and UOF are not among
them: it reads their words, and of their look makes something else."""
_SOUND: Final = rb"{\rtf1\ansi a\par}"
_NOT_WORKING: Final = "本机的 LibreOffice 不能用（可用 docgen doctor 查看）"


@dataclass(slots=True)
class Converter:
    """LibreOffice as a function: the bytes of one paper in, those of a .docx out. What was converted is remembered by
    its content until :meth:`forget`; a file that fails is asked for once. Whether the program works at all is tried
    when a file first fails: a fault of this machine is not blamed on a paper.

    ``office`` is LibreOffice's command.
    """

    office: Path
    limits: Limits = DEFAULT_LIMITS
    known: dict[str, bytes | Unreadable] = field(default_factory=dict)
    works: bool | None = None

    def takes(self, kind: str) -> bool:
        """Whether files of this kind are converted."""
        return kind in CONVERTIBLE

    def convert(self, data: bytes, kind: str) -> bytes:
        """The .docx of one paper of a :data:`CONVERTIBLE` kind.

        Raises:
            Unreadable: ARC101, LibreOffice could not open it, or not in time; ARC102, it does not work here.
        """
        self.prepare([(data, kind)])
        converted = self.known[_key(data, kind)]
        if isinstance(converted, Unreadable):
            raise Unreadable(converted.code, converted.what, converted.remedy)
        return converted

    def prepare(self, papers: Iterable[tuple[bytes, str]]) -> None:
        """Convert these ahead, all in one start of the program, and each that failed once more by itself; (bytes, kind)
        each, kinds that are not converted passed over."""
        wanted = {_key(data, kind): (data, kind) for data, kind in papers if self.takes(kind)}
        new = [(key, *paper) for key, paper in wanted.items() if key not in self.known]
        failed = self._converted(new) if new and self.works is not False else new
        if failed and not self._works():
            self.known |= {key: self._not_working(key) for key, _, _ in failed}
            return
        for paper in failed if len(new) > 1 else ():
            self._converted([paper])

    def _not_working(self, key: str) -> Unreadable:
        known = self.known.get(key)
        return known if isinstance(known, Unreadable) and known.code == "ARC102" else _out_of_order(_NOT_WORKING)

    def _works(self) -> bool:
        """Whether the program converts what is sound beyond doubt; tried once, when nothing has shown it yet."""
        if self.works is None:
            self.works = any(isinstance(result, bytes) for result in self.known.values())
            key = _key(_SOUND, "rtf")
            self.works = self.works or not self._converted([(key, _SOUND, "rtf")])
            self.known.pop(key, None)
        return self.works

    def forget(self) -> None:
        """Let go of every converted paper; what failed stays known."""
        self.known = {key: result for key, result in self.known.items() if isinstance(result, Unreadable)}

    def _converted(self, papers: Sequence[tuple[str, bytes, str]]) -> list[tuple[str, bytes, str]]:
        """Convert these in one start. Returns those that gave nothing, each with its trouble known."""
        try:
            with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
                folder = Path(name)
                ending = self._start(folder, papers)
                made = [self._result(folder / "out" / f"{number}.docx", ending) for number in range(len(papers))]
        except OSError as fault:  # no room, or no right to write, where it would work
            made = [_out_of_order(f"没有可用的临时文件夹（{system_cause(fault)}）")] * len(papers)
        self.known |= {key: result for (key, _, _), result in zip(papers, made, strict=True)}
        return [paper for paper, result in zip(papers, made, strict=True) if isinstance(result, Unreadable)]

    def _start(self, folder: Path, papers: Sequence[tuple[str, bytes, str]]) -> Ending | str:
        """How the program ended, or why it could not start at all. Raises OSError where nothing can be written."""
        (folder / "out").mkdir()
        files = tuple(folder / f"{number}{CONVERTIBLE[kind]}" for number, (_, _, kind) in enumerate(papers))
        for file, (_, data, _) in zip(files, papers, strict=True):
            file.write_bytes(data)
        call = command(self.office, new_profile(folder / "profile"), folder / "out", files)
        seconds = self.limits.conversion_seconds + self.limits.conversion_more_seconds * (len(files) - 1)
        try:
            return run(
                call,
                environment(folder),
                folder,
                seconds=seconds,
                idle=Idle(folder / "out", self.limits.conversion_seconds),
                memory=self.limits.conversion_memory,
                file_bytes=self.limits.file_bytes,
            )
        except OSError as fault:
            return f"LibreOffice 不能启动（{system_cause(fault)}）"

    def _result(self, made: Path, ending: Ending | str) -> bytes | Unreadable:
        if made.is_file() and 0 < made.stat().st_size < self.limits.file_bytes:  # as long as that: it was cut off there
            return made.read_bytes()
        if ending == "hung":
            return Unreadable(
                "ARC101", f"文件打不开：LibreOffice 在{self.limits.conversion_seconds}秒内未能转换", SAVE_AS_DOCX
            )
        if ending in ("done", "failed"):
            return Unreadable("ARC101", "文件打不开：LibreOffice 未能转换", SAVE_AS_DOCX)
        return _out_of_order(ending)


def _out_of_order(why: str) -> Unreadable:
    """A fault of this machine, of which the paper knows nothing."""
    return Unreadable("ARC102", f"此类文件要转换后核对，未能转换：{why}", SAVE_AS_DOCX)


def _key(data: bytes, kind: str) -> str:
    return f"{kind}:{sha256(data).hexdigest()}"

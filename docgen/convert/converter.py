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
from docgen.convert.supervised import Ending, run
from docgen.errors import Unreadable, system_cause
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import SAVE_AS_DOCX

CONVERTIBLE: Final = MappingProxyType({"doc": ".doc", "wps": ".doc", "rtf": ".rtf", "odt": ".odt"})
"""Kind of file → the suffix that tells LibreOffice which of its readers to take."""


@dataclass(slots=True)
class Converter:
    """LibreOffice as a function: the bytes of one paper in, those of a .docx out. What was converted is remembered by
    its content until :meth:`forget`; a file that fails is asked for once.

    ``office`` is LibreOffice's command.
    """

    office: Path
    limits: Limits = DEFAULT_LIMITS
    known: dict[str, bytes | Unreadable] = field(default_factory=dict)

    def takes(self, kind: str) -> bool:
        """Whether files of this kind are converted."""
        return kind in CONVERTIBLE

    def convert(self, data: bytes, kind: str) -> bytes:
        """The .docx of one paper of a :data:`CONVERTIBLE` kind.

        Raises:
            Unreadable: ARC101, LibreOffice could not open it, or not in time.
        """
        self.prepare([(data, kind)])
        converted = self.known[_key(data, kind)]
        if isinstance(converted, Unreadable):
            raise converted
        return converted

    def prepare(self, papers: Iterable[tuple[bytes, str]]) -> None:
        """Convert these ahead, all in one start of the program, and each that failed once more by itself; (bytes, kind)
        each, kinds that are not converted passed over."""
        wanted = {_key(data, kind): (data, kind) for data, kind in papers if self.takes(kind)}
        new = [(key, *paper) for key, paper in wanted.items() if key not in self.known]
        failed = self._converted(new) if new else []
        for paper in failed if len(new) > 1 else ():
            self._converted([paper])

    def forget(self) -> None:
        """Let go of every converted paper; what failed stays known."""
        self.known = {key: result for key, result in self.known.items() if isinstance(result, Unreadable)}

    def _converted(self, papers: Sequence[tuple[str, bytes, str]]) -> list[tuple[str, bytes, str]]:
        """Convert these in one start. Returns those that gave nothing, each with its trouble known."""
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            ending = self._start(folder, papers)
            failed = []
            for number, paper in enumerate(papers):
                result = self._result(folder / "out" / f"{number}.docx", ending)
                self.known[paper[0]] = result
                failed += [paper] if isinstance(result, Unreadable) else []
        return failed

    def _start(self, folder: Path, papers: Sequence[tuple[str, bytes, str]]) -> Ending | str:
        """How the program ended, or why it could not start at all."""
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
                memory=self.limits.conversion_memory,
                file_bytes=self.limits.file_bytes,
            )
        except OSError as fault:
            return f"LibreOffice 不能启动（{system_cause(fault)}）"

    def _result(self, made: Path, ending: Ending | str) -> bytes | Unreadable:
        if made.is_file() and 0 < made.stat().st_size <= self.limits.file_bytes:
            return made.read_bytes()
        if ending == "hung":
            return Unreadable(
                "ARC101", f"文件打不开：LibreOffice 在{self.limits.conversion_seconds}秒内未能转换", SAVE_AS_DOCX
            )
        if ending in ("done", "failed"):
            return Unreadable("ARC101", "文件打不开：LibreOffice 未能转换", SAVE_AS_DOCX)
        return Unreadable("ARC102", f"旧版格式未能转换：{ending}", SAVE_AS_DOCX)


def _key(data: bytes, kind: str) -> str:
    return f"{kind}:{sha256(data).hexdigest()}"

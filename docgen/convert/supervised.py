"""A foreign program under guard: bounded in time, memory and output, and killed with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, Literal

Ending = Literal["done", "failed", "hung"]

_GRACE: Final = 5
"""Seconds a killed program is given to be gone."""
_LOOK: Final = 0.5
"""Seconds between two looks at what it has made."""


@dataclass(frozen=True, slots=True)
class Idle:
    """How many seconds a program may go on without making another file in a folder."""

    folder: Path
    seconds: float


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    seconds: float,
    idle: Idle,
    memory: int,
    file_bytes: int,
) -> Ending:
    """Run a program to its end, in ``folder``, with nothing to read and nothing said.

    Args:
        seconds: after which it is killed, and every process it started; before that when it has long been ``idle``.
        memory: address space in bytes, and ``file_bytes`` the longest file it may write, where the system can bound
            them (POSIX).

    Raises:
        OSError: it cannot be started at all.
    """
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_bounds(memory, file_bytes),
    )
    try:
        return _waited_for(process, seconds, idle)
    finally:
        _kill(process)


def _waited_for(process: subprocess.Popen[bytes], seconds: float, idle: Idle) -> Ending:
    end = monotonic() + seconds
    made, since = 0, monotonic()
    while monotonic() < min(end, since + idle.seconds):
        with suppress(subprocess.TimeoutExpired):
            return "done" if process.wait(_LOOK) == 0 else "failed"
        found = sum(1 for _ in idle.folder.iterdir())
        made, since = (found, monotonic()) if found > made else (made, since)
    return "hung"


def _bounds(memory: int, file_bytes: int) -> Callable[[], None] | None:
    if sys.platform == "win32":
        return None
    import resource

    def bound() -> None:
        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]  # which nobody may raise again
            bounded = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (bounded, bounded))

    return bound


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The program and its whole session, which outlives the starter that LibreOffice's command is."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):  # not even killed: it holds only its own folder, and the run goes on
        process.wait(_GRACE)

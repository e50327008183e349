"""A foreign program under guard: bounded in time, memory and output, and killed with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

Ending = Literal["done", "failed", "hung"]

_GRACE: Final = 5
"""Seconds a killed program is given to be gone."""


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    seconds: float,
    memory: int,
    file_bytes: int,
) -> Ending:
    """Run a program to its end, in ``folder``, with nothing to read and nothing said.

    Args:
        seconds: after which it is killed, and every process it started.
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
        return "done" if process.wait(seconds) == 0 else "failed"
    except subprocess.TimeoutExpired:
        return "hung"
    finally:
        _kill(process)


def _bounds(memory: int, file_bytes: int) -> Callable[[], None] | None:
    if sys.platform == "win32":
        return None
    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

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

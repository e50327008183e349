"""One test over every source file, for what all of them must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

M = TypeVar("M")


def over_all(modules: Iterable[M]) -> Callable[[Callable[[M], None]], Callable[[], None]]:
    """Run a test over every module and tell all it fails for (a test a module would only make the suite long)."""
    listed = tuple(modules)

    def decorated(test: Callable[[M], None]) -> Callable[[], None]:
        def over_every_one() -> None:
            offenders = {}
            for module in listed:
                try:
                    test(module)
                except AssertionError as fault:
                    offenders[str(module)] = str(fault)
            assert offenders == {}

        over_every_one.__name__, over_every_one.__doc__ = test.__name__, test.__doc__
        return over_every_one

    return decorated

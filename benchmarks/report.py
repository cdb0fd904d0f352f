"""What a benchmark prints: rates as they are measured, and each ratio beside what is asked of it."""

from __future__ import annotations

import io
import platform
import sys
import time
import unicodedata
from collections.abc import Callable

import policyx


class Report:
    """Prints lines, and counts the targets that are met."""

    def __init__(self) -> None:
        self._met: list[bool] = []
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a console may lack Chinese characters

    def head(self, text: str) -> None:
        """Print the heading of a group of lines."""
        print(f"\n{text}", flush=True)

    def note(self, text: str) -> None:
        """Print a remark."""
        print(f"  {text}", flush=True)

    def rate(self, name: str, seconds: float, megabytes: float) -> None:
        """Print how long it took, and what that is a second."""
        print(f"  {_padded(name)}{seconds:9.2f} s{megabytes / max(seconds, 1e-9):10.3f} MB/s", flush=True)

    def figure(self, name: str, measured: float, unit: str = "") -> None:
        """Print a figure of which nothing is asked."""
        print(f"  {_padded(name)}{measured:9,.2f} {unit}".rstrip(), flush=True)

    def least(self, name: str, measured: float, target: float) -> None:
        """Print a ratio that is to be *target* or more."""
        self._target(name, measured, target, ">=", measured >= target)

    def most(self, name: str, measured: float, target: float, aside: str = "") -> None:
        """Print a ratio that is to be *target* or less, and *aside* after it."""
        self._target(name, measured, target, "<=", measured <= target, aside)

    def _target(self, name: str, measured: float, target: float, sign: str, met: bool, aside: str = "") -> None:
        self._met.append(met)
        verdict = f"{'met' if met else 'NOT MET':9}{aside}".rstrip()
        print(f"  {_padded(name)}{measured:9,.2f}   asked {sign} {target:<9,g}{verdict}", flush=True)

    def close(self) -> None:
        """Print how many targets are met."""
        print(f"\n{sum(self._met)} of {len(self._met)} targets met", flush=True)


def _padded(name: str, columns: int = 36) -> str:
    """Return *name* with spaces after it; a Chinese character takes two columns of a terminal."""
    return name + " " * (columns - sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in name))


def title() -> str:
    """Return what ran where."""
    return (
        f"policyx {policyx.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )


def cpu_seconds(action: Callable[[], object]) -> float:
    """Return the CPU time that this process takes for *action*: other work on the machine changes it little."""
    start = time.process_time()
    action()
    return time.process_time() - start

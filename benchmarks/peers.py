"""Other libraries, measured on the same texts: installed into an environment of their own, run there in a process of their own.

None of them is a dependency of policyx, not even an optional one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from texts import ROOT

#: Library → what pip installs for it.
REQUIREMENTS = {
    "jieba": ("jieba==0.42.1",),
    "jionlp": ("jionlp==1.5.31",),
    # Its emoji dependency is open above, and version 2 lacks what it imports.
    "recognizers": ("recognizers-text-suite==1.0.2a2", "emoji<2"),
}
# .benchmarks/ is git-ignored; an environment belongs to one version of Python.
_FOLDER = ROOT / ".benchmarks" / f"peers-{sys.version_info[0]}.{sys.version_info[1]}"
_PYTHON = _FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_INSTALL_SECONDS = 900


class PeerError(Exception):
    """A peer could not be installed or did not run."""


def run(peer: str, function: str, texts: Sequence[str], seconds: float) -> tuple[float, float]:
    """Return CPU seconds and MB that they were spent on.

    Args:
        peer: A library of `REQUIREMENTS`.
        function: What to measure: a name of ``peer_run.FUNCTIONS``.
        texts: The documents; as many as the time allows are taken, in an order by chance but always the same.
        seconds: CPU time after which no further document is begun.

    Raises:
        PeerError: The library cannot be installed, or fails.
    """
    _install(peer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        program = str(Path(__file__).with_name("peer_run.py"))
        answer = json.loads(_call([program, function, str(path), str(seconds)], 20 * seconds + 120).splitlines()[-1])
    return answer["seconds"], answer["bytes"] / 1e6


def _install(peer: str) -> None:
    """Install a library unless that was done."""
    done = _FOLDER / f"installed-{peer}"
    wanted = " ".join(REQUIREMENTS[peer])
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    print(f"  installing {wanted} into {_FOLDER.relative_to(ROOT)}", flush=True)
    if not _PYTHON.exists():
        _call(["-m", "venv", str(_FOLDER)], _INSTALL_SECONDS, sys.executable)
    _call(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS[peer]], _INSTALL_SECONDS)
    done.write_text(wanted, encoding="utf-8")


def _call(arguments: Sequence[str], seconds: float, python: str = str(_PYTHON)) -> str:
    """Return what a Python program prints."""
    outer = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in outer} | {"PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            [python, *arguments], capture_output=True, encoding="utf-8", timeout=seconds, env=environment
        )
    except subprocess.TimeoutExpired:
        raise PeerError(f"took longer than {seconds:g} seconds") from None
    if done.returncode:
        raise PeerError((done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1])
    return done.stdout

"""The two commands of the README are there and say what they do."""

from __future__ import annotations

import subprocess
import sys

from conftest import ROOT


def test_help_lists_the_commands_and_needs_nothing_installed():
    done = subprocess.run([sys.executable, "-I", "-S", ROOT / "dev.py"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "python dev.py run" in done.stdout
    assert "python dev.py test" in done.stdout


def test_a_command_that_is_not_there_is_status_2():
    done = subprocess.run([sys.executable, "-I", "-S", ROOT / "dev.py", "tset"], capture_output=True, text=True)
    assert done.returncode == 2

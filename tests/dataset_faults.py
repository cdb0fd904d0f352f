"""What workers run in tests of files that hang and of processes that die: the real thing, but for files so named."""

from __future__ import annotations

import os
import signal
import time

from policyx.dataset.rows import convert_files, warm_up

__all__ = ["convert", "double", "warm_up"]


def convert(folder, entries, columns):
    for entry in entries:
        if "hangs" in entry.file.path:
            time.sleep(600)
        if "dies" in entry.file.path:
            os.kill(os.getpid(), signal.SIGKILL)
        if "leaves" in entry.file.path:
            os._exit(3)
        if "raises" in entry.file.path:
            raise RuntimeError("boom")
    return convert_files(folder, entries, columns)


def double(numbers):
    """Twice each number; 13 is bad luck."""
    if 13 in numbers:
        os._exit(13)
    print("this line is not part of the answer")
    return [2 * number for number in numbers]

"""The process that does a share of the work: it takes pickled tasks on standard input and answers on standard output.

It is a plain process and not one of `multiprocessing`, which runs the caller's script again in each worker: a script that
calls `policyx.convert` needs no ``if __name__ == "__main__"``.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Lost:
    """What there is no answer for: ``timeout``, ``died`` or ``fault`` (the function raised an exception), and how."""

    code: str
    reason: str


def main() -> None:
    """Serve the function that the first argument names (``module:function``) until standard input ends.

    If the module has a function ``warm_up``, it is called first: the time limit is for the work, not for loading lexicons.
    """
    tasks, answers = _own_streams()
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    name, _, function_name = sys.argv[1].partition(":")
    module = import_module(name)
    function = getattr(module, function_name)
    getattr(module, "warm_up", int)()
    _send(answers, "ready")
    while True:
        try:
            arguments = pickle.load(tasks)
        except EOFError:
            return
        try:
            answer = function(*arguments)
        except Exception as error:
            answer = Lost("fault", f"{type(error).__name__}: {error}")
        _send(answers, answer)


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone, also in the middle of a task that hangs."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the streams of tasks and answers, out of the way of libraries that print and of programs that they start."""
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return tasks, answers


def _send(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()

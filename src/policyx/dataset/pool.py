"""Worker processes that may hang or die.

A share of work that did not come back is cut into single items, and an item that does not come back either is a `Lost`.
Answers come in the order of the shares.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from policyx.dataset.worker import Lost
from policyx.errors import PolicyxError

Item = TypeVar("Item")

_START_SECONDS: Final = 120.0  # a cold start on a slow, busy machine takes some seconds
_AHEAD: Final = 8  # shares of work for each worker that may wait for an earlier one to come back


@dataclass(frozen=True, slots=True)
class Answer(Generic[Item]):
    """What came back for *items*: the function's result, or `Lost` for a single item."""

    items: Sequence[Item]
    result: Any


def default_workers() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[Item]):
    """Worker processes that run one function over shares of items.

    Args:
        function: ``module:name`` of a function of a list of items; modules are looked for where this process does.
        workers: Processes.
        timeout: Seconds that a single item may take, or None for as long as it likes.
        arguments: Makes the function's arguments of a list of items; by default, the list is its only argument.
    """

    def __init__(
        self,
        function: str,
        workers: int,
        timeout: float | None = None,
        arguments: Callable[[Sequence[Item]], tuple[Any, ...]] = lambda items: (items,),
    ) -> None:
        self._function = function
        self._workers = workers
        self._timeout = timeout
        self._arguments = arguments
        self._local = threading.local()
        self._started: list[_Worker] = []
        self._stopped = False

    def map(self, shares: Iterable[Sequence[Item]]) -> Iterator[list[Answer[Item]]]:
        """Yield the answers for each of *shares*, in their order; a share comes in one piece or as single items."""
        waiting: deque[Future[list[Answer[Item]]]] = deque()
        with ThreadPoolExecutor(self._workers) as threads:
            try:
                for share in shares:
                    waiting.append(threads.submit(self._run, share))
                    if len(waiting) > _AHEAD * self._workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                self._stop(waiting)

    def _stop(self, waiting: Iterable[Future[Any]]) -> None:
        self._stopped = True
        for future in waiting:
            future.cancel()
        for worker in self._started:
            worker.stop()

    def _run(self, share: Sequence[Item]) -> list[Answer[Item]]:
        result = self._call(share)
        if not isinstance(result, Lost) or len(share) == 1:
            return [Answer(share, result)]
        return [Answer([item], self._call([item])) for item in share]

    def _call(self, share: Sequence[Item]) -> object:
        """Return the function's result, or `Lost` when its process was ended; the next call has a new one."""
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None or not worker.lives():
            if self._stopped:
                return Lost("died", "stopped")
            if worker:
                worker.stop()
            worker = self._local.worker = _Worker(self._function)
            self._started.append(worker)
        return worker.call(self._arguments(share), self._timeout)


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, function: str) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `stop`)
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from policyx.dataset.worker import main; main()", function],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            start_new_session=True,  # an interrupt from the keyboard is for this process alone; see `stop`
        )
        if self._receive(_START_SECONDS) != "ready":
            self._errors.seek(0)
            said = self._errors.read().decode(errors="replace").strip().splitlines()
            self.stop()
            raise PolicyxError(f"a worker process could not start: {said[-1] if said else 'it said nothing'}")

    def lives(self) -> bool:
        return self._process.poll() is None

    def call(self, arguments: tuple[Any, ...], timeout: float | None) -> object:
        """Return what the function makes of *arguments*, or `Lost`."""
        assert self._process.stdin
        try:
            pickle.dump(arguments, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError:
            return self._died()
        return self._receive(timeout)

    def _receive(self, timeout: float | None) -> object:
        """Return what the process answers; end it when that takes longer than *timeout* seconds."""
        assert self._process.stdout
        late = threading.Event()
        timer = threading.Timer(timeout or 0, self._end_late, [late])
        timer.daemon = True
        if timeout:
            timer.start()
        try:
            answer: object = pickle.load(self._process.stdout)
            timer.cancel()
            if late.is_set():  # the answer came at the last moment: the process is no more
                self._process.wait()
            return answer
        except (EOFError, pickle.UnpicklingError, OSError, ValueError):
            died = self._died()
            return Lost("timeout", f"took longer than {timeout:g} seconds") if late.is_set() else died
        finally:
            timer.cancel()

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self._kill()

    def _died(self) -> Lost:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._kill()
        status = self._process.wait()
        if status < 0:
            with contextlib.suppress(ValueError):
                return Lost("died", f"the process that read it was ended by {signal.Signals(-status).name}")
        return Lost("died", f"the process that read it ended with status {status}")

    def _kill(self) -> None:
        """End the process and what it started (LibreOffice)."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def stop(self) -> None:
        """End the process, whatever it does, and close what belongs to it."""
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()

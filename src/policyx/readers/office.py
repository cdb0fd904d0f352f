"""Formats that no kept library reads (.doc, .wps, .odt, …): through LibreOffice, where it is installed.

LibreOffice runs without a window, with a profile and a folder of its own that are removed afterwards, and is ended with all
its children when it takes too long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from policyx.errors import ReadError
from policyx.readers.docx import read_docx
from policyx.source import Source

#: Seconds that LibreOffice may take for one document; its first start takes about ten.
TIME_LIMIT: Final = 120.0

#: Bytes of a document that is handed to LibreOffice.
MOST_BYTES: Final = 128 * 2**20

#: The environment variable that names LibreOffice's program where it stands in an unusual place.
PROGRAM_VARIABLE: Final = "POLICYX_SOFFICE"

_PROGRAMS: Final = ("soffice", "libreoffice", "soffice.exe", "soffice.com")
_PLACES: Final = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice.soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_HOW: Final = (
    "install LibreOffice (https://www.libreoffice.org; its program soffice must be on PATH, or be named in the environment"
    f" variable {PROGRAM_VARIABLE}), or open the file in Word or WPS and save it as .docx"
)


def read_office(data: bytes, format: str = "doc", *, time_limit: float = TIME_LIMIT) -> Source:
    """Return the text of a document that LibreOffice opens; `policyx.readers.docx` reads what it makes of it.

    Args:
        data: The bytes of the file.
        format: What it is: ``doc``, ``wps``, ``odt``, …; a file ending without the stop.
        time_limit: Seconds to wait for LibreOffice.

    Returns:
        The source, as `policyx.readers.docx.read_docx` makes it, with *format* as its format.

    Raises:
        ReadError: LibreOffice is not installed, cannot open the file, or takes too long; the message says what to do.
    """
    if not data:
        raise ReadError("the file is empty: get it again from where it came from")
    if len(data) > MOST_BYTES:
        raise ReadError(f"the file has more than {MOST_BYTES >> 20} MB: split it and read the parts")
    program = find_office()
    if program is None:
        raise ReadError(f"a .{format} file needs LibreOffice, which was not found: {_HOW}")
    source = read_docx(_converted(program, data, format, time_limit))
    return replace(source, format=format, warnings=("converted by LibreOffice", *source.warnings))


def find_office() -> str | None:
    """Return the path of LibreOffice's program, or None: by `PROGRAM_VARIABLE`, on PATH, in its usual places."""
    named = os.environ.get(PROGRAM_VARIABLE)
    if named:
        return named if os.path.isfile(named) else None
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        folder, star, rest = place.partition("*")
        found_here = (
            [place] if not star else sorted(map(str, Path(folder).parent.glob(Path(folder).name + star + rest)))
        )
        if there := next((path for path in reversed(found_here) if os.path.isfile(path)), None):
            return there
    return None


def _converted(program: str, data: bytes, form: str, time_limit: float) -> bytes:
    """Return the .docx that LibreOffice makes of *data*."""
    suffix = form if form.isalnum() else "doc"
    with tempfile.TemporaryDirectory(prefix="policyx-", ignore_cleanup_errors=True) as folder:
        given = Path(folder, f"document.{suffix}")
        given.write_bytes(data)
        made = Path(folder, "made")
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(made),
            str(given),
        ]
        said = run_bounded(command, folder, time_limit)
        results = sorted(made.glob("*.docx")) if made.is_dir() else []
        if not results:
            reason = f" ({said})" if said else ""
            raise ReadError(
                f"LibreOffice could not open the .{form} file{reason}: open it in Word or WPS, save as .docx"
            )
        return results[0].read_bytes()


def run_bounded(command: Sequence[str], folder: str, time_limit: float) -> str:
    """Run *command* in *folder* and return the last line that it wrote; end it with its children when time is up.

    Raises:
        ReadError: It could not be started, or took more than *time_limit* seconds.
    """
    log = Path(folder, "said.txt")
    with log.open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            raise ReadError(f"LibreOffice could not be started ({error.strerror or error}): {_HOW}") from error
        try:
            process.wait(time_limit)
        except subprocess.TimeoutExpired:
            raise ReadError(
                f"LibreOffice took more than {time_limit:g} seconds: open the file in Word or WPS and save it as .docx"
            ) from None
        finally:
            _end(process)
    with log.open("rb") as said:
        lines = said.read(4096).decode("utf-8", "replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with its children; nothing is done to one whose group has gone."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()

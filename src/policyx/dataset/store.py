"""The folder of a dataset: OUT/<table>/part-<number>-<key>.parquet, and OUT/manifest.json, written last.

A part is one file in each table's folder, all with the key of its batch (`policyx.dataset.plan`); it is whole when all are
there, since each is written beside and renamed. While a conversion is under way, ``unfinished.json`` stands in the place of
``manifest.json``. The bytes of all files follow from documents, options and versions alone: no clock, no path of the machine.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policyx import lazy
from policyx.dataset.rows import OUTPUTS
from policyx.errors import OutputError
from policyx.text import scrub

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST: Final = "manifest.json"
UNFINISHED: Final = "unfinished.json"
#: Files that `policyx.dataset.export` may put beside the tables.
EXPORTS: Final = (*(f"{name}.csv" for name in OUTPUTS), "policyx.xlsx")

# part-00012-9f86d081884c7d65.parquet: group 1 the key.
_PART: Final = lazy.compile(r"part-\d{5}-([0-9a-f]{16})\.parquet")
# .part-00012-9f86d081884c7d65.parquet.tmp: what a killed run was writing.
_RUBBISH: Final = lazy.compile(r"\..{1,80}\.tmp")


class Store:
    """The folder *out* of a dataset."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def check(self) -> None:
        """Raise OutputError if the folder holds something that is not a dataset's."""
        if not self.out.exists():
            return
        if not self.out.is_dir():
            raise OutputError(f"{self.out}: this is a file: choose a new folder")
        for path in sorted(self.out.iterdir()):
            inner = sorted(path.iterdir()) if path.name in OUTPUTS and path.is_dir() else [path]
            for one in inner:
                if not self._is_own(one):
                    name = scrub(one.relative_to(self.out).as_posix())
                    raise OutputError(f"{self.out}: holds other things ({name}, …): choose a new or empty folder")

    def _is_own(self, path: Path) -> bool:
        if path.is_dir():
            return False
        if path.parent == self.out:
            return path.name in (MANIFEST, UNFINISHED, *EXPORTS) or bool(_RUBBISH.fullmatch(path.name))
        return bool(_PART.fullmatch(path.name) or _RUBBISH.fullmatch(path.name))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folder, and keep other conversions out of it (where the system can: not on Windows).

        Raises:
            OutputError: Another one is at work in it.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        if os.name == "nt":
            yield
            return
        folder = os.open(self.out, os.O_RDONLY)
        try:
            _lock(folder, f"{self.out}: another conversion is writing to it: wait for it, or choose another folder")
            yield
        finally:
            os.close(folder)

    def state(self) -> dict[str, Any]:
        """Return what the manifest says, also one of an unfinished run; empty for a new folder."""
        for name in (MANIFEST, UNFINISHED):
            with suppress(OSError, ValueError):
                state: dict[str, Any] = json.loads((self.out / name).read_text(encoding="utf-8"))
                return state
        return {}

    def begin(self, versions: Mapping[str, str]) -> None:
        """Take the manifest away, so that nobody takes a dataset under way for a whole one; make the folders.

        Tables of other formats are of the dataset as it was, and go.
        """
        for name in OUTPUTS:
            (self.out / name).mkdir(parents=True, exist_ok=True)
        for name in EXPORTS:
            (self.out / name).unlink(missing_ok=True)
        if (self.out / MANIFEST).exists():
            os.replace(self.out / MANIFEST, self.out / UNFINISHED)
        elif not (self.out / UNFINISHED).exists():
            self._write_json(UNFINISHED, {"versions": dict(versions)})

    def clean(self) -> None:
        """Remove what a killed run was writing."""
        for folder in (self.out, *(self.out / name for name in OUTPUTS)):
            for path in folder.glob(".*.tmp"):
                if _RUBBISH.fullmatch(path.name):
                    path.unlink()

    def parts(self) -> dict[str, dict[str, Path]]:
        """Return key → table → file of every part that is there, whole or not."""
        found = dict[str, dict[str, Path]]()
        for name in OUTPUTS:
            for path in sorted((self.out / name).glob("part-*.parquet")):
                if match := _PART.fullmatch(path.name):
                    found.setdefault(match[1], {})[name] = path
        return found

    def write(self, number: int, key: str, tables: Mapping[str, pa.Table]) -> None:
        """Write the part *number*: each table beside its place, then renamed."""
        for name, table in tables.items():
            self._write_part(self._place(name, number, key), table)

    def _place(self, table: str, number: int, key: str) -> Path:
        return self.out / table / f"part-{number:05d}-{key}.parquet"

    def _write_part(self, path: Path, table: pa.Table) -> None:
        import pyarrow.parquet as pq

        beside = path.with_name(f".{path.name}.tmp")
        with beside.open("wb") as file:
            # One chunk a column: where pages end must not depend on how the work was shared out.
            pq.write_table(table.combine_chunks(), file, compression="zstd")
            _sync(file.fileno())
        os.replace(beside, path)

    def finish(self, keys: Sequence[str], manifest: Mapping[str, Any]) -> dict[str, int]:
        """Number the parts, remove those that are not of *keys*, write the manifest; return the rows of each table."""
        found = self.parts()
        for key in found.keys() - set(keys):
            for path in found[key].values():
                path.unlink()
        for number, key in enumerate(keys):
            for name, path in found[key].items():
                if path != self._place(name, number, key):
                    os.replace(path, self._place(name, number, key))
        rows = {key: {name: self._rows(name, number, key) for name in OUTPUTS} for number, key in enumerate(keys)}
        total = {name: sum(counts[name] for counts in rows.values()) for name in OUTPUTS}
        parts = [{"part": f"part-{number:05d}-{key}.parquet", "rows": rows[key]} for number, key in enumerate(keys)]
        self._write_json(MANIFEST, {**manifest, "rows": total, "parts": parts})
        (self.out / UNFINISHED).unlink(missing_ok=True)
        return total

    def _rows(self, table: str, number: int, key: str) -> int:
        import pyarrow.parquet as pq

        rows: int = pq.read_metadata(self._place(table, number, key)).num_rows
        return rows

    def _write_json(self, name: str, content: Mapping[str, Any]) -> None:
        beside = self.out / f".{name}.tmp"
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
            file.flush()
            _sync(file.fileno())
        os.replace(beside, self.out / name)


def _lock(folder: int, otherwise: str) -> None:
    import fcntl

    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(otherwise) from None
    except OSError:  # a file system without locks
        return


def _sync(file: int) -> None:
    """Have the disk hold what was written before the name says that it is there."""
    with suppress(OSError):
        os.fsync(file)

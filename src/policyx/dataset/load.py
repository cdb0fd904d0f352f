"""A dataset as DataFrames."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from policyx.dataset.rows import OUTPUTS
from policyx.dataset.store import MANIFEST, UNFINISHED
from policyx.errors import OutputError

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa


def load(out: str | os.PathLike[str]) -> dict[str, pandas.DataFrame]:
    """Return the tables of a dataset that `policyx.convert` made, as DataFrames ready to calculate with.

    Numbers are float64; the Parquet files hold exact decimals. For a dataset larger than memory, read the files with
    `pyarrow.dataset`, DuckDB or polars.

    Args:
        out: The folder of the dataset.

    Returns:
        Table name → its rows, in the order of the documents' paths.

    Raises:
        OutputError: The folder holds no whole dataset; the message says what to do.

    Example:
        >>> load("no such folder")
        Traceback (most recent call last):
        policyx.errors.OutputError: no such folder: there is no dataset: make one with convert(folder, out)
    """
    return {name: load_arrow(out, name).to_pandas() for name in OUTPUTS}


def load_arrow(out: str | os.PathLike[str], table: str) -> pa.Table:
    """Return one table of a dataset, numbers as float64.

    Raises:
        OutputError: As for `load`.
    """
    import pyarrow.parquet as pq

    folder = Path(out)
    if not (folder / MANIFEST).exists():
        if (folder / UNFINISHED).exists():
            raise OutputError(f"{folder}: the conversion is not finished: run the same command again")
        raise OutputError(f"{folder}: there is no dataset: make one with convert(folder, out)")
    found = pq.read_table(folder / table)
    return found.cast(_floats(found.schema))


def _floats(schema: pa.Schema) -> pa.Schema:
    """Return *schema* with float64 for decimals."""
    import pyarrow as pa

    for at, column in enumerate(schema):
        if pa.types.is_decimal(column.type):
            schema = schema.set(at, column.with_type(pa.float64()))
        elif pa.types.is_list(column.type) and pa.types.is_decimal(column.type.value_type):
            schema = schema.set(at, column.with_type(pa.list_(pa.float64())))
    return schema

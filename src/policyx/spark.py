"""Documents to records on Apache Spark: the same tables as `policyx.convert`, made by the nodes of a cluster.

This module schedules nothing and keeps no state. It gives Spark a function over Arrow batches
(`policyx.dataset.batches`) by ``mapInArrow``; Spark shares out the documents, tries failed tasks again and writes Parquet.
The same function goes into Ray Data and Dask.

What is otherwise than in `policyx.convert`: paths are the engine's (``file:/…``, ``hdfs://…``), rows are in no order,
there is no manifest, and there is no time limit for a document (a task that hangs or dies is Spark's to handle).

It needs pyspark 3.5 or later (``pip install policyx[spark]``) and Java. As a program, with a folder of documents and a
new folder for the tables::

    python -m policyx.spark hdfs:///policies hdfs:///tables
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from policyx.dataset.batches import (
    INPUTS,
    batch_schema,
    convert_batches,
    convert_batches_packed,
    packed_schema,
    unpack_batches,
)
from policyx.dataset.rows import OUTPUTS
from policyx.readers.format import SUFFIXES

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

# Documents that a Python process is handed at a time: Spark's 10,000 are for short rows, not for files.
_BATCH_ROWS: Final = 64
# Documents in a part of a table, on average.
_PART_DOCUMENTS: Final = 512


def read_files(spark: SparkSession, folder: str) -> DataFrame:
    """Return the documents below a folder, of all formats that `policyx.read` reads, as ``path`` and ``content``.

    Spark leaves out hidden files and, without a word, files of no bytes.

    Args:
        spark: A Spark session.
        folder: A path or URI that Spark reads.

    Example:
        ```py
        frame = read_files(spark, "hdfs:///policies")
        ```
    """
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    frame = reader.option("pathGlobFilter", f"*.{{{','.join(map(_any_case, SUFFIXES))}}}").load(folder)
    return frame.filter(~frame["path"].rlike(r"/~\$[^/]*$")).select("path", "content")


def _any_case(suffix: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix)


def merge_copies(frame: DataFrame, partitions: int | None = None) -> DataFrame:
    """Return *frame* with documents of the same bytes as one row: the first path, and the others in ``also_at``.

    This sends all documents over the network once. Without it, each copy gives records, under the same ``document_id``.

    Args:
        frame: Documents with ``path``, and ``content`` or ``text``. Of further columns, those of one of the copies are kept.
        partitions: Shares that the documents are cut into, and parts that a table is written in; by default as the session
            is set (``spark.sql.shuffle.partitions``, 200), too many for a few thousand documents.

    Example:
        ```py
        frame = merge_copies(read_files(spark, "hdfs:///policies"))
        ```
    """
    from pyspark.sql import functions as F  # noqa: N812

    body = _body(frame)
    names = [name for name in frame.columns if name not in ("path", "also_at")]
    key = F.coalesce(F.sha2(F.col(body).cast("binary"), 256), F.col("path"))
    keyed = frame.withColumn("_key", key)
    keyed = keyed.repartition(partitions, "_key") if partitions else keyed
    grouped = keyed.groupBy("_key").agg(
        F.sort_array(F.collect_list("path")).alias("_paths"), F.first(F.struct(*names)).alias("_row")
    )
    first, others = F.col("_paths")[0], F.expr("slice(_paths, 2, greatest(size(_paths) - 1, 0))")
    return grouped.select(first.alias("path"), others.alias("also_at"), "_row.*")


def to_table(frame: DataFrame, table: str = "indicators", *, text: bool = False) -> DataFrame:
    """Return the rows of one table of records.

    For several tables of the same documents `to_tables` reads each document once.

    Args:
        frame: Documents: ``content`` (bytes of a file) or ``text``, and ``path``, ``also_at``, ``document_date``, ``place``
            where it has them. Other columns are left alone.
        table: ``documents``, ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks``, ``issues`` or ``errors``.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: There is no such table, or the frame has neither ``content`` nor ``text``.

    Example:
        ```py
        frame = spark.createDataFrame([("a.txt", "到2027年，新建公园3个。")], ["path", "text"])
        to_table(frame, "indicators").select("name", "value", "unit", "time").show()
        ```
    """
    schema = _ddl(batch_schema(table, text=text))
    return _inputs(frame).mapInArrow(partial(_map_table, table=table, text=text), schema)


def to_tables(frame: DataFrame, *, text: bool = False) -> dict[str, DataFrame]:
    """Return all tables of records; each document is read once, when the first table is used.

    The records wait on the disks of the cluster until the session ends.

    Args:
        frame: Documents, as for `to_table`.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: The frame has neither ``content`` nor ``text``.

    Example:
        ```py
        tables = to_tables(spark.read.parquet("hdfs:///pages"))
        tables["indicators"].join(tables["documents"], "document_id").show()
        ```
    """
    from pyspark import StorageLevel

    # Packed, the rows pass through Spark's memory and disks as bytes: it makes rows of its own of each table but once.
    packed = _inputs(frame).mapInArrow(partial(_map_packed, text=text), _ddl(packed_schema()))
    packed = packed.persist(StorageLevel.DISK_ONLY)
    return {
        name: packed.select(name).mapInArrow(partial(_unpack, table=name), _ddl(batch_schema(name, text=text)))
        for name in OUTPUTS
    }


def write_tables(frame: DataFrame, out: str, *, text: bool = False) -> None:
    """Write all tables of records as Parquet: OUT/<table>/part-*.parquet.

    Args:
        frame: Documents, as for `to_table`.
        out: A path or URI that Spark writes; the tables' folders must not be there.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: The frame has neither ``content`` nor ``text``.

    Example:
        ```py
        write_tables(merge_copies(read_files(spark, "hdfs:///policies")), "hdfs:///tables")
        ```
    """
    for name, rows in to_tables(frame, text=text).items():
        rows.write.parquet(f"{out.rstrip('/')}/{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert documents with the Spark session of the surroundings (``spark-submit``, ``spark-defaults.conf``).

    Args:
        arguments: ``IN OUT``, and ``--parquet`` or ``--text``; by default those of the command line.

    Returns:
        The exit status.

    Example:
        ```py
        main(["hdfs:///policies", "hdfs:///tables"])
        ```
    """
    parser = argparse.ArgumentParser("python -m policyx.spark", description="Convert documents to tables with Spark.")
    parser.add_argument("folder", metavar="IN", help="folder of documents, as a path or URI that Spark reads")
    parser.add_argument("out", metavar="OUT", help="new folder for the tables")
    parser.add_argument("--parquet", action="store_true", help="IN is Parquet with columns path, and content or text")
    parser.add_argument("--text", action="store_true", help="write the text of the documents too")
    options = parser.parse_args(arguments)

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("policyx").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_BATCH_ROWS))
    try:
        frame = spark.read.parquet(options.folder) if options.parquet else read_files(spark, options.folder)
        least = spark.sparkContext.defaultParallelism
        partitions = max(least, frame.select("path").count() // _PART_DOCUMENTS)
        write_tables(merge_copies(frame, partitions), options.out, text=options.text)
    finally:
        spark.stop()
    return 0


def _map_table(batches: Iterable[pa.RecordBatch], table: str, text: bool) -> Iterator[pa.RecordBatch]:
    return convert_batches(batches, table, text=text)


def _map_packed(batches: Iterable[pa.RecordBatch], text: bool) -> Iterator[pa.RecordBatch]:
    return convert_batches_packed(batches, text=text)


def _unpack(batches: Iterable[pa.RecordBatch], table: str) -> Iterator[pa.RecordBatch]:
    return unpack_batches(batches, table)


def _inputs(frame: DataFrame) -> DataFrame:
    _body(frame)
    return frame.select(*(name for name in INPUTS if name in frame.columns))


def _body(frame: DataFrame) -> str:
    """Return the column that holds the documents."""
    for name in ("content", "text"):
        if name in frame.columns:
            return name
    raise ValueError(f"the frame needs a column content (bytes) or text, not only {', '.join(frame.columns)}")


def _ddl(schema: pa.Schema) -> str:
    """Return an Arrow schema as Spark writes one; `pyspark` has no public function for it before 4.0."""
    return ", ".join(f"`{column.name}` {_ddl_type(column.type)}{_not_null(column)}" for column in schema)


def _ddl_type(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_list(kind):
        return f"array<{_ddl_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{one.name}`: {_ddl_type(one.type)}{_not_null(one)}' for one in kind)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    return {pa.string(): "string", pa.binary(): "binary", pa.int64(): "bigint", pa.bool_(): "boolean"}[kind]


def _not_null(column: pa.Field) -> str:
    return "" if column.nullable else " not null"


if __name__ == "__main__":
    sys.exit(main())

"""Documents in Arrow batches give the rows that `policyx.convert` gives: by the function alone, and by Spark."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import policyx
from conftest import ROOT
from policyx.dataset.batches import (
    batch_schema,
    convert_batch,
    convert_batches,
    convert_batches_packed,
    packed_schema,
    unpack_batches,
)
from policyx.dataset.rows import OUTPUTS

JAVA = shutil.which("java") or (
    os.environ.get("JAVA_HOME") and shutil.which("java", path=f"{os.environ['JAVA_HOME']}/bin")
)
MISSING = [
    name for name, there in (("pyspark", importlib.util.find_spec("pyspark")), ("Java", JAVA)) if not there
]  # fmt: skip
needs_spark = [
    pytest.mark.spark,
    pytest.mark.skipif(bool(MISSING), reason=f"{' and '.join(MISSING)} not installed (pip install policyx[spark])"),
    # What pyspark warns of by itself: old pandas, sockets left to the collector.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three documents, one of them twice, one in a folder, and two files that give an error."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "平遥县").mkdir()
    texts = sorted((ROOT / "corpus").glob("*.txt"))[:3]
    for path, name in zip(texts, ("a.txt", "b.txt", "平遥县/c.TXT"), strict=True):
        (folder / name).write_bytes(path.read_bytes())
    (folder / "平遥县" / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "empty.docx").write_bytes(b"")
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "notes.md").write_text("no document", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def converted(folder, tmp_path_factory):
    """Table name → rows by `policyx.convert`."""
    out = tmp_path_factory.mktemp("converted") / "tables"
    policyx.convert(folder, out, workers=0, text=True)
    return {name: pq.read_table(out / name).to_pylist() for name in OUTPUTS}


def batch_of(folder, documents, errors) -> pa.RecordBatch:
    """The documents of a dataset as a batch, in the order of their paths."""
    rows = sorted((row["path"], row["also_at"]) for row in [*documents, *errors])
    contents = [(folder / path).read_bytes() for path, _ in rows]
    return pa.record_batch(
        {"path": [path for path, _ in rows], "also_at": [also for _, also in rows], "content": contents}
    )


def same(rows, folder=None):
    """Rows in one order, paths below *folder*."""
    cut = (lambda path: path.split(f"{folder.name}/", 1)[1]) if folder else str
    rows = [
        {**row, "path": cut(row["path"]), "also_at": [*map(cut, row["also_at"])]} if "also_at" in row else row
        for row in rows
    ]
    return sorted(rows, key=repr)


# The function, without Spark.


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_batch_gives_the_rows_of_convert(folder, converted, name):
    batch = batch_of(folder, converted["documents"], converted["errors"])
    table = convert_batch(batch, name, text=True)
    assert table.schema == batch_schema(name, text=True)
    assert table.to_pylist() == converted[name]
    assert len(converted["documents"]) == 3
    assert len(converted["errors"]) == 2


def test_one_pass_gives_the_rows_of_all_tables(folder, converted):
    batch = batch_of(folder, converted["documents"], converted["errors"])
    halves = [batch.slice(0, 2), pa.Table.from_batches([batch.slice(2)])]
    found = list(convert_batches_packed(halves, text=True))
    assert all(one.schema == packed_schema() for one in found)
    for name in OUTPUTS:
        rows = list(unpack_batches(found, name))
        assert all(one.schema == batch_schema(name, text=True) for one in rows)
        assert [row for one in rows for row in one.to_pylist()] == converted[name]


def test_texts_give_the_records_of_extract(corpus):
    text = corpus["notice_fire_safety"]
    table = convert_batch(pa.table({"text": pa.array([text], pa.large_string())}))
    assert table["quote"].to_pylist() == [row.quote for row in policyx.extract(text).indicators]
    assert table.num_rows
    assert convert_batch(pa.table({"text": [text]}), "documents")["path"].to_pylist() == [""]


def test_date_and_place_of_a_row_are_used():
    text = "明年新建公园3个。"
    dates = pa.array([date(2025, 3, 1), None])
    rows = convert_batch(
        pa.table({"text": [text, text], "document_date": dates, "place": ["平遥县", None]}), "documents"
    )
    assert rows["date"].to_pylist() == ["2025-03-01", ""]
    assert [place["name"] for place in rows["place"].to_pylist()] == ["平遥县", ""]


def test_a_bad_row_is_an_error_and_the_others_are_converted():
    batch = pa.table(
        {
            "path": ["a", "b", "c.pdf", None],
            "content": [None, "新建公园3个。".encode(), b"%PDF-1.7 \x00", "种树5棵。".encode()],
            "document_date": [None, "someday", None, "2025"],
        }
    )
    errors = convert_batch(batch, "errors").to_pylist()
    assert [(row["path"], row["code"]) for row in errors] == [("a", "unreadable"), ("b", "format"), ("c.pdf", "format")]
    assert errors[1]["reason"] == "document_date 'someday' is no date"
    assert convert_batch(batch)["name"].to_pylist() == ["种树"]


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(ValueError, match="there is no table 'people'"):
        convert_batch(pa.table({"text": ["a"]}), "people")
    with pytest.raises(ValueError, match="needs a column content"):
        list(convert_batches([pa.table({"words": ["a"]})]))


def test_no_documents_give_empty_tables():
    empty = pa.table({"text": pa.array([], pa.string())})
    assert convert_batch(empty, "tasks").schema == batch_schema("tasks")
    assert list(convert_batches_packed([empty])) == []


# With Spark.


@pytest.fixture(scope="module")
def spark():
    if MISSING:
        pytest.skip(f"{' and '.join(MISSING)} not installed")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.memory", "1g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def rows_of(frame):
    return [row.asDict(recursive=True) for row in frame.collect()]


class TestSpark:
    pytestmark = needs_spark

    def test_a_folder_gives_the_tables_of_convert(self, spark, folder, converted, tmp_path):
        from policyx.spark import merge_copies, read_files, write_tables

        write_tables(merge_copies(read_files(spark, str(folder))), str(tmp_path / "tables"), text=True)
        for name in OUTPUTS:
            found = pq.read_table(tmp_path / "tables" / name)
            assert found.schema.names == batch_schema(name, text=True).names
            # Spark does not hand over files of no bytes.
            expected = [row for row in converted[name] if row.get("path") != "empty.docx"]
            assert same(found.to_pylist(), folder) == same(expected)
            spark.read.parquet(str(tmp_path / "tables" / name)).createOrReplaceTempView(name)
        query = re.findall(r'spark\.sql\("""(.*?)"""', (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
        rows = rows_of(spark.sql(query[0].replace(">= '2027'", ">= '2020'")))
        names = {row["name"] for row in converted["indicators"] if row["status"] == "target" and row["time"] >= "2020"}
        assert {row["name"] for row in rows} == names != set()

    def test_one_table_of_a_frame_of_texts(self, spark, corpus):
        from policyx.spark import to_table

        text = corpus["notice_fire_safety"]
        frame = spark.createDataFrame([("a", text, 1), ("b", None, 2)], ["path", "text", "other"])
        expected = convert_batch(pa.table({"path": ["a"], "text": [text]}))
        assert same(rows_of(to_table(frame))) == same(expected.to_pylist())
        assert [row["path"] for row in rows_of(to_table(frame, "errors"))] == ["b"]
        with pytest.raises(ValueError, match="needs a column content"):
            to_table(frame.select("path"))
        with pytest.raises(ValueError, match="there is no table"):
            to_table(frame, "people")

    def test_the_program_reads_and_writes_parquet(self, folder, converted, tmp_path):
        documents = tmp_path / "documents.parquet"
        paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".txt")
        columns = {"path": [str(path) for path in paths], "content": [path.read_bytes() for path in paths]}
        pq.write_table(pa.table(columns), documents)
        environment = {
            **os.environ,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
        }
        command = [sys.executable, "-m", "policyx.spark", "--parquet", str(documents), str(tmp_path / "tables")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        for name in ("indicators", "times", "agencies"):
            assert same(pq.read_table(tmp_path / "tables" / name).to_pylist()) == same(converted[name])
        found = same(pq.read_table(tmp_path / "tables" / "documents").to_pylist(), folder)
        assert [(row["path"], row["also_at"]) for row in found] == [
            (row["path"], row["also_at"]) for row in same(converted["documents"])
        ]

"""A folder of documents becomes tables that join, the same on every run, and nothing else is harmed."""

from __future__ import annotations

import hashlib

import pyarrow.parquet as pq
import pytest

import policyx
from policyx import OutputError, ReadError, convert
from policyx.conversion import OUTPUTS, table_schema
from policyx.extraction import TABLES

DOCUMENT = "澜川县2025年重点工作方案\n一、办好教育\n到2027年，新建幼儿园3所。（责任单位：县教育局）\n"


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "documents"
    (root / "2025" / "教育").mkdir(parents=True)
    (root / "b.txt").write_bytes(DOCUMENT.encode("gb18030"))
    (root / "2025" / "教育" / "方案.txt").write_bytes(b"\xef\xbb\xbf" + DOCUMENT.replace("3所", "5所").encode())
    (root / "2025" / "copy.txt").write_bytes(DOCUMENT.encode("gb18030"))
    (root / "bad.txt").write_bytes(b"%PDF-1.7")
    (root / "sheet.zip").write_bytes(b"PK")
    (root / ".hidden.txt").write_bytes(b"x")
    return root


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def test_tables_and_summary(folder, tmp_path):
    seen = []
    summary = convert(folder, tmp_path / "out", progress=seen.append)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.parquet" for name in OUTPUTS)
    assert (summary.documents, summary.duplicates, summary.errors, summary.skipped) == (2, 1, 1, 1)
    assert summary.records["indicators"] == 2
    assert "2 documents · 1 duplicates · 1 errors · 1 other files skipped" in str(summary)
    assert seen == ["2025/copy.txt", "2025/教育/方案.txt", "bad.txt"]
    for name in OUTPUTS:
        assert pq.read_schema(tmp_path / "out" / f"{name}.parquet").equals(table_schema(name))


def test_documents_keep_path_encoding_and_text(folder, tmp_path):
    convert(folder, tmp_path / "out")
    first, second = rows(tmp_path / "out", "documents")
    assert (first["path"], first["also_at"], first["encoding"]) == ("2025/copy.txt", ["b.txt"], "gb18030")
    assert (second["path"], second["also_at"], second["encoding"]) == ("2025/教育/方案.txt", [], "utf-8")
    assert first["text"] == DOCUMENT
    assert first["document_id"] == hashlib.sha256(DOCUMENT.encode("gb18030")).hexdigest()[:16]
    assert first["title"] == "澜川县2025年重点工作方案"


def test_records_join_their_documents_and_tasks(folder, tmp_path):
    convert(folder, tmp_path / "out")
    texts = {row["document_id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    tasks = {(row["document_id"], row["id"]) for row in rows(tmp_path / "out", "tasks")}
    assert len(tasks) == 2
    for name in TABLES:
        for row in rows(tmp_path / "out", name):
            assert texts[row["document_id"]][row["start"] : row["end"]] == row["quote"]
    for row in rows(tmp_path / "out", "indicators") + rows(tmp_path / "out", "agencies"):
        assert (row["document_id"], row["task_id"]) in tasks


def test_the_tables_hold_what_extract_finds(folder, tmp_path):
    convert(folder, tmp_path / "out")
    for document in rows(tmp_path / "out", "documents"):
        result = policyx.extract(document["text"])
        for name in TABLES:
            own = [row for row in rows(tmp_path / "out", name) if row.pop("document_id") == document["document_id"]]
            assert own == result.to_arrow(name).to_pylist()


def test_errors_say_why_and_what_to_do(folder, tmp_path):
    convert(folder, tmp_path / "out")
    (row,) = rows(tmp_path / "out", "errors")
    assert row["path"] == "bad.txt"
    assert "PDF" in row["reason"]
    assert row["advice"]


def test_one_failing_document_does_not_end_the_conversion(folder, tmp_path, monkeypatch):
    def fail(source):
        if "5所" in source.text:
            raise RuntimeError("boom")
        return real(source)

    import policyx.conversion as conversion

    real = conversion.extract
    monkeypatch.setattr(conversion, "extract", fail)
    summary = convert(folder, tmp_path / "out")
    assert (summary.documents, summary.errors) == (1, 2)
    assert next(row["reason"] for row in rows(tmp_path / "out", "errors")) == "RuntimeError: boom"


def test_the_same_bytes_on_every_run(folder, tmp_path):
    convert(folder, tmp_path / "one")
    convert(folder, tmp_path / "two")
    for name in OUTPUTS:
        assert (tmp_path / "one" / f"{name}.parquet").read_bytes() == (
            tmp_path / "two" / f"{name}.parquet"
        ).read_bytes()


def test_an_earlier_conversion_is_replaced_whole(folder, tmp_path):
    out = tmp_path / "out"
    convert(folder, out)
    (folder / "b.txt").unlink()
    (folder / "2025" / "copy.txt").unlink()
    assert convert(folder, out).documents == 1
    assert len(rows(out, "documents")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents", "out"]


def test_other_things_are_not_touched(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"thesis\.docx.*choose a new or empty folder"):
        convert(folder, out)
    with pytest.raises(OutputError, match="choose a new"):
        convert(folder, folder)
    with pytest.raises(OutputError, match="this is a file"):
        convert(folder, out / "thesis.docx")
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]
    assert (out / "thesis.docx").read_bytes() == b"mine"


def test_a_conversion_that_breaks_leaves_the_earlier_one(folder, tmp_path):
    out = tmp_path / "out"
    convert(folder, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def stop(path):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(folder, out, progress=stop)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents", "out"]


def test_folders_without_documents_are_errors(tmp_path):
    with pytest.raises(ReadError, match="there is no such folder"):
        convert(tmp_path / "none", tmp_path / "out")
    with pytest.raises(ReadError, match=r"no document"):
        convert(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()

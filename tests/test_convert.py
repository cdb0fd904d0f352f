"""A folder of documents becomes a dataset that joins, the same on every run, and nothing else is harmed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

import policyx
from policyx import OutputError, ReadError, conversion, convert
from policyx.dataset.rows import OUTPUTS, table_schema
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
    (root / "picture.png").write_bytes(b"\x89PNG\r\n")
    (root / ".hidden.txt").write_bytes(b"x")
    (root / "~$b.docx").write_bytes(b"x")
    return root


@pytest.fixture
def many(tmp_path):
    """A folder of forty small documents."""
    root = tmp_path / "many"
    root.mkdir()
    for number in range(40):
        text = DOCUMENT.replace("3所", f"{number}所") + f"二、其他\n种树{number * 7}棵。\n" * (number % 5)
        (root / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return root


def rows(out, name):
    return pyarrow.dataset.dataset(out / name, format="parquet").to_table().to_pylist()


def content(out):
    """Path → bytes of every file below *out*."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def make(folder, out, **options):
    return convert(folder, out, **{"workers": 0, "part_size": 5, **options})


def test_tables_and_summary(folder, tmp_path):
    seen = []
    summary = make(folder, tmp_path / "out", progress=seen.append)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*OUTPUTS, "manifest.json"])
    assert (summary.documents, summary.duplicates, summary.errors, summary.skipped) == (2, 1, 1, 1)
    assert (summary.records["indicators"], summary.reasons) == (2, {"format": 1})
    assert "2 documents · 1 duplicates · 1 errors · 1 other files skipped" in str(summary)
    assert "errors: 1 format" in str(summary)
    assert (seen[-1].files, seen[-1].all_files, seen[-1].size) == (3, 3, summary.size)
    for name in OUTPUTS:
        for part in (tmp_path / "out" / name).iterdir():
            schema = pq.read_schema(part)
            assert schema.equals(table_schema(name))
            assert schema.metadata == table_schema(name).metadata
            assert all(column.metadata[b"description"] for column in schema)


def test_documents_keep_path_encoding_and_text(folder, tmp_path):
    make(folder, tmp_path / "out", text=True)
    first, second = rows(tmp_path / "out", "documents")
    assert (first["path"], first["also_at"], first["encoding"]) == ("2025/copy.txt", ["b.txt"], "gb18030")
    assert (second["path"], second["also_at"], second["format"]) == ("2025/教育/方案.txt", [], "txt")
    assert first["text"] == DOCUMENT
    assert first["document_id"] == hashlib.sha256(DOCUMENT.encode("gb18030")).hexdigest()[:16]
    assert first["title"] == "澜川县2025年重点工作方案"


def test_records_join_their_documents_and_tasks(folder, tmp_path):
    make(folder, tmp_path / "out", text=True)
    texts = {row["document_id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    tasks = {(row["document_id"], row["id"]) for row in rows(tmp_path / "out", "tasks")}
    assert len(tasks) == 2
    for name in TABLES:
        for row in rows(tmp_path / "out", name):
            assert texts[row["document_id"]][row["start"] : row["end"]] == row["quote"]
            assert row["quote"] in row["sentence"]
    for row in rows(tmp_path / "out", "indicators") + rows(tmp_path / "out", "agencies"):
        assert (row["document_id"], row["task_id"]) in tasks
    assert rows(tmp_path / "out", "agencies")[0]["sentence"] == "（责任单位：县教育局）"


def test_the_tables_hold_what_extract_finds(folder, tmp_path):
    make(folder, tmp_path / "out", text=True)
    for document in rows(tmp_path / "out", "documents"):
        result = policyx.extract(document["text"])
        for name in TABLES:
            found = rows(tmp_path / "out", name)
            own = [row for row in found if row.pop("document_id") == document["document_id"] and row.pop("sentence")]
            assert own == result.to_arrow(name).to_pylist()


def test_texts_are_stored_only_when_asked_for(folder, tmp_path):
    make(folder, tmp_path / "out")
    assert "text" not in rows(tmp_path / "out", "documents")[0]


def test_provenance_stands_in_every_file_and_in_the_manifest(folder, tmp_path):
    make(folder, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    part = next((tmp_path / "out" / "times").iterdir())
    for name, version in manifest["versions"].items():
        assert pq.read_schema(part).metadata[f"policyx.{name}".encode()] == version.encode()
    assert manifest["rows"]["documents"] == 2


def test_errors_say_why_and_what_to_do(folder, tmp_path):
    make(folder, tmp_path / "out")
    (row,) = rows(tmp_path / "out", "errors")
    assert (row["path"], row["code"]) == ("bad.txt", "format")
    assert row["reason"]
    assert row["advice"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs files that this user may not read")
def test_files_that_may_not_be_read_are_errors(folder, tmp_path):
    (folder / "b.txt").chmod(0)
    assert make(folder, tmp_path / "out").reasons == {"format": 1, "unreadable": 1}


def test_a_file_that_changes_meanwhile_is_an_error_and_done_on_the_next_run(folder, tmp_path, monkeypatch):
    real = conversion.hash_files

    def hash_then_change(root, paths):
        files = real(root, paths)
        (folder / "2025" / "教育" / "方案.txt").write_text("种树9棵。", encoding="utf-8")
        return files

    monkeypatch.setattr(conversion, "hash_files", hash_then_change)
    assert make(folder, tmp_path / "out").reasons == {"changed": 1, "format": 1}
    monkeypatch.undo()
    assert make(folder, tmp_path / "out").reasons == {"format": 1}


def test_one_failing_document_does_not_end_the_conversion(folder, tmp_path, monkeypatch):
    from policyx.dataset import rows as module

    def fail(source, **options):
        if "5所" in source.text:
            raise RuntimeError("boom")
        return real(source, **options)

    real = module.extract
    monkeypatch.setattr(module, "extract", fail)
    summary = make(folder, tmp_path / "out")
    assert (summary.documents, summary.errors, summary.reasons) == (1, 2, {"fault": 1, "format": 1})
    assert next(row["reason"] for row in rows(tmp_path / "out", "errors")) == "RuntimeError: boom"


def test_the_same_bytes_whatever_the_workers_and_the_order_of_the_directory(many, tmp_path, monkeypatch):
    make(many, tmp_path / "here", text=True)
    make(many, tmp_path / "one", text=True, workers=1)
    real = os.walk

    def shuffled(*arguments, **options):
        for place, folders, names in real(*arguments, **options):
            random.Random(7).shuffle(names)
            yield place, folders, names

    monkeypatch.setattr(os, "walk", shuffled)
    make(many, tmp_path / "two", text=True, workers=2)
    expected = content(tmp_path / "here")
    assert len(expected) > 3 * len(OUTPUTS)
    assert content(tmp_path / "one") == expected
    assert content(tmp_path / "two") == expected


def test_files_that_hang_and_processes_that_die_cost_one_file_each(many, tmp_path, monkeypatch):
    for name in ("03 hangs", "17 dies", "18 leaves", "30 raises"):
        (many / f"{name}.txt").write_text(f"{name}：种树3棵。", encoding="utf-8")
    monkeypatch.setattr(conversion, "_TASK", "dataset_faults:convert")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    summary = make(many, tmp_path / "out", workers=2, timeout=4)
    assert (summary.documents, summary.reasons) == (40, {"timeout": 1, "died": 2, "fault": 1})
    reasons = {row["path"]: row["reason"] for row in rows(tmp_path / "out", "errors")}
    assert reasons["03 hangs.txt"] == "took longer than 4 seconds"
    assert reasons["18 leaves.txt"] == "the process that read it ended with status 3"
    assert reasons["30 raises.txt"] == "RuntimeError: boom"
    if os.name != "nt":
        assert reasons["17 dies.txt"] == "the process that read it was ended by SIGKILL"
    monkeypatch.undo()
    assert make(many, tmp_path / "out").errors == 4
    assert make(many, tmp_path / "out", retry=True).reasons == {"fault": 1}


def test_a_later_run_converts_what_changed_and_gives_the_bytes_of_a_run_from_the_start(many, tmp_path, caplog):
    out = tmp_path / "out"
    first = make(many, out)
    assert (make(many, out).kept, first.kept) == (40, 0)
    (many / "07.txt").write_text("种树70棵。", encoding="utf-8")
    (many / "21.txt").unlink()
    (many / "33a.txt").write_text("修路8公里。", encoding="utf-8")
    caplog.set_level("INFO", "policyx")
    summary = make(many, out)
    assert "1 files are new or were not reached, 1 changed, 1 are gone" in caplog.text
    assert summary.documents == 40
    assert 0 < summary.kept < 39
    make(many, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_other_versions_are_said_and_all_is_done_again(many, tmp_path, monkeypatch, caplog):
    from policyx.dataset import versions as module

    out = tmp_path / "out"
    make(many, out)
    other = {**module.versions(), "lexicons": "0123456789ab"}
    for place in (module, conversion):
        monkeypatch.setattr(place, "versions", lambda: other)
    summary = make(many, out)
    assert "lexicons changed since the dataset was made: converting all documents again" in caplog.text
    assert (summary.kept, summary.documents) == (0, 40)


def test_what_a_killed_run_left_is_used_and_cleaned_up(many, tmp_path):
    out, whole = tmp_path / "out", tmp_path / "whole"
    make(many, whole)

    class Stop(BaseException):
        pass

    def stop(done):
        if done.files > 15:
            raise Stop

    with suppress(Stop):
        make(many, out, progress=stop)
    (out / "tasks" / ".part-00009-0123456789abcdef.parquet.tmp").write_bytes(b"half")
    with pytest.raises(OutputError, match="run the same command again"):
        policyx.load(out)
    assert make(many, out).kept > 0
    assert content(out) == content(whole)


def test_a_full_disk_is_said_and_what_is_done_stays(many, tmp_path, monkeypatch):
    real, written = pq.write_table, []

    def full(table, *arguments, **options):
        written.append(table)
        if len(written) == 20:
            raise OSError(28, "No space left on device")
        real(table, *arguments, **options)

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OutputError, match="No space left on device: make room"):
        make(many, tmp_path / "out")
    monkeypatch.undo()
    make(many, tmp_path / "out")
    make(many, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.skipif(os.name == "nt", reason="no locks there")
def test_two_conversions_do_not_write_to_one_folder(folder, tmp_path):
    def second(done):
        with pytest.raises(OutputError, match="another conversion is writing to it"):
            make(folder, tmp_path / "out")

    assert make(folder, tmp_path / "out", progress=second).documents == 2


def test_other_things_are_not_touched(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"thesis\.docx.*choose a new or empty folder"):
        make(folder, out)
    with pytest.raises(OutputError, match="choose a new"):
        make(folder, folder)
    with pytest.raises(OutputError, match="this is a file"):
        make(folder, out / "thesis.docx")
    assert content(out) == {"thesis.docx": b"mine"}
    (tmp_path / "spark" / "documents").mkdir(parents=True)
    (tmp_path / "spark" / "documents" / "part-00000-1c.snappy.parquet").write_bytes(b"mine")
    with pytest.raises(OutputError, match="holds other things"):
        make(folder, tmp_path / "spark")


def test_folders_without_documents_are_errors(tmp_path):
    with pytest.raises(ReadError, match="there is no such folder"):
        make(tmp_path / "none", tmp_path / "out")
    with pytest.raises(ReadError, match="no document"):
        make(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", [{"workers": -1}, {"timeout": 0}, {"formats": ["ods"]}, {"part_size": 0}])
def test_options_out_of_range(folder, tmp_path, option):
    with pytest.raises(ValueError, match=r"give|choose"):
        make(folder, tmp_path / "out", **option)


def test_which_files_are_read(folder, tmp_path):
    def paths(name, **options):
        make(folder, tmp_path / name, **options)
        return {row["path"] for table in ("documents", "errors") for row in rows(tmp_path / name, table)}

    assert paths("a", include=["2025/*"]) == {"2025/copy.txt", "2025/教育/方案.txt"}
    assert paths("b", exclude=["2025/*", "bad.*"]) == {"b.txt"}
    assert paths("c", include=["*.png"]) == {"picture.png"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_out_of_the_folder_are_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("种树1棵。", encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    shutil.copy(tmp_path / "secret.txt", tmp_path / "secrets")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "links").symlink_to(tmp_path / "secrets")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "none.txt")
    (folder / "inside.txt").symlink_to(folder / "b.txt")
    os.mkfifo(folder / "pipe.txt")
    make(folder, tmp_path / "out")
    first, second = rows(tmp_path / "out", "documents")
    assert (first["also_at"], second["also_at"]) == (["b.txt", "inside.txt"], [])


def test_a_dataset_inside_the_folder_is_not_read(folder):
    make(folder, folder / "out", formats=["csv"])
    assert make(folder, folder / "out", formats=["csv"]).documents == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_metadata_file(folder, tmp_path, encoding):
    table = "path,document_date,place,来源\n2025\\copy.txt,2024/3/5,长春市朝阳区,县政府网\nnone.txt,2020,,x\n"
    (tmp_path / "known.csv").write_text(table, encoding=encoding)
    make(folder, tmp_path / "out", metadata=tmp_path / "known.csv")
    first, second = rows(tmp_path / "out", "documents")
    assert (first["date"], first["place"]["code"], first["来源"]) == ("2024-03-05", "220104", "县政府网")
    assert (second["date"], second["来源"]) == ("2025", "")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file,place\na.txt,x\n", "no column named path"),
        ("path,title\na.txt,x\n", "'title' is taken"),
        ("path,place\na.txt,x\na.txt,y\n", "line 3: a.txt stands there twice"),
        ("path,document_date\na.txt,soon\n", "line 2: document_date 'soon' is no date"),
    ],
)
def test_metadata_files_that_cannot_be_used(folder, tmp_path, table, message):
    (tmp_path / "known.csv").write_text(table, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        make(folder, tmp_path / "out", metadata=tmp_path / "known.csv")


def test_folders_as_places(folder, tmp_path):
    (folder / "平遥县" / "2024").mkdir(parents=True)
    (folder / "平遥县" / "2024" / "a.txt").write_text("种树3棵。", encoding="utf-8")
    make(folder, tmp_path / "out", folder_places=True)
    places = {row["path"]: row["place"] for row in rows(tmp_path / "out", "documents")}
    assert places["平遥县/2024/a.txt"] == {"name": "平遥县", "code": "140728"}
    assert places["2025/copy.txt"]["name"] == "澜川县"


def test_csv_and_xlsx(folder, tmp_path):
    (folder / "formula.txt").write_text("一、=cmd\x01|'/c calc'\n新增就业3-5万人，11.8∶48.3∶39.9。\n", encoding="utf-8")
    make(folder, tmp_path / "out", formats=["csv", "xlsx"])
    data = (tmp_path / "out" / "tasks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out" / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        values = [(row["value"], row["comparator"], row["parts"]) for row in csv.DictReader(file)]
    assert ("30000", "=", "") in values
    assert ("11.8", "=", "11.8；48.3；39.9") in values
    with (tmp_path / "out" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "'=cmd\x01|'/c calc'" in [row["heading"] for row in csv.DictReader(file)]

    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "out" / "policyx.xlsx")
    assert book.sheetnames == list(OUTPUTS)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert book["documents"]["B2"].value == "2025/copy.txt"
    (folder / "b.txt").write_text("种树1棵。", encoding="utf-8")
    make(folder, tmp_path / "out")
    assert not (tmp_path / "out" / "tasks.csv").exists()


def test_load(folder, tmp_path):
    summary = make(folder, tmp_path / "out")
    tables = policyx.load(tmp_path / "out")
    assert list(tables) == list(OUTPUTS)
    assert tables["indicators"]["value"].sum() == 8.0
    assert len(tables["documents"]) == summary.documents

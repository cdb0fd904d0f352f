"""The spaCy component: spans, attributes, settings, and what is still there after saving and loading."""

from __future__ import annotations

import importlib.util
import multiprocessing
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx

if importlib.util.find_spec("spacy") is None:
    pytest.skip("spacy is not installed (pip install policyx[spacy])", allow_module_level=True)

import spacy
from spacy.tokens import Doc, DocBin, Span

from policyx import spacy_component
from policyx.spacy_component import LABELS, PolicyxComponent

TEXT = """青岚县2025年养老服务工作方案
一、增加床位
到2027年，全县养老床位达到3200张以上，实施“银龄安居”工程。（责任单位：县民政局）
"""


def new_pipeline(**config):
    nlp = spacy.blank("zh")
    nlp.add_pipe("policyx", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    return new_pipeline()


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def spans_of(doc, key="policyx"):
    return [(span.label_, span.id_, span.start_char, span.end_char, span.text) for span in doc.spans[key]]


def test_every_kind_of_record_is_a_span_with_its_label(doc):
    shown = [(span.label_, span.text) for span in doc.spans["policyx"]]
    assert ("INDICATOR", "3200张以上") in shown
    assert ("TIME", "到2027年") in shown
    assert ("AGENCY", "县民政局") in shown
    assert ("PROGRAM", "“银龄安居”工程") in shown
    assert ("TASK", "一、增加床位") in shown


def test_attributes_are_the_extraction_and_its_records(doc):
    assert doc._.policyx == policyx.extract(TEXT)
    assert tuple(span._.record for span in doc.spans["policyx"]) == doc._.policyx.records


def test_every_record_of_the_corpus_has_its_span(nlp, corpus):
    for name, text in corpus.items():
        doc = nlp(text)
        records = policyx.extract(text).records
        assert [span.text for span in doc.spans["policyx"]] == [record.quote for record in records], name
        assert tuple(span._.record for span in doc.spans["policyx"]) == records, name


@given(st.text(st.sampled_from("到2027年建3个 \t\n\r\u3000（责任单位：县教育局）一、。\U00020000é"), max_size=60))
def test_any_text(text):
    doc = spacy.blank("zh").make_doc(text)
    doc = PolicyxComponent()(doc)
    assert doc._.policyx.text == text
    assert [span.text for span in doc.spans["policyx"]] == [record.quote for record in doc._.policyx.records]


def test_rows_of_a_merged_cell_have_spans_of_their_own(nlp):
    text = "序号\t目标任务\t责任单位\n1\t新建公园3个\t县教育局\n2\t新建学校2所\t同上\n3\t新建医院1所\t同上\n"
    doc = nlp(text)
    assert len({span.id_ for span in doc.spans["policyx"]}) == len(doc._.policyx.records) > 6
    assert tuple(span._.record for span in doc.spans["policyx"]) == doc._.policyx.records


def test_an_empty_text_has_no_spans(nlp):
    doc = nlp("")
    assert len(doc.spans["policyx"]) == 0
    assert doc._.policyx == policyx.extract("")


def test_a_long_text(nlp):
    text = TEXT * 500
    doc = nlp(text)
    assert len(doc.spans["policyx"]) == len(doc._.policyx.records) > 2000
    assert all(span.text == span._.record.quote for span in doc.spans["policyx"])


def test_tokens_of_words_widen_the_span_but_not_the_record(nlp):
    doc = Doc(nlp.vocab, words=["新建公园", "3个，", "新建学校", "2所。"], spaces=[False] * 4)
    doc = nlp(doc)
    assert [span.text for span in doc.spans["policyx"]] == ["3个，", "2所。"]
    assert [span._.record.quote for span in doc.spans["policyx"]] == ["3个", "2所"]


def test_a_record_without_a_token_is_not_lost_silently(doc):
    from dataclasses import replace

    beyond = replace(doc._.policyx.indicators[0], start=len(TEXT), end=len(TEXT) + 5)
    with pytest.warns(UserWarning, match=f"no token holds INDICATOR {beyond.id}"):
        assert spacy_component._make_span(doc, beyond) is None


def test_the_date_of_the_document_is_taken_from_its_user_data(nlp):
    doc = nlp.make_doc("今年新建公园3个。")
    assert nlp(doc)._.policyx.times[0].iso == "XXXX"
    doc.user_data.update(document_date="2025-03-14", place="青岚县")
    doc = nlp(doc)
    assert doc._.policyx.times[0].iso == "2025"
    assert doc._.policyx.document.place.name == "青岚县"


def test_settings_choose_the_key_and_the_kinds():
    nlp = new_pipeline(spans_key="sc", kinds=["agency", "time"])
    doc = nlp(TEXT)
    assert {span.label_ for span in doc.spans["sc"]} == {"AGENCY", "TIME"}
    assert "policyx" not in doc.spans
    assert doc._.policyx == policyx.extract(TEXT)
    assert nlp.pipe_labels["policyx"] == ["AGENCY", "TIME"]


def test_two_components_with_two_keys():
    nlp = spacy.blank("zh")
    nlp.add_pipe("policyx", name="amounts", config={"spans_key": "amounts", "kinds": ["indicator"]})
    nlp.add_pipe("policyx", name="organs", config={"spans_key": "organs", "kinds": ["agency"]})
    doc = nlp(TEXT)
    assert [span._.record.type for key in ("amounts", "organs") for span in doc.spans[key]] == ["indicator", "agency"]


def test_a_kind_that_is_not_there_is_an_error_that_names_the_kinds():
    with pytest.raises(ValueError, match="no kind 'indicators': choose from indicator, time"):
        new_pipeline(kinds=["indicators"])


def test_a_key_that_is_no_string_is_an_error():
    with pytest.raises(TypeError, match="spans_key is a str"):
        new_pipeline(spans_key=["policyx"])


def test_spans_of_others_and_documents_of_others_have_no_record(nlp, doc):
    assert doc[0:2]._.record is None
    assert Span(doc, 0, 2, label="GPE", span_id=doc.spans["policyx"][0].id_)._.record is None
    assert nlp.make_doc(TEXT)._.policyx is None
    assert nlp.make_doc(TEXT)[0:2]._.record is None


def test_running_again_replaces_spans_and_records(nlp):
    doc = nlp(nlp(TEXT))
    assert len(doc.spans["policyx"]) == len(doc._.policyx.records)


def test_an_attribute_of_other_code_is_not_overwritten(nlp, monkeypatch):
    from spacy.tokens.underscore import Underscore

    monkeypatch.setitem(Underscore.span_extensions, "record", ("theirs", None, None, None))
    with pytest.raises(ValueError, match=r"span\._\.record, which other code has set: call .*Span\.remove_extension"):
        new_pipeline()


def test_it_shows_in_the_analysis_of_the_pipeline(nlp):
    assert nlp.analyze_pipes()["summary"]["policyx"]["assigns"] == ["doc.spans", "doc._.policyx", "span._.record"]


def test_a_saved_pipeline_keeps_its_settings(tmp_path):
    new_pipeline(spans_key="sc", kinds=["agency"]).to_disk(tmp_path / "管道 1")
    nlp = spacy.load(tmp_path / "管道 1")
    assert spans_of(nlp(TEXT), "sc") == spans_of(new_pipeline(spans_key="sc", kinds=["agency"])(TEXT), "sc")


def test_a_pipeline_through_bytes_and_pickle_keeps_its_settings():
    nlp = new_pipeline(spans_key="sc", kinds=["agency"])
    again = spacy.util.get_lang_class("zh").from_config(nlp.config).from_bytes(nlp.to_bytes())
    pickled = pickle.loads(pickle.dumps(nlp))
    assert spans_of(again(TEXT), "sc") == spans_of(pickled(TEXT), "sc") == spans_of(nlp(TEXT), "sc")


def test_a_document_through_bytes_disk_and_pickle_keeps_all(doc, tmp_path):
    doc.to_disk(tmp_path / "doc")
    copies = [
        Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes()),
        Doc(spacy.blank("zh").vocab).from_disk(tmp_path / "doc"),
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
    ]
    for copy in copies:
        assert spans_of(copy) == spans_of(doc)
        assert copy._.policyx == doc._.policyx
        assert tuple(span._.record for span in copy.spans["policyx"]) == doc._.policyx.records


@pytest.mark.parametrize("records", [False, True])
def test_a_docbin_keeps_spans_and_if_asked_records(doc, records, tmp_path):
    DocBin(docs=[doc], store_user_data=records).to_disk(tmp_path / "docs.spacy")
    (copy,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("zh").vocab)
    assert spans_of(copy) == spans_of(doc)
    assert copy._.policyx == (doc._.policyx if records else None)
    assert copy.spans["policyx"][0]._.record == (doc._.policyx.records[0] if records else None)


def test_a_program_without_the_component_reads_saved_records(doc, tmp_path):
    doc.to_disk(tmp_path / "doc")
    code = (
        "import spacy, sys; from spacy.tokens import Doc; from policyx.spacy_component import set_extensions;"
        "set_extensions(); doc = Doc(spacy.blank('zh').vocab).from_disk(sys.argv[1]);"
        "print(len(doc.spans['policyx']), [str(span._.record.value) for span in doc.spans['policyx'] if span.label_ == 'INDICATOR'])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "doc"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{len(doc.spans['policyx'])} ['3200']"


def test_spacy_finds_the_component_by_itself_and_loads_nothing_for_other_pipelines():
    code = (
        "import spacy, sys; nlp = spacy.blank('en'); nlp('a');"
        "print('policyx.pipeline' in sys.modules);"
        "nlp = spacy.blank('zh'); nlp.add_pipe('policyx'); print(len(nlp(sys.argv[1]).spans['policyx']))"
    )
    done = subprocess.run([sys.executable, "-c", code, "新建公园3个。"], capture_output=True, text=True)
    assert done.returncode == 0, f"policyx is not installed as pyproject.toml says (pip install -e .): {done.stderr}"
    assert done.stdout.split() == ["False", "1"]


# As a file: child processes that start anew (Windows, macOS) import it.
PROCESSES = """
import multiprocessing
import sys

import spacy

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    import policyx.spacy_component
    nlp = spacy.blank("zh")
    nlp.add_pipe("policyx")
    texts = [f"到20{year}年，新建公园{year}个。（责任单位：县教育局）" for year in range(27, 47)] + [""]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=4))
    assert [doc.text for doc in docs] == texts
    for text, doc in zip(texts, docs):
        assert doc._.policyx == policyx.extract(text)
        assert tuple(span._.record for span in doc.spans["policyx"]) == doc._.policyx.records
        assert [span.label_ for span in doc.spans["policyx"]] == (["TIME", "INDICATOR", "AGENCY"] if text else [])
"""


# spawn is what Windows and macOS do; each takes several seconds.
METHODS = [
    method if method == "spawn" else pytest.param(method, marks=pytest.mark.slow)
    for method in multiprocessing.get_all_start_methods()
]


@pytest.mark.parametrize("method", METHODS)
def test_pipe_over_two_processes(method, tmp_path):
    script = tmp_path / "processes.py"
    script.write_text(PROCESSES, encoding="utf-8")
    done = subprocess.run([sys.executable, script, method], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_labels_are_those_of_all_types_of_records():
    assert set(LABELS) == {kind.type for kind in policyx.records.Record.__args__}

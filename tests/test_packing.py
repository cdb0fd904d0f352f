"""An extraction packed as one string comes back as it was."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx
from policyx.packing import pack, unpack
from policyx.records import Issue, Place


def test_every_document_of_the_corpus_comes_back(corpus):
    for name, text in corpus.items():
        extraction = policyx.extract(text)
        assert unpack(pack(extraction)) == extraction, name


def test_values_of_every_type_come_back_exactly():
    indicator = policyx.Indicator(
        "i0",
        "",
        0,
        1,
        "比",
        "比",
        Decimal("0.1234567890123456789"),
        ":",
        Decimal("1E+400"),
        parts=(Decimal("1.50"), Decimal(2)),
    )
    task = policyx.Task("t0", "", 0, 1, "比", 1, "一", 1, "比", path=("甲", "乙"))
    header = policyx.Header(title="标题", place=Place("青岚县", "130000"), draft=True)
    issue = Issue("value.range", 0, 1, "比", "too long")
    extraction = policyx.Extraction("比", header, (indicator,), tasks=(task,), issues=(issue,))
    again = unpack(pack(extraction))
    assert again == extraction
    assert str(again.indicators[0].parts) == str(indicator.parts)
    assert isinstance(again.tasks[0].path, tuple)


@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_comes_back(text):
    extraction = policyx.extract(text)
    assert unpack(pack(extraction)) == extraction


@pytest.mark.parametrize("packed", ["", "[]", "{}", "no json", '{"version": "1"}', "null"])
def test_something_else_is_an_error_that_says_what_to_do(packed):
    with pytest.raises(policyx.ReadError, match="extract from the text again"):
        unpack(packed)


@pytest.mark.parametrize(
    "change",
    [
        lambda read: read.update(version="0"),
        lambda read: read["indicators"][0].update(colour="red"),
        lambda read: read["indicators"][0].update(value="many"),
        lambda read: read.pop("issues"),
    ],
)
def test_the_fields_of_another_version_are_an_error(change):
    read = json.loads(pack(policyx.extract("到2027年，新建公园3个。")))
    change(read)
    with pytest.raises(policyx.ReadError, match="not of this version"):
        unpack(json.dumps(read))

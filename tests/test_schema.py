"""Arrow tables and dictionaries hold what the records hold, by schemas made from the records' fields."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal

import jsonschema
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx
from policyx.decimals import fit, to_number, value_issues
from policyx.extraction import TABLES, Extraction
from policyx.records import SCHEMA_VERSION, Header, Indicator, Place, Task
from policyx.schema import DESCRIPTIONS, arrow_schema, json_schema, to_table
from policyx.schema import TABLES as TYPES


def indicator(value: str, **more) -> Indicator:
    return Indicator("i0", "", 0, 4, "3亿元", "投资", Decimal(value), "元", **more)


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_every_field_is_described_and_nothing_else(kind):
    assert set(DESCRIPTIONS[kind]) == {item.name for item in fields(kind)}


@pytest.mark.parametrize("table", TYPES)
def test_columns_are_the_fields_in_their_order(table):
    schema = arrow_schema(table)
    assert schema.names == [item.name for item in fields(TYPES[table])]
    assert schema.metadata[b"policyx.schema"] == SCHEMA_VERSION.encode()
    assert all(column.metadata[b"description"] for column in schema)


def test_types_of_columns():
    schema = arrow_schema("indicators")
    assert schema.field("value").type == schema.field("value_max").type == pa.decimal128(38, 9)
    assert schema.field("parts").type == pa.list_(pa.decimal128(38, 9))
    assert schema.field("comparator").type == pa.string()
    assert [column.name for column in schema if column.nullable] == ["value", "value_max", "parts"]
    assert arrow_schema("tasks").field("path").type == pa.list_(pa.string())
    assert arrow_schema("agencies").field("collective").type == pa.bool_()
    assert [part.name for part in arrow_schema("documents").field("place").type] == ["name", "code"]
    assert arrow_schema("indicators", exact=False).field("value").type == pa.float64()


def test_a_table_that_is_not_there():
    with pytest.raises(ValueError, match="choose one of documents, indicators"):
        arrow_schema("indicator")
    with pytest.raises(ValueError, match="choose one of indicators, times"):
        Extraction("").to_arrow("records")


def test_tables_of_real_extractions_hold_the_records(corpus):
    for text in corpus.values():
        result = policyx.extract(text)
        for table in TABLES:
            rows = getattr(result, table)
            got = result.to_arrow(table)
            got.validate(full=True)
            assert got.schema == arrow_schema(table)
            assert [row["quote"] for row in got.to_pylist()] == [row.quote for row in rows]
        assert result.to_arrow("indicators")["value"].to_pylist() == [row.value for row in result.indicators]


def test_dictionaries_of_real_extractions_follow_the_json_schema(corpus):
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for text in corpus.values():
        result = policyx.extract(text)
        validator.validate(result.to_dicts())
        assert json.loads(result.to_json()) == result.to_dicts()


def test_json_schema_refuses_what_is_not_a_record():
    validator = jsonschema.Draft202012Validator(json_schema())
    good = Extraction("", indicators=(indicator("1"),)).to_dicts()
    assert validator.is_valid(good)
    assert not validator.is_valid([good[0], {**good[1], "comparator": "≥"}])
    assert not validator.is_valid([good[0], {**good[1], "surplus": 1}])
    assert not validator.is_valid(good[1:])


def test_pandas_numbers_are_ready_to_calculate_with():
    result = Extraction("", indicators=(indicator("99.95"), indicator("3", value_max=Decimal(5))))
    frame = result.to_pandas("indicators")
    assert frame["value"].sum() == pytest.approx(102.95)
    assert frame["value"][0] == 99.95
    assert frame["value_max"].isna().tolist() == [True, False]
    assert Extraction("").to_pandas("times").columns.tolist() == arrow_schema("times").names


def test_lone_surrogates_become_replacement_characters_one_for_one():
    task = Task("k0", "", 0, 3, "一、\ud800", 3, "一", 1, "\ud800", ("\udfff路",))
    header = Header(title="\udc00题", place=Place("\ud900县"))
    result = Extraction("一、\ud800", header, tasks=(task,))
    row = result.to_arrow("tasks").to_pylist()[0]
    assert (row["quote"], row["heading"], row["path"]) == ("一、�", "�", ["�路"])
    assert to_table([header], "documents").to_pylist()[0]["place"]["name"] == "�县"
    assert "�题" in result.to_json()
    result.to_json().encode("utf-8")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_numbers_leave_exactly_or_with_an_issue(value):
    row = indicator(str(value))
    codes = {issue.code for issue in value_issues([row])}
    arrow = to_table([row], "indicators")["value"].to_pylist()[0]
    number = to_number(value)
    assert arrow == fit(value)
    if not codes:
        assert arrow == value
        assert Decimal(repr(number)) == value
    else:
        assert arrow != value or Decimal(repr(number)) != value


@pytest.mark.parametrize(
    ("value", "number", "arrow", "code"),
    [
        ("342000000", 342000000, "342000000", None),
        ("0.1", 0.1, "0.1", None),
        ("123456789012345", 123456789012345, "123456789012345", None),
        ("1234567890123456", 1234567890123460, "1234567890123456", "value.precision"),
        ("0.66666666666", 0.66666666666, "0.666666667", "value.precision"),
        ("1e29", 1e29, None, "value.range"),
        ("1e400", None, None, "value.range"),
    ],
)
def test_numbers_at_the_edges(value, number, arrow, code):
    row = indicator(value)
    assert to_number(row.value) == number
    got = to_table([row], "indicators")["value"].to_pylist()[0]
    assert got == (None if arrow is None else Decimal(arrow))
    assert [issue.code for issue in value_issues([row])] == ([code] if code else [])
    assert json.loads(json.dumps(to_number(row.value), allow_nan=False)) == number


def test_extract_says_that_a_number_is_too_long_for_json():
    result = policyx.extract("全年完成投资1234567890123456.78元。")
    assert [str(row.value) for row in result.indicators] == ["1234567890123456.78"]
    assert ("value.precision", "1234567890123456.78元") in [(issue.code, issue.quote) for issue in result.issues]
    assert result.to_dicts()[-1]["value"] == 1234567890123460

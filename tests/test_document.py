from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.document import read_document
from policyx.document.points import find_points
from policyx.records import Header


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read_document(text).points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求：一是修渠。二是植树。\n下文", ["一是修渠。", "二是植树。"]),
        ("首先，修渠。其次，植树。最后，管护。", ["首先，修渠。", "其次，植树。", "最后，管护。"]),
        ("第一，修渠。第二，植树。", ["第一，修渠。", "第二，植树。"]),
        ("到2028年底：①修渠；②植树。", ["①修渠；", "②植树。"]),
        ("打通最后一公里。第一、二轮督察反馈。进一是一。", []),
        ("一要修渠，二要植树。", ["一要修渠，", "二要植树。"]),
    ],
)
def test_points(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_point_ends_where_an_item_begins() -> None:
    text = "一、甲部。一是修渠。二、乙部。"
    assert pieces(text) == ["一是修渠。"]


def test_circles_at_the_start_of_a_line_are_items_not_points() -> None:
    document = read_document("一、办理\n①填表\n②交表\n")
    assert [item.number for item in document.items] == ["一", "①", "②"]
    assert document.points == ()


def test_a_point_may_follow_a_heading_without_a_stop() -> None:
    assert find_points("原则一是统筹。", (), frozenset((2,)))[0].start == 2
    assert find_points("原则一是统筹。") == ()


def test_innermost_item_at_an_offset() -> None:
    text = "前言\n一、甲部\n正文\n（一）子项。细节\n二、乙部\n"
    document = read_document(text)
    assert document.item_at(0) is None
    assert document.task_id_at(text.index("正文")) == f"k{text.index('一、')}"
    assert document.task_id_at(text.index("细节")) == f"k{text.index('（一）')}"
    assert document.task_id_at(text.index("乙部")) == f"k{text.index('二、')}"


def test_empty_text() -> None:
    document = read_document("")
    assert (document.items, document.points, document.furniture) == ((), (), ())
    assert document.header == Header()


@given(st.text(alphabet="一二是首先其次第，。①②\n甲、(（1.）", max_size=80))
def test_points_are_sorted_and_do_not_overlap(text: str) -> None:
    last = 0
    for span in read_document(text).points:
        assert last <= span.start < span.end <= len(text)
        last = span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    document = read_document(text)
    assert document.text == text
    assert len(document.folded) == len(text)


@pytest.mark.parametrize("text", ["\ud800一、甲\n", "\x00\x01", "\u2028一、甲部", "一、甲\r\n二、乙\r\n"])
def test_odd_characters(text: str) -> None:
    assert read_document(text).text == text

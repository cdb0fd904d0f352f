"""An HTML tree to lines as a reader sees them: paragraphs, numbered lists, tables on their grid, raised text.

What is inside a table that only lays out the page becomes lines; a table of data becomes rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from policyx.readers.html_tree import Tree, events
from policyx.readers.layout import Grid, cell_words, tidy_rows
from policyx.readers.numeral import numeral
from policyx.readers.superscript import raised

# Elements that flow within a line; every other begins a new one.
_INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "o:p", "q", "ruby", "rb", "s", "samp", "small", "span", "st1:chsdate", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "img", "nobr",
})  # fmt: skip
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_RUNS: Final = re.compile(r"[ \u3000]{2,}")
_ODD: Final = str.maketrans({"\xa0": " ", "\u200b": None, "\ufeff": None, "\u00ad": None, "\u2028": " ", "\x00": None})
# Characters of full width, between which a line end in the page's source is no space.
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·]")
# `1.`, `（一）`, `第三条`, `①`: an item that brings its own number.
_NUMBERED: Final = re.compile(
    r"[(（〔\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,4}|[a-zA-Z])[.．、)）〕\]]|第.{1,4}[章节条款]|[①-⑳⑴-⒛]"
)
# <ol type="a"> → the format of its numbers.
_LIST_TYPES: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DIGITS: Final = re.compile(r"\d{1,5}")


@dataclass(slots=True)
class Line:
    """A line of the page, or a table.

    Attributes:
        text: Its words; of a table, nothing.
        linked: How many of its characters are links.
        rows: The rows of a table; None for a line.
        main: Whether it stands in the main box.
    """

    text: str
    linked: int = 0
    rows: list[list[str]] | None = None
    main: bool = False


@dataclass(slots=True)
class _List:
    kind: str  # a format of `policyx.readers.numeral`; "" for a list without numbers
    next: int
    step: int = 1


@dataclass(slots=True)
class _Cell:
    colspan: int
    rowspan: int
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    tree: Tree
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    link_depth: int = 0
    pre_depth: int = 0
    in_main: bool = False
    lists: list[_List] = field(default_factory=list)
    number: str = ""
    raised_from: list[int] = field(default_factory=list)
    grid: Grid | None = None
    table: int = 0
    cell: _Cell | None = None


def render(body: LexborNode, tree: Tree) -> list[Line]:
    """Return the lines under *body*, in order, without what *tree* says to skip."""
    state = _State(tree)
    for what, node in events(body, tree.skipped):
        if what == "text":
            _text(state, node)
        elif what == "enter":
            _enter(state, node, node.tag or "")
        else:
            _leave(state, node, node.tag or "")
    _end_line(state)
    return state.lines


def _text(state: _State, node: LexborNode) -> None:
    words = node.text_content or ""
    if state.pre_depth and "\n" in words:
        for number, line in enumerate(words.split("\n")):
            if number:
                _end_line(state)
            state.pieces.append(line)
        return
    state.pieces.append(words)
    if state.link_depth:
        state.linked += len(words.strip())


def _enter(state: _State, node: LexborNode, tag: str) -> None:
    if tag in _INLINE:
        if tag == "a":
            state.link_depth += 1
        elif tag == "sup":
            state.raised_from.append(len(state.pieces))
        return
    _end_line(state)
    if node.mem_id == state.tree.main:
        state.in_main = True
    if tag in ("ol", "ul", "menu"):
        state.lists.append(_list_of(node, tag))
    elif tag == "li":
        _start_item(state, node)
    elif tag in ("pre", "xmp", "listing"):
        state.pre_depth += 1
    elif tag in ("table", "tr", "td", "th"):
        _enter_table(state, node, tag)


def _leave(state: _State, node: LexborNode, tag: str) -> None:
    if tag in _INLINE:
        if tag == "a":
            state.link_depth -= 1
        elif tag == "sup" and state.raised_from:
            _raise(state, state.raised_from.pop())
        if node.mem_id == state.tree.main:
            _end_line(state)
        return
    _end_line(state)
    if tag in ("ol", "ul", "menu") and state.lists:
        state.lists.pop()
    elif tag == "li":
        if state.number and state.cell is not None:
            state.cell.pieces.append(state.number)  # an item without words, as in a column of 序号
        state.number = ""
    elif tag in ("pre", "xmp", "listing"):
        state.pre_depth -= 1
    elif tag in ("td", "th") and state.cell is not None and state.grid is not None:
        state.grid.add(cell_words(" ".join(state.cell.pieces)), state.cell.colspan, state.cell.rowspan)
        state.cell = None
    elif tag == "table" and node.mem_id == state.table:
        _end_table(state)
    if node.mem_id == state.tree.main:
        state.in_main = False


def _end_line(state: _State) -> None:
    """End the line that is being gathered; in a cell of data, its words go to the cell."""
    if state.pieces:
        text = clean("".join(state.pieces))
        state.pieces.clear()
        state.raised_from = [0] * len(state.raised_from)
        if text:
            if state.number and not _NUMBERED.match(text):
                text = state.number + text
            state.number = ""
            if state.cell is not None:
                state.cell.pieces.append(text)
            else:
                state.lines.append(Line(text, state.linked, main=state.in_main))
    state.linked = 0


def clean(text: str) -> str:
    r"""Return *text* as a browser shows it on one line: white space folded, odd spaces plain.

    Example:
        >>> clean("　　到2027年，\n  全县&nbsp;达到".replace("&nbsp;", "\xa0"))
        '到2027年，全县 达到'
    """
    text = _SPACES.sub(_space, text).translate(_ODD)
    return _RUNS.sub(lambda run: "\u3000" if "\u3000" in run[0] else " ", text).strip()


def _space(run: re.Match[str]) -> str:
    if "\n" not in run[0] and "\r" not in run[0]:
        return " "
    whole, start, end = run.string, run.start(), run.end()
    between = start > 0 and end < len(whole) and _WIDE.match(whole, start - 1) and _WIDE.match(whole, end)
    return "" if between else " "


def _raise(state: _State, start: int) -> None:
    words = "".join(state.pieces[start:])
    before = next((piece for piece in reversed(state.pieces[:start]) if piece), "")
    state.pieces[start:] = [raised(before[-1:], words)]


def _list_of(node: LexborNode, tag: str) -> _List:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    if tag != "ol" or "list-style:none" in style or "list-style-type:none" in style:
        return _List("", 1)
    kind = _LIST_TYPES.get(attributes.get("type") or "1", "decimal")
    return _List(kind, _integer(attributes.get("start"), 1), -1 if "reversed" in attributes else 1)


def _start_item(state: _State, node: LexborNode) -> None:
    current = state.lists[-1] if state.lists else None
    if current is None or not current.kind:
        state.number = ""
        return
    value = _integer(node.attributes.get("value"), current.next)
    current.next = value + current.step
    state.number = f"{numeral(value, current.kind)}."


def _integer(words: str | None, default: int) -> int:
    found = _DIGITS.match((words or "").strip())
    return int(found[0]) if found else default


def _enter_table(state: _State, node: LexborNode, tag: str) -> None:
    if tag == "table":
        if node.mem_id not in state.tree.frames and state.grid is None:
            state.grid, state.table = Grid(), node.mem_id
    elif state.grid is None:
        return
    elif tag == "tr":
        state.grid.start_row()
    else:
        attributes = node.attributes
        rowspan = -1 if attributes.get("rowspan") == "0" else _integer(attributes.get("rowspan"), 1)
        state.cell = _Cell(_integer(attributes.get("colspan"), 1), rowspan)


def _end_table(state: _State) -> None:
    rows = tidy_rows(state.grid.rows if state.grid else [])
    state.grid, state.cell, state.table = None, None, 0
    if rows:
        state.lines.append(Line("", 0, rows, state.in_main))

"""Styles and automatic numbering of a Word document: which number stands before a paragraph.

Counting follows ECMA-376 part 1, 17.9: counters belong to the abstract list, so that lists that share one go on where the
other stopped; a start override counts anew where its list is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from policyx.readers.numeral import numeral
from policyx.readers.ooxml import Element, W, child, integer, is_on, value

_CHAIN: Final = 20  # styles that a style is based on; more is a circle
_PLACE: Final = re.compile(r"%([1-9])")
# 一、 （二） 1.: a number that needs no space before the words.
_CLOSED: Final = re.compile(r"[、.．,，。:：;；)）〕\]】》>]$|[①-⑳㉑-㊿⑴-⒛㊀-㊉•●■◆▪➢✓]$")
_BULLETS: Final = "•●○■□◆◇▲△★☆▪–—-·*※➢✓→"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list a paragraph stands in, and on which level (0 is the outermost)."""

    list_id: str
    level: int


@dataclass(slots=True)
class _Style:
    based_on: str | None = None
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    digits: int = 0


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Styles:
    """The styles of a document, as far as they number or hide paragraphs and runs."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for style in () if root is None else root.iterchildren(W + "style"):
            name = style.get(W + "styleId")
            if not name:
                continue
            properties, run = child(style, "pPr"), child(style, "rPr")
            numbering = child(properties, "numPr")
            level = value(numbering, "ilvl")
            self._styles[name] = _Style(
                value(style, "basedOn"),
                value(numbering, "numId"),
                None if level is None else integer(level),
                is_on(run, "vanish"),
            )
            if style.get(W + "default") in ("1", "true", "on") and style.get(W + "type") == "paragraph":
                self._default = name

    def chain(self, name: str | None) -> list[tuple[str, _Style]]:
        """Return the style *name* and those it is based on, nearest first; the default style where *name* is None."""
        found: list[tuple[str, _Style]] = []
        name = name or self._default
        while name in self._styles and len(found) < _CHAIN:
            found.append((name, self._styles[name]))
            name = self._styles[name].based_on
        return found

    def hides(self, name: str | None) -> bool:
        """Say whether text of the style *name* is hidden."""
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), False) or False

    def list_of(self, name: str | None) -> tuple[str, str, int | None] | None:
        """Return (style, list id, level) by which the style *name* numbers paragraphs, or None."""
        for owner, style in self.chain(name):
            if style.list_id is not None:
                return owner, style.list_id, style.level
        return None


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        elements = {one.get(W + "abstractNumId"): one for one in root.iterchildren(W + "abstractNum")}
        numbers = {one.get(W + "numId"): one for one in root.iterchildren(W + "num")}
        for list_id, number in numbers.items():
            abstract = value(number, "abstractNumId") or ""
            element = self._linked(elements, numbers, elements.get(abstract))
            if element is None:
                continue
            levels = dict(map(_level, element.iterchildren(W + "lvl")))
            starts = {}
            for override in number.iterchildren(W + "lvlOverride"):
                at = integer(override.get(W + "ilvl"))
                if (whole := override.find(W + "lvl")) is not None:
                    levels[at] = _level(whole)[1]
                if (start := value(override, "startOverride")) is not None:
                    starts[at] = integer(start, 1)
            self._lists[list_id] = _List(element.get(W + "abstractNumId"), levels, starts)

    def _linked(self, elements: dict[str, Element], numbers: dict[str, Element], element: Element) -> Element:
        """Return the abstract list that holds the levels, where *element* only names a numbering style."""
        link = None if element is None else value(element, "numStyleLink")
        if not link:
            return element
        through = self._styles.list_of(link)
        number = numbers.get(through[1]) if through else None
        target = elements.get(value(number, "abstractNumId") or "") if number is not None else None
        if target is not None and len(target.findall(W + "lvl")):
            return target
        return next((one for one in elements.values() if value(one, "styleLink") == link), element)

    def place(self, properties: Element | None) -> ListPlace | None:
        """Return where the paragraph with these properties (``w:pPr``) stands in a list, or None."""
        numbering = child(properties, "numPr")
        list_id, level = value(numbering, "numId"), value(numbering, "ilvl")
        by_style = self._styles.list_of(value(properties, "pStyle"))
        if list_id is None:
            if by_style is None:
                return None
            owner, list_id, own_level = by_style
            if level is None:
                level = str(self._level_of_style(list_id, owner) if own_level is None else own_level)
        if list_id not in self._lists:
            return None
        return ListPlace(list_id, min(max(integer(level), 0), 8))

    def _level_of_style(self, list_id: str, style: str) -> int:
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def label(self, place: ListPlace) -> str:
        """Count one paragraph at *place* and return the number before it, with the space that parts them."""
        entry = self._lists[place.list_id]
        at = place.level
        level = entry.levels.get(at, _Level())
        counters = self._counters.setdefault(entry.abstract, {})
        if at in entry.starts and (place.list_id, at) not in self._begun:
            counters[at] = entry.starts[at] - 1
        self._begun.add((place.list_id, at))
        counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in [one for one in counters if one > at]:
            restart = entry.levels.get(deeper, _Level()).restart
            if restart is None or at < restart:
                del counters[deeper]
        return _spaced(self._written(entry, counters, level), level)

    @staticmethod
    def _written(entry: _List, counters: dict[int, int], level: _Level) -> str:
        if level.form == "bullet":
            return level.text if level.text and level.text in _BULLETS else "•" if level.text.strip() else ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = entry.levels.get(at, _Level())
            count = counters.get(at, other.start)
            if other.digits:
                return f"{count:0{other.digits}}"
            return numeral(count, "decimal" if level.legal and other.form != "none" else other.form)

        return _PLACE.sub(number, level.text)


def _spaced(label: str, level: _Level) -> str:
    label = label.strip()
    if not label or level.suffix == "nothing" or _CLOSED.search(label):
        return label
    return label + " "


def _level(element: Element) -> tuple[int, _Level]:
    """Return the index and the definition of a ``w:lvl``."""
    form = next(element.iter(W + "numFmt"), None)
    name = "decimal" if form is None else form.get(W + "val", "decimal")
    digits = re.match(r"\d+", "" if form is None else form.get(W + "format", ""))
    restart = value(element, "lvlRestart")
    return integer(element.get(W + "ilvl")), _Level(
        integer(value(element, "start"), 0 if value(element, "start") is None else 1),
        name,
        value(element, "lvlText") or "",
        value(element, "suff") or "tab",
        None if restart is None else integer(restart),
        bool(is_on(element, "isLgl")),
        value(element, "pStyle"),
        min(len(digits[0]), 9) if digits else 0,
    )

"""Pages that would keep the parser busy for hours, made harmless before it sees them.

The HTML standard's tree building takes time that grows with the square of what is open at once: each end tag looks through
all open elements, and formatting elements left open come again in every paragraph (40 KB of ``<b id=1><b id=2>…`` grow to
gigabytes). Browsers cut depth at 512; so does this, with room to spare for pages that forget end tags.
"""

from __future__ import annotations

import re
from typing import Final

#: Boxes that may be open at once, and inline elements likewise; deeper ones lose their tags, not their text.
DEEPEST: Final = 400

# <font color=red> </strong>: formatting elements, which the parser opens again and again; group 1 the slash.
_FORMATTING: Final = re.compile(r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I)
# <img src="data:…">, or a tag of a hundred thousand attributes: group 1 its start.
_LONG_TAG: Final = re.compile(r"(<[a-zA-Z][\w:-]{0,40})[^<>]{8192,}")
# </div …: group 1 the slash, group 2 the name.
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,40})[^<>]{0,9000}>?")

_BOXES: Final = frozenset({
    "div", "table", "ul", "ol", "dl", "menu", "section", "article", "main", "center", "blockquote", "form", "fieldset", "header",
    "footer", "nav", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "address", "figure", "details", "dir", "pre", "listing",
    "hgroup", "search", "summary", "figcaption", "dialog",
})  # fmt: skip
# Elements that never hold others, and those that the next of their kind ends.
_UNCOUNTED: Final = frozenset({
    "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "param", "source", "track", "wbr", "p", "li", "dt",
    "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup", "option", "optgroup", "html", "head", "body",
    "script", "style", "title",
})  # fmt: skip


def guarded(page: str) -> str:
    """Return *page* as the parser can take it: no formatting elements, no endless tags, no bottomless nesting.

    Example:
        >>> guarded("<p><b>一、</b>目标"), len(guarded("<div>" * 9999 + "底"))
        ('<p><span>一、</span>目标', 2001)
    """
    page = _LONG_TAG.sub(r"\1", _FORMATTING.sub(r"<\1span", page))
    if page.count("<") <= DEEPEST:
        return page
    depths = _Depths()
    if not any(depths.is_too_deep(tag) for tag in _TAG.finditer(page)):
        return page
    depths = _Depths()
    return _TAG.sub(lambda tag: "" if depths.is_too_deep(tag) else tag[0], page)


class _Depths:
    """How many elements of each name are open, boxes and inline elements apart."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self._cut: dict[str, int] = {}
        self._boxes = self._inline = 0

    def is_too_deep(self, tag: re.Match[str]) -> bool:
        """Count *tag*; say whether it, or the tag that it ends, is deeper than `DEEPEST`."""
        name = tag[2].lower()
        if name in _UNCOUNTED:
            return False
        if tag[1]:
            return self._close(name)
        is_box = name in _BOXES
        if (self._boxes if is_box else self._inline) >= DEEPEST:
            self._cut[name] = self._cut.get(name, 0) + 1
            return True
        self._count(name, 1)
        return False

    def _close(self, name: str) -> bool:
        if self._cut.get(name):
            self._cut[name] -= 1
            return True
        if self._open.get(name):
            self._count(name, -1)
            return False
        return self._boxes > DEEPEST // 2  # an end without a start, which would be looked for in all that is open

    def _count(self, name: str, step: int) -> None:
        self._open[name] = self._open.get(name, 0) + step
        if name in _BOXES:
            self._boxes += step
        else:
            self._inline += step

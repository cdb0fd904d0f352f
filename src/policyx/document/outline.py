"""Which marks number items, and how deep: by sequence (一 then 二) and by the nesting of styles.

The marks are read once, in text order, against a stack of open lists. A mark is taken when it continues an open list,
continues a list that an outer heading interrupted (numbers that run through the whole document), or opens a new
one that goes on. All look-ahead is bounded, so the time is linear in the number of marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policyx.document.numbering import Edge, Mark, Style

_LOOK_AHEAD: Final = 40
_LEFT_OUT: Final = 3  # the step to the next number where one or two are left out
_HOPS: Final = 3
_HEADING_REACH: Final = 45
# styles whose mark may stand right behind a word
_BEHIND_WORDS: Final = (Style.CHINESE_BRACKET, Style.DIGIT_BRACKET, Style.CHAPTER, Style.SECTION)


@dataclass(frozen=True, slots=True)
class Node:
    """A mark that numbers an item: its depth (0 is the outermost) and the index of its parent node."""

    mark: Mark
    depth: int
    parent: int | None


@dataclass(slots=True)
class _Level:
    """An open list: its style (and label or decimal prefix), its last value, and the node of its last item."""

    key: tuple[Style, str]
    value: int
    node: int


class Outline:
    """Builds the nodes of one text from its marks; feed it with `read`."""

    def __init__(
        self, folded: str, marks: Sequence[Mark], resets: Sequence[int] = (), *, lost_breaks: bool = False
    ) -> None:
        """Take *marks* of *folded* in text order; *resets* are offsets where all lists end (attachments)."""
        self._lost_breaks = lost_breaks
        self._folded = folded
        self._marks = marks
        self._resets = resets
        self._stack: list[_Level] = []
        self._closed: dict[tuple[Style, str], int] = {}
        self._next = _next_of_kind(marks)
        self._seen: set[tuple[Style, str]] = set()  # the kinds of all lists so far
        self._nested: set[tuple[tuple[Style, str], tuple[Style, str]]] = set()
        self.nodes: list[Node] = []

    def read(self) -> list[Node]:
        """Return the nodes in text order."""
        reset = 0
        for index, mark in enumerate(self._marks):
            while reset < len(self._resets) and self._resets[reset] <= mark.start:
                self._stack.clear()
                self._closed.clear()
                reset += 1
            depth = self._place(index, mark)
            if depth is not None:
                self._take(mark, depth)
        return self.nodes

    def _place(self, index: int, mark: Mark) -> int | None:
        """Return the depth at which *mark* numbers an item, or None when it does not."""
        key = (mark.style, mark.prefix)
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].key == key:
                return self._in_open_list(index, mark, depth)
        step = mark.value - self._closed[key] if key in self._closed else 0
        if step == 1 and self._begins_item(index, mark, expected=True):
            return self._depth_for(index, mark)
        if (
            1 < step <= _LEFT_OUT
            and mark.edge is Edge.LINE
            and mark.style is Style.DIGIT
            and self._goes_on(index, mark)
        ):
            return self._depth_for(index, mark)  # 10.… 四、… 12.… 13.…: a number left out between two chapters
        if mark.value == 1:
            return self._depth_for(index, mark) if self._opens_list(index, mark) else None
        return self._misprinted_style(index, mark)

    def _in_open_list(self, index: int, mark: Mark, depth: int) -> int | None:
        step = mark.value - self._stack[depth].value
        if step == 1:
            return depth if self._begins_item(index, mark, expected=True) else None
        if mark.value == 1:
            return depth if self._opens_list(index, mark) else None
        if mark.edge is Edge.LINE and -1 <= step <= _LEFT_OUT and mark.style is not Style.DECIMAL:
            return depth  # a number left out or printed twice
        return None

    def _opens_list(self, index: int, mark: Mark) -> bool:
        if not self._begins_item(index, mark, expected=False):
            return False
        return (mark.edge is Edge.LINE and mark.style is not Style.LABEL) or self._goes_on(index, mark)

    def _begins_item(self, index: int, mark: Mark, *, expected: bool) -> bool:
        """Say whether what stands before *mark* allows an item to begin there."""
        if mark.edge >= Edge.SPACE:
            return True
        if self._lost_breaks and self._runs_in(index, mark, expected=expected):
            return True
        if mark.style not in _BEHIND_WORDS and not (self._lost_breaks and mark.style in (Style.DIGIT, Style.ARTICLE)):
            return False
        before = self._folded[mark.start - 1 : mark.start]
        if before in "第款条项按照据附见" or mark.edge is Edge.SOFT:
            return expected and mark.edge is Edge.SOFT
        return self._after_bare_heading(mark) and (expected or self._goes_on(index, mark))

    def _runs_in(self, index: int, mark: Mark, *, expected: bool) -> bool:
        """Say whether *mark* follows the title of the text or of a list, or an organ that ends an item (…财政局三、保障)."""
        before = self._folded[mark.start - 1 : mark.start]
        if mark.value == 1 and self._folded.endswith(("清单", "分工", "名单", "明细"), 0, mark.start):
            return self._goes_on(index, mark)
        if not self.nodes:
            return before not in "第款条项按照据附见件表" and self._goes_on(index, mark)
        return expected and before in "局委办府院部厅社会联"

    def _after_bare_heading(self, mark: Mark) -> bool:
        """Say whether only a short heading parts *mark* from the item before it (``二、原则(一)统筹``)."""
        if not self.nodes:
            return False
        end = self.nodes[-1].mark.end
        if not 2 <= mark.start - end <= _HEADING_REACH:
            return False
        between = self._folded[end : mark.start]
        return not any(stop in between for stop in "。;!?\n")

    def _goes_on(self, index: int, mark: Mark) -> bool:
        """Say whether the next value of the list that *mark* opens follows within reach."""
        later = self._next[index]
        for _ in range(_HOPS):
            if later is None or self._marks[later].value <= mark.value:
                return False
            if self._marks[later].value == mark.value + 1:
                return True
            later = self._next[later]
        return False

    def _misprinted_style(self, index: int, mark: Mark) -> int | None:
        """Return the depth of an open list that *mark* continues in another style (``四、`` then ``5、``)."""
        key = (mark.style, mark.prefix)
        outer = mark.style in (Style.CHAPTER, Style.SECTION, Style.CHINESE, Style.CHINESE_BRACKET)
        if mark.edge is Edge.STOP and not self._stack and outer and self._goes_on(index, mark):
            return 0  # the first number was lost in the line before
        if mark.edge is not Edge.LINE or mark.style is Style.DECIMAL:
            return None
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].value == mark.value - 1:
                return depth
        if mark.style is Style.DIGIT and key not in self._seen and self._goes_on(index, mark):
            return self._depth_for(index, mark)  # 10.…11.… under (一): an excerpt of a text numbered throughout
        first = not self._stack or self._goes_on(index, mark)  # an excerpt begins in the middle
        return self._depth_for(index, mark) if mark.style <= Style.CHINESE_BRACKET and first else None

    def _depth_for(self, index: int, mark: Mark) -> int:
        """Return the depth of a new list: under the innermost open list of an outer style."""
        depth = len(self._stack)
        key = (mark.style, mark.prefix)
        while depth and self._stack[depth - 1].key[0] > mark.style:
            if (self._stack[depth - 1].key, key) in self._nested or self._interrupts(index, mark, depth - 1):
                break
            depth -= 1
        return depth

    def _interrupts(self, index: int, mark: Mark, depth: int) -> bool:
        """Say whether the list at *depth* goes on after *mark*'s list, which is then inside it against custom."""
        level = self._stack[depth]
        for later in self._marks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if (later.style, later.prefix) == level.key:
                return later.value == level.value + 1
            if later.style < mark.style:
                return False
        return False

    def _take(self, mark: Mark, depth: int) -> None:
        for level in self._stack[depth + 1 :]:
            self._closed[level.key] = level.value
        if depth < len(self._stack) and self._stack[depth].key != (mark.style, mark.prefix):
            old = self._stack[depth]
            self._closed[old.key] = old.value
        key = (mark.style, mark.prefix)
        if depth < len(self._stack) and self._stack[depth].key != key and self._stack[depth].value + 1 == mark.value:
            key = self._stack[depth].key  # a misprint of the style keeps the list
        del self._stack[depth:]
        parent = self._stack[-1].node if self._stack else None
        if self._stack:
            self._nested.add((self._stack[-1].key, key))
        self.nodes.append(Node(mark, depth, parent))
        self._closed.pop(key, None)
        self._seen.add(key)
        self._stack.append(_Level(key, mark.value, len(self.nodes) - 1))


def _next_of_kind(marks: Sequence[Mark]) -> list[int | None]:
    """Return for each mark the index of the next one of its style (and label or prefix)."""
    following: list[int | None] = [None] * len(marks)
    seen: dict[tuple[Style, str], int] = {}
    for index in range(len(marks) - 1, -1, -1):
        key = (marks[index].style, marks[index].prefix)
        following[index] = seen.get(key)
        seen[key] = index
    return following

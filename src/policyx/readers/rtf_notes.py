r"""Notes and text boxes of rich text, which striprtf leaves out: moved to where its plain text keeps them.

A note becomes a mark ``[1]`` and a paragraph at the end of the file, the words of a box paragraphs behind the paragraph that
it is anchored in.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MOST_GROUPS: Final = 20_000  # notes and boxes of one file

# An escaped brace, `{\footnote`, `{\*\footnote`, `{\shptxt`, `{`, `}`; group 1 the kind of the group.
_BRACE: Final = re.compile(r"\\[\\{}]|\{(?:\\\*)?\\(footnote|shptxt)(?![a-zA-Z]) ?|[{}]")
_PARAGRAPH_END: Final = re.compile(r"\\par(?![a-zA-Z])")


class _Group(NamedTuple):
    """A note or a box: its words, which begin behind the control word that names it, and the extent of the group."""

    kind: str
    start: int
    inside: int
    end: int


def with_notes(text: str) -> str:
    r"""Return an RTF file with its notes and text boxes as paragraphs.

    Example:
        >>> with_notes(r"{\rtf1 plan{\footnote why}\par end}")
        '{\\rtf1 plan[1]\\par end\\par {[1]why}}'
    """
    out: list[str] = []
    notes: list[str] = []
    boxes: list[str] = []
    at = 0
    for group in _groups(text):
        boxes = _add(out, text[at : group.start], boxes)
        inside = text[group.inside : group.end - 1]
        if group.kind == "footnote":
            notes.append(f"\\par {{[{len(notes) + 1}]{inside}}}")
            out.append(f"[{len(notes)}]")
        else:
            boxes.append(f"{{{inside}}}\\par ")
        at = group.end
    boxes = _add(out, text[at:], boxes)
    whole = "".join(out)
    end = whole.rfind("}")
    if not (notes or boxes) or end < 0:
        return whole
    return "".join([whole[:end], "\\par " if boxes else "", *boxes, *notes, whole[end:]])


def _add(out: list[str], piece: str, boxes: list[str]) -> list[str]:
    """Add a piece of the file, the waiting boxes behind the first end of a paragraph in it; return those still waiting."""
    end = _PARAGRAPH_END.search(piece) if boxes else None
    if end is None:
        out.append(piece)
        return boxes
    out += [piece[: end.end()], " ", *boxes, piece[end.end() :]]
    return []


def _groups(text: str) -> list[_Group]:
    """Return the outermost notes and boxes in the order of the file; one that does not end is left out."""
    found: list[_Group] = []
    depth = inner = 0
    kind, start, inside = "", 0, 0
    for brace in _BRACE.finditer(text):
        if brace[0][0] == "\\":
            continue
        if brace[0][0] == "{":
            depth += 1
            if brace[1] and not kind:
                kind, start, inside, inner = brace[1], brace.start(), brace.end(), depth
        else:
            if kind and depth == inner:
                found.append(_Group(kind, start, inside, brace.end()))
                kind = ""
                if len(found) >= _MOST_GROUPS:
                    break
            depth -= 1
    return found

"""Spans, folding, and the cutting of text into paragraphs, sentences and clauses.

Offsets everywhere in policyx are Python ``str`` offsets (code points), half open, into the text exactly as it
was given. `fold` maps one code point to one code point, so an offset into the folded text is an offset
into the text.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: ``text[start:end]``."""

    start: int
    end: int


def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII forms
    for code in (0x3000, 0x00A0, 0x00AD, 0x202F, 0x205F, 0x200B, 0x2060, 0xFEFF, *range(0x2000, 0x200B)):
        table[code] = " "
    pairs = {
        "○": "〇", "◯": "〇",  # ○ typed for the numeral 〇
        "︰": ":", "∶": ":", "﹕": ":", "꞉": ":",
        "﹪": "%", "٪": "%", "﹒": ".", "․": ".",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "─": "-", "﹣": "-", "━": "-",
        "〜": "~", "∼": "~", "〰": "~",
        "・": "·", "•": "·", "‧": "·",
        "﹐": ",", "﹔": ";", "﹙": "(", "﹚": ")",
        "〝": "“", "〞": "”",
        # Traditional forms that turn up inside simplified text, where a rule needs the character.
        "餘": "余", "馀": "余", "個": "个", "萬": "万", "億": "亿", "兩": "两", "後": "后", "裡": "里", "裏": "里",
        "過": "过", "達": "达", "總": "总", "萊": "莱", "時": "时", "間": "间", "內": "内", "單": "单", "責": "责", "負": "负",
        "縣": "县", "區": "区", "鎮": "镇", "鄉": "乡", "廳": "厅", "黨": "党", "會": "会", "聯": "联", "長": "长", "為": "为",
        "開": "开", "學": "学", "業": "业", "產": "产", "務": "务", "農": "农", "實": "实", "專": "专", "項": "项", "動": "动",
        "計": "计", "劃": "划", "畫": "画", "約": "约", "餵": "喂", "畝": "亩", "歲": "岁", "條": "条", "處": "处", "戶": "户",
        "張": "张", "輛": "辆", "臺": "台", "噸": "吨", "級": "级", "號": "号", "標": "标", "準": "准", "費": "费", "資": "资",
        "財": "财", "補": "补", "獎": "奖", "貼": "贴", "數": "数", "減": "减", "現": "现", "對": "对", "與": "与",
        "從": "从", "給": "给", "門": "门", "頭": "头", "導": "导", "護": "护", "發": "发", "紀": "纪", "檢": "检", "於": "于",
        "設": "设", "進": "进", "還": "还", "並": "并", "種": "种", "養": "养", "環": "环", "衛": "卫", "醫": "医", "電": "电",
        "車": "车", "場": "场", "園": "园", "員": "员", "師": "师", "價": "价", "質": "质", "規": "规", "組": "组", "網": "网",
    }  # fmt: skip
    table.update({ord(key): value for key, value in pairs.items()})
    return table


_FOLD: Final = {chr(code): folded for code, folded in _fold_table().items()}
_FOLDABLE: Final = frozenset(_FOLD)


def fold(text: str) -> str:
    """Return *text* with full-width and variant characters folded, one code point to one.

    Full-width ASCII becomes half width, odd spaces become a space, dashes become ``-``, colons ``:``, and a few
    traditional characters their simplified forms. Quotation marks and 《》 stay.

    Example:
        >>> fold("２０２５年底前，達到９８％—９９％")
        '2025年底前,达到98%-99%'
    """
    # A document holds a few dozen of them at most: to replace each is faster than to look every character up.
    for char in _FOLDABLE.intersection(text):
        text = text.replace(char, _FOLD[char])
    return text


def scrub(text: str) -> str:
    r"""Replace each lone surrogate by U+FFFD, one for one, so that *text* can be written as UTF-8.

    Example:
        >>> scrub("a\ud800b") == "a\ufffdb"
        True
    """
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _visible_table() -> dict[int, str]:
    hidden = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    table = {code: f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}" for code in hidden}
    return {**table, 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}


_VISIBLE: Final = _visible_table()


def visible(text: str) -> str:
    r"""Return *text* safe to print on a terminal: control and direction characters as escapes, surrogates as U+FFFD.

    Example:
        >>> print(visible("红\x1b[31m字"))
        红\x1b[31m字
    """
    return scrub(text).translate(_VISIBLE)

"""Where the phrase before or behind a number begins and stops, and the modifiers inside it.

Everything works on folded text and on offsets. Punctuation bounds a phrase; quotation marks and short brackets inside it
are skipped as a whole.
"""

from __future__ import annotations

from policyx import lazy

REACH_BEFORE = 90
REACH_AFTER = 48

_CLOSERS = {"”": "“", ")": "(", "》": "《", "’": "‘", "]": "[", "〕": "〔", "】": "【"}
_OPENERS = {opener: closer for closer, opener in _CLOSERS.items()}
_STOPS = frozenset("。;！!？?\n\r\t:,|")
# every character that may bound a phrase or open or close something: the others are stepped over at one look
_MARKS = _STOPS | _CLOSERS.keys() | _OPENERS.keys() | {" ", "、"}
SHARE = lazy.compile(r"占[^,。]{1,30}的(?:比例|比重|份额|百分比)")
_BARE_HEADS = frozenset(
    {
        "比例",
        "比重",
        "份额",
        "数量",
        "总量",
        "人数",
        "面积",
        "时间",
        "次数",
        "频次",
        "标准",
        "概率",
        "水平",
        "规模",
        "成本",
        "价格",
        "金额",
        "总数",
        "总额",
    }
)
# 焊接、机电等|传统专业; not 一等奖, 等级, 等候
_LIST_END = lazy.compile(r"[^高同平上中初优等一二三四特]等(?:方面|领域|各类|一批)?的?(?=[^级次待值额候于\s])")

# 1.修渠5公里 | (2)植树3万亩: the number of a task among several in a table cell, which is no item.
_LIST_NUMBER = lazy.compile(r"\s*(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|\d{1,2}[.、](?!\d))\s*")


# 护苗行动[4], 护苗行动①: the mark of a note
NOTE_MARK = lazy.compile(r"\[注?\d{1,2}\]|[①-⑳]")

# 林地面积:|38万亩, 补助标准:每户|2000元: what may stand between a label's colon and its number
_LABELLED = lazy.compile(r"\s*(?:共|约|合计|总计|累计|每[一-鿿]{1,6})?\s*")


def left_bound(folded: str, start: int, floor: int) -> int:
    """Return where the phrase that ends at *start* may begin: after punctuation, not before *floor*."""
    position = start
    floor = max(floor, start - REACH_BEFORE)
    while position > floor:
        char = folded[position - 1]
        if char not in _MARKS:
            position -= 1
            continue
        if char == ":" and _LABELLED.fullmatch(folded, position, start) and position - 1 > floor:
            position -= 1
            continue
        if char in _STOPS or char in _OPENERS:
            break
        if char in _CLOSERS:
            opening = folded.rfind(_CLOSERS[char], max(floor, position - 50), position - 1)
            if opening < 0:
                break
            position = opening
            continue
        position -= 1
    number = _LIST_NUMBER.match(folded, position, start)
    return number.end() if number else position


def right_bound(folded: str, end: int, ceiling: int) -> int:
    """Return where the phrase that begins at *end* must stop: at punctuation, not after *ceiling*."""
    position = end
    ceiling = min(ceiling, end + REACH_AFTER, len(folded))
    while position < ceiling:
        char = folded[position]
        if char not in _MARKS:
            position += 1
            continue
        if char in _OPENERS:
            closing = folded.find(_OPENERS[char], position, min(ceiling, position + 30))
            if closing < 0 or (char == "(" and not _continues(folded, closing + 1)):
                break
            position = closing + 1
            continue
        if char in _STOPS or char in _CLOSERS or char == " " or (char == "、" and position - end != 1):
            if char == "、" and position - end == 2 and folded[position + 2 : position + 3] == folded[position - 1]:
                position += 1  # 国控、省控|断面
                continue
            break
        position += 1
    return min(position, ceiling)


def _continues(folded: str, position: int) -> bool:
    return position < len(folded) and "一" <= folded[position] <= "鿿"


def drop_modifier(folded: str, begin: int, end: int) -> int:
    """Drop a modifier in 的 (符合条件的|大学生) and a list headed by 等 (焊接、机电等|传统专业)."""
    phrase = folded[begin:end]
    if ("的" not in phrase and "等" not in phrase) or SHARE.search(phrase):
        return begin
    cut = max(outside_quotes(phrase, "的"), _list_head(phrase))
    if 0 < cut < len(phrase) - 1 and phrase[cut:] not in _BARE_HEADS:
        return begin + cut
    return begin


def is_enclosed(ahead: str, pairs: tuple[str, ...] = ("“”", "()")) -> bool:
    """Say whether what follows *ahead* stands inside quotation marks or brackets that *ahead* opens.

    Example:
        >>> is_enclosed("建设(改造"), is_enclosed("“双减”工作")
        (True, False)
    """
    return any(ahead.count(pair[0]) > ahead.count(pair[1]) for pair in pairs)


def outside_quotes(phrase: str, mark: str) -> int:
    """Return the offset after the last *mark* outside quotation marks and brackets, or 0."""
    position = phrase.rfind(mark)
    while position >= 0:
        ahead = phrase[:position]
        if not is_enclosed(ahead):
            return position + len(mark)
        position = phrase.rfind(mark, 0, position)
    return 0


def _list_head(phrase: str) -> int:
    """Return the offset after 等 or 等N类 that closes a list before its head noun, or 0."""
    match = _LIST_END.search(phrase) if "等" in phrase else None
    if match and phrase.count("(", 0, match.start()) > phrase.count(")", 0, match.start()):
        return 0  # 营业额(以住宿、门票等发票为准)
    return match.end() if match and match.end() < len(phrase) - 1 else 0

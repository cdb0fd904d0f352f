"""The document header (文件头): title, issuer, numbers, dates, place, genre, draft; and the furniture around the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from policyx import lazy
from policyx.document.dates import first_date, with_arabic_years
from policyx.document.furniture import kind_of
from policyx.document.genre import genre_of, is_draft
from policyx.document.place import find_place
from policyx.document.segments import HEAD, NUMBERED, TAIL, head_segments, lines
from policyx.document.signature import Signature, find_signatures
from policyx.document.title import Head, read_head
from policyx.records import Header
from policyx.text import Span, fold

_ISSUER_KEYS: Final = (
    "发布机构",
    "发布部门",
    "发文机关",
    "发文部门",
    "发文单位",
    "制发机关",
    "发布单位",
    "印发单位",
    "公开责任部门",
)
_DATE_KEYS: Final = (
    "成文日期",
    "成文时间",
    "发文日期",
    "发文时间",
    "印发日期",
    "生成日期",
    "生成时间",
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
)
_NUMBER_KEYS: Final = ("发文字号", "文号", "文件编号")
_TITLE_KEYS: Final = ("标题", "名称", "信息名称", "文件名称", "公文标题")

# (某办综合科根据各镇材料整理)  (某局供稿): group 1 who compiled the text.
_COMPILER: Final = lazy.compile(r"\(([一-鿿]{2,20}?)(?:根据.{2,40})?(?:整理|编辑|编写|供稿|报送|提供)\)")
# 某县水利局2024年3月5日发布,: group 1 the issuer.
_RUN_IN: Final = lazy.compile(r"([一-鿿]{4,30})\d{4}年\d{1,2}月\d{1,2}日(?:发布|印发)(?=[,。\s]|$)")
_YEAR: Final = lazy.compile(r"(?<![\d〔\[(【-])((?:19|20)\d{2})(?=年|\s|[一-鿿])(?!年?[-~至—])")
# 2024年|工作总结暨2025年工作计划: group 1 the year that the writer calls 今年
_SUMMED_UP: Final = lazy.compile(
    r"((?:19|20)\d\d) ?年[^,。;]{0,16}(?:总结|情况|回顾)[^,。;]{0,6}(?:[暨和及与、]|[(])[^,。;]{0,16}(?:计划|打算|安排|思路|要点)"
)
# A year that something is measured against, counted from or put off to (比2030年, 2030年同期, 到2035年), or whose
# work lies ahead (2031年重点工作), is not the report's own.
_YEAR_SAID: Final = lazy.compile(
    r"(?<![\d〔\[(比较自从由到至-])(20\d{2})年(?!度|[-~至]|同期|以来|底?前"
    r"|(?:的?(?:重点|主要))?(?:工作|任务)(?:安排|部署|打算|思路|目标|计划|重点)?(?:\n|$)|(?:主要)?(?:预期)?目标(?!.{0,6}完成))"
)
# (2026年度) | 2026年: a line with nothing but the year that a table is for; group 1
_YEAR_LINE: Final = lazy.compile(r"\n[ ]*\(?((?:19|20)\d\d)年度?\)?[ ]*\r?(?=\n)")
_YEAR_LINE_REACH: Final = 300
# 来源:某县财政局 发布时间:2024-03-05: group 1 the source.
_SOURCE: Final = lazy.compile(r"来 {0,4}源 ?:\s{0,4}([一-鿿]{2,30})")
_SOURCE_DATE: Final = lazy.compile(r"(?:时 {0,4}间|日 {0,4}期|发布于|更新时间|发布时间|发布日期|成文日期|印发日期)")


def read_header(
    text: str,
    folded: str,
    item_starts: Sequence[int],
    listed: Sequence[Span] = (),
    *,
    lost_breaks: bool,
    metadata: Mapping[str, str],
) -> tuple[Header, tuple[Span, ...]]:
    """Return the header of *text* and its furniture spans (sorted, not overlapping).

    Args:
        text: The text as given.
        folded: `policyx.text.fold` of it.
        item_starts: Where the numbered items begin.
        listed: Spans of contents and lists of attachments, which are furniture too.
        lost_breaks: Whether the text has lost its line breaks.
        metadata: What the file said about itself, for fields that the text does not give.
    """
    head = read_head(text, head_segments(folded, lost_breaks=lost_breaks), frozenset(item_starts))
    signatures = _signatures(text, folded)
    named = _first(head.pairs, _TITLE_KEYS)
    if named:
        head.title = named
    if not head.title:
        for signature in signatures:
            _title_of_attachment(text, folded, head, signature, item_starts, lost_breaks=lost_breaks)
    tail = _tail(folded, lost_breaks=lost_breaks)
    for span in tail:
        kind = kind_of(folded[span.start : span.end])
        if kind == "date" or (kind in ("source", "key") and _SOURCE_DATE.search(folded, span.start, span.end)):
            head.lines.setdefault("date", []).append(text[span.start : span.end])
    head.title = head.title or metadata.get("title", "")
    header = _header(text, folded, head, signatures, metadata)
    spans = [*head.furniture, *listed, *(Span(one.start, one.end) for one in signatures), *tail]
    return header, _merged(spans)


def _signatures(text: str, folded: str) -> list[Signature]:
    tail = max(HEAD, len(folded) - TAIL)
    return [
        *find_signatures(text, folded, 0, min(HEAD, len(folded))),
        *find_signatures(text, folded, tail, len(folded)),
    ]


def _title_of_attachment(
    text: str, folded: str, head: Head, signature: Signature, items: Sequence[int], *, lost_breaks: bool
) -> None:
    """Take the title from after the *signature* of a covering letter that has none of its own."""
    if head.title or signature.end >= HEAD:
        return
    attached = read_head(text, head_segments(folded, signature.end, lost_breaks=lost_breaks), frozenset(items))
    if attached.title:
        head.title, head.title_spans = attached.title, attached.title_spans
        head.furniture.extend(attached.furniture)


def _tail(folded: str, *, lost_breaks: bool) -> list[Span]:
    """Return the furniture lines at the end of the text, and signature remarks among them."""
    if lost_breaks:
        return []
    start = max(0, len(folded) - TAIL)
    newline = folded.find("\n", start)
    spans: list[Span] = []
    for segment in reversed(lines(folded, newline if start and newline >= 0 else start, len(folded))):
        kind = kind_of(segment.text)
        if not kind or kind in ("organ", "addressee", "number", "attachment"):
            break
        spans.append(Span(segment.start, segment.end))
    return spans


def _header(text: str, folded: str, head: Head, signatures: Sequence[Signature], metadata: Mapping[str, str]) -> Header:
    title = fold(head.title)
    closing = folded[max(0, len(folded) - 400) :]
    issuer = _issuer(text, head, signatures) or metadata.get("issuer", "")
    issued_on = _issued_on(head, signatures, folded) or first_date(fold(metadata.get("issued_on", "")))
    opening = folded[:HEAD]
    genre = genre_of(title, opening, closing)
    draft_lines = fold(" ".join(head.lines.get("draft", ())))
    return Header(
        title=head.title,
        issuer=issuer,
        document_number=_document_number(text, folded, head) or metadata.get("document_number", ""),
        index_number=_first(head.pairs, ("索引号", "信息索引号", "信息索引")) or metadata.get("index_number", ""),
        issued_on=issued_on,
        place=find_place(title, fold(issuer), opening + closing),
        genre=genre,
        draft=is_draft(title, draft_lines, opening[:600], closing),
        date=issued_on
        or _title_year(with_arabic_years(title))
        or _year_line(folded)
        or _occasion(head)
        or (_own_year(folded) if genre == "report" else ""),
    )


def _first(pairs: dict[str, str], keys: Sequence[str]) -> str:
    return next((pairs[key] for key in keys if pairs.get(key)), "")


def _issuer(text: str, head: Head, signatures: Sequence[Signature]) -> str:
    if signatures:
        return "、".join(signatures[0].organs)
    closing = text[-400:]
    compiled = _COMPILER.search(closing.replace("（", "(").replace("）", ")"))
    if compiled:
        return str(compiled[1])
    run_in = _RUN_IN.search(closing)
    if run_in:
        return str(run_in[1])
    named = _first(head.pairs, _ISSUER_KEYS)
    if named:
        return named
    people = head.lines.get("person", ())
    if people:
        return " ".join(people[0].split())
    organs = next(iter(head.lines.get("organ", ())), "")
    return _imprinted(head) or "、".join(organs.split()) or _source(head)


def _imprinted(head: Head) -> str:
    """Return the organ of a line such as ``(某县统计局 2025年4月11日)`` under the title."""
    for line in head.lines.get("imprint", ()):
        for words in re.split(r"[\s,()]+", fold(line)):
            if kind_of(words) == "organ":
                return words
    return ""


def _source(head: Head) -> str:
    """Return the organ that a line ``来源:某县财政局 发布时间:…`` names; newspapers are none."""
    found = (_SOURCE.search(fold(line)) for line in head.lines.get("source", ()))
    return next((match[1] for match in found if match and kind_of(match[1]) == "organ"), "")


def _issued_on(head: Head, signatures: Sequence[Signature], folded: str) -> str:
    if signatures:
        return signatures[0].date
    for key in _DATE_KEYS:
        found = first_date(head.pairs.get(key, ""))
        if found:
            return found
    run_in = _RUN_IN.search(folded[-400:])
    if run_in:
        return first_date(run_in[0])
    known = head.lines
    dated = [line for line in known.get("source", ()) if _SOURCE_DATE.search(line)]
    # The meeting that a report was made to, or that passed a plan, dates it where nothing else does.
    candidates = [*known.get("imprint", ()), *known.get("date", ()), *dated, *known.get("occasion", ())]
    return next((found for line in candidates if (found := first_date(fold(line)))), "")


def _document_number(text: str, folded: str, head: Head) -> str:
    named = _first(head.pairs, _NUMBER_KEYS)
    if named:
        return named
    number = next(iter(head.lines.get("number", ())), "")
    if not number:
        found = (NUMBERED.search(line) for line in head.lines.get("imprint", ()))
        number = next((match[0] for match in found if match), "")
    return number.replace(" ", "")


def _title_year(title: str) -> str:
    summed_up = _SUMMED_UP.search(title)
    if summed_up:
        return str(summed_up[1])
    years = _YEAR.findall(title)
    return years[0] if years and len(set(years)) == 1 else ""


def _year_line(folded: str) -> str:
    """Return the year of a line near the top that says nothing else: (2026年度)."""
    found = _YEAR_LINE.search(folded, 0, _YEAR_LINE_REACH)
    return str(found[1]) if found else ""


def _occasion(head: Head) -> str:
    """Return the date of the meeting that a report was made to."""
    return next((found for line in head.lines.get("occasion", ()) if (found := first_date(fold(line)))), "")


def _own_year(folded: str) -> str:
    """Return the one year that a report speaks about as its own, or an empty string.

    That is the year said at least twice as often as any other, or else the last of those said most often.
    """
    years = Counter(_YEAR_SAID.findall(folded)).most_common(2)
    if len(years) == 2 and years[0][1] == years[1][1]:
        return str(max(_YEAR_SAID.findall(folded)))
    if not years or (len(years) == 2 and years[0][1] < 2 * years[1][1]):
        return ""
    return str(years[0][0])


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)

"""What a page says about its document: the header table, the title, date and source; and where its text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from policyx.document.furniture import kind_of
from policyx.readers.html_lines import Line, clean
from policyx.text import fold

# Key of a header table → its name in the metadata; an empty name is shown and not kept apart.
_KEYS: Final = {
    "信息索引号": "index_number", "索引号": "index_number", "信息索引": "index_number",
    "发文字号": "document_number", "文件字号": "document_number", "发文文号": "document_number", "文件编号": "document_number",
    "文号": "document_number",
    "发布机构": "issuer", "发文机关": "issuer", "发文机构": "issuer", "发文单位": "issuer", "发布单位": "issuer", "制发机关": "issuer",
    "制发单位": "issuer", "发布部门": "issuer", "公开责任部门": "issuer", "公开主体": "issuer", "公开单位": "issuer",
    "成文日期": "issued_on", "成文时间": "issued_on", "发文日期": "issued_on", "发文时间": "issued_on", "印发日期": "issued_on",
    "印发时间": "issued_on", "制发日期": "issued_on", "生成日期": "issued_on", "生成时间": "issued_on",
    "发布日期": "published_on", "发布时间": "published_on", "公开日期": "published_on", "公开时间": "published_on",
    "信息有效性": "validity", "有效性": "validity", "效力状态": "validity", "时效性": "validity", "是否有效": "validity",
    "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title", "公文标题": "title", "文件标题": "title",
    "信息标题": "title", "公文名称": "title",
    "主题分类": "", "组配分类": "", "体裁分类": "", "信息分类": "", "主题词": "", "关键词": "", "公文种类": "", "文件类型": "", "文种": "",
    "体裁": "", "分类": "", "服务对象": "", "公开方式": "", "公开形式": "", "公开属性": "", "公开范围": "", "公开时限": "", "公开程序": "",
    "公开类别": "", "公开目录": "", "生效日期": "", "生效时间": "", "废止日期": "", "失效日期": "", "失效时间": "", "实施日期": "", "施行日期": "",
    "有效期": "", "登记号": "", "统一编号": "", "统一登记号": "", "所属机构": "", "信息来源": "", "内容概述": "", "废止记录": "", "备注": "",
}  # fmt: skip
_STRONG: Final = frozenset(("index_number", "document_number", "issuer", "issued_on", "published_on", "validity"))

# 【索 引 号】： · 发文字号: · 名　称：: group 1 the key, which a colon ends.
_KEY: Final = re.compile(
    r"(?<![一-鿿])[【\[]?("
    + "|".join(r"[\s\u3000]{0,6}".join(key) for key in sorted(_KEYS, key=len, reverse=True))
    + r")[】\]]?[\s\u3000]{0,4}[:：][\s\u3000]{0,4}"
)
# 来源：县政府办　浏览次数：35次　【字体：大 中 小】: what stands beside the date above a text, never in a header table.
_COUNTERS: Final = re.compile(
    r"(?:(?<!信息)来\s{0,4}源|浏览|阅读|点击|访问|(?<![文件])字\s?[体号]|作\s{0,4}者)(?:次数|量|率|数)?\s?[:：]|【字"
)
_LONGEST_VALUE: Final = 300
_PAIRS_WITHIN: Final = 30  # lines of the main text in which a header table may stand
_HEAD_WITHIN: Final = 15  # lines around the start of the main text in which title, date and source stand
_BLANK: Final = re.compile(r"[\s\u3000]+")

# 发布时间：2025-05-14 16:02: group 1 the key, group 2 the date.
_DATE: Final = re.compile(
    r"((?:发布|更新|发文|公布|公开|录入)?(?:时间|日期)|发布于)\s{0,4}[:：]?\s{0,4}"
    r"(\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?)"
)
# 来源：某县教育局: group 1 the key, group 2 who.
_SOURCE: Final = re.compile(
    r"((?:信息|文章|稿件|文件|新闻)?来\s{0,4}源|稿源|供稿)\s{0,4}[:：]\s{0,4}([^\s:：|【】\[\]]{2,40})"
)

# Lines that are buttons, counters or ways to other pages, wherever they stand.
_BUTTON: Final = re.compile(
    r"(?:[【\[(（「]?\s?(?:字\s{0,4}[体号]|大|中|小|打\s?印|关\s?闭|收\s?藏|分\s?享|下\s?载|返\s?回|纠\s?错|朗\s?读|播\s?放|暂\s?停|复制链接|保存|微信|微博|QQ|空间|加大|还原|减小|全屏|默认|超大|繁體|简体"
    r"|(?:打印|关闭|返回|收藏|加入收藏|保存)(?:本页|此页|页面|本文|窗口|顶部|列表|首页|到桌面)|我要(?:打印|纠错|收藏|分享)|分享到|分享至|一键分享|无障碍(?:阅读|浏览)?|视力保护色|背景色|A[+-]?|T)\s?[】\])）」]?[\s:：|/·,，]{0,4}){1,24}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|率|数)\s?[:：]?\s?[\d,万+]{0,12}\s?次?|(?:您)?(?:当前|现在|所在)的?(?:的?位置|栏目)\s?[:：]?.{0,120}|首页\s?[>»›/].{0,120}"
    r"|(?:上|下)一(?:篇|条|页|则)\s?[:：]?.{0,120}|扫一扫.{0,40}|(?:手机|微信)扫(?:一扫|描|码).{0,30}|(?:责任)?编辑\s?[:：].{0,20}|责编\s?[:：].{0,20}|(?:审核|校对|初审|复审|终审|录入|发布人|发布者|作者)\s?[:：]\s?\S{0,12}"
    r"|用微信.{0,30}|(?:我要)?(?:留言|评论|咨询|点赞)\s?\d{0,6}|END|the end|正在加载.{0,6}|加载中.{0,3}",
    re.I,
)  # fmt: skip
# 相关阅读: what a list of links to other pages begins with.
_RELATED: Final = re.compile(
    r"[【\[]?(?:相关|延伸|推荐|更多|热点|最新)(?:阅读|链接|文档|文件|解读|稿件|信息|新闻|内容|政策|报道|推荐|附件|文章|咨询)[】\]]?\s?[:：]?"
)
# 主办：某县人民政府办公室　网站标识码0000000000: the foot of a page.
_FOOT: Final = re.compile(
    r"ICP备|公安网?备|公网安备|网站标识码|版权所有|网站地图|技术支持\s?[:：]|^主办(?:单位)?\s?[:：].{2,40}承办|^Copyright",
    re.I,
)
_SITE: Final = re.compile(
    r".{0,30}(?:人民政府|政府网|门户网站?|信息网|公众信息网|政务网|官网|网站|首页|信息公开|政府信息公开(?:专栏|平台)?|政务公开|政策文件|通知公告|正文|文件|详情页?|内容页)"
)
# 关于印发《某某办法》的通知, 某县2025年工作要点: what titles of documents end in.
_TITLE_LIKE: Final = re.compile(
    r"(?:通知|通报|通告|公告|公示|公报|决定|意见|建议|办法|细则|规定|规则|条例|方案|预案|规划|计划|要点|措施|政策|报告|总结|清单|任务|标准|指南|批复|函|纲要|实事|目录|目标)(?:[（(].{1,12}[）)])?$"
)
_TITLE_CUTS: Final = re.compile(r"\s{0,3}(?:_{1,3}|\||-{2,}|—{1,2}|–)\s{0,3}|\s+-\s+|(?<=[一-鿿])-(?=[一-鿿])")
# 附件1：某某表.doc
_ATTACHMENT: Final = re.compile(r"附\s?件\s?(?:[一二三四五六七八九十]|\d{1,2})?\s?[:：.、]\s?\S")
_KEPT_AFTER: Final = frozenset(("organ", "date", "attachment", "remark", "copy"))


@dataclass(slots=True)
class Head:
    """What stands before the text, and the text.

    Attributes:
        lines: Lines to put at the top: the header table's pairs, the title, date and source.
        body: The lines of the document itself.
        metadata: Title, issuer, numbers, dates, as the page writes them.
    """

    lines: list[str] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


def head_of(lines: Sequence[Line], metas: dict[str, str], page_title: str) -> Head:
    """Return the head and the body of a page.

    Args:
        lines: The page's lines (`policyx.readers.html_lines.render`).
        metas: Its ``<meta>`` pairs; government sites name ArticleTitle, PubDate and ContentSource in them.
        page_title: Its ``<title>``.
    """
    shown = [line for line in lines if line.rows is not None or not _BUTTON.fullmatch(line.text)]
    before, inside, after = _parted(shown)
    head = Head(body=_without_related(inside))
    pairs = (
        _take_pairs(before, len(before)) or _take_pairs(head.body, _PAIRS_WITHIN) or _take_pairs(after, _PAIRS_WITHIN)
    )
    head.body.extend(_rest(after))
    for key, value in pairs:
        name = _KEYS[_BLANK.sub("", key)]
        if name and value:
            head.metadata.setdefault(name, value)
    head.lines = _pair_lines(pairs)
    given = "title" in head.metadata
    title = _title(head, before, metas, page_title)
    if title:
        head.metadata["title"] = title
    source = _take_source(before, head.body, head.metadata)
    seen = _is_shown(title, before, metas) or len(_TITLE_CUTS.split(clean(page_title))) > 1
    if title and not given and not _begins_with(head, title) and seen:
        head.lines.append(title)
    head.lines.extend(source)
    _fill_from_metas(head.metadata, metas)
    return head


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the lines before, in and after the main box."""
    marks = [index for index, line in enumerate(lines) if line.main]
    if not marks:
        return [], list(lines), []
    start, end = marks[0], marks[-1] + 1
    return list(lines[:start]), list(lines[start:end]), list(lines[end:])


def _without_related(inside: list[Line]) -> list[Line]:
    """Return the main text without the foot of the page and a list of links to other pages at its end."""
    while inside and inside[-1].rows is None and _FOOT.search(inside[-1].text):
        inside = inside[:-1]
    for at in range(max(len(inside) - 25, 0), len(inside)):
        if inside[at].rows is None and _RELATED.fullmatch(inside[at].text):
            rest = inside[at + 1 :]
            if all(line.rows is None and line.linked >= 0.5 * len(line.text) for line in rest):
                return inside[:at]
    return inside


def _rest(after: Sequence[Line]) -> list[Line]:
    """Return what follows the main box and still belongs to it: signature, date, attachments."""
    kept = []
    for line in after:
        attachment = line.rows is None and _ATTACHMENT.match(line.text)
        if not attachment and (
            line.rows is not None or kind_of(fold(line.text)) not in _KEPT_AFTER or line.linked > 0.5 * len(line.text)
        ):
            break
        kept.append(line)
    return kept


def _take_pairs(lines: list[Line], within: int) -> list[tuple[str, str]]:
    """Take the header table out of the first *within* lines; nothing is taken where it is none."""
    pairs: list[tuple[str, str]] = []
    used: list[int] = []
    waiting = False
    for index, line in enumerate(lines[:within]):
        found = _pairs_of_rows(line.rows) if line.rows is not None else _pairs_of_line(line.text)
        if found:
            pairs += found
            used.append(index)
        elif waiting and line.rows is None and len(line.text) <= _LONGEST_VALUE:
            pairs[-1] = (pairs[-1][0], line.text)
            used.append(index)
        waiting = bool(found) and line.rows is None and not found[-1][1]
    names = {_KEYS[_BLANK.sub("", key)] for key, value in pairs if value}
    if len(names & _STRONG) < 2 and "index_number" not in names:
        return []
    for index in reversed(used):
        del lines[index]
    return pairs


def _pairs_of_line(line: str) -> list[tuple[str, str]]:
    """Return the keys and values of a line that begins with a key.

    Example:
        >>> _pairs_of_line("索 引 号：640/2025-1 发文日期：2025-05-14")
        [('索 引 号', '640/2025-1'), ('发文日期', '2025-05-14')]
    """
    keys = list(_KEY.finditer(line)) if len(line) <= 4 * _LONGEST_VALUE else []
    if not keys or keys[0].start() > 1 or _COUNTERS.search(line):
        return []
    ends = [*(key.start() for key in keys[1:]), len(line)]
    return [(key[1], line[key.end() : end].strip(" \u3000|;；")) for key, end in zip(keys, ends, strict=True)]


def _pairs_of_rows(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Return the keys and values of a header table; an empty list where a row has neither key."""
    pairs: list[tuple[str, str]] = []
    if len(rows) > 20:
        return []
    for row in rows:
        cells = iter(row)
        for cell in cells:
            bare = _BLANK.sub("", cell).strip("【】[]:：")
            if bare in _KEYS:
                pairs.append((cell.strip("【】[]:： "), next((value for value in cells if value), "")))
            else:
                pairs += _pairs_of_line(cell)
    return pairs


def _pair_lines(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return header lines, two pairs a line, a title or a long value alone."""
    lines: list[str] = []
    half = ""
    for key, value in pairs:
        pair = f"{key} | {value} |"
        alone = _KEYS[_BLANK.sub("", key)] == "title" or len(value) > 60
        if half:
            lines.append(half if alone else f"{half} {pair}")
        if alone:
            lines.append(pair)
        half = "" if alone or half else pair
    return [*lines, half] if half else lines


def _title(head: Head, before: Sequence[Line], metas: dict[str, str], page_title: str) -> str:
    """Return the document's title as the page gives it: in its header table, its metas, above the text, in its name."""
    if given := head.metadata.get("title") or _plain(metas.get("articletitle", "")):
        return given
    name = _bare(page_title)
    near = [line.text for line in before[-_HEAD_WITHIN:] if line.rows is None]
    shown = ["".join(near[at : at + size]) for size in (3, 2, 1) for at in range(len(near) - size, -1, -1)]
    for words in shown:  # a long title may stand on several lines
        if len(words) >= 6 and _bare(words) in name and not _SITE.fullmatch(words):
            return words
    for line in reversed(before[-_HEAD_WITHIN:]):
        if not line.linked and 8 <= len(line.text) <= 120 and _TITLE_LIKE.search(line.text):
            return line.text
    parts = [part for part in _TITLE_CUTS.split(clean(page_title)) if len(part) >= 6 and not _SITE.fullmatch(part)]
    return max(parts, key=len, default="")


def _is_shown(title: str, before: Sequence[Line], metas: dict[str, str]) -> bool:
    """Say whether a reader of the page sees *title*; a page saved by a word processor may name an older document."""
    shown = _bare("".join(line.text for line in before if line.rows is None))
    return bool(metas.get("articletitle")) or _bare(title) in shown


def _plain(words: str) -> str:
    return clean(re.sub(r"<[^<>]{0,200}>|&nbsp;", " ", words))


def _bare(words: str) -> str:
    return _BLANK.sub("", fold(words))


def _begins_with(head: Head, title: str) -> bool:
    """Say whether the body begins with *title*; a line of the page that repeats it is taken out."""
    bare = _bare(title)
    start = [_bare(line.text) for line in head.body[:12]]
    if start and start[0] == bare and bare in "".join(start[1:]):
        del head.body[0]
        return True
    return bare in "".join(start)


def _take_source(before: Sequence[Line], body: list[Line], metadata: dict[str, str]) -> list[str]:
    """Return the line that says when and by whom the page was published, taken out of the body where it stands there."""
    places = [*reversed(before[-_HEAD_WITHIN:]), *body[:6]]
    for line in places:
        date, source = _DATE.search(line.text), _SOURCE.search(line.text)
        if line.rows is not None or len(line.text) > 160 or not (date or source):
            continue
        if not _starts_line(line.text, date, source):
            continue
        body[:] = [one for one in body if one is not line]
        known = set(metadata.values())
        parts = []
        for name, found in (("published_on", date), ("source", source)):
            if found and found[2] not in known:
                parts.append(f"{found[1]}：{found[2]}")
            if found:
                metadata.setdefault(name, found[2])
        return ["　".join(parts)] if parts else []
    return []


def _starts_line(text: str, date: re.Match[str] | None, source: re.Match[str] | None) -> bool:
    """Say whether a date or a source begins the line, or it ends in one and is nothing but such pairs."""
    return any(found is not None and found.start() <= 1 for found in (date, source)) or len(_BLANK.sub("", text)) < 60


def _fill_from_metas(metadata: dict[str, str], metas: dict[str, str]) -> None:
    for name, key in (("published_on", "pubdate"), ("source", "contentsource"), ("site", "sitename")):
        if metas.get(key):
            metadata.setdefault(name, metas[key])
    if "issued_on" not in metadata and "published_on" in metadata:
        metadata["issued_on"] = metadata["published_on"]

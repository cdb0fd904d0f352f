"""Where the main text of a page stands: its tree measured, its furniture marked, its main container chosen.

A page is measured in one walk without recursion, so that ten thousand nested boxes are no harm. Furniture (navigation,
share buttons, related lists, footers) is known by its tag, its class or id, or by being nearly all links; the main text is
the deepest box that holds nearly all of what is left, from a known container of a content system (`TRS_Editor`, `zoom`, …)
where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

#: Elements whose text no reader sees.
UNSEEN: Final = frozenset({
    "head", "script", "style", "noscript", "template", "textarea", "select", "option", "button", "input", "iframe",
    "object", "embed", "svg", "canvas", "audio", "video", "rt", "rp", "del", "title", "meta", "link",
})  # fmt: skip
_FURNITURE_TAGS: Final = frozenset(("nav", "footer", "aside"))

# class="bdsharebuttonbox", id="dqwz", class="footer clearfix": words that name furniture, as whole words of a class or id.
_FURNITURE_WORD: Final = re.compile(
    r"(?:main|top|sub|site|head|left|right|foot|page|side|yj|sj)?-?_?(?:nav|navi|navbar|navigation|navbox|daohang|menu|menus|menubar)(?:[-_]?(?:box|list|con|wrap|bar|main|l|r|\d{1,2}))?"
    r"|b?read-?_?crumbs?|crumbs?|dqwz|wz_?nav|weizhi|dangqian|position|location|curpos|current_?(?:position|location)|local|path|address"
    r"|foot|footer|footers|footbox|foot-?_?(?:con|box|wrap|main|bottom|info|link)|page-?_?footer|copy-?_?right|bottom-?_?(?:bar|nav|link|info|con)?|db|yqlj|friend-?_?links?|links"
    r"|(?:bd|b|social|article|wx|news|content|xl)?-?_?share(?:button|buttons)?-?_?(?:box|bar|list|con|to|\d)?|bdsharebuttonbox|bshare-custom|jiathis\w*|fenxiang|fx"
    r"|print|dayin|font-?_?size|zihao|zh|tools?|tool-?_?(?:bar|box)|toolbars?|gongju|function|gn|operation|btns?|button|buttons|ctrl"
    r"|relat\w{1,4}-?_?(?:news|article|list|read|doc|info|con|box|files?)?|xg(?:wd|jd|xx|lj|yd|wj|wz|news|zx|fj|list|con|box|wen|read)?(?:_?list|_?box)?|xiangguan|jd_?list|recommend\w{0,8}|hot-?_?(?:news|list)?|rank|tuijian|latest|zxgk|newest"
    r"|ewm|qr-?_?code|qrcodes?|erweima|saoma|sao|wx_?code|weixin|wechat|sys"
    r"|side|sidebar|side-?_?(?:nav|bar|left|right|menu|list|con|box)|left-?_?(?:nav|menu|list|side)|right-?_?(?:nav|menu|list|side)|lm_?list|cebian|treemenu|mulu_?(?:list|tree)"
    r"|search\w{0,8}|sousuo|login\w{0,6}|pagination|pager|page_?(?:nav|bar|turn)|pre-?_?next|prev-?_?next|prev|next|sxp|sxy|shangxia\w{0,6}|sx"
    r"|banner|banners|logo|logos|top-?_?(?:bar|link|links|box|con|line|head|menu)|header|head-?_?(?:top|box|er|con|menu|bar|nav)|site-?_?header|weather|tianqi|ad|ads|advert\w{0,8}|piaofu|float\w{0,6}"
    r"|comments?|pinglun|liuyan|feedback|jiucuo|wza|barrier-?_?free|wuzhangai|speech|yuyin|langdu|back-?_?top|gotop|totop|accessib\w{0,8}",
    re.I,
)  # fmt: skip

# class="TRS_Editor", id="UCAP-CONTENT", id="zoom": boxes that content systems put the text of an article in.
_MAIN_WORD: Final = re.compile(
    r"trs_(?:u?editor|autoadd|paper_preappend|web)\w{0,20}|custom_unionstyle|ucap-content|zoom\w?|artibody|endtext|js_content|easysite-news-(?:text|content)"
    r"|(?:ewb-)?(?:article|artic|arti|art|news|detail|details|info|text|txt|doc|page|pages|xl|xxgk|xxnr|wz|bt|nr|zw|gk|gw|policy|file)[-_]?(?:content|contents|con|cont|body|text|txt|nr|detail|zw|article)"
    r"|(?:v_news|vsb|pages|conten|main|read|show|view|inner)_?-?(?:content|contents|text|article)(?:_\d{1,4})?|pages_content|content[-_]?(?:text|txt|body|article|detail|nr|zw|show|p)"
    r"|zhengwen|wzcon|wznr|wzzw|zwnr|nrcon|article|articles|article-?_?(?:box|main|info|detail|show|wrap)|newstext|newscontent|detail-?_?(?:main|box|article)|fontzoom|printcontent|mainbody|bodycontent",
    re.I,
)  # fmt: skip
_WORDS: Final = re.compile(r"[\w-]{1,60}")
_HIDDEN: Final = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
# 附件.docx: what a link to a file ends in, so that lists of attachments are not taken for navigation.
_FILE_LINK: Final = re.compile(
    r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|rtf|txt|pptx?)(?:$|[?#])|download|attach", re.I
)

# Boxes that can be the container of a text; a paragraph, list or table of data cannot.
_BOXES: Final = frozenset({
    "html", "body", "div", "section", "article", "main", "form", "center", "td", "tr", "tbody", "table", "span",
    "font", "header", "fieldset", "dd", "blockquote",
})  # fmt: skip
_BLANK: Final = re.compile(r"[\s\u3000\xa0]+")

_SHARE_OF_MAIN: Final = 0.9  # of its parent's text that a box must hold to be gone into
_SHARE_OF_KNOWN: Final = (
    0.98  # the same inside a box that is known to hold the main text: a signature is not left behind
)
_SHARE_OF_FURNITURE: Final = 0.3  # of the page's text, beyond which a class name cannot be furniture
_MOST_OF_FURNITURE: Final = 0.7  # the same of a short page, whose footer may be longer than its text
_SHORT: Final = 120  # characters of such a footer
_LONG_CELL: Final = 1200  # characters in a cell that only a frame around text has
_MANY_BLOCKS: Final = 8  # paragraphs in such a cell


@dataclass(slots=True)
class Tree:
    """A page, measured. Nodes are named by their `mem_id`.

    Attributes:
        main: The box that holds the main text.
        skipped: Elements that are furniture or unseen.
        frames: Tables that only lay out the page.
    """

    main: int
    skipped: set[int] = field(default_factory=set)
    frames: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Measures:
    """Elements in document order, each with what stands right inside it."""

    ids: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)  # characters outside links
    links: list[int] = field(default_factory=list)  # characters inside links
    link_counts: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)  # links to files
    named: list[str] = field(default_factory=list)  # "furniture", "main", "unseen" or ""


def events(root: LexborNode, skipped: Set[int] = frozenset()) -> Iterator[tuple[str, LexborNode]]:
    """Yield ("enter" | "text" | "leave", node) for *root* and all below it but *skipped*, in order, without recursion."""
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag
        child = None
        if tag == "-text":
            yield "text", node
        elif tag and tag[0] not in "-!" and (not skipped or node.mem_id not in skipped):
            yield "enter", node
            child = node.first_child
            if child is None:
                yield "leave", node
        if child is not None:
            open_nodes.append(node)
            node = child
            continue
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            closed = open_nodes.pop()
            yield "leave", closed
            following = closed.next if open_nodes else None
        node = following


def measure(body: LexborNode, *, keep_hidden: bool = False) -> Tree:
    """Measure the page under *body* and choose its main box.

    Args:
        body: The element to look in.
        keep_hidden: Whether elements that the page hides count as well.
    """
    measures = _walk(body, keep_hidden=keep_hidden)
    frames = _frames(measures)
    skipped = _skipped(measures)
    sums = _summed(measures, skipped)
    main = _main(measures, sums, skipped, frames)
    ids = measures.ids
    return Tree(ids[main], {ids[index] for index in skipped}, {ids[index] for index in frames})


def _walk(body: LexborNode, *, keep_hidden: bool) -> _Measures:
    found = _Measures()
    path: list[int] = []
    link_depth = unseen_depth = 0
    for what, node in events(body):
        if what == "text":
            if not unseen_depth:
                length = len(_BLANK.sub("", node.text_content or ""))
                (found.links if link_depth else found.texts)[path[-1]] += length
            continue
        tag = node.tag or ""
        if what == "leave":
            index = path.pop()
            unseen_depth -= found.named[index] == "unseen"
            link_depth -= tag == "a"
            continue
        name = _name_of(node, tag, keep_hidden=keep_hidden)
        _append(found, node, tag, path[-1] if path else -1, name)
        path.append(len(found.ids) - 1)
        unseen_depth += name == "unseen"
        if tag == "a":
            link_depth += 1
            found.link_counts[-1] = 1
            found.files[-1] = bool(_FILE_LINK.search(node.attributes.get("href") or ""))
    return found


def _append(found: _Measures, node: LexborNode, tag: str, parent: int, name: str) -> None:
    found.ids.append(node.mem_id)
    found.tags.append(tag)
    found.parents.append(parent)
    found.named.append(name)
    for column in (found.texts, found.links, found.link_counts, found.files):
        column.append(0)


def _name_of(node: LexborNode, tag: str, *, keep_hidden: bool) -> str:
    """Return what the tag, class, id and style of an element say it is."""
    if tag in UNSEEN:
        return "unseen"
    if tag in _FURNITURE_TAGS:
        return "furniture"
    attributes = node.attributes
    if not attributes:
        return ""
    if not keep_hidden and ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")):
        return "unseen"
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if words == " ":
        return ""
    kinds = [
        "main" if _MAIN_WORD.fullmatch(word) else "furniture" if _FURNITURE_WORD.fullmatch(word) else ""
        for word in _WORDS.findall(words[:400])
    ]
    return "main" if "main" in kinds else "furniture" if "furniture" in kinds else ""


def _frames(measures: _Measures) -> set[int]:
    """Return the tables that hold another table, one column, or a cell of many paragraphs: frames, not data."""
    size = len(measures.ids)
    rows: dict[int, list[int]] = {}  # table → cells of each row
    table_of = [-1] * size
    cell_of = [-1] * size
    blocks, lengths = [0] * size, [0] * size
    frames: set[int] = set()
    for index, (tag, parent) in enumerate(zip(measures.tags, measures.parents, strict=True)):
        table, cell = (table_of[parent], cell_of[parent]) if parent >= 0 else (-1, -1)
        if tag == "table":
            if table >= 0:
                frames.add(table)
            table, cell = index, -1
            rows[index] = []
        elif tag == "tr" and table >= 0:
            rows[table].append(0)
        elif tag in ("td", "th") and table >= 0:
            rows[table][-1:] = [(rows[table] or [0])[-1] + 1]
            cell = index
        elif tag in ("p", "div", "li", "br") and cell >= 0:
            blocks[cell] += 1
        if cell >= 0:
            lengths[cell] += measures.texts[index]
            if lengths[cell] > _LONG_CELL and blocks[cell] >= _MANY_BLOCKS:
                frames.add(table)
        table_of[index], cell_of[index] = table, cell
    return frames | {table for table, counts in rows.items() if max(counts, default=0) <= 1}


def _skipped(measures: _Measures) -> set[int]:
    """Return the elements to leave out: unseen ones, and furniture that does not hold much of the page's text."""
    sums = _summed(measures, set())
    total = max(sums.texts[0], 1)
    skipped = set()
    for index, name in enumerate(measures.named):
        text, links = sums.texts[index], sums.links[index]
        small = text < max(_SHARE_OF_FURNITURE * total, min(_SHORT, _MOST_OF_FURNITURE * total))
        if name == "unseen" or (name == "furniture" and small and not (sums.files[index] and text < 30)):
            skipped.add(index)
        elif not name and measures.tags[index] in ("ul", "ol", "dl", "div", "table") and small:
            count = sums.link_counts[index]
            if count >= 3 and links > 2.5 * text and sums.files[index] * 2 < count:
                skipped.add(index)
    return skipped


@dataclass(slots=True)
class _Sums:
    texts: list[int]
    links: list[int]
    link_counts: list[int]
    files: list[int]


def _summed(measures: _Measures, skipped: set[int]) -> _Sums:
    """Return the measures with those of all below added, without *skipped* elements."""
    sums = _Sums(list(measures.texts), list(measures.links), list(measures.link_counts), list(measures.files))
    columns = (sums.texts, sums.links, sums.link_counts, sums.files)
    for index in range(len(measures.ids) - 1, 0, -1):
        if index in skipped:
            continue
        parent = measures.parents[index]
        for column in columns:
            column[parent] += column[index]
    return sums


def _main(measures: _Measures, sums: _Sums, skipped: set[int], frames: set[int]) -> int:
    """Return the index of the main box: known to be it, or found by going down where nearly all text is."""
    out = [False] * len(measures.ids)
    best, most = 0, max(8.0, 0.05 * sums.texts[0])
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(measures.parents):
        out[index] = index in skipped or (parent >= 0 and out[parent])
        if out[index] or parent < 0:
            continue
        children.setdefault(parent, []).append(index)
        if measures.named[index] == "main" and sums.texts[index] > most:
            best, most = index, sums.texts[index]
    share = _SHARE_OF_KNOWN if best else _SHARE_OF_MAIN
    while inside := children.get(best):
        heaviest = max(inside, key=sums.texts.__getitem__)
        if sums.texts[heaviest] < share * sums.texts[best] or not _can_hold(measures, heaviest, frames):
            break
        best = heaviest
    return best


def _can_hold(measures: _Measures, index: int, frames: set[int]) -> bool:
    tag = measures.tags[index]
    if tag == "table":
        return index in frames
    return tag in _BOXES

"""HTML pages: the main text of a government page, its header table, its tables of data; none of its furniture.

`policyx.readers.html_tree` finds where the main text stands, `policyx.readers.html_lines` renders it, and this module puts
what the page says about the document (索引号, 发文字号, 发布机构, …) at the top, as pages show it:

    索引号 | 640400/2025-00019 | 发文日期 | 2025-05-14 |
    标题 | 关于印发《…》的通知 |
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policyx.errors import ReadError
from policyx.readers.html_guard import guarded
from policyx.readers.html_head import head_of
from policyx.readers.html_lines import Line, render
from policyx.readers.html_tree import measure
from policyx.readers.layout import Sheet
from policyx.source import Source
from policyx.text import visible

#: Bytes of a page; the largest government pages, tables pasted from Word, have about ten million.
MOST_BYTES: Final = 32 * 2**20

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# <meta charset="gb2312">, <?xml encoding="GBK"?>: group 1 the name of the encoding.
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w-]{2,20})", re.I)
_CHARSET_WITHIN: Final = 4096
_CHINESE: Final = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312")
_FEW_IN_FRAMES: Final = 60  # characters beside frames, which a page with a text of its own exceeds
_FRAMES_SHOWN: Final = 3
_LONGEST_ADDRESS: Final = 80
_FEW_CHARACTERS: Final = 30  # of a main text, below which hidden elements are looked at as well


def read_html(data: bytes) -> Source:
    """Return the main text of a page, with its tables and what its header says.

    Args:
        data: The bytes of the page, in UTF-8, GBK or GB18030, UTF-16, or the encoding that it names.

    Returns:
        A paragraph, heading or list item a line, numbers of lists included; ``<br>`` ends a line. Metadata: ``title``,
        ``issuer``, ``document_number``, ``index_number``, ``issued_on``, ``validity``, ``source``, ``encoding``.

    Raises:
        ReadError: It is empty, larger than `MOST_BYTES`, another format, or shows no text without its scripts.

    Example:
        >>> page = "<html><body><div class=nav>首页</div><p>一、新建公园3个。</p><ol><li>绿化<li>亮化</ol></body></html>"
        >>> print(read_html(page.encode("gb18030")).text)
        一、新建公园3个。
        1.绿化
        2.亮化
    """
    _check(data)
    page, encoding, lost = decode(data)
    parser = LexborHTMLParser(guarded(page.replace("\0", "")))
    frames = _frames(parser)  # before the body is rendered, which takes what is no text out of the tree
    lines = _lines(_body(parser))
    if frames and sum(len(line.text) for line in lines) < _FEW_IN_FRAMES and not any(line.rows for line in lines):
        raise ReadError(
            f"the page only frames others ({visible(', '.join(frames))}): open the one with the text by itself and save that"
        )
    if not any(line.text or line.rows for line in lines):
        raise ReadError("the page shows no text without its scripts: open it in a browser and save it whole (.html)")
    head = head_of(lines, _metas(parser), _page_title(parser))
    sheet = Sheet()
    for line in (*map(Line, head.lines), *head.body):
        if line.rows is None:
            sheet.add_line(line.text)
        else:
            sheet.add_table(line.rows)
    warnings = (f"{lost} characters that are not valid {encoding} were replaced by U+FFFD",) if lost else ()
    return sheet.source("html", {**head.metadata, "encoding": encoding}, warnings)


def _check(data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError("the file is empty: get it again from where it came from")
    if len(data) > MOST_BYTES:
        raise ReadError(f"the page has more than {MOST_BYTES >> 20} MB: split it and read the parts")
    if data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ReadError("this is no HTML page but another format under its name: read it with policyx.read")


def decode(data: bytes) -> tuple[str, str, int]:
    """Return the text of *data*, the encoding it is in, and how many of its characters could not be read.

    By its byte order mark; else UTF-8 where it is valid, for pages often name another encoding than their own; else the
    encoding that the page names; else GB18030, which holds GBK and GB 2312.

    Example:
        >>> decode('<meta charset="utf-8">县'.encode("gbk"))[1:]
        ('gb18030', 0)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(data, 0, _CHARSET_WITHIN)
    candidates = ["gb18030", "utf-8"]
    if named and (name := _known(named[1].decode("ascii").lower())) and name not in candidates:
        candidates.insert(0, name)
    return min((_decoded(data, name) for name in candidates), key=lambda found: found[2])


def _decoded(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    own = data.count("\ufffd".encode(encoding)) if encoding.startswith(("utf", "gb")) else 0  # the file's own, not lost
    return text, encoding, text.count("\ufffd") - own


def _known(name: str) -> str:
    """Return Python's name of an encoding; an empty string where there is none, or it cannot be a page's."""
    if name in _CHINESE:
        return "gb18030"
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return ""
    text = getattr(codec, "_is_text_encoding", True)
    return codec.name if text and not codec.name.startswith(("utf-16", "utf-32", "utf-7", "iso8859", "cp1252")) else ""


def _body(parser: LexborHTMLParser) -> LexborNode:
    body = parser.body or parser.root
    if body is None:
        raise ReadError("this is no HTML page: save it as text (.txt, UTF-8) and read that")
    return body


def _lines(body: LexborNode) -> list[Line]:
    """Return the lines of the page; where next to nothing is to be seen, what it hides as well."""
    lines = render(body, measure(body))
    if sum(len(line.text) for line in lines if line.main) >= _FEW_CHARACTERS or any(line.rows for line in lines):
        return lines
    hidden = render(body, measure(body, keep_hidden=True))
    return hidden if sum(len(line.text) for line in hidden) > 4 * sum(len(line.text) for line in lines) else lines


def _frames(parser: LexborHTMLParser) -> list[str]:
    """Return the addresses of the pages that this one frames; those beside a text (counters, maps) are none."""
    nodes = parser.css("frame[src]")[:_FRAMES_SHOWN]
    return [(node.attributes.get("src") or "")[:_LONGEST_ADDRESS] for node in nodes]


def _metas(parser: LexborHTMLParser) -> dict[str, str]:
    """Return the ``<meta name= content=>`` pairs of the page, names in lower case."""
    metas: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name and attributes.get("content"):
            metas.setdefault(name.lower(), (attributes["content"] or "").strip())
    return metas


def _page_title(parser: LexborHTMLParser) -> str:
    node = parser.css_first("title")
    words = node.first_child if node is not None else None
    return ((words.text_content if words is not None else "") or "").strip()

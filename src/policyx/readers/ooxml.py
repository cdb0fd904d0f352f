"""Parts of a Word package as XML trees: parsed within bounds, without entities, strict and transitional names alike."""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from policyx.errors import ReadError
from policyx.readers.archive import check_declarations, read_part

#: An element of a tree; lxml ships no types.
Element: TypeAlias = Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of one XML part; a thousand pages with large tables have about thirty million.
MOST_PART_BYTES: Final = 64 * 2**20

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML: Final = "{urn:schemas-microsoft-com:vml}"

# Names of ISO/IEC 29500 strict → those that Word itself writes.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)


def parse_part(package: zipfile.ZipFile, name: str) -> Element:
    """Return the root of the XML part *name*.

    Raises:
        ReadError: The part is missing, damaged, too large, nested too deeply, or declares entities.
    """
    try:
        size = package.getinfo(name).file_size
    except KeyError:
        raise ReadError(f"the file is damaged (its part {name!r} is missing): get it again") from None
    if size > MOST_PART_BYTES:
        raise ReadError(
            f"its part {name!r} has more than {MOST_PART_BYTES >> 20} MB: split the document and read the parts"
        )
    check_declarations(package, [name])
    data = read_part(package, name)
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(
            f"the file is damaged (its part {name!r} is no good XML: {error}): open it in Word or WPS and save it again"
        ) from error


def relations(package: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    """Return (type, part) of what the part *name* refers to inside the package; the type's last word only.

    Example:
        A document refers to ``("numbering", "word/numbering.xml")``.
    """
    return [(kind, part) for _, kind, part in relations_by_id(package, name)]


def relations_by_id(package: zipfile.ZipFile, name: str) -> list[tuple[str, str, str]]:
    """Return (id, type, part) of what the part *name* refers to inside the package."""
    folder, base = posixpath.split(name)
    part = posixpath.join(folder, "_rels", f"{base}.rels")
    if part not in package.NameToInfo:
        return []
    found = []
    for relation in parse_part(package, part):
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
            target = unquote(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append((relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], path))
    return found


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child ``w:``*name*, or None."""
    return None if element is None else next(element.iterchildren(W + name), None)


def value(element: Element | None, name: str) -> str | None:
    """Return the ``w:val`` of the child ``w:``*name*, an empty string where it has none, None without that child."""
    found = child(element, name)
    return None if found is None else str(found.get(W + "val", ""))


def is_on(element: Element | None, name: str) -> bool | None:
    """Return whether the switch ``w:``*name* is on or off; None where *element* does not say."""
    return is_switched_on(value(element, name))


def is_switched_on(setting: str | None) -> bool | None:
    """Return whether the ``w:val`` of a switch means on; None without one."""
    return None if setting is None else setting not in ("0", "false", "off")


def values(element: Element | None) -> dict[str, str]:
    """Return the ``w:val`` of every child by its tag, in one pass: properties of runs and cells are read a million times."""
    return {} if element is None else {one.tag: one.get(W + "val", "") for one in element}


def integer(words: str | None, default: int = 0) -> int:
    """Return *words* as a whole number, *default* where they are none.

    Example:
        >>> integer("3"), integer("x", 1)
        (3, 1)
    """
    try:
        return int(words or "")
    except ValueError:
        return default


# Wrappers that a reader does not see: content controls, tracked insertions, smart tags, custom XML.
_WRAPPERS: Final = frozenset(
    W + name
    for name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "hyperlink", "dir", "bdo")
)


def unwrapped(element: Element) -> Iterator[Element]:
    """Yield the children of *element*, with those of wrappers in place of the wrappers.

    Content controls, insertions, links and smart tags are seen through; of alternatives (``mc:AlternateContent``) the
    first is taken, and the fallback where there is no other.
    """
    for child in element:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from unwrapped(child)
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from unwrapped(content)
        elif tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            chosen = child.find(MC + "Fallback") if chosen is None or not len(chosen) else chosen
            if chosen is not None:
                yield from unwrapped(chosen)
        else:
            yield child

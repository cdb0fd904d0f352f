"""Levels of organs (县, 市, 自治区): the level of a document's place, and what a named organ passes on to the next."""

from __future__ import annotations

from collections import Counter
from typing import Final

from policyx import lazy
from policyx.document.model import Document
from policyx.grammar.organ import Organ

# 青河县 → 县 | 内蒙古自治区 → 自治区 | 大厂回族自治县 → 县: group 1 the level word of a place.
_LEVEL_OF_PLACE: Final = lazy.compile(r"(自治区|地区|[省市州盟县区旗]|镇|乡|街道|苏木)$")
# 青河旗供水方案 | 石桥镇防汛方案: group 1 the level word of the place that a title begins with; 城镇 and 乡村 are none.
_LEVEL_IN_TITLE: Final = lazy.compile(
    r"[一-鿿]{2,8}?(自治区|地区|[省市州盟县区旗]|(?<![城乡村集])镇|(?<!城)乡(?![村镇])|街道|苏木)"
)
# 我市 | 全县 | 市政府: group 1 the level word that a text uses for its own place.
_OWN_LEVEL: Final = lazy.compile(
    r"(?:我|全|本)(自治区|自治州|自治县|地区|[省市州盟县区旗镇乡])(?![场域面际局情镇乡县村体])"
)
# 松溪林区管委会 | 东港高新区管理委员会: issuers whose own sections bear no level word.
_COMMITTEE: Final = lazy.compile("[区园](?:党工委)?管(?:理)?委(?:员)?会")
# 城东分局 | 交警大队 | 派出所: organs that belong to another level than the name in front says.
_BRANCH: Final = lazy.compile(r"(?:分局|支局|支行|分行|海关)$")


def place_level(document: Document, organs: list[Organ]) -> str:
    """Return the level word of the document's place, else that of most of its organs, else that of its title."""
    if _COMMITTEE.search(document.header.title) or _COMMITTEE.search(document.header.issuer):
        return ""  # 营林处 of a forest district is no bureau of the prefecture that it names beside its own
    match = _LEVEL_OF_PLACE.search(document.header.place.name)
    if match:
        return match[1]
    written = Counter(organ.prefix for organ in organs if organ.prefix and _LEVEL_OF_PLACE.fullmatch(organ.prefix))
    if written:
        return written.most_common(1)[0][0]
    title = _LEVEL_IN_TITLE.match(document.header.title)
    return title[1] if title else _level_spoken_of(document.folded)


def _level_spoken_of(folded: str) -> str:
    """Return the level word that a text without a place uses for its own (我市, 全县), or an empty string."""
    spoken = Counter(match[1] for match in _OWN_LEVEL.finditer(folded))
    return spoken.most_common(1)[0][0] if spoken else ""


# 示范区|交通运输局, 高新区|经发局: a zone with offices of its own; group 1
_ZONE: Final = lazy.compile(
    r"((?:高新(?:技术(?:产业)?(?:开发)?)?|经(?:济(?:技术)?)?开(?:发)?|示范|开发|管理|试验|合作|度假|保税|自贸|城乡一体化示范)区|新区)"
    r"(?!管委会|管理委员会|党工委|工委)[一-鿿]{1,12}(?:局|委|办|部|办公室|中心|大队)$"
)


def level_passed_on(organ: Organ, document: Document) -> str:
    """Return what a bare name after *organ* takes from it: 县 from 县委宣传部, nothing from a branch or company."""
    zone = _ZONE.match(organ.written) if not organ.prefix and not organ.collective else None
    if zone:
        return zone[1]
    if not organ.prefix or organ.collective or organ.body == "company" or _BRANCH.search(organ.written):
        return ""
    if _LEVEL_OF_PLACE.fullmatch(organ.prefix):
        return organ.prefix
    return organ.prefix if organ.prefix == document.header.place.name else ""

"""Agency records (责任单位): whose names the clauses and sentences of a document give, for which item, in which role.

`link_agencies` gathers mentions from responsibility clauses, from defaults said once for all items, and from duties in
running text, then walks them in text order and gives bare names the level of the organ before them in the item,
else the level of the document's place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from policyx import lazy
from policyx.document.model import Document, Item
from policyx.grammar.duty import Duty, find_duties
from policyx.grammar.organ_list import Listed, read_list
from policyx.grammar.responsibility import Clause, Part, find_clauses
from policyx.link.agency_cells import AgencyCells
from policyx.link.agency_level import level_passed_on, place_level
from policyx.link.agency_mention import ROLE_OF_VERB, Mention, as_given
from policyx.link.agency_note import Notes, read_notes
from policyx.records import Agency, AgencyRole, Issue


def link_agencies(document: Document) -> tuple[list[Agency], list[Issue]]:
    r"""Find every responsible organ that the running text of a document names.

    Organs in the cells of tables are `policyx.link.table.link_table_agencies`'s.

    Args:
        document: The document as read.

    Returns:
        Agency records in text order, disjoint, and the issues met on the way.

    Example:
        >>> from policyx.document import read_document
        >>> document = read_document("青河县饮水安全方案\n1.改造管网。（责任单位：县水务局、财政局）\n")
        >>> [(record.name, record.canonical, record.task) for record in link_agencies(document)[0]]
        [('县水务局', '县水务局', '1'), ('县财政局', '县财政局', '1')]
    """
    cells = AgencyCells(document)
    found = find_clauses(document.folded)
    clauses = [one for one in found if not (document.in_furniture(one.start) or cells.hold(one.start))]
    notes = read_notes(document.folded)
    read = [(clause, _read(document, clause)) for clause in clauses]
    mentions = [
        *_from_clauses(document, read, notes),
        *_from_notes(document, notes),
        *_inline(document, clauses, notes, cells),
    ]
    empty = [_empty_clause(document, clause) for clause, organs in read if not organs]
    return _named(document, _disjoint(mentions)), empty


def _read(document: Document, clause: Clause) -> list[tuple[Part, Listed]]:
    return [(part, entry) for part in clause.parts for entry in read_list(document.folded, part.start, part.end).organs]


def _from_clauses(
    document: Document, read: list[tuple[Clause, list[tuple[Part, Listed]]]], notes: Notes
) -> Iterator[Mention]:
    starts = [clause.start for clause, _ in read]
    for clause, organs in read:
        item = _closed_item(document, clause, starts)
        roles = _roles(organs, clause, notes)
        for (_, entry), role in zip(organs, roles, strict=True):
            yield Mention(entry.start, entry.end, entry.organ, role, "clause", item, f"agency.clause.{clause.form}")


def _closed_item(document: Document, clause: Clause, starts: list[int]) -> Item | None:
    """Return the item that *clause* closes.

    A clause at the end of a paragraph into which items are run (二、资金。(1)…;(2)….(责任单位:…)), or on a line of its
    own behind items that have none, closes the item above them.

    Args:
        document: The document as read.
        clause: The clause.
        starts: Where the clauses of the document begin, in text order.
    """
    folded = document.folded
    item = document.item_at(clause.start)
    if item is not None and item.parent is not None and item.end - len(item.heading) == clause.start:
        return document.items[item.parent]  # 2.责任单位:县水利局 says nothing but who answers for the item above
    if not _ENDS_LINE.match(folded, clause.end):
        return item
    line = folded.rfind("\n", 0, clause.start) + 1
    own_line = not folded[line : clause.start].strip(" (")
    first = bisect_left(starts, clause.start) == bisect_left(starts, line)
    while item is not None and item.parent is not None:
        parent = document.items[item.parent]
        run_in = first and item.start > line and parent.start >= line
        if not (run_in or (own_line and _has_elder(document, item))):
            break
        if bisect_left(starts, clause.start) > bisect_left(starts, parent.end):
            break
        item = parent
    return item


# 。 and spaces: what may follow a clause that ends its line.
_ENDS_LINE: Final = lazy.compile(r"[ 。;]{0,40}(?:\n|$)")


def _has_elder(document: Document, item: Item) -> bool:
    """Say whether an item of the same level stands before *item* under the same parent."""
    index = document.index_of(item) - 1
    while index >= 0 and document.items[index].start > document.items[item.parent or 0].start:
        if document.items[index].parent == item.parent:
            return True
        index -= 1
    return False


def _roles(organs: list[tuple[Part, Listed]], clause: Clause, notes: Notes) -> list[AgencyRole]:
    """The role of each organ: its verb's, else its label's; then the document's word on who leads."""
    roles = [_role(part, entry) for part, entry in organs]
    if "lead" in roles:
        return roles
    responsible = [index for index, role in enumerate(roles) if role == "responsible"]
    for index in notes.leaders([organs[index][1] for index in responsible], clause.start):
        roles[responsible[index]] = "lead"
    return roles


def _role(part: Part, entry: Listed) -> AgencyRole:
    of_verb = ROLE_OF_VERB.get(entry.verb)
    if of_verb and part.role in (None, "responsible"):
        return of_verb
    return part.role or "responsible"


def _from_notes(document: Document, notes: Notes) -> Iterator[Mention]:
    """Organs said once for all items (下列事项均需各村组办理，不再列出)."""
    for start, end in notes.defaults:
        for entry in read_list(document.folded, start, end).organs:
            role = ROLE_OF_VERB.get(entry.verb, "responsible")
            yield Mention(entry.start, entry.end, entry.organ, role, "default", None, "agency.default")


def _inline(document: Document, clauses: list[Clause], notes: Notes, cells: AgencyCells) -> Iterator[Mention]:
    """Subjects of duties, outside clauses, headers and signatures; in a report only of duties to come."""
    if document.header.genre == "statistics":
        return
    starts = [clause.start for clause in clauses]
    duties = find_duties(document.folded)
    lost = [match.start() for match in _LOST_HEADING.finditer(document.folded)]
    for duty in _told_off(document.folded, duties) if document.header.genre == "report" else duties:
        index = bisect_right(starts, duty.start) - 1
        if (index >= 0 and duty.start < clauses[index].end) or document.in_furniture(duty.start):
            continue
        if cells.hold(duty.start) or any(start <= duty.start < end for start, end in notes.defaults):
            continue
        item = _item_of_duty(document, duty.start, lost)
        yield Mention(duty.start, duty.end, duty.organ, duty.role, "inline", item, duty.rule)


def _told_off(folded: str, duties: list[Duty]) -> Iterator[Duty]:
    """The duties that a report gives for the time to come: sentences in which an organ 要 or 应 do something.

    That 各级政府 must work hard, as reports close, is no duty of an organ.
    """
    told = -1  # the end of the last sentence that gives one
    for duty in duties:
        if duty.organ.collective and "各级" in duty.organ.written:
            continue
        if duty.verb in ("要", "应", "应当", "须", "必须") and duty.start >= told:
            end = folded.find("。", duty.end)
            told = end if end >= 0 else len(folded)
        if duty.start < told:
            yield duty


def _item_of_duty(document: Document, offset: int, lost: list[int]) -> Item | None:
    """Return the item or heading that a duty at *offset* stands under.

    It is none where a signature or a list of attachments stands between, nor where the paragraph begins with a stop:
    its heading has been lost.
    """
    item = document.item_at(offset) or document.item_before(offset)
    if item is None or bisect_left(lost, item.end) < bisect_left(lost, offset):
        return None
    index = bisect_right(document.furniture, (item.end, len(document.text) + 1))
    behind = index < len(document.furniture) and document.furniture[index].start < offset
    return None if behind and document.item_at(offset) is None else item


# 。各乡镇要提高认识: a paragraph whose heading has been lost.
_LOST_HEADING: Final = lazy.compile(r"\n[ \t]*[。.]")


def _disjoint(mentions: list[Mention]) -> list[Mention]:
    """Mentions in text order; of two that overlap, the one that a clause names stays."""
    rank = {"default": 0, "clause": 1, "inline": 2}
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, rank[one.source])):
        if kept and mention.start < kept[-1].end:
            if rank[mention.source] < rank[kept[-1].source]:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _named(document: Document, mentions: list[Mention]) -> list[Agency]:
    """Give each mention its level and make it a record."""
    if not mentions:
        return []
    usual = place_level(document, [mention.organ for mention in mentions])
    level, item_id = usual, ""
    year = int(document.header.date[:4]) if document.header.date[:4].isdecimal() else None
    records: list[Agency] = []
    for mention in mentions:
        current = mention.item.id if mention.item else ""
        if current != item_id:
            level, item_id = usual, current
        records.append(_record(document, mention, level, year))
        level = level_passed_on(mention.organ, document) or level
    return records


def _record(document: Document, mention: Mention, level: str, year: int | None) -> Agency:
    quote = document.text[mention.start : mention.end]
    organ = as_given(mention.organ, quote)
    return Agency(
        id=f"a{mention.start}",
        task_id=mention.item.id if mention.item else "",
        start=mention.start,
        end=mention.end,
        quote=quote,
        name=organ.name(level),
        canonical=organ.canonical(level, year),
        role=mention.role,
        source=mention.source,
        collective=organ.collective,
        task=mention.item.number if mention.item else "",
        rule=mention.rule,
    )


def _empty_clause(document: Document, clause: Clause) -> Issue:
    """A label behind which no organ could be read."""
    quote = document.text[clause.start : clause.end]
    reason = "a responsibility label without an organ that could be read"
    return Issue("agency.empty_clause", clause.start, clause.end, quote, reason)

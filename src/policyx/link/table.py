"""Records from tables: the organs of a task table's rows, the numbers of an indicator table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policyx import lazy
from policyx.document import Document, Item, Table
from policyx.document.table_heads import AGENCY_KINDS, VALUE_KINDS
from policyx.document.table_model import is_section
from policyx.document.tables import DITTO, NOTHING, Row
from policyx.grammar.organ import Organ
from policyx.grammar.organ_list import Listed, read_list
from policyx.grammar.responsibility import find_clauses
from policyx.link.agency_level import level_passed_on, place_level
from policyx.link.agency_mention import ROLE_OF_VERB, as_given
from policyx.link.agency_note import Notes, read_notes
from policyx.link.table_indicator import measure_columns, table_indicators, task_table_indicators
from policyx.records import Agency, AgencyRole, Indicator, Issue
from policyx.text import Span

_ROLE_OF_KIND: Final[dict[str, AgencyRole]] = {
    "lead": "lead", "responsible": "responsible", "support": "support", "supervise": "supervise",
}  # fmt: skip
_WORD: Final = lazy.compile(r"[^\s、,;]+[、,;]?")
# 县教育局 | 县城建局、: how an organ's name ends, with the mark behind it
_ORGAN_END: Final = lazy.compile(
    r"(?:局|委|办|厅|部|院|会|联|中心|站|所|政府|公司|集团|行|镇|乡|街道|管委会|队|处|单位|部门|学校)[、,;]?$"
)
# 1.县水利局 2.县财政局 | 县住建局会同县财政局: what parts organs in a cell besides 、 and the like; 会同县 is a county.
_CUT: Final = lazy.compile(r"(?:(?<![^\s;,。、|])\d{1,2}[.、](?!\d))|(?<=[局委办部院厅司])会同")
_UNKNOWN: Final = (
    "the columns are neither those of a task table nor those of an indicator table; its rows were not read"
)
_JOINED: Final = "the cells of this table run together; where its numbers end was inferred, and {} of its {} rows were left out as unsafe"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One organ of a cell, with its level: where it stands, what it is called, in which role.

    ``span`` is what the record quotes, ``named`` where the organ's own words stand (another place for 同上).
    """

    span: Span
    named: Span
    organ: Organ
    level: str
    role: AgencyRole


def link_table_agencies(document: Document, tables: Sequence[Table]) -> tuple[list[Agency], list[Issue]]:
    r"""Return a record for each organ of each row of *tables*, and the cells in which no organ could be read.

    A merged or 同上 cell yields its organs for every row that it covers, with the span of the cell that names them or of
    同上; records that share a span have ids ``a30``, ``a30.2``, ….

    Args:
        document: The document as read.
        tables: Its tables (`policyx.document.tables.find_tables`).

    Example:
        >>> from policyx.document import read_document
        >>> document = read_document("云溪县任务表\n序号\t工作任务\t责任单位\n1\t修渠\t县水利局、财政局\n2\t植树\t同上\n")
        >>> [(one.name, one.quote, one.task) for one in link_table_agencies(document, document.tables)[0]][1:3]
        [('县财政局', '财政局', '1'), ('县水利局', '同上', '2')]
    """
    notes = read_notes(document.folded) if tables else Notes()
    rows: list[tuple[Item | None, _Entry]] = []
    issues: list[Issue] = []
    for table in tables:
        if table.columns_of(*AGENCY_KINDS):
            reader = _Reader(document, table, notes)
            rows += [(item, entry) for item, entries in reader.rows() for entry in entries]
            issues += reader.issues
    rows.sort(key=lambda pair: pair[1].span)
    seen: Counter[int] = Counter()
    return [_record(document, item, entry, seen) for item, entry in rows], issues


def link_table_indicators(document: Document, tables: Sequence[Table]) -> tuple[list[Indicator], list[Issue]]:
    r"""Return a record for each filled cell of each indicator table, and what could not be understood.

    In task tables, bare numbers under a head with a unit (总投资（万元）) are records too, named by that head.

    Args:
        document: The document as read.
        tables: Its tables (`policyx.document.tables.find_tables`).

    Returns:
        Indicator records in text order; an issue ``table.cell`` for a cell with a number that could not be read, and
        ``table.unknown`` for a table that is neither of tasks nor of indicators, ``table.joined`` for one whose cells run
        together.

    Example:
        >>> from policyx.document import read_document
        >>> document = read_document("指标\t单位\t2025年\t2030年目标\n粮食产量\t万吨\t9.2\t9.5以上\n")
        >>> for one in link_table_indicators(document, document.tables)[0]:
        ...     print(one.name, one.value, one.unit, one.comparator, one.time, one.status)
        粮食产量 92000 吨 = 2025 actual
        粮食产量 95000 吨 >= 2030 target
    """
    found: list[Indicator] = []
    issues: list[Issue] = []
    for table in tables:
        if table.kind == "indicator":
            records, unread = table_indicators(document, table)
            found += records
            issues += unread
            if table.form == "joined":
                issues.append(
                    _issue(document, table, "table.joined", _JOINED.format(_left_out(table), len(table.rows)))
                )
        elif table.kind == "task":
            found += task_table_indicators(document, table)
        else:
            issues.append(_issue(document, table, "table.unknown", _UNKNOWN))
    return sorted(found, key=lambda record: record.start), issues


def indicator_table_spans(tables: Sequence[Table]) -> list[Span]:
    """Return the spans in which numbers are read by `link_table_indicators` alone, in text order.

    These are indicator tables as a whole, and the columns of task tables that hold bare numbers (总投资（万元）).
    """
    whole = [table.span for table in tables if table.kind == "indicator"]
    cells = [row.cells[column] for table in tables for column in measure_columns(table) for row in table.rows]
    return sorted([*whole, *(cell for cell in cells if cell.end > cell.start)])


def _left_out(table: Table) -> int:
    """Return how many rows have no number that could be cut off safely."""
    columns = table.columns_of(*VALUE_KINDS)
    return sum(all(row.cells[column].start == row.cells[column].end for column in columns) for row in table.rows)


def _issue(document: Document, table: Table, code: str, reason: str) -> Issue:
    newline = document.folded.find("\n", table.span.start, table.span.end)
    end = min(newline if newline >= 0 else table.span.end, table.span.start + 200)
    return Issue(code, table.span.start, end, document.text[table.span.start : end], reason)


class _Reader:
    """Reads the agency cells of one table, row by row, with what each column said above."""

    def __init__(self, document: Document, table: Table, notes: Notes) -> None:
        self._document = document
        self._table = table
        self._notes = notes
        self._columns = [index for index, column in enumerate(table.columns) if column.kind in AGENCY_KINDS]
        self._above: dict[int, list[_Entry]] = {}
        self._usual = ""
        self.issues: list[Issue] = []

    def rows(self) -> Iterator[tuple[Item | None, list[_Entry]]]:
        """Yield each row's item and organs."""
        cells = {
            (row.index, column): self._listed(row.cells[column]) for row in self._table.rows for column in self._columns
        }
        self._usual = place_level(self._document, [one.organ for listed in cells.values() for one, _ in listed])
        section = -1
        for row in self._table.rows:
            merges = row.section == section and not self._heads_group(row)
            section = row.section
            item = self._document.item_at(max(row.span.start, row.span.end - 1))
            yield item, self._row(row, cells, merges)

    def _heads_group(self, row: Row) -> bool:
        """Say whether *row* heads a group of rows (三、水岸联动 among 1, 2, 3): it takes no organs from the row above."""
        first = self._document.folded[slice(*row.cells[0])]
        return is_section(first) and any(
            self._document.folded[slice(*other.cells[0])].isdecimal() for other in self._table.rows
        )

    def _row(
        self, row: Row, cells: dict[tuple[int, int], list[tuple[Listed, AgencyRole | None]]], merges: bool
    ) -> list[_Entry]:
        entries: list[_Entry] = []
        level = self._usual
        for column in self._columns:
            cell = row.cells[column]
            words = self._document.folded[slice(*cell)]
            if DITTO.fullmatch(words):
                found = [replace(entry, span=cell) for entry in self._above.get(column, ())]
            elif cell.start == cell.end:
                found = self._above.get(column, []) if merges and self._is_merged(row, column) else []
            else:
                found, level = self._named(column, cells[row.index, column], level)
                if not found and not NOTHING.fullmatch(words):
                    self._report(cell)
            self._above[column] = found
            entries += found
        return entries

    def _is_merged(self, row: Row, column: int) -> bool:
        """Whether an empty cell is merged with the one above, and not just empty: who helps may be left open.

        A row has someone who answers for it and often no one who supports; so an empty cell of supporters counts as
        merged only where the cell of those who lead or answer is merged too.
        """
        kind = self._table.columns[column].kind
        lead, responsible = self._table.columns_of("lead"), self._table.columns_of("responsible")
        if kind in ("lead", "supervise") or (kind == "responsible" and not lead):
            return True
        return all(row.cells[index].start == row.cells[index].end for index in (*lead, *responsible))

    def _listed(self, cell: Span) -> list[tuple[Listed, AgencyRole | None]]:
        """The organs that a cell names, with the role that a label inside it gives (牵头单位：…；配合单位：…)."""
        folded = self._document.folded
        words = folded[slice(*cell)]
        if not words or DITTO.fullmatch(words) or NOTHING.fullmatch(words):
            return []
        clauses = find_clauses(words) if ":" in words else []
        if not clauses:
            return [(one, None) for part in _pieces(folded, cell) for one in read_list(folded, *part).organs]
        return [
            (one, part.role)
            for clause in clauses
            for part in clause.parts
            for one in read_list(folded, cell.start + part.start, cell.start + part.end).organs
        ]

    def _named(
        self, column: int, listed: list[tuple[Listed, AgencyRole | None]], level: str
    ) -> tuple[list[_Entry], str]:
        roles = self._roles(column, listed)
        entries: list[_Entry] = []
        for (one, _), role in zip(listed, roles, strict=True):
            entries.append(_Entry(Span(one.start, one.end), Span(one.start, one.end), one.organ, level, role))
            level = level_passed_on(one.organ, self._document) or level
        return entries, level

    def _roles(self, column: int, listed: list[tuple[Listed, AgencyRole | None]]) -> list[AgencyRole]:
        usual = _ROLE_OF_KIND[self._table.columns[column].kind]
        roles = [labelled or ROLE_OF_VERB.get(one.verb, usual) for one, labelled in listed]
        if usual != "responsible" or "lead" in roles or self._table.columns_of("lead") or not listed:
            return roles
        open_ = [index for index, role in enumerate(roles) if role == "responsible"]
        for index in self._notes.leaders([listed[index][0] for index in open_], self._note_offset(listed[0][0].start)):
            roles[open_[index]] = "lead"
        return roles

    def _note_offset(self, start: int) -> int:
        """A remark in the head or under the table (注：列首位者为牵头单位) holds for all its rows."""
        newline = self._document.folded.find("\n", self._table.span.end + 1)
        return max(start, newline if newline >= 0 else len(self._document.folded))

    def _report(self, cell: Span) -> None:
        quote = self._document.text[slice(*cell)]
        reason = "a cell of a column of organs in which no organ could be read"
        self.issues.append(Issue("table.agency", cell.start, cell.end, quote, reason))


def _pieces(folded: str, cell: Span) -> Iterator[Span]:
    """Cut a cell at the numbers before its organs and at 会同, which lists in prose do not have."""
    start = cell.start
    for cut in _CUT.finditer(folded, *cell):
        yield from _by_blanks(folded, Span(start, cut.start()))
        start = cut.end()
    yield from _by_blanks(folded, Span(start, cell.end))


def _by_blanks(folded: str, part: Span) -> Iterator[Span]:
    """Cut a list at its blanks and line ends where each of its words ends as organs do (县委宣传部 县教育局)."""
    words = [Span(part.start + word.start(), part.start + word.end()) for word in _WORD.finditer(folded[slice(*part)])]
    whole = [word for word in words if _ORGAN_END.search(folded, *word)]
    if len(words) < 2 or len(whole) * 2 < len(words) or whole[-1] != words[-1]:
        yield part
        return
    start = words[0].start
    for before, word in zip([words[0], *words], words, strict=False):
        start = word.start if "\n" in folded[before.end : word.start] else start
        if word in whole:
            yield Span(start, word.end)
            start = word.end


def _record(document: Document, item: Item | None, entry: _Entry, seen: Counter[int]) -> Agency:
    span = entry.span
    seen[span.start] += 1
    count = seen[span.start]
    organ = as_given(entry.organ, document.text[slice(*entry.named)])
    return Agency(
        id=f"a{span.start}" if count == 1 else f"a{span.start}.{count}",
        task_id=item.id if item else "",
        start=span.start,
        end=span.end,
        quote=document.text[slice(*span)],
        name=organ.name(entry.level),
        canonical=organ.canonical(entry.level),
        role=entry.role,
        source="table",
        collective=organ.collective,
        task=item.number if item else "",
        rule="agency.table",
    )

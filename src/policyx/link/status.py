"""Target or actual: whether a number is to be reached or has been reached (RECORDS.md, indicator, ``status``)."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyx import lazy
from policyx.document import Document
from policyx.document.tables import Table
from policyx.records import Status, Time

# headings of the part of a report that looks ahead: 二、2031年工作安排, 三、下一步打算
_AHEAD = lazy.compile(
    r"工作安排|目标任务|重点任务|重点工作|总体要求|主要目标|预期目标|奋斗目标|总体目标|工作目标|发展目标|下一步|下步|今后|工作思路|工作计划|工作打算|"
    r"工作重点|主要任务|总体思路|工作要求|保障措施|指导思想|基本思路|工作部署|总体部署|规划目标|^(?:未来|今后)[三五]年|“十五五”时期"
)
# headings of the part of a plan that looks back: 一、发展基础, （一）主要成效
_BACK = lazy.compile(
    r"回顾|(?:主要|发展|工作|取得的?|建设)(?:成效|成就|成绩)|发展基础|发展现状|现状|基本情况|完成情况|进展情况|执行情况|发展环境|主要做法|工作总结|"
    r"进展$|存在的?问题|^工作情况|主要工作(?!任务|安排)|开展情况|落实情况|推进情况"
)
_YEAR = lazy.compile(r"20\d\d(?=年)")
# 三、关于2031年工作: the year against the document's date says which way the part looks
_WORK = lazy.compile(r"工作|任务|目标|安排|发展|做好")
_FUTURE = lazy.compile(
    r"力争|预计|计划(?!生育|项目|科技|的|”|[(]\d)|拟|将(?:达|实现|完成|新|建|在|要|会|于|超)|预期(?!寿命|性)|概算|目标(?!(?:任务|值)?的)|确保|要(?:达|实现|完成|新|建|在|把|以|着力|坚持)|规划(?:建设|到)|争取(?:到20|实现|达)|到20[2-9]\d年"
)
_PAST = lazy.compile(
    r"已(?!经济)|了|目前|现有|现已|截至|截止|累计|共有|以来|去年|上年|较|比上|同比|全面完成|圆满完成|顺利完成|成功|获|荣|实际(?:完成|到位|利用|使用|引进|投入|发放|达到|实现|惠及)|先后|近[一二三四五六七八九十两]+年"
)
# 同比增长6.8%, 比上年多3家: what a text of no known form reports
_COMPARED = lazy.compile(r"同比|[比较](?:上年|去年)")
# 管网已完成97%: figures that even a plan can only report
_REPORTED = lazy.compile(r"(?:目前|截至|现)[^,。;]{0,12}已|已(?:完成|建成|达|实现|开展|发放|投入|累计|有|经|成功)")
# 同比增长不低于|15%: a figure with a bound is wanted, not reported
_BOUND = lazy.compile(r"不[低少高多]于|不超过|以上|以内")
_CLAUSE = lazy.compile(r"[。；;！？\n]")
# “新打6眼抗旱机井”的任务
_QUOTED_TASK = lazy.compile(r"[^“”]{0,40}”的?(?:任务|目标|要求|指标|承诺)")
# 由|45%|提高到50%
_FROM = lazy.compile(r"(?:由|从)[^,。;；]{0,24}$")
_TO = lazy.compile(
    r"[^,。;；\d]{0,16}?(?:提高|增加|增长|扩大|提升|上升|下降|降低|减少|压减|压缩|精简|下调|上调|缩短|调整|发展|增|降|减|升|扩|延长|上涨|恢复)了?(?:到|至|为)"
)


# 进展情况, 完成情况: the column of what was done
_PROGRESS = lazy.compile(r"(?:进展|进度|完成|落实|推进|实施|达成)(?:情况|效果|成效)|进展$")


@dataclass(slots=True)
class StatusReader:
    """Decides the status of one document's quantities; remembers what each heading implies."""

    document: Document
    _by_item: dict[int, Status | None] = field(default_factory=dict)
    _cells: list[tuple[int, int, Status]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for table in self.document.tables:
            self._cells.extend(_progress_cells(table))

    def of(self, start: int, end: int, governing: Time | None) -> Status:
        """Return the status of the quantity ``[start, end)`` under its *governing* time."""
        folded = self.document.folded
        if _FROM.search(folded, max(0, start - 26), start) and _TO.match(folded, end, end + 40):
            return "actual"
        section = self._section(start)
        base: Status = section or self._by_genre()
        clause = self._clause_before(start)
        if governing is not None and governing.role == "deadline":
            return "actual" if base == "actual" and _PAST.search(clause) else "target"
        if base == "actual":
            if _QUOTED_TASK.match(folded, end) and "“" in folded[max(0, start - 12) : start]:
                return "target"
            return "target" if _FUTURE.search(clause) and not _PAST.search(clause) else "actual"
        if section is None and self._reported(clause, folded[end : end + 1]):
            return "actual"
        if governing is not None and governing.role == "period" and section != "target":
            return "actual" if _PAST.search(clause) or self._by_genre() == "actual" else "target"
        return base

    def _reported(self, clause: str, after: str) -> bool:
        """Say whether the clause before a number, and the character after it, say that it is a figure reported."""
        if _FUTURE.search(clause) or after == "的" or _BOUND.search(clause):
            return False
        return bool(_REPORTED.search(clause)) or (
            self.document.header.genre == "other" and _COMPARED.search(clause) is not None
        )

    def _clause_before(self, start: int) -> str:
        folded = self.document.folded
        floor = max(0, start - 40)
        clause = folded[floor:start]
        comma = max(clause.rfind(","), clause.rfind("。"), clause.rfind(";"), clause.rfind("\n"), clause.rfind("；"))
        return clause[comma + 1 :]

    def _by_genre(self) -> Status:
        return "actual" if self.document.header.genre in {"report", "statistics"} else "target"

    def _section(self, offset: int) -> Status | None:
        """Return what the column or the nearest telling heading above *offset* implies, or None."""
        index = bisect_right(self._cells, (offset, sys.maxsize, "target")) - 1
        if index >= 0 and offset < self._cells[index][1]:
            return self._cells[index][2]
        item = self.document.item_at(offset)
        place = self.document.index_of(item) if item else None
        while place is not None:
            found = self._heading_status(place)
            if found:
                return found
            place = self.document.items[place].parent
        caption = self.document.caption_before(offset)
        return self._read_heading(caption) if caption else None

    def _heading_status(self, index: int) -> Status | None:
        if index not in self._by_item:
            heading = self.document.items[index].heading[:40]
            self._by_item[index] = self._read_heading(heading)
        return self._by_item[index]

    def _read_heading(self, heading: str) -> Status | None:
        if _BACK.search(heading):
            return "actual"
        if _AHEAD.search(heading):
            return "target"
        years = [int(year) for year in _YEAR.findall(heading)]
        if not years or not self.document.header.date[:4].isdigit() or not _WORK.search(heading):
            return None
        return "target" if max(years) >= int(self.document.header.date[:4]) else "actual"


def _progress_cells(table: Table) -> Iterator[tuple[int, int, Status]]:
    """Yield the cells of a task table with a column of progress (进展情况): what was done there, what was to be done elsewhere."""
    done = [index for index, column in enumerate(table.columns) if _PROGRESS.search(column.head)]
    if not table.is_task_table or not done:
        return
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if cell.start < cell.end:
                yield cell.start, cell.end, "actual" if index in done else "target"

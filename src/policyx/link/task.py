"""Task records from the numbered items of a document."""

from __future__ import annotations

from policyx import records
from policyx.document import Document


def link_tasks(document: Document) -> list[records.Task]:
    r"""Return one `policyx.records.Task` for each numbered item of *document*, in text order.

    Example:
        >>> from policyx.document import read_document
        >>> [(task.number, task.heading) for task in link_tasks(read_document("一、目标\n二、任务\n"))]
        [('一', '目标'), ('二', '任务')]
    """
    items = document.items
    return [
        records.Task(
            id=item.id,
            task_id=items[item.parent].id if item.parent is not None else "",
            start=item.start,
            end=item.end,
            quote=document.text[item.start : item.end],
            body_end=item.body_end,
            number=item.number,
            level=item.level,
            heading=item.heading,
            path=item.path,
            leaders=item.leaders,
            rule=f"task.{item.marker}",
        )
        for item in items
    ]

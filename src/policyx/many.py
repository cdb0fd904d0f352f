"""Many texts, over several processes: `extract_many` of any, `extract_frame` of a column of a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from policyx.dataset.pool import Pool
from policyx.dataset.worker import Lost
from policyx.extraction import TABLES, Extraction
from policyx.pipeline import extract
from policyx.records import Issue
from policyx.schema import to_table
from policyx.source import Source

if TYPE_CHECKING:
    import pandas

_SHARE_LENGTH: Final = 1 << 17  # code points and texts that a worker is given at a time
_SHARE_TEXTS: Final = 64


def extract_many(
    texts: Iterable[str | Source], *, workers: int = 1, timeout: float | None = None
) -> Iterator[Extraction]:
    """Yield the extraction of each of *texts*, in their order; only some of them are in memory at a time.

    Args:
        texts: Texts, or what `policyx.read` made of files.
        workers: Processes; with 1, this process does the work.
        timeout: Seconds that a text may take when there are several workers. A text that takes longer, or whose process
            dies, comes back without records and with an issue ``extract.timeout`` or ``extract.died``.

    Raises:
        TypeError: One of *texts* is neither a ``str`` nor a `Source`.
        ValueError: *workers* is less than 1.

    Example:
        >>> [len(result.indicators) for result in extract_many(["新建公园3个。", "种树5000棵，修路2公里。"])]
        [1, 2]
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}: give 1 or more")
    return map(extract, texts) if workers == 1 else _over_processes(texts, workers, timeout)


def extract_frame(frame: pandas.DataFrame, column: str = "text", *, workers: int = 1) -> dict[str, pandas.DataFrame]:
    """Extract the records of each text in a column of a DataFrame.

    Args:
        frame: A DataFrame with a document a row.
        column: Name of the column of texts; a missing text is taken as an empty one.
        workers: Processes, as for `extract_many`.

    Returns:
        Table name → DataFrame as of `Extraction.to_pandas`, and ``documents`` with the headers. Their index holds the label of
        the row of *frame* that a record comes from, so that they join: ``tables["indicators"].join(frame["county"])``.

    Raises:
        KeyError: There is no such column.

    Example:
        >>> import pandas
        >>> frame = pandas.DataFrame({"text": ["新建公园3个。", "种树5000棵。"]}, index=["a", "b"])
        >>> extract_frame(frame)["indicators"]["value"].to_dict()
        {'a': 3.0, 'b': 5000.0}
    """
    texts = frame[column].astype(object).where(frame[column].notna(), "")
    results = list(extract_many(texts, workers=workers))
    rows = {"documents": [[result.document] for result in results]}
    rows |= {name: [list(getattr(result, name)) for result in results] for name in TABLES}
    tables = dict[str, "pandas.DataFrame"]()
    for name, found in rows.items():
        table = to_table([row for own in found for row in own], name, exact=False).to_pandas()
        tables[name] = table.set_index(frame.index.repeat([len(own) for own in found]))
    return tables


def _over_processes(texts: Iterable[str | Source], workers: int, timeout: float | None) -> Iterator[Extraction]:
    pool = Pool[str | Source]("policyx.many:extract_share", workers, timeout)
    for answers in pool.map(_shares(texts)):
        for answer in answers:
            if isinstance(answer.result, Lost):
                yield _lost(answer.items[0], answer.result)
            else:
                yield from answer.result


def extract_share(texts: Sequence[str | Source]) -> list[Extraction]:
    """Return the extractions of a share of texts: what a worker runs."""
    return [extract(text) for text in texts]


def warm_up() -> None:
    """Load what the first text would have to wait for."""
    extract("到2027年，新建公园3个。（责任单位：县水利局）")


def _shares(texts: Iterable[str | Source]) -> Iterator[list[str | Source]]:
    share, length = list[str | Source](), 0
    for text in texts:
        if not isinstance(text, (str, Source)):
            raise TypeError(f"extract_many() needs texts as str, not {type(text).__name__}; for files use convert")
        share.append(text)
        length += len(_text(text))
        if len(share) == _SHARE_TEXTS or length > _SHARE_LENGTH:
            yield share
            share, length = [], 0
    if share:
        yield share


def _text(text: str | Source) -> str:
    return text.text if isinstance(text, Source) else text


def _lost(text: str | Source, lost: Lost) -> Extraction:
    return Extraction(_text(text), issues=(Issue(f"extract.{lost.code}", 0, 0, "", lost.reason),))

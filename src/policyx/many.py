"""`extract_many`: the records of many texts, over several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policyx.dataset.pool import Pool
from policyx.dataset.worker import Lost
from policyx.extraction import Extraction
from policyx.pipeline import extract
from policyx.records import Issue
from policyx.source import Source

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

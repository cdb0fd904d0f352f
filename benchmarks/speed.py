"""Speed of extraction, by stage and whole, beside other libraries on the same text, and each ratio beside its target.

python benchmarks/speed.py [FOLDER]     FOLDER of .txt files, corpus/ by default; see benchmarks/README.md
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from adversarial import FAMILIES, growth
from fresh import first_call
from peers import PeerError, run
from policyx import extract
from report import Report, cpu_seconds, title
from stages import stage_seconds
from texts import ROOT, cut, dense_tables, load, megabytes, pieces, repeat

_TABLE_MEGABYTES = 1.0
_SHORT_TEXTS = 20_000
#: Peer, function, what it is called, least ratio of speeds asked of `extract`, if one is.
_PEERS = (
    ("jieba", "jieba_lcut", "jieba.lcut", 4),
    ("jionlp", "jionlp_time", "JioNLP time", 5),
    ("jionlp", "jionlp_money", "JioNLP money", None),
    ("recognizers", "recognizers_number", "Recognizers number", None),
    ("recognizers", "recognizers_datetime", "Recognizers datetime", 100),
)


def main() -> None:
    options = _options()
    texts = load(options.folder)
    report = Report()
    print(f"{title()}; CPU seconds of one process")
    print(f"{len(texts)} documents of {options.folder}, {megabytes(texts):.3f} MB of UTF-8")
    parts: dict[str, Callable[[], None]] = {
        "whole": lambda: whole(texts, options.megabytes, options.peers, options.peer_seconds, report),
        "tables": lambda: tables(options.peers, options.peer_seconds, report),
        "size": lambda: size(texts, report),
        "growth": lambda: growths(report),
        "first": lambda: first(report),
    }
    for name in options.only or parts:
        parts[name]()
    report.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Print the speed of policyx beside other libraries.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus", help="folder of .txt files [corpus]")
    parser.add_argument(
        "--megabytes", type=float, default=10, metavar="N", help="text that the documents are repeated to"
    )
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="install and run no other library")
    parser.add_argument("--peer-seconds", type=float, default=30, metavar="S", help="CPU time of each other library")
    names = ("whole", "tables", "size", "growth", "first")
    parser.add_argument("--only", action="append", choices=names, help="only this part; repeatable")
    return parser.parse_args()


def whole(texts: Sequence[str], wanted: float, peers: bool, seconds: float, report: Report) -> None:
    """All documents, repeated: the whole, its stages, and the peers."""
    documents = repeat(texts, wanted)
    amount = megabytes(documents)
    report.head(f"The documents repeated as {len(documents)} documents, {amount:.2f} MB")
    extract(texts[0])
    report.rate("extract, each document once", _extract_all(texts), megabytes(texts))
    spent = _extract_all(documents)
    report.rate("extract, all documents", spent, amount)
    report.head("Stages of extract, a tenth of that")
    tenth = repeat(texts, wanted / 10)
    for stage, share in stage_seconds(tenth).items():
        report.rate(stage, share, megabytes(tenth))
    report.head("Other libraries, on the same documents")
    report.rate("re.finditer('[0-9]+')", cpu_seconds(lambda: [_digits(text) for text in documents]), amount)
    if peers:
        for peer, function, name, target in _PEERS:
            if rate := _peer(peer, function, name, documents, seconds, report):
                _compare(f"extract / {name}", amount / spent / rate, target, report)


def _extract_all(texts: Sequence[str]) -> float:
    def work() -> None:
        for text in texts:
            extract(text)

    return cpu_seconds(work)


def _digits(text: str) -> int:
    return sum(1 for _ in re.finditer("[0-9]+", text))


def _peer(
    peer: str, function: str, name: str, documents: Sequence[str], seconds: float, report: Report
) -> float | None:
    """Print and return the MB a second of a function of another library."""
    try:
        spent, amount = run(peer, function, documents, seconds)
    except PeerError as error:
        report.note(f"{name}: not measured: {error}")
        return None
    report.rate(name, spent, amount)
    return amount / spent


def _compare(name: str, ratio: float, target: float | None, report: Report) -> None:
    if target is None:
        report.figure(name, ratio)
    else:
        report.least(name, ratio, target)


def tables(peers: bool, seconds: float, report: Report) -> None:
    """Documents that are tables of numbers."""
    documents = dense_tables(_TABLE_MEGABYTES)
    amount = megabytes(documents)
    report.head(f"Dense tables: {len(documents)} composed documents, {amount:.2f} MB")
    spent = _extract_all(documents)
    report.rate("extract", spent, amount)
    if peers and (rate := _peer("jieba", "jieba_lcut", "jieba.lcut", documents, seconds, report)):
        report.least("extract / jieba.lcut", amount / spent / rate, 1)


def size(texts: Sequence[str], report: Report) -> None:
    """What a document costs beside what its text costs: short texts, and one long one."""
    report.head("Sizes of documents")
    short = pieces(repeat(texts, _SHORT_TEXTS * 300 / 1e6), 100)[:_SHORT_TEXTS]
    spent = _extract_all(short)
    report.rate("texts of 100 characters", spent, megabytes(short))
    report.least("texts of 100 characters a second", len(short) / spent, 20_000)
    long = "\n".join(repeat(texts, 1))
    parts = cut(long, 100)
    apart = min(_extract_all(parts) for _ in range(2))
    report.rate(f"1 MB as {len(parts)} documents", apart, megabytes(parts))
    together = min(_extract_all([long]) for _ in range(2))
    report.rate("1 MB as one document", together, megabytes([long]))
    report.most("one document / the same text apart", together / apart, 1.2)


def growths(report: Report) -> None:
    """Time for twice the text, for texts that are hard on rules."""
    report.head("time(2n) / time(n) of texts of n characters that are hard on rules")
    for family in FAMILIES:
        length, seconds, ratio = growth(family)
        report.most(family, ratio, 2.2, f"n = {length:,}: {seconds:.2f} s")


def first(report: Report) -> None:
    """The first call in a fresh process."""
    report.head("A fresh process, seconds by the clock, the quickest of several")
    seconds, dictionary = first_call()
    report.figure("the segmenter loads its dictionary", dictionary, "s")
    report.most("import and first call", seconds, 0.5)


if __name__ == "__main__":
    main()

"""policyx in a spaCy pipeline: records as labelled spans of a ``Doc``.

``pip install policyx[spacy]`` tells spaCy of a component ``policyx`` (an entry point), so a pipeline needs no import::

    nlp = spacy.blank("zh")
    nlp.add_pipe("policyx")
    doc = nlp("到2027年，新建公园3个。")

- ``doc.spans["policyx"]``: a span a record, in text order, with a label (`LABELS`) and the record's id as ``span.id_``. Spans
  may overlap, and two records of one merged table cell have two spans of the same tokens.
- ``doc._.policyx``: the `Extraction`, also of the kinds that have no spans.
- ``span._.record``: the record of a span. Its ``start``, ``end`` and ``quote`` are exact; the span is widened to whole tokens
  where tokens are words.

The text is ``doc.text``. What is known beside it goes into ``doc.user_data["document_date"]`` and ``["place"]`` before the
component runs, as for `policyx.extract`.

What is saved: ``nlp.to_disk`` saves the component's settings, not the rules: a loaded pipeline gives the records of the policyx
that is installed. A saved ``Doc`` (``to_bytes``, ``to_disk``, ``pickle``, a process of ``nlp.pipe``) keeps all of the above. A
``DocBin`` keeps spans with labels and ids, and only with ``store_user_data=True`` the records. A program that loads such
documents without the component calls `set_extensions` before it uses ``._.``.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from policyx.extraction import Extraction
    from policyx.records import Record

#: Type of a record → label of its spans.
LABELS: Final = {
    "indicator": "INDICATOR",
    "time": "TIME",
    "agency": "AGENCY",
    "program": "PROGRAM",
    "task": "TASK",
}

# Where spaCy keeps the value of doc._.policyx.
_KEY: Final = ("._.", "policyx", None, None)


class PolicyxComponent:
    """The pipeline component: it calls `policyx.extract` and sets spans and attributes.

    Attributes:
        name: Name in the pipeline.
        spans_key: Key of the spans in ``doc.spans``.
        kinds: Types of records that get spans, of `LABELS`.
    """

    def __init__(
        self, name: str = "policyx", *, spans_key: str = "policyx", kinds: Iterable[str] = tuple(LABELS)
    ) -> None:
        """Keep the settings.

        Raises:
            TypeError: *spans_key* is no ``str``.
            ValueError: One of *kinds* is no type of record, or an attribute is taken (`set_extensions`).
        """
        if not isinstance(spans_key, str):
            raise TypeError(f"policyx: spans_key is a str, the key in doc.spans, not {spans_key!r}")
        kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        for kind in kinds:
            if kind not in LABELS:
                raise ValueError(f"policyx: there is no kind {kind!r}: choose from {', '.join(LABELS)}")
        self.name = name
        self.spans_key = spans_key
        self.kinds = kinds
        set_extensions()

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels that the spans have."""
        return tuple(LABELS[kind] for kind in self.kinds)

    def __call__(self, doc: Doc) -> Doc:
        """Set the spans and attributes of *doc*, and return it."""
        from policyx.pipeline import extract

        # Again, for a pipeline that was pickled into this process.
        set_extensions()
        known = {name: doc.user_data.get(name) for name in ("document_date", "place")}
        extraction = extract(doc.text, **known)
        set_extraction(doc, extraction)
        spans = [_make_span(doc, record) for record in extraction.records if record.type in self.kinds]
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc


def make_policyx(nlp: Language, name: str, spans_key: str, kinds: list[str]) -> PolicyxComponent:
    """Return the component for ``nlp.add_pipe("policyx")``, with the settings of its ``config``.

    Args:
        nlp: The pipeline.
        name: Name in the pipeline.
        spans_key: Key of the spans in ``doc.spans``; by default ``policyx``.
        kinds: Types of records that get spans; by default all of `LABELS`.
    """
    return PolicyxComponent(name, spans_key=spans_key, kinds=kinds)


def _make_span(doc: Doc, record: Record) -> Span | None:
    label = LABELS[record.type]
    span = doc.char_span(record.start, record.end, label=label, span_id=record.id, alignment_mode="expand")
    if span is None:
        warnings.warn(f"policyx: no token holds {label} {record.id}; it is in doc._.policyx only", stacklevel=3)
    return span


@dataclass(frozen=True, slots=True)
class _Held:
    """What the getters have unpacked of a document."""

    packed: str
    extraction: Extraction
    records: dict[str, Record]


# A document's user data hold a string, since spaCy saves plain values only; here is what was made of it, as long as the
# document lives.
_HELD: Final[MutableMapping[Doc, _Held]] = WeakKeyDictionary()


def get_extraction(doc: Doc) -> Extraction | None:
    """Return ``doc._.policyx``: the extraction, or None where the component has not run."""
    held = _held(doc)
    return held.extraction if held else None


def set_extraction(doc: Doc, extraction: Extraction) -> None:
    """Set ``doc._.policyx``."""
    from policyx.packing import pack

    packed = pack(extraction)
    doc.user_data[_KEY] = packed
    _hold(doc, packed, extraction)


def get_record(span: Span) -> Record | None:
    """Return ``span._.record``: the record that the span is of, or None for a span of something else."""
    held = _held(span.doc)
    record = held.records.get(span.id_) if held else None
    return record if record and LABELS[record.type] == span.label_ else None


def _held(doc: Doc) -> _Held | None:
    packed = doc.user_data.get(_KEY)
    if packed is None:
        return None
    held = _HELD.get(doc)
    if held and held.packed is packed:
        return held

    from policyx.packing import unpack

    return _hold(doc, packed, unpack(packed))


def _hold(doc: Doc, packed: str, extraction: Extraction) -> _Held:
    held = _HELD[doc] = _Held(packed, extraction, {record.id: record for record in extraction.records})
    return held


def set_extensions() -> None:
    """Make ``doc._.policyx`` and ``span._.record`` known to spaCy; adding the component to a pipeline does so.

    Raises:
        ValueError: Other code has set one of them.
    """
    from spacy.tokens import Doc, Span

    _set_extension(Doc, "policyx", getter=get_extraction, setter=set_extraction)
    _set_extension(Span, "record", getter=get_record)


def _set_extension(owner: Any, name: str, *, getter: Callable[..., object], **rest: object) -> None:  # noqa: ANN401
    if not owner.has_extension(name):
        owner.set_extension(name, getter=getter, **rest)
    known = owner.get_extension(name)[2]
    if getattr(known, "__module__", None) != __name__:
        raise ValueError(
            f"policyx needs {owner.__name__.lower()}._.{name}, which other code has set:"
            f" call spacy.tokens.{owner.__name__}.remove_extension({name!r}) before adding policyx"
        )


def _register() -> None:
    """Tell spaCy of the factory."""
    from spacy.language import Language

    Language.factory(
        "policyx",
        default_config={"spans_key": "policyx", "kinds": list(LABELS)},
        assigns=["doc.spans", "doc._.policyx", "span._.record"],
        func=make_policyx,
    )


# spaCy imports this module to find the factory, whenever it makes a pipeline of any kind: nothing else happens here. Without
# spaCy nobody asks for the factory.
if find_spec("spacy") is not None:
    _register()

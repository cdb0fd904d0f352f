"""Responsibility clauses (责任单位：…): where they stand, what part of them each label governs, and in which role.

A clause is a bracket with a label (``（牵头单位：…；配合单位：…）``), a bracket of organs without one (``（县教育局负责）``),
or a label with its list on a line of its own. Brackets may be nested or never closed, labels may stand in brackets of
their own (``【责任单位】``). What the names are is `policyx.grammar.organ_list`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from policyx import lazy
from policyx.grammar.organ_list import Reading, read_list
from policyx.grammar.organ_list_end import LONGEST, NEXT_ITEM, list_end
from policyx.records import AgencyRole
from policyx.text import Span

Form = Literal["label", "bracket", "line"]

# 牵头单位 | 责任(配合)部门 | 主要责任单位: words of labels; the last group is what the label is about.
_ROLE_WORD: Final = "牵头|主办|主责|主要|第一|共同|责任|配合|协同|协办|协助|协作|参加|参与|督办|督导|督查|督促|监督|落实|承办|实施|执行|负责|承担|完成|对接|主管"
_UNIT_WORD: Final = "单位|部门|主体|科室|股室|处室|机构|乡镇|地区|机关|企业"
_LABEL: Final = rf"(?:(?:{_ROLE_WORD})[、/和及与(]{{0,1}}){{1,4}}\)?(?:{_UNIT_WORD})(?:\((?:{_UNIT_WORD}|个人)\))?(?:[、/和及与](?:责任人|{_UNIT_WORD}))?"
# (牵头: | ;配合: : a role word alone is a label inside a bracket or list.
_BARE_LABEL: Final = "牵头|主办|责任|配合|协办|督办|协助|参与|落实|承办"
# 责任单位|(排第一位的为牵头单位)|: a remark on who leads inside a label
_LABEL_REMARK: Final = r"\([^()]{2,20}为(?:牵头|主办|主责)[^()]{0,8}\)"
_LABEL_END: Final = lazy.compile(rf"(?:{_LABEL})(?:{_LABEL_REMARK})?$")
# ⏎责任单位| |县商务局: a label without a colon that opens a line of organs; group 1 the label
_LINE_LABEL: Final = lazy.compile(rf"(?m)^[ ]*({_LABEL})(?:[ ]{{1,4}}|-{{1,2}})(?=[^\n\t]{{3}})")
_BARE_LABEL_END: Final = lazy.compile(rf"(?:^|[(\[〔【,;、。])({_BARE_LABEL})$")
# 各责任单位: | 明确牵头单位:  : words that make of a label an addressee or an object.
_NO_LABEL: Final = lazy.compile(
    r"(?:各|全部|有关|相关|明确|确定|落实|压实|由|向|报|为|及|和|个)(?:级|县|市|区|旗|相关|有关)?$"
)
# 市级 | 县直 : a level in front of a label belongs to it.
_LABEL_LEVEL: Final = lazy.compile(r"(?:[省市州盟县区旗]|自治区)(?:级|直|属)?$")
# 【责任单位】 | (责任单位) | [牵头单位: : group 1 the label, group 2 what closes it.
_BRACKETED_LABEL: Final = lazy.compile(
    rf"[(\[〔【]\s{{0,3}}({_LABEL})\s{{0,3}}(?:([)\]〕】]\s{{0,3}}:?)|(?=[^\s:)\]〕】的、,;。负]))"
)
# 牵头领导: | 完成时限: | 联系人: : any other label, which ends the list before it.
_OTHER_LABEL: Final = lazy.compile(r"[一-鿿]{2,9}\s{0,2}:")
_PERSON: Final = lazy.compile(r"领导|责任人|负责人|联系人|人$|同志|县长|市长|区长|组长")
# 主办:县政府办公室 网站标识码:…: the foot of a web page.
_FOOTER: Final = lazy.compile(r"[^。\n]{0,80}?(?:网站标识码|ICP|备案|网安备|版权|技术支持|建议使用|邮编)")
_BRACKET: Final = lazy.compile(r"[()\[\]〔〕【】]")
# …下列事项均需各村组办理: where the list of a clause ends and a remark begins.
_REMARK: Final = lazy.compile(
    r"(?:以下|下列|以上|上述|其余|其他|所有|各项|本方案)[^。;:]{0,24}?(?:均|都|皆|不再)|(?:列|排)(?:在)?(?:首|第一)|第一个|首位|[*★](?=[^、,;。]{0,12}(?:为|是|系))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a clause that one label governs; ``role`` is None where no label says it."""

    start: int
    end: int
    role: AgencyRole | None
    label: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause with its brackets, and its parts in text order."""

    start: int
    end: int
    parts: tuple[Part, ...]
    form: Form


class _Label(NamedTuple):
    """A label: where it starts, where its list starts, its words, and whether it closes its own bracket."""

    start: int
    end: int
    text: str
    own_bracket: bool


def responsibility_spans(folded: str) -> list[Span]:
    """Return the spans of whole responsibility clauses, brackets and labels included.

    Args:
        folded: Folded text (`policyx.text.fold`).

    Returns:
        Disjoint spans in text order, offsets into *folded*.

    Example:
        >>> text = "1.改造管网。(责任单位:县水务局、财政局)"
        >>> [text[start:end] for start, end in responsibility_spans(text)]
        ['(责任单位:县水务局、财政局)']
    """
    return [Span(clause.start, clause.end) for clause in find_clauses(folded)]


def find_clauses(folded: str) -> list[Clause]:
    """Find every responsibility clause of a folded text, in text order and disjoint.

    Example:
        >>> [part.role for part in find_clauses("(牵头单位:县水务局;配合单位:县财政局)")[0].parts]
        ['lead', 'support']
    """
    pairs = _bracket_pairs(folded)
    clauses = _labelled(folded, pairs)
    clauses += _unlabelled(folded, pairs, clauses)
    return sorted(clauses, key=lambda clause: clause.start)


# (县水务局、县财政局按职责负责⏎: a bracket that its line ends without closing; group 1 what is in it.
_UNCLOSED: Final = lazy.compile(
    r"[(\[〔【](?<=[。;!?].)([^()\[\]〔〕【】\n]{3,200}(?:负责|牵头|配合|落实|实施|办理)[。;]?)(?=[ \t\r]*(?:\n|\Z))"
)


def _bracket_pairs(folded: str) -> dict[int, int]:
    """Opening bracket → closing bracket, of any kinds, at most `LONGEST` apart."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in _BRACKET.finditer(folded):
        if match[0] in "([〔【":
            open_at.append(match.start())
        elif open_at:
            start = open_at.pop()
            if match.start() - start <= LONGEST:
                pairs[start] = match.start()
    for match in _UNCLOSED.finditer(folded):
        pairs.setdefault(match.start(), match.end(1))
    return pairs


def role_of_label(label: str) -> AgencyRole:
    """Return the role that a label gives (牵头单位: lead, 协同配合单位: support, 督办单位: supervise).

    Example:
        >>> [role_of_label(label) for label in ("牵头单位", "配合单位", "督办单位", "主要责任单位")]
        ['lead', 'support', 'supervise', 'responsible']
    """
    label = re.sub(_LABEL_REMARK, "", label)
    if re.search("牵头|主办|主责", label) and not re.search("责任单位.*牵头", label):
        return "lead"
    if re.search("配合|协同|协办|协助|协作|参加|参与", label):
        return "support"
    return "supervise" if re.search("督办|督导|督查|督促|监督", label) else "responsible"


# ---------------------------------------------------------------- labels


def _labels(folded: str) -> list[_Label]:
    """Every label of an organ list, in text order."""
    found = {label.end: label for label in _colon_labels(folded)}
    for match in _LINE_LABEL.finditer(folded):
        end = folded.find("\n", match.end())
        if read_list(folded, match.end(), end if end >= 0 else len(folded), labelled=False).clean:
            found.setdefault(match.end(), _Label(match.start(1), match.end(), match[1], False))
    for match in _BRACKETED_LABEL.finditer(folded):
        own = match[2] is not None
        end = match.end()
        if end not in found:
            found[end] = _Label(match.start() if own else match.start(1), end, match[1], own)
    return [found[end] for end in sorted(found)]


def _colon_labels(folded: str) -> Iterator[_Label]:
    at = folded.find(":")
    while at >= 0:
        label = _label_before(folded, at)
        if label:
            yield label
        at = folded.find(":", at + 1)


def _label_before(folded: str, colon: int) -> _Label | None:
    """The label that ends at a colon; white space inside it does not count."""
    left = max(0, colon - 28)
    if folded[colon - 1 : colon] not in _LABEL_CLOSE:
        return None
    line = max(folded.rfind("\n", left, colon), folded.rfind("\t", left, colon)) + 1
    return (_label_in(folded, line, colon) if line > left else None) or _label_in(folded, left, colon)


def _label_in(folded: str, left: int, colon: int) -> _Label | None:
    kept = [index for index in range(left, colon) if not folded[index].isspace()]
    squeezed = "".join(folded[index] for index in kept)
    match = _LABEL_END.search(squeezed) or _BARE_LABEL_END.search(squeezed)
    if not match:
        return None
    first = match.start(1) if match.lastindex else match.start()
    level = _LABEL_LEVEL.search(squeezed, 0, first)
    first = level.start() if level else first
    if _NO_LABEL.search(squeezed, 0, first):
        return None
    return _Label(kept[first], colon + 1, squeezed[first:], False)


# ---------------------------------------------------------------- clauses with a label


def _labelled(folded: str, pairs: dict[int, int]) -> list[Clause]:
    clauses: list[Clause] = []
    labels = _labels(folded)
    for index, label in enumerate(labels):
        if clauses and label.start < clauses[-1].end:
            continue
        clause = _labelled_clause(folded, labels, index, pairs)
        if clause:
            clauses.append(clause)
    return clauses


def _labelled_clause(folded: str, labels: list[_Label], index: int, pairs: dict[int, int]) -> Clause | None:
    label = labels[index]
    opener = -1 if label.own_bracket else _opener(folded, label.start, pairs)
    closer = pairs.get(opener, -1) if opener >= 0 else -1
    if closer > label.end and not _runs_on(folded, label.end, closer):
        start, body, end = opener, closer, closer + 1
    else:
        start = opener if opener >= 0 else label.start
        if opener < 0 and not label.own_bracket and not _stands_free(folded, label.start):
            return None
        if opener < 0 and label.text.startswith(("主办", "承办")) and _FOOTER.match(folded, label.end):
            return None
        body = list_end(folded, label.end)
        end = body
    inside = [other for other in labels[index : index + 12] if other.start < body]
    parts = tuple(_parts(folded, inside, opener + 1 if opener >= 0 else label.start, body))
    form: Form = "label" if opener >= 0 else "line"
    return Clause(start, max(end, label.end), parts, form)


def _opener(folded: str, at: int, pairs: dict[int, int]) -> int:
    """The bracket that a label stands in: just before it, or shortly before it after other labels."""
    for match in reversed(list(_BRACKET.finditer(folded, max(0, at - 80), at))):
        if match[0] in "([〔【":
            near = folded[match.end() : at].strip() in ("", "*")
            if near or pairs.get(match.start(), -1) > at:
                return match.start()
            return -1
    return -1


def _runs_on(folded: str, start: int, closer: int) -> bool:
    """Whether the bracket that closes at *closer* is another item's: this one was never closed."""
    return NEXT_ITEM.search(folded, start, closer) is not None and "\n" in folded[start:closer]


def _stands_free(folded: str, at: int) -> bool:
    """Whether a bare label opens a line, a sentence or a cell."""
    before = folded[max(0, at - 3) : at].rstrip(" ")
    if before[-1:] in (".", "．", ")") and _ITEM_NUMBER.search(folded, max(0, at - 12), at):
        return True
    return not before or before[-1] in "\n\t。;,、!?；)]〕】|>*-\r" or before != folded[max(0, at - 3) : at]


# 2. | (3) at the start of a line: the number of an item that is nothing but a label with its list
_ITEM_NUMBER: Final = lazy.compile(
    r"(?:^|\n)[ \t]*(?:\d{1,2}[.．]|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\))[ \t]*$"
)


def _parts(folded: str, labels: list[_Label], start: int, end: int) -> Iterator[Part]:
    """Cut a clause at its labels; other labels (牵头领导, 完成时限) end a list and open nothing."""
    first = labels[0].start
    if folded[start:first].strip(" *,;\n") and not _OTHER_LABEL.search(folded, start, first):
        yield Part(start, first, None, "")
    for index, label in enumerate(labels):
        stop = labels[index + 1].start if index + 1 < len(labels) else end
        other = _OTHER_LABEL.search(folded, label.end, stop)
        stop = other.start() if other else stop
        remark = _REMARK.search(folded, label.end, stop)
        stop = _before_remark(folded, label.end, remark.start()) if remark and remark.start() > label.end + 1 else stop
        if not _PERSON.search(label.text) or "单位" in label.text:
            yield Part(label.end, stop, role_of_label(label.text), label.text)


def _before_remark(folded: str, start: int, remark: int) -> int:
    """Where a list ends that a remark follows: a label that the remark is about is part of it (责任单位|首位为牵头单位)."""
    last = max(start - 1, *(folded.rfind(mark, start, remark) for mark in "、,;。"))
    return last + 1 if re.fullmatch(_LABEL, folded[last + 1 : remark].strip()) else remark


# ---------------------------------------------------------------- brackets without a label

# …负责) | …分工负责) | …牵头,…配合): the verb that makes of a bracket of organs a clause.
_VERB_END: Final = lazy.compile(
    r"(?:负责|落实|牵头|配合|实施|参与|参加|承办|主办|协办|办理|督办|协助|推进|执行|支持)"
    r"(?:[,;、](?:[\d一-鿿]{0,12}[年月日底]前?(?:前)?(?:完成|落实)?|长期(?:坚持|推进)?|持续推进|立行立改))?[。;]?\s*$"
)
_LABEL_CLOSE: Final = frozenset(
    "位门体室构镇区关业人)头办任合助与实 \n"
)  # the last characters of labels before a colon
_LABEL_LAST: Final = ("位", "门", "体", "构")  # the last characters of labels that a bracket may follow
_ORGAN_END: Final = "局委办厅部院会联心站所馆台社团府区公司集团行校位门府处队)〕镇乡道关组班"
_AFTER: Final = lazy.compile(r"[ \t]*(?:[。;.!]?[ \t]*(?:\n|$)|[。;]|[ \t]+(?:\d{1,2}[.、]|\(?[一二三四五六七八九十]))")


def _unlabelled(folded: str, pairs: dict[int, int], taken: list[Clause]) -> list[Clause]:
    clauses: list[Clause] = []
    spans = iter(taken)
    current = next(spans, None)
    for opener in sorted(pairs):
        while current and current.end <= opener:
            current = next(spans, None)
        inside = current and current.start <= opener
        if inside or (clauses and opener < clauses[-1].end):
            continue
        clause = _unlabelled_clause(folded, opener, pairs[opener])
        if clause:
            clauses.append(clause)
    return clauses


def _unlabelled_clause(folded: str, opener: int, closer: int) -> Clause | None:
    start = opener + 1
    if not 3 <= closer - start <= 800:
        return None
    label = _label_before(folded, opener) if folded[opener - 1 : opener] in _LABEL_LAST else None
    tail = folded[max(start, closer - 40) : closer]
    verb = label is not None or _VERB_END.search(_CLOSING_REMARK.sub("", tail)) is not None
    if not verb and (tail[-1] not in _ORGAN_END or not _closes_item(folded, opener, closer)):
        return None
    reading = read_list(folded, start, closer, labelled=False)
    if not _plausible(reading, verb):
        return None
    part = Part(start, closer, role_of_label(label.text) if label else None, label.text if label else "")
    return Clause(label.start if label else opener, closer + 1, (part,), "bracket")


# (…负责。|列第一位者为牵头单位,下同|): a remark behind the verb
_CLOSING_REMARK: Final = lazy.compile(
    r"(?<=[。;,])[^。;,]{0,14}为(?:牵头|主办|主责)(?:单位|部门)(?:[,;、]?(?:以)?下同)?[。;]?\Z"
)


def _closes_item(folded: str, opener: int, closer: int) -> bool:
    """Whether a bracket follows a sentence or ends its paragraph, and is no gloss on the word before it."""
    before = folded[:opener][-1:] if opener < 1 else folded[opener - 1]
    if before in "。;!?":
        return True
    return before not in "局委办厅部院会联心站所府处司队组" and _AFTER.match(folded, closer + 1) is not None


def _plausible(reading: Reading, verb: bool) -> bool:
    """Whether a bracket without a label holds organs and nothing else; without a verb, surely known ones."""
    timed = verb and any(item.verb for item in reading.organs)
    if not reading.organs or not (reading.clean or timed or (verb and len(reading.organs) > 1)):
        return False
    sure = [item for item in reading.organs if item.organ.known or item.organ.prefix or item.organ.collective]
    if verb:
        return bool(sure)
    if reading.clean and len(reading.organs) > 1 and any(item.organ.collective for item in reading.organs):
        return True  # (各乡镇、开发区、城投集团)
    known = [item.organ for item in reading.organs if item.organ.known and item.organ.body != "company"]
    return len(sure) * 2 > len(reading.organs) and (len(known) > 1 or any(organ.prefix for organ in known))

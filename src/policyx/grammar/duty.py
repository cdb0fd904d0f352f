"""Organs as subjects of a duty in running text (县水务局要…, 由县水务局牵头，县财政局配合).

A duty is found from its verb: 要, 应, 须, 负责, 牵头, 会同 or 配合 right behind a word that can end an organ's name; from
there the list of subjects is read backwards, and only names that stand whole between separators count. An organ
that heads its list of duties (``1.县水务局：负责…``) is found from its colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from policyx import lazy
from policyx.grammar.organ import LEVEL, Organ
from policyx.grammar.organ_index import places
from policyx.grammar.organ_list import Listed, read_list
from policyx.records import AgencyRole

_BACK: Final = 240  # characters that a list of subjects may take
_LONGEST_NAME: Final = 45  # characters that its last name may take, with the words in front of it

# 县水务局(在安排用水计划时,)要 | 各乡镇(根据实际,)要: what may part the subject from 要.
_ASIDE: Final = r"(?:在|对|根据|按照|针对|结合|作为)[^,。;:、\n]{2,28},?(?=要|应当|必须|须)"
# 县水务局(要) | 各有关部门(单位)(要) | 教育、财政等部门(应当): group 1 what stands between organ and verb, group 2 the verb.
# The organ's last character is part of the match: a pattern that begins with a class is searched several times as fast.
_CUE: Final = lazy.compile(
    r"[局厅委办部门院会协大府位校镇乡道村区县市旗州省盟联心站所社馆台司团组级)地班队场木室处企构所关行][ ]?"
    r"((?:也|都|均|还|又|则|既|作为牵头单位|分别|共同|具体|统一|主要|全面|切实|认真|积极|密切|主动|及时|按(?:照)?(?:各自)?(?:职责|职能|要求)(?:分工)?"
    rf"|{_ASIDE}){{0,3}})"
    r"(必须|应当|要(?![求点素闻件害地塞])|应(?!急|用|对|届|有|邀|聘|享|收|援|试|战|景|时|变|接|税|季|付|力|激|和|允|答|验|运|知|诊|征)"
    r"|须(?!知|臾)|牵头负责|负责(?!人|制|同志|任|的|干部|”)|牵头(?!单位|部门|人|作用|高校|的|抓总)|会同|配合(?!度|的|机制|不)|协助(?=[。;,\n]))"
)
# 县发改局会同县财政局|牵头: who is named first takes the role of the verb behind both
_TOGETHER: Final = lazy.compile(r"[^,。;:\n要]{2,40}?(牵头(?!单位|部门)|负责|配合)")
# 要积极配合… | 应会同: what follows 要, 应 or 须 and changes the role.
_AFTER_SUPPORT: Final = lazy.compile(
    r"(?:切实|积极|主动|密切|全力|认真|大力|及时|予以?){0,2}(?:配合|协助(?!解决|调解|处置|处理)|协同|支持配合)"
)
# 要主动扛起牵头调度之责 | 要牵头制定…
_AFTER_LEAD: Final = lazy.compile(
    r"(?:切实|积极|主动|负责|充分|认真|履行|担负|扛起|负起|发挥|起|好|到){0,4}(?:总)?牵头(?!单位|部门)"
)
# 负责挂牌督办 | 负责资金监督 | 要定期督查: oversight of the work that the text is about.
_AFTER_SUPERVISE: Final = lazy.compile(
    r"(?:负责|切实|定期|适时|及时|加强|强化|严格|做好|认真|跟踪|统一|统筹|开展){0,3}"
    r"(?:(?:挂牌|跟踪|专项|全程|日常|资金|经费|工作|任务|进度|执纪|效能|落实情况|资金使用)(?:的)?){0,2}"
    r"(?:督办|督查|督导|督促(?!指导)|监督(?=[。,;、]|落实|执行|实施|检查落实))"
)
# 要对资金使用情况进行审计监督: supervision with its object in front; group 1 the object.
_AFTER_OVERSIGHT: Final = lazy.compile(
    r"(?:适时|定期|及时|切实|全程)?(?:加强|强化)?(?:对|就)([^,。;]{2,36}?)(?:进行|开展|实施|加强|强化|的)?(?:跟踪|审计|专项|全程|日常|执纪|效能)?(?:督办|督查|督导|监督)(?:检查|问责|评价)?(?=[。,;、]|$)"
)
# 医疗机构 | 生产企业 | 经营行为: what an organ watches in its own field, which is a duty like any other.
_FIELD_WATCHED: Final = lazy.compile(
    "(?:机构|企业|公司|市场|主体|场所|行为|产品|经营者|商户|食品|药品|价格|环境|人员|车辆|活动)$"
)
_SENTENCE_STOP: Final = lazy.compile(r"[。;!?\n:：]")
# 由 | 同时, | 请: what may stand between the separator and the first subject.
_FRONT: Final = lazy.compile(
    r"^(?:由|并由|均由|统一由|具体由|请|同时|此外|另外|其中|原则上|下一步|一是|二是|三是|四是|五是|六是|首先|其次|最后|"
    r"第[一二三四五六七八九十百]{1,5}条|(?:会议|明确|强调|指出|并|还)?要求|[\d]{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳]|[*●·◆\-]|“|\s)+"
)
# 各有关部门 | 各乡镇 | 各级政府 | 各学校: collectives that may be subjects; companies and generic words may not.
_DUTY_COLLECTIVE: Final = lazy.compile(
    r"(?:部门|(?<!用人)(?<!主办)(?<!承办)(?<!采购)(?<!建设)(?<!施工)(?<!申报)(?<!项目)单位|学校|幼儿园|中小学|乡镇|镇街|街镇|街道|办事处|政府|党委|党工委|党组织|党组|管委会|园区|开发区"
    r"|机构|医院|卫生院|专班|工作组|小组|指挥部|苏木|嘎查|[省市州盟县区旗镇乡村校园街]|地|社区|村委会|居委会|支部|成员)(?:\([^()]{1,24}\))*$"
)
# 各 | 有关 | 县级 | 乡镇: how a collective begins that means certain organs; 主管部门 or 用人单位 mean any.
_SOME: Final = lazy.compile(
    r"各(?!类)|[省市州盟县区旗镇乡、]{2,6}[两三四]级|政府(?:所属|直属)|有关|相关|所有|其他|其它|属地|全体|全[省市州盟县区旗]|[省市州盟县区旗](?:直|级|属|委|政府|机关|内|域)"
    r"|(?:[市州盟县区旗镇乡村街]|街道|苏木|社区|园区)+(?:\(|政府|人民政府|党委|办事处|管委会|$)"
)
# 1.县水务局: | (一)县水务局、县财政局: : group 1 the item's number if any, group 2 the organs.
_HEAD: Final = lazy.compile(
    r"(?:^|[\n。;\s])((?:\(?[一二三四五六七八九十\d]{1,3}\)?[.、)]?|[①-⑳]|第[一二三四五六七八九十]{1,3}[条项])[ \t]?)?"
    r"([一-鿿()、,〔〕]{2,60}?)(?:的?(?:主要|工作|具体)?职责(?:任务|分工)?|\((?:牵头|责任|配合)(?:单位|部门)\))?$"
)
_HEAD_LAST: Final = frozenset("局厅委办部院会府位校镇乡道区县市旗盟联心站所社队团司门)处组村责务工")
# (1)县文旅局|。负责馆舍建设: a heading that is the organ itself
_HEAD_STOP: Final = lazy.compile(
    r"。(?<=[局厅委办部院会府镇乡道旗盟联心站所门)]。)(?=[ \n]{0,2}(?:主要|具体)?(?:负责|牵头|配合))"
)
# 县水务局:负责… : words that begin a duty.
_DUTY_WORD: Final = lazy.compile(
    r"[ \t]*(?:\d[.、]|\([一1]\)|[①一])?(?:是)?(?:主要)?(?:负责|牵头|配合|会同|做好|加强|组织|指导|协调|落实|承担|统筹|制定|推进|督促|开展|参与|协助|强化|加大|保障|支持|严格|依法|按照|积极|履行|要|应)"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One organ that a sentence gives a duty to: its own words, the organ, its role, and the verb (要), if any."""

    start: int
    end: int
    organ: Organ
    role: AgencyRole
    rule: str
    verb: str = ""


# 县林业局牵头|、县供销集团配合: who shares a duty follows the verb of the first
_SHARED_BY: Final = lazy.compile(r"、[^,。;、\n]{2,20}(?:配合(?!度|的|机制|不)|协助|参与)")


def find_duties(folded: str) -> list[Duty]:
    """Find the organs that are subjects of a duty in running text, in text order.

    Args:
        folded: Folded text (`policyx.text.fold`).

    Example:
        >>> [(duty.organ.written, duty.role) for duty in find_duties("由县水务局牵头,县财政局、各乡镇配合。")]
        [('县水务局', 'lead'), ('县财政局', 'support'), ('各乡镇', 'support')]
        >>> find_duties("经县政府同意,县水务局召开会议。")
        []
    """
    found: dict[int, Duty] = {}
    after = -1  # where the words behind the last duty's verb begin
    for match in _CUE.finditer(folded):
        role = _role(folded, match)
        end = match.start() + 1  # of the organ
        subjects = _subjects(folded, end) or _next_subject(folded, after, end)
        listed = folded[match.end() : match.end() + 1] == "、" and not _SHARED_BY.match(folded, match.end())
        if listed and not _is_passive(folded, subjects):
            subjects = []  # 县水务局负责、…: a verb in a list of verbs
        if subjects and subjects[0].start < after:
            subjects = []  # 县发改局会同县财政局负责: the first subject begins with the last verb
        for item in subjects:
            found.setdefault(item.start, Duty(item.start, item.end, item.organ, role, "agency.inline.verb", match[2]))
        after = match.end() if subjects else -1
    for duty in (*_heads(folded), *_bearers(folded)):
        found.setdefault(duty.start, duty)
    return [found[start] for start in sorted(found)]


def _is_passive(folded: str, subjects: list[Listed]) -> bool:
    """Whether 由 stands in front of the subjects (由乡镇负责、医院配合)."""
    return bool(subjects) and folded[subjects[0].start - 1 : subjects[0].start] == "由"


def _role(folded: str, match: re.Match[str]) -> AgencyRole:
    verb, end = match[2], match.end()
    if verb in ("牵头", "牵头负责") or "牵头" in match[1]:
        return "lead"
    if verb in ("配合", "协助"):
        return "support"
    if verb == "会同":
        together = _TOGETHER.match(folded, end)
        return "lead" if together and together[1] == "牵头" else "responsible"
    if verb != "负责" and _AFTER_SUPPORT.match(folded, end):
        return "support"
    if _AFTER_LEAD.match(folded, end):
        return "lead"
    return "supervise" if _AFTER_SUPERVISE.match(folded, end) or _oversees(folded, end) else "responsible"


def _oversees(folded: str, end: int) -> bool:
    """Whether what follows 要 is oversight of the work itself, and not of those whom the organ always watches."""
    match = _AFTER_OVERSIGHT.match(folded, end)
    return match is not None and not _FIELD_WATCHED.search(match[1])


def _next_subject(folded: str, after: int, end: int) -> list[Listed]:
    """(由乡镇负责)、医疗机构|配合: who shares a duty, named right behind the verb of the first."""
    start = after + 1
    if after < 0 or folded[after : after + 1] not in ("、", ",") or not 2 <= end - start <= 20:
        return []
    reading = read_list(folded, start, end, labelled=False)
    shared = [item for item in reading.organs if item.organ.collective or _may_follow(item.organ)]
    return shared if reading.clean and len(shared) == len(reading.organs) else []


def _subjects(folded: str, end: int) -> list[Listed]:
    """The organs listed right before a verb; empty if the words before it are no organ."""
    start = max(0, end - _BACK)
    for stop in _SENTENCE_STOP.finditer(folded, start, end):
        start = stop.end()
    last = max(
        start, folded.rfind("、", start, end) + 1, folded.rfind(",", start, end) + 1, folded.rfind("由", start, end)
    )
    if end - last > _LONGEST_NAME:
        return []
    return _read_groups(folded, _comma_groups(folded, start, end)) or _read_closed(folded, start, end)


# 水务、林业等成员单位|以及有工程的主管部门: a list that 等 closes, and what is joined to it, generic or not; group 1 the list, 2 the rest.
_CLOSED: Final = lazy.compile(
    r"([^。;]{2,120}等(?:有关|相关|成员|责任|职能|主管|牵头){0,2}(?:部门|单位))(?:以及|[及和与、])([^,。;等]{2,40})$"
)


def _read_closed(folded: str, start: int, end: int) -> list[Listed]:
    """The organs before 等成员单位, where generic subjects follow them."""
    last = folded.rfind(",", start, end) + 1
    left = max(start, last)
    match = _CLOSED.match(folded[left:end])
    if match is None:
        return []
    listed = _read_groups(folded, [(left, left + match.end(1))])
    return [*listed, *_read_groups(folded, [(left + match.start(2), end)])] if listed else []


def _read_groups(folded: str, groups: list[tuple[int, int]]) -> list[Listed]:
    """The organs of the stretches between commas, the last stretch first, as far as all of a stretch is organs."""
    taken: list[Listed] = []
    for left, right in groups:
        by = folded.rfind("由", left, right - _gloss_length(folded, left, right))
        reading = read_list(folded, _after_front(folded, max(left, by), right), right, labelled=False)
        listed = _trusted(reading.organs, reading.clean, last=not taken)
        if not listed:
            break
        taken = listed + taken
        if by >= 0:
            break
    return taken


def _gloss_length(folded: str, left: int, right: int) -> int:
    """The length of a bracket that closes a stretch: 县邮政管理局|(由县交通运输局代管)|."""
    opener = folded.rfind("(", left, right) if folded[right - 1 : right] == ")" else -1
    return right - opener if opener > left else 0


def _after_front(folded: str, left: int, right: int) -> int:
    front = _FRONT.match(folded[left:right])
    return left + (front.end() if front else 0)


def _comma_groups(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between commas, the one before the verb first."""
    groups: list[tuple[int, int]] = []
    right = end
    comma = folded.rfind(",", start, end)
    while comma >= 0:
        groups.append((comma + 1, right))
        right = comma
        comma = folded.rfind(",", start, comma)
    return [*groups, (start, right)]


def _trusted(organs: list[Listed], clean: bool, *, last: bool) -> list[Listed]:
    """The organs of one stretch if all of it is organs; before a comma only if surely organs."""
    if not organs or not clean or any(item.verb for item in organs):
        return []
    if not all(_is_subject(item.organ) for item in organs[:1]):
        return []
    return organs if all(_may_follow(item.organ) for item in organs[1:]) else []


def _is_subject(organ: Organ) -> bool:
    if organ.collective:
        return _SOME.match(organ.written) is not None and _DUTY_COLLECTIVE.search(organ.written) is not None
    if organ.prefix:
        return _is_level_or_place(organ.prefix)
    if organ.known:
        return organ.body not in ("company", "institution", "zone")
    return _BODY.fullmatch(organ.written) is not None


# 灌溉用水争议调处委员会 | 防汛抗旱指挥部: a body of its own without a level; 村民委员会 and 理事会 are anybody's.
_BODY: Final = lazy.compile(
    r"(?!村民|居民|业主|理事|监事|评审|专家|董事|家长)[一-鿿]{5,24}(?:委员会|指挥部|委员会办公室|指挥部办公室|领导小组办公室|联席会议办公室)"
)


def _is_level_or_place(prefix: str) -> bool:
    """Whether a prefix is 县 or a place that there is, and not a verb before one (要求县)."""
    return LEVEL.fullmatch(prefix) is not None or prefix.endswith(("镇", "乡", "街道", "苏木")) or prefix in places()


def _may_follow(organ: Organ) -> bool:
    shared = organ.body == "company" or (organ.collective and _DUTY_COLLECTIVE.search(organ.written) is not None)
    return _is_subject(organ) or organ.known or bool(organ.prefix) or shared


# 县教育局|是校园安全的|责任主体| · 各镇|为属地管理的|第一责任人|: group 1 what the organ is
_BEARER: Final = lazy.compile(
    r"[局厅委办部门院会府位校镇乡道旗区县市盟州联心站所社馆队团关木)](?:均|都|分别)?(?:是|为)(?:[^,。;:、\n不]{0,24}?的?)"
    r"((?:第一|直接|主要|具体)?(?:责任主体|责任单位|责任部门|责任人|牵头单位|牵头部门|配合单位|配合部门|实施主体|监管主体))(?=[,。;\n])"
)


def _bearers(folded: str) -> list[Duty]:
    """Organs of which a sentence says that they are the responsible ones for something."""
    duties: list[Duty] = []
    for match in _BEARER.finditer(folded):
        role: AgencyRole = "lead" if "牵头" in match[1] else "support" if "配合" in match[1] else "responsible"
        subjects = _subjects(folded, match.start() + 1)
        duties += [Duty(one.start, one.end, one.organ, role, "agency.inline.bearer") for one in subjects]
    return duties


def _heads(folded: str) -> list[Duty]:
    """Organs before a colon that opens their list of duties."""
    duties: list[Duty] = []
    colon = folded.find(":")
    while colon >= 0:
        if folded[colon - 1 : colon] in _HEAD_LAST and folded[colon + 1 : colon + 9].strip():
            duties += _heads_at(folded, colon)
        colon = folded.find(":", colon + 1)
    for stop in _HEAD_STOP.finditer(folded):
        duties += _heads_at(folded, stop.start())
    return duties


def _heads_at(folded: str, colon: int) -> list[Duty]:
    left = max(0, colon - 72)
    match = _HEAD.search(folded[left:colon])
    if not match or not (match[1] or left + match.end(2) < colon or _DUTY_WORD.match(folded, colon + 1)):
        return []
    if left and match.start() == 0 and match.start(2) == 0:
        return []  # the window cuts a longer run of characters
    reading = read_list(folded, left + match.start(2), left + match.end(2), labelled=False)
    if not reading.clean or not all(_may_follow(item.organ) and not item.verb for item in reading.organs):
        return []
    role = _role_of_head(folded, colon + 1)
    return [Duty(item.start, item.end, item.organ, role, "agency.inline.head") for item in reading.organs]


# 牵头实施… | 配合做好… | 督办… : the first verb of a list of duties; groups 1 lead, 2 support, 3 supervise.
_FIRST_VERB: Final = lazy.compile(
    r"[ \t]*(?:\d[.、]|\([一1]\)|[①一])?(?:是)?(?:主要|负责|认真|积极|切实|具体){0,3}(?:(牵头(?!单位|部门)|主办)|(配合|协助|协同)|(督办|督查|督导))"
)


def _role_of_head(folded: str, start: int) -> AgencyRole:
    match = _FIRST_VERB.match(folded, start)
    return (
        "responsible"
        if match is None
        else ("lead", "support", "supervise")[match.lastindex - 1 if match.lastindex else 0]
    )

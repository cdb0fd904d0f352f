"""From the words of a text to a name: blanks, marks and a verb in the middle go; a side of a thing named before is added."""

from __future__ import annotations

from policyx import lazy
from policyx.link.phrase import NOTE_MARK

_BLANKS = lazy.compile(r"\s+")
# what a name as written may hold that its text does not: one look decides most cases
_UNTIDY = lazy.compile("[\\s\\[)①-⑳\u00ad\u200b\u2060\ufeff]")
# 事项|(1): the mark of a note
_FOOTNOTE = lazy.compile(r"[(（]\d{1,2}[)）]$")
# 营业额|(以发票为准): how it is measured is no part of the name
_HOW_MEASURED = lazy.compile(r"[(（](?:以|按照?|根据|不含税|含税)[^()（）]{2,30}[)）]$")
# soft hyphens and other characters without width
_WIDTHLESS = lazy.compile("[\u00ad\u200b\u2060\ufeff]")
# 纺织业|实现|增加值, 限额以上单位|完成|零售额: subject and measure are one name
_REACHED = lazy.compile(
    r"(?P<subject>[^、,“”()]{2,20}?)(?:累计|共计?|已|全年)?(?:实现|完成)(?P<measure>[一-鿿]{0,6}(?:[值额量]|收入|利润|税收|投资|支出|面积))"
)
# 存栏 and 出栏 tell of the same animals; 总量 and 饲养量 stand for either
_ASPECTS = frozenset(("存栏", "出栏", "存笼", "出笼", "存栏量", "出栏量", "饲养量", "存塘", "出塘"))
_ASPECT_END = lazy.compile(r"(?:存栏|出栏|存笼|出笼|饲养|存塘|出塘|总)(?:量|数)?$")

_AWARD = lazy.compile(
    r"(?:奖励|补助|补贴|奖补|资助|救助|补偿|贴息|奖金|支持|扶持|奖励金|补助金|津贴|补贴资金|奖补资金|扶持资金|补助资金)$"
)
# nouns that a sum of money says something about: 贷款余额, 授信, 年薪
_MONEY = lazy.compile(
    r"(?:[额费款金贷价租税薪债值险息]|奖励|补助|补贴|奖补|资助|救助|补偿|投资|收入|成本|支出|标准|授信|工资|资产|资本|利润|营收|销售|投入|出资|上限|限额|融资|担保|保障|报销|支持|扶持|津贴|预算|决算)$"
)


def is_award(name: str) -> bool:
    """Say whether *name* names money given (一次性奖励, 贷款贴息)."""
    return _AWARD.search(name) is not None


def is_money(name: str) -> bool:
    """Say whether *name* names something that is measured in money (授信额度, 年薪), and no receiver of it (企业)."""
    return _MONEY.search(name) is not None


# 硕士, 高级工, 脱贫户: who gets a sum
_PERSON = lazy.compile(
    r"(?:博士|硕士|本科|专科|大专|研究生|毕业生|学历|[高中初]级工|技师|职称|退役军人|残疾人|脱贫户|低保户|监测户|农户|老年人|儿童|学生|教师|人员|人才|个人|家庭|单位|企业|机构|合作社|村集体)$"
)


def is_person(name: str) -> bool:
    """Say whether *name* names persons or bodies that may be given money (博士, 脱贫户, 企业)."""
    return _PERSON.search(name) is not None


# 高龄津贴标准|为80周岁, 公用经费|小学: what the money is, then who gets it
_HEADED_SUM = lazy.compile(
    r"(?P<head>[^、,]{0,20}?(?:津贴|补贴|补助|公用经费|贷款|救助金|起付线|封顶线|收费|保费|保险费|租金|低保(?=标准)|补助金)(?:标准|额度|限额)?)(?:为|是|按)?"
    r"(?P<who>(?!资金|余额|总额|金额|标准|期限|政策|额|款|率|费|金)[^、,]{2,14})"
)
_MEASURE = lazy.compile(r"(?:[率比重度数量值额例速幅]|规模|面积|里程|年限|人次)$")


def headed_sum(name: str) -> str:
    """Return what a sum is, where *name* goes on with who gets it, or ``""``.

    Example:
        >>> headed_sum("高龄津贴标准为80周岁"), headed_sum("运营补贴失能老人"), headed_sum("贷款余额")
        ('高龄津贴标准', '运营补贴', '')
    """
    found = _HEADED_SUM.fullmatch(name)
    return found["head"] if found and not is_measure(found["who"]) else ""


# 补贴标准为|基本生活费
_STANDARD_IS = lazy.compile(r"[^、,]{0,10}标准为(?P<what>[^、,]{2,14})")


def standard_is(name: str) -> str:
    """Return the sum that a standard consists of (基本生活费 in 补贴标准为基本生活费), or ``""``."""
    found = _STANDARD_IS.fullmatch(name)
    return found["what"] if found and is_money(found["what"]) else ""


def is_measure(name: str) -> bool:
    """Say whether *name* names something measured itself (报销比例, 贷款余额), and no receiver (大型企业)."""
    return is_money(name) or _MEASURE.search(name) is not None


def name_text(words: str) -> str:
    """Return the name that *words* of a text spell.

    Args:
        words: The words as the text has them, with line breaks, notes and characters without width.

    Example:
        >>> name_text("纺织业实现增加值"), name_text("村级 卫生室[3]")
        ('纺织业增加值', '村级 卫生室')
    """
    if _UNTIDY.search(words):
        words = _FOOTNOTE.sub("", words)
        words = _BLANKS.sub(" ", _WIDTHLESS.sub("", NOTE_MARK.sub("", words)))
    words = words.strip(" 　、，,")
    words = _HOW_MEASURED.sub("", words)
    reached = _REACHED.fullmatch(words) if "实现" in words or "完成" in words else None
    return reached["subject"] + reached["measure"] if reached else words


def aspect_of(word: str, previous: str) -> str:
    """Return the name of another side of the animals that *previous* names, or ``""`` when *word* is no such side.

    Example:
        >>> aspect_of("出栏", "生猪存栏"), aspect_of("出栏", "学校")
        ('生猪出栏', '')
    """
    ending = _ASPECT_END.search(previous) if word in _ASPECTS else None
    return previous[: ending.start()] + word if ending and ending.start() else ""

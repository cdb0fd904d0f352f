"""What may be skipped at the left end of a phrase: scopes, times without a record, points, manners, and the like.

A base (每…) may be part of a name; so there is a pattern with it and one without.
"""

from __future__ import annotations

from policyx import lazy
from policyx.link.per import PER

# 全县 / 我市 / 该县 / 各乡镇: the scope of a statement, no part of a name
SCOPE = lazy.compile(
    r"(?:全|我|本|该)(?:自治[区州县旗]|[省市县区旗州盟镇乡村域街校系]|系统)(?![直级委府属])|我们(?=[一-鿿]{2})|各[省市县区旗州]\([^()]{1,8}\)|各(?:(?:乡镇|镇街|街道|苏木镇?|县市区|县市|县区|旗县|市县|市州|区县|地|部门|"
    r"单位|级|类(?!市)|市(?!场)|县|区|旗|乡|镇)[、和(]?)+(?![局委院])|各类(?=市场)|辖区内?|境内(?!外)"
)
# 市、县、乡三级|示范区: at which levels
_LEVELS = lazy.compile(r"[省市县区乡镇村旗](?:[、和][省市县区乡镇村旗]){1,3}[两二三四]级(?=[一-鿿]{2})")
# 二是 / ②: the mark of an enumerated point
_POINT = lazy.compile(r"[一二三四五六七八九十]是|[①-⑳]|首先|其次|再次|最后是?|第[一二三四五六七八九十],")
# 按照“一院一策”思路, 通过市场化方式: how it is done, not what is counted
_MANNER = lazy.compile(
    r"(?:按照?|根据|依据|依照|围绕|通过|坚持|采取|采用|聚焦|结合)(?:“[^”]{1,20}”|[^,，。;“”]{1,14}?)的?(?:思路|原则|要求|方式|模式|办法|规定|目标|途径|渠道|形式|机制)|对[^,。;对]{2,16}?(?:减?按照?)"
)
# 12.8万户|（套）、|老旧小区: the rest of the unit before
_UNIT_REST = lazy.compile(r"\([一-鿿]{1,4}\)(?=[、,])")
# 其中增幅较大的有|茶叶: which of them
_AMONG_THEM = lazy.compile(
    r"(?:其中)?[^,。;、的]{0,10}?(?:较[大快高多好]|最[大快高多]|居前|靠前|超过|突出|明显)的(?:主要|分别)?[有是为](?=[一-鿿]{2})"
)
# 建成投产后|年吞吐量
_ONCE_BUILT = lazy.compile(
    r"(?:项目|全部|全面|工程)*(?:建成|投产|达产|投用|投运|竣工|完工|运营|达效|投入使用|投入运营){1,2}(?:以|之)?后(?=[一-鿿]{2})"
)
# (1:1)|比例|配套: the rest of a ratio's phrase
_RATIO_REST = lazy.compile(r"(?<=\d)的?比例(?=[一-鿿]{2})")
# 开工|(筹集)|保障性租赁住房: another verb beside the one cut off
_OTHER_VERB = lazy.compile(r"(?<=[一-鿿]{2})\((?:筹集|筹建|改建|扩建|改扩建|续建|迁建|改造|购置|租赁)\)(?=[一-鿿])")
# 比同期|比重|提高: what a change is against, before its subject
_THAN = lazy.compile(r"比(?:上年|去年)?(?:同期|同月|上月|上季度|一季度|上半年|年初)(?=[一-鿿]{2})")
# 其|上年度: a pronoun, but not 其他
_PRONOUN = lazy.compile(r"[其该](?![他中余它次])(?=[一-鿿]{2})")
# 单户|赔付, 单个企业每年最高|补助: how often and at most
_SINGLE = lazy.compile(
    r"单(?:户|个|家|笔|项|人|次)(?:企业|项目|主体|机构|农户|单位)?(?:每年|年度|累计)?(?:最高|最多)(?=赔付|补助|补贴|奖励|资助|支持|扶持|贷款|授信|报销|贴息)"
)
# [3]: a footnote mark
_NOTE = lazy.compile(r"\[\d{1,2}\]")
# time words that may stand inside the phrase without being labelled: 第4年、第5年, 首年, 连续2年
_LOOSE_TIME = lazy.compile(
    r"(?:第[一二三四五六七八九十\d]{1,2}[年月季][起内]?[、,]?)+|前[一二两三四五\d]年|[两二三四五]年(?=平均)|[二两三四五]年(?=计划|共计?|累计|新增|净增|来)|该[年月]|首年|次年|[一二三四五六七八九十两几\d]{1,3}年前|(?<=[到至])(?:目前|现在|如今)|[当本上](?:一)?年度|上年(?=[一-鿿])|连续\d+年|连续[一二两三四五六七八九十]年"
    r"|(?:春节|元旦|元宵节?|清明节?|端午节?|中秋节?|国庆节?|“?五一”?|“?十一”?|两节|寒暑?假|暑假)(?:至(?:春节|元宵节?))?(?:前后?|期间|之前|假期)"
)
LOOSE_END = lazy.compile(r"(?:" + _LOOSE_TIME.pattern + r")$")
LOOSE_LAST = frozenset("年月季起内度前后间期、,\n")
# All that may be skipped at the left end of a phrase, in order of precedence; a base may be part of a name.
_SKIPPABLE = (
    SCOPE, PER, _LOOSE_TIME, _POINT, _MANNER, _NOTE, _UNIT_REST, _PRONOUN, _AMONG_THEM, _THAN, _OTHER_VERB, _ONCE_BUILT,
    _RATIO_REST, _SINGLE, _LEVELS,
)  # fmt: skip
SKIPPED = lazy.compile("|".join(f"({'?P<per>' if one is PER else '?:'}{one.pattern})" for one in _SKIPPABLE))
SKIPPED_BUT_PER = lazy.compile("|".join(f"(?:{one.pattern})" for one in _SKIPPABLE if one is not PER))

"""What a piece of the head or tail is: a button, a key of the header table, a source line, a signature, a footer.

`kind_of` names the kind of one stripped piece of folded text; an empty string means that it may be body text.
"""

from __future__ import annotations

from typing import Final

from policyx import lazy

# 索引号 | 640000/2025-1 |  发文时间: 2025-05-14: group 1 the key of a header table.
KEY: Final = lazy.compile(
    r"(?:(?:[(【\[] ?)?(索 ?引 ?号|信息索引号?|主题分类|组配分类|体裁分类|发布机构|发布部门|发文机关|发文部门|印发单位|发文单位|发布单位|制发机关|信息来源|成文日期|生成日期|发文日期"
    r"|印发日期|发布日期|发文时间|发布时间|公开日期|公开时间|成文时间|生成时间|发文字号|文 {0,4}号|公开方式|公开形式|公开范围|公开属性|有 ?效 ?性|效力状态|生效日期"
    r"|废止日期|主 ?题 ?词|关 ?键 ?词|标 {0,4}题|名 {0,4}称|信息名称|文件名称|公文种类|文件类型|分 {0,4}类|服务对象|文件编号|统一编号"
    r"|登记号|公开目录|公开责任部门|信息分类|公文标题|内容概述)\s{0,4}[:|\t]"
    # 索引号 113302/2031-15 组配分类 民生实事: the box above a document, its marks lost
    r"|(?:^|(?<=[\n ]))(?P<bare>索 ?引 ?号|主题分类|组配分类|体裁分类|发布机构|发文机关|成文日期|生成日期|发文日期|发布日期|发文字号|公开方式|公开形式|公开范围|公开属性|公开时限|信息分类|公文种类|有 ?效 ?性) {1,4}(?=[^\s:]))"
)
# One word of a button; none is made of others, so that there is one way to read a row of them.
_BUTTON: Final = (
    r"(?:进入老年版|进入关怀版|长者模式|老年模式|下载|我要|打印|本页|本文|此页|全屏|收藏|字号|字 {1,4}号|字体|字 {1,4}体|加大|还原|减小|默认|特大|超大|大|中|小|关闭|窗口|返回|首页|顶部|上一页"
    r"|分享|转发|微信|微博|朋友圈|朗读|语音播报|纠错|复制|链接|繁體|简体|繁体|无障碍|阅读|文章|正文|全文|保存|PDF|A|到)"
)
_KINDS: Final = (
    # 下载  【字号:大 中 小】 我要打印 收藏 关闭: buttons of a web page.
    ("button", lazy.compile(rf"[\s|/\-\[\]【】()<>:.,·*]{{0,8}}(?:{_BUTTON}[\s|/\-\[\]【】()<>:.,·*]{{0,12}}){{1,24}}|[】\]|>/-]+")),
    # ★  特急  机密★10年  000012: marks on an official paper.
    ("mark", lazy.compile(r"[★☆◆*]{1,3}|\d{6}|(?:绝密|机密|秘密|内部资料|内部文件)(?:★.{0,6})?|特急|加急|平急|特提|(?:特急|加急|平急)? ?[·.]? ?明电")),
    ("key", lazy.compile(KEY.pattern + r".{0,400}")),
    # 来源:某某日报  时间:2026-01-22  浏览次数:35: where a page comes from.
    ("source", lazy.compile(r"[(【\[]?(?:稿件来源|信息来源|转载自|文章来源|文件来源|来 {0,4}源|发布时间|发布日期|发布于|更新时间|时 {0,4}间|日 {0,4}期|作 {0,4}者|责任编辑|编 {0,4}辑|审 {0,4}核|供 {0,4}稿|记 {0,4}者|撰 {0,4}稿|浏览次数|浏览量|点击数?|点击率|阅读量?|访问量?|字号|字体|发布者|发布人|发稿人?|拟稿人?|校对) ?:.{0,160}")),
    ("navigation", lazy.compile(r"(?:您)?(?:当前|现在|所在)的?位置.{0,100}|首页 ?>.{0,100}|(?:上一篇|下一篇|相关报道|相关链接|相关阅读|相关文档|相关附件|相关解读|相关稿件|政策解读|解读链接|延伸阅读|推荐阅读|扫一扫.{0,30}|附件下载|点击下载.{0,40}|分享到) ?:?.{0,80}")),
    ("footer", lazy.compile(r".{0,60}(?:ICP备|公网安备|网站标识码|版权所有|主办单位?:.{1,40}承办|Copyright|技术支持:|网站地图|联系我们|建议使用).{0,160}"
                          r"|(?:主办|承办|协办|维护|电子信箱|电子邮箱|邮政编码|邮编|传真|网址|网站管理|联系电话|地址|值班电话) ?(?:单位)?:.{0,120}")),
    ("photo", lazy.compile(r".{2,60}[  ][一-鿿·]{2,5}[  ]?摄(?:影)?|[^,;]{2,30}。.{0,40}记者.{0,20}摄")),
    # (此件公开发布)  (某办信息科根据…整理): a remark in brackets.
    ("remark", lazy.compile(r"[(\[【](?:此件|本文|本件|信息公开|主动公开|依申请公开|不予公开|删减|有删减).{0,40}[)\]】]")),
    ("compiler", lazy.compile(r"\(([一-鿿]{2,20}?)(?:根据.{2,40})?(?:整理|编辑|编写|供稿|报送|提供)\)")),
    # (县统计局 2025年4月11日)  (某政办发〔2024〕7号)  (2024年3月): who, number and date in brackets under a title.
    ("imprint", lazy.compile(r"[(\[【][^()。;]{0,60}?(?:[〔\[【]20\d{2}[〕\]】] ?第? ?\d{1,5} ?号|(?:19|20)\d{2} ?年 ?\d{1,2} ?月(?! ?\d{1,2} ?日.{0,12}在)|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月(?!.{1,4}日.{0,12}在))[^()。;在会]{0,24}[)\]】]")),
    # (2024-2026年) on a line of its own under the title of a plan.
    ("years", lazy.compile(r"[(\[【〔](?:19|20)\d{2} ?年? ?(?:-{1,3}|至|~) ?(?:19|20)\d{2} ?年?(?:度)?[)\]】〕]")),
    ("draft", lazy.compile(r"[(\[【〔《]?(?:公开|向社会|社会)?(?:征求意见|意见征求|征求社会意见|征求公众意见|公开征求意见|讨论|送审|送审讨论|审议|初|修改|修订|审查|报批|报审|上会|评审|会签|草案?|草拟)(?:稿|草案)[)\]】〕》]?|[(\[【〔](?:草案|试行|修订版|修订|暂行|节选|摘要|摘登|代拟稿|修正案?|草案.{1,8}稿|第.{1,3}稿)[)\]】〕]")),
    # ——2023年3月2日在某县第九届人大二次会议上: the occasion of a report.
    # (2031年2月6日某县三届灌区代表大会批准): who passed it, and when.
    ("occasion", lazy.compile(r"[(\[][^()。;]{0,10}\d{4}年\d{1,2}月\d{1,2}日[^()。;]{2,60}(?:通过|批准|审定)[)\]]|[-(\s]{0,6}[〇零一二三四五六七八九十\d]{2,4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日.{0,10}在.{4,80}(?:会上?|会议上?|全会上|大会上|次会议|届)\)?|[^,。;:]{0,40}(?:人民代表大会|全体会议|次会议)(?:第.{1,4}次会议)?上?\)?")),
    # 某省省长 某某: who speaks.
    ("person", lazy.compile(r"[一-鿿]{0,16}(?:省长|市长|县长|区长|旗长|州长|盟长|专员|主席|主任|书记|局长|厅长|镇长|乡长)[ :][一-鿿· ]{2,10}")),
    ("date", lazy.compile(r"[(\[]?(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?)[)\]]?(?:印发|发布)?")),
    ("letterhead", lazy.compile(r"[^,。;:]{3,40}(?:人民政府|委员会|办公室|办公厅|局|厅|委|部|中心|总工会|联合会|团委|法院|检察院|公司)(?:\([^()]{1,8}\))? {0,12}文件|文 {0,12}件")),
    ("number", lazy.compile(r"(?:[一-鿿]{1,16}(?:\([一-鿿]{1,4}\))?[〔\[(【﹝] ?(?:19|20)\d{2} ?[〕\])】﹞] ?第? ?\d{1,5} ?号|第 ?\d{1,4} ?号|\d{4}年第\d{1,4}号)")),
    ("attachment", lazy.compile(r"附 ?[件表录](?: ?[一二三四五六七八九十\d]{1,2})?(?:-\d{1,2})?[:.]?|附:")),
    # 各乡镇人民政府,县直各部门:  各位代表: — to whom it is sent or said.
    ("addressee", lazy.compile(r"(?:各|市|县|区|省|州|旗|盟|局|机关|有关|本|全|直属|驻|公司)[^。;:]{1,400}:|(?:同志们|各位[一-鿿、]{2,12})[:!,]")),
    ("contents", lazy.compile(r"目 {0,6}录")),
    ("copy", lazy.compile(r"(?:抄送|抄报|主送|分送|印发机关) ?:.{0,400}|[^。,;]{4,40}[  ]{0,8}\d{4}年\d{1,2}月\d{1,2}日印发")),
)  # fmt: skip
# All of them in one pattern, the first that fits first: most lines are body text and fit none.
_KIND: Final = lazy.compile("|".join(f"(?P<{kind}>{pattern.pattern})" for kind, pattern in _KINDS))
_LONGEST: Final = 420
# 开创新局  走在全部: words that end as organs do.
_NO_ORGAN: Final = lazy.compile(
    r"(?:[新开布格大全定变破谋棋残结终危时僵胜好]局|全部|内部|一部|干部|局部|[东西南北中]部|核心|中心城|(?<![中新县市区省政务心])中心|原委|部署)$"
)

# 某县水利局  中共某县委办公室: a name of an organ alone.
ORGAN: Final = lazy.compile(
    r"[一-鿿][一-鿿()“”、· ]{1,48}?(?:政府|办公室|办公厅|委员会|[局厅委办部署]|中心|小组|指挥部|党组|支队|大队|调查队|研究院|管委会|联合会|协会|集团|公司|银行|支行|总队|法院|检察院|工会|联社|信息科|秘书[处科])(?:\([^()]{1,10}\))?"
)


def kind_of(text: str) -> str:
    """Return the kind of furniture that *text* (stripped, folded) is, or an empty string.

    Example:
        >>> [kind_of(text) for text in ("来源:某某日报", "2024年3月5日", "【字号:", "2024年3月5日召开会议。")]
        ['source', 'date', 'button', '']
    """
    if len(text) > _LONGEST:
        return ""
    found = _KIND.fullmatch(text)
    if found and found.lastgroup:
        return found.lastgroup
    return "organ" if len(text) <= 50 and ORGAN.fullmatch(text) and not _NO_ORGAN.search(text) else ""


# The same, with the kinds of organ that only a date behind them shows to be one.
SIGNER: Final = lazy.compile(
    r"[一-鿿][一-鿿()“”、· ]{1,58}?(?:政府|办公室|办公厅|委员会|[局厅委办部署社站所院会团校行]|中心|小组|指挥部|党组|支队|大队|集团|公司|法院|信息科|秘书[处科])(?:\([^()]{1,10}\))?"
)

"""Spans, folding, and the cutting of text into paragraphs, sentences and clauses.

Offsets everywhere in policyx are Python ``str`` offsets (code points), half open, into the text exactly as it
was given. `fold` maps one code point to one code point, so an offset into the folded text is an offset
into the text.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from policyx import lazy


class Span(NamedTuple):
    """A half-open range of code points: ``text[start:end]``."""

    start: int
    end: int


# Traditional and variant forms that turn up inside simplified text, where a rule needs the character.
_TRADITIONAL: Final = (
    "餘馀個萬億兩後裡裏過達總萊時間內單責負縣區鎮鄉廳黨會聯長為開學業產務農實專項動計劃畫約餵畝歲條處戶張輛臺噸級號標準費資財補獎貼數減現對與從給門頭導護發紀檢於設進"
    "還並種養環衛醫電車場園員師價質規組網點廠眾羣蓋氣廁衞綫線爲併幣銀鐵鋼礦糧豬雞魚樹棟層畢圖書館術藝體藥療險貧難勞職訓練論證認記許訪評調請議讓購貨貿貸賃賠贈賽輪轉軌"
    "軟較辦遠運選遷鄰釋鋪錄鏈關閱隊階際離雙雜雲靈靜響頂順須預領題額類風飛飲騎驗鬥齊齡齒龍來倉側債傳傷儲優兒冊決凍創劇勝勢協問啟嚴國圍執堅報墊壓壞壩婦寬審寧尋屬島幫幹"
    "庫廣廢強彙徑復徵恆愛態慶應戰戲掃換揚損擁擇擊擔據擬擴攝敗斷暫曆東樁極構樓樂橋機檔權歐歷歸殘毀況測湧溝滅滿漁漢潔濕濟灣災無煙熱燈營爐爭牆狀獨當盡監盤碼確礎禮積穩窮"
    "競築簡籌糾紅紙細終結統經綠維綜緊編緩績織續罰習聞聲聽脫臨舉舊節蘇蟲衝裝複見視親觀觸訂診試詳誠語說課談講識變豐貢賬趕趨跡軍載輔輸這連週遊適邊郵鐘閉陳陽隨隱頁頻願馬"
    "駐驛驟鮮麥黃鍋窪莊鄭蔥繭蠶棗蘋蓮蘆薦藍葉萵獸獲牽鹽滬瀋潤澆灑淨涼濾溫燒輻釐釘鉤錢錯鍵鑑鑒"
)
_SIMPLIFIED: Final = (
    "余余个万亿两后里里过达总莱时间内单责负县区镇乡厅党会联长为开学业产务农实专项动计划画约喂亩岁条处户张辆台吨级号标准费资财补奖贴数减现对与从给门头导护发纪检于设进"
    "还并种养环卫医电车场园员师价质规组网点厂众群盖气厕卫线线为并币银铁钢矿粮猪鸡鱼树栋层毕图书馆术艺体药疗险贫难劳职训练论证认记许访评调请议让购货贸贷赁赔赠赛轮转轨"
    "软较办远运选迁邻释铺录链关阅队阶际离双杂云灵静响顶顺须预领题额类风飞饮骑验斗齐龄齿龙来仓侧债传伤储优儿册决冻创剧胜势协问启严国围执坚报垫压坏坝妇宽审宁寻属岛帮干"
    "库广废强汇径复征恒爱态庆应战戏扫换扬损拥择击担据拟扩摄败断暂历东桩极构楼乐桥机档权欧历归残毁况测涌沟灭满渔汉洁湿济湾灾无烟热灯营炉争墙状独当尽监盘码确础礼积稳穷"
    "竞筑简筹纠红纸细终结统经绿维综紧编缓绩织续罚习闻声听脱临举旧节苏虫冲装复见视亲观触订诊试详诚语说课谈讲识变丰贡账赶趋迹军载辅输这连周游适边邮钟闭陈阳随隐页频愿马"
    "驻驿骤鲜麦黄锅洼庄郑葱茧蚕枣苹莲芦荐蓝叶莴兽获牵盐沪沈润浇洒净凉滤温烧辐厘钉钩钱错键鉴鉴"
)


def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII forms
    for code in (0x3000, 0x00A0, 0x00AD, 0x202F, 0x205F, 0x200B, 0x2060, 0xFEFF, *range(0x2000, 0x200B)):
        table[code] = " "
    pairs = {
        "○": "〇", "◯": "〇",  # ○ typed for the numeral 〇
        "︰": ":", "∶": ":", "﹕": ":", "꞉": ":",
        "﹪": "%", "٪": "%", "﹒": ".", "․": ".",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "─": "-", "﹣": "-", "━": "-",
        "〜": "~", "∼": "~", "〰": "~",
        "・": "·", "•": "·", "‧": "·",
        "﹐": ",", "﹔": ";", "﹙": "(", "﹚": ")",
        "〝": "“", "〞": "”",
    }  # fmt: skip
    table.update({ord(key): value for key, value in pairs.items()})
    table.update(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True))
    return table


_FOLD: Final = {chr(code): folded for code, folded in _fold_table().items()}
_FOLDABLE: Final = lazy.compile(f"[{re.escape(''.join(_FOLD))}]")


def fold(text: str) -> str:
    """Return *text* with full-width and variant characters folded, one code point to one.

    Full-width ASCII becomes half width, odd spaces become a space, dashes become ``-``, colons ``:``, and
    traditional characters that office texts use their simplified forms. Quotation marks and 《》 stay.

    Example:
        >>> fold("２０２５年底前，達到９８％—９９％")
        '2025年底前,达到98%-99%'
    """
    # A document holds a few dozen of them at most: to replace each is faster than to look every character up.
    for char in set(_FOLDABLE.findall(text)):
        text = text.replace(char, _FOLD[char])
    return text


def scrub(text: str) -> str:
    r"""Replace each lone surrogate by U+FFFD, one for one, so that *text* can be written as UTF-8.

    Example:
        >>> scrub("a\ud800b") == "a\ufffdb"
        True
    """
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _visible_table() -> dict[int, str]:
    hidden = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    table = {code: f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}" for code in hidden}
    return {**table, 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}


_VISIBLE: Final = _visible_table()


def visible(text: str) -> str:
    r"""Return *text* safe to print on a terminal: control and direction characters as escapes, surrogates as U+FFFD.

    Example:
        >>> print(visible("红\x1b[31m字"))
        红\x1b[31m字
    """
    return scrub(text).translate(_VISIBLE)

"""The grammar of times: values, near misses, invariants, speed on hostile input."""

import itertools
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyx.grammar.time import (
    Anchor,
    absolute,
    find_times,
    partial,
    recurrence,
    resolve,
    scan,
    scan_times,
    span,
)
from policyx.grammar.time.calendar import add_period, parse_point
from policyx.grammar.time.duration import scan_durations
from policyx.grammar.time.plan_period import plan_years
from policyx.grammar.time.rules import RULES
from policyx.text import fold

EXAMPLES = [(rule, phrase, value) for rule in RULES for phrase, value in rule.yes.items()]
NEAR_MISSES = [(rule, phrase) for rule in RULES for phrase in rule.no]


def found_by(rule, text):
    return [mention for mention in scan_times(fold(text)) if mention.rule == rule.id]


@pytest.mark.parametrize(("rule", "phrase", "value"), EXAMPLES, ids=lambda item: getattr(item, "id", item))
@pytest.mark.parametrize("frame", ["{}", "全县{}完成任务。", "一、目标\n{},建成水库3座"])
def test_rule_finds_its_examples(rule, phrase, value, frame):
    text = frame.format(phrase)
    mentions = found_by(rule, text)
    assert [mention.label() for mention in mentions] == [value]
    assert text[mentions[0].start : mentions[0].end] == phrase


@pytest.mark.parametrize(("rule", "phrase"), NEAR_MISSES, ids=lambda item: getattr(item, "id", item))
def test_rule_leaves_its_near_misses(rule, phrase):
    assert found_by(rule, phrase) == []


@pytest.mark.parametrize(
    ("phrase", "date", "iso", "end_date"),
    [
        ("近三年", "2022", "2020/2022", "2022-12-31"),
        ("未来五年", "2022", "2023/2027", "2027-12-31"),
        ("今年以来", "2022", "2022", "2022-12-31"),
        ("去年以来", "2022", "2021/..", ""),
        ("6月底前", "2024-03-01", "2024-06", "2024-06-30"),
        ("2月底", "2024", "2024-02", "2024-02-29"),
        ("10月至次年3月", "2024", "2024-10/2025-03", "2025-03-31"),
        ("今年11月至明年3月", "2024", "2024-11/2025-03", "2025-03-31"),
        ("11月至3月", "2024", "2024-11/2025-03", "2025-03-31"),
        ("上个月", "2025-01-15", "2024-12", "2024-12-31"),
        ("上季度末", "2025-02", "2024-12", "2024-12-31"),
        ("自印发之日起30日内", "2025-05-01", "P30D", "2025-05-31"),
        ("自印发之日起5个工作日内", "2025-05-01", "P5BD", "2025-05-08"),
        ("自收到申请之日起5个工作日内", "2025-05-01", "P5BD", ""),
        ("近三个月", "2025-02", "2024-12/2025-02", "2025-02-28"),
        ("2028年秋季学期", None, "2028-23", "2029-01-31"),
        ("2024学年第二学期", None, "2025-21", "2025-07-31"),
        ("2024-2025学年", None, "2024/2025", "2025-12-31"),
        ("到“十四五”期末", None, "2025", "2025-12-31"),
        ("近三年", None, "P3Y", ""),
        ("每年3月底前", None, "R/P1Y", ""),
        ("2028年10月8日起至2028年11月3日", None, "2028-10-08/2028-11-03", "2028-11-03"),
        ("从2028年秋季学期开始", None, "2028-23", "2029-01-31"),
        ("2025 年 6 月", None, "2025-06", "2025-06-30"),
        ("２０２５年底前", None, "2025", "2025-12-31"),
        ("二○二五年", None, "2025", "2025-12-31"),
        ("2023—2025年", None, "2023/2025", "2025-12-31"),
    ],
)
def test_values(phrase, date, iso, end_date):
    (found,) = find_times(phrase, date)
    assert (found.quote, found.iso, found.end_date) == (phrase, iso, end_date)


@pytest.mark.parametrize(
    "text",
    [
        "目前",
        "近年来",
        "近期",
        "长期",
        "定期",
        "20XX年",
        "XX年",
        "县政发〔2024〕7号",
        "GB/T 9704-2012",
        "第六届",
        "九年义务教育",
        "三年行动计划",
        "每名学生",
        "12345678901年",
    ],
)
def test_nothing(text):
    assert find_times(text) == []


def test_a_list_of_years_is_one_mention_each():
    assert [found.iso for found in find_times("2021、2022年和2024年")] == ["2021", "2022", "2024"]


def test_without_a_date_nothing_is_anchored_to_today():
    assert [found.iso for found in find_times("去年、今年和明年，6月底前，近三年")] == [
        "XXXX",
        "XXXX",
        "XXXX",
        "XXXX-06",
        "P3Y",
    ]


def test_wrong_arguments_say_what_to_pass():
    with pytest.raises(TypeError, match="needs a str, not bytes"):
        find_times("2025年".encode())
    with pytest.raises(ValueError, match="2025-06-30"):
        find_times("2025年", "next year")


@pytest.mark.parametrize("iso", ["2025-13", "2025-02-30", "25", "2025/2026", ""])
def test_dates_that_are_none(iso):
    assert parse_point(iso) is None


def test_plan_periods_follow_one_another():
    years = sorted(plan_years().values())
    assert len(years) == 16
    assert all(first <= last for first, last in years)
    assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(years))


def test_working_days_skip_weekends():
    friday = date(2025, 1, 3)
    assert [add_period(friday, count, "BD").day for count in (1, 5, 6)] == [6, 10, 13]


@pytest.mark.parametrize(("text", "iso"), [("两年", "P2Y"), ("三年半", "P3.5Y"), ("3年以上7年以下", "P3Y/P7Y"), ("100到200个小时", "PT100H/PT200H"), ("五个工作日", "P5BD"), ("13天—8周", "P13D/P56D")])  # fmt: skip
def test_durations(text, iso):
    assert [found.iso for found in scan_durations(fold(text))] == [iso]


PIECES = st.sampled_from(
    [
        "2025年",
        "6月",
        "30日",
        "底",
        "前",
        "到",
        "至",
        "-",
        "—",
        "近",
        "三",
        "每",
        "半年",
        "季度",
        "末",
        "“十四五”",
        "期间",
        "内",
        "工作日",
        "自",
        "起",
        "，",
        "。",
        "\n",
        "全",
        "去年",
        "上",
        "个",
        "月",
        "1",
        "2",
        "、",
        "第",
        "周",
        "以来",
        "未来",
        "学期",
        "秋季",
        "年内",
        "不",
        "(",
        ")",
        "《",
        "》",
        "的",
        "○",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["", "2024", "2024-05", "2024-05-31"]))
def test_mentions_lie_in_order_and_resolve(text, date):
    folded = fold(text)
    end = 0
    for mention in scan_times(folded):
        assert end <= mention.start < mention.end <= len(folded)
        end = mention.end
        assert resolve(mention, Anchor(date, date)).iso


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_quotes_of_itself(text):
    for found in find_times(text, "2025"):
        assert text[found.start : found.end] == found.quote


def _slowly(folded):
    """Scan with every rule at every character: what the cheap starting places must not lose."""
    patterns = {"head": absolute.HEAD.pattern, "iso": absolute.ISO, "every": recurrence.EVERY, "span": span.SPAN, "use": span.USE, "early": span.EARLY, "cycle": recurrence.CYCLE, "by": recurrence.BY, "since": span.SINCE, "within": span.WITHIN, "offset": span.OFFSET, "bare": partial.BARE, "same": span.SAME_DAY}  # fmt: skip
    everywhere = re.compile("|".join(f"(?P<kind_{name}>{pattern})" for name, pattern in patterns.items()))
    mentions, end = [], 0
    for found in everywhere.finditer(folded):
        if found.start() >= end and (mention := scan._mention(folded, found, end)) is not None:
            mentions.append(mention)
            end = mention.end
    return mentions


@pytest.mark.parametrize(("rule", "phrase", "value"), EXAMPLES, ids=lambda item: getattr(item, "id", item))
def test_no_starting_place_is_missed(rule, phrase, value):
    text = fold(f"全县{phrase}完成,县{phrase}。")
    assert scan_times(text) == _slowly(text)


@pytest.mark.parametrize(
    "piece", ["1", "一", "2025年", "每", "近", "“十四五”", "2025-", "自", "30日内", "2025年1月1日至", "上年度", "年"]
)
def test_hostile_input_takes_linear_time(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        begin = time.process_time()
        scan_times(text)
        return time.process_time() - begin

    seconds(1000)
    short, long = min(seconds(10_000) for _ in range(3)), seconds(100_000)
    assert long < 40 * short + 0.05

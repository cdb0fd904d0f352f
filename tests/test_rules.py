"""Every rule of every grammar module finds its own examples, alone and inside a sentence, and nothing in its near misses."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import policyx.grammar
from policyx.rule import Rule
from policyx.text import fold

_INSIDE = ("{}", "全县上下凝心聚力，{}，确保各项工作落到实处。")


def _modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(policyx.grammar.__path__, "policyx.grammar."):
        module = importlib.import_module(info.name)
        if getattr(module, "RULES", None):
            yield module


def _scanner(module: Any) -> Callable[[str], Any] | None:
    """Return the module's one ``scan_…`` function of folded text, in which its rules meet what limits them."""
    functions = [
        function
        for name, function in vars(module).items()
        if name.startswith("scan_") and inspect.isfunction(function) and function.__module__ == module.__name__
    ]
    plain = [function for function in functions if len(inspect.signature(function).parameters) == 1]
    return plain[0] if len(plain) == 1 else None


def _cases(which: str) -> list[Any]:
    seen: set[str] = set()
    cases = []
    # Modules that scan come first, so that a rule which two modules list is run where its limits are.
    for module in sorted(_modules(), key=lambda module: _scanner(module) is None):
        for rule in module.RULES:
            if rule.id in seen:
                continue
            seen.add(rule.id)
            phrases = rule.yes.items() if which == "yes" else ((phrase, None) for phrase in rule.no)
            cases += [
                pytest.param(module, rule, phrase, label, id=f"{rule.id}:{phrase!r}") for phrase, label in phrases
            ]
    return cases


def _labels(module: Any, rule: Rule[Any], text: str) -> list[str]:
    scan = _scanner(module)
    if scan is not None:
        return [mention.label() for mention in scan(fold(text)) if mention.rule == rule.id]
    built = (rule.build(match) for match in rule.find.finditer(fold(text)))
    return [mention.label() for mention in built if mention is not None]


def test_some_module_has_rules() -> None:
    assert _cases("yes")
    assert _cases("no")


@pytest.mark.parametrize("frame", _INSIDE)
@pytest.mark.parametrize(("module", "rule", "phrase", "label"), _cases("yes"))
def test_finds_its_examples(module: Any, rule: Rule[Any], phrase: str, label: str, frame: str) -> None:
    assert label in _labels(module, rule, frame.format(phrase))


@pytest.mark.parametrize("frame", _INSIDE)
@pytest.mark.parametrize(("module", "rule", "phrase", "label"), _cases("no"))
def test_passes_over_near_misses(module: Any, rule: Rule[Any], phrase: str, label: None, frame: str) -> None:
    assert _labels(module, rule, frame.format(phrase)) == []


def test_ids_are_unique() -> None:
    rules = {id(rule): rule.id for module in _modules() for rule in module.RULES}
    assert len(set(rules.values())) == len(rules)

"""Patterns that are compiled at first use are those that `re` would have compiled."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import policyx
from policyx import lazy


def test_every_pattern_of_the_package_compiles():
    for module in pkgutil.walk_packages(policyx.__path__, "policyx."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    patterns = [thing for thing in gc.get_objects() if type(thing) is lazy._Lazy]
    assert len(patterns) > 500
    for pattern in patterns:
        pattern.search("")  # raises re.error where the pattern is broken


def test_flags_and_methods_are_those_of_re():
    made, of_re = lazy.compile(r"^(?P<word>a+)$", re.M | re.I), re.compile(r"^(?P<word>a+)$", re.M | re.I)
    text = "aa\nAAA\nb"
    assert [found["word"] for found in made.finditer(text)] == [found["word"] for found in of_re.finditer(text)]
    assert (made.sub("x", text), made.split(text)) == (of_re.sub("x", text), of_re.split(text))
    assert (made.pattern, made.flags, made.groupindex) == (of_re.pattern, of_re.flags, of_re.groupindex)


def test_a_han_class_takes_han_and_leaves_marks_digits_and_ascii():
    word = lazy.compile("[一-鿿]+")
    assert [found[0] for found in word.finditer("新建3所，abc〔学校〕、“双减”_鿿龥")] == [
        "新建",
        "所",
        "学校",
        "双减",
        "鿿龥",
    ]


def test_a_broken_pattern_is_an_error_at_first_use():
    broken = lazy.compile("(")
    with pytest.raises(re.error):
        broken.search("")


def test_other_attributes_do_not_compile():
    pattern = lazy.compile("(")
    with pytest.raises(AttributeError):
        _ = pattern.nothing

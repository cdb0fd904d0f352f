"""A room of the package imports only from rooms above it, and the map in the package's docstring is true."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import policyx

SOURCE = Path(policyx.__file__).parent

# From top to bottom; rooms in one row do not import each other.
ROOMS = (
    ("errors",),
    ("lazy",),
    ("text",),
    ("lexicon",),
    ("records",),
    ("mend",),
    ("rule",),
    ("segment",),
    ("divisions",),
    ("grammar",),
    ("document",),
    ("link",),
    ("decimals",),
    ("schema",),
    ("wording",),
    ("preview",),
    ("extraction",),
    ("packing",),
    ("source",),
    ("pipeline",),
    ("readers",),
    ("files",),
    ("dataset",),
    ("conversion",),
    ("many",),
    ("spark",),
    ("spacy_component",),
    ("gold",),
    ("realign",),
    ("matching",),
    ("agreement",),
    ("scoring",),
    ("view",),
    ("terminal",),
    ("configuration",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, row in enumerate(ROOMS) for room in row}

# Families of modules in grammar/ that never import each other; what none of these names is of the measures.
FAMILIES = {
    "time": ("time",),
    "agency": (
        "organ",
        "organ_index",
        "organ_list",
        "organ_list_end",
        "organ_piece",
        "organ_scan",
        "duty",
        "responsibility",
    ),
    "program": ("program", "program_edge", "program_headed", "program_quoted", "program_title", "program_words"),
}
# What a module may load when it is imported; everything else only inside the functions that need it.
EAGER = {"regex", "click"}

MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Names below policyx that the module imports, wherever in it; those for type checkers too."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.removeprefix("policyx.") for name in names if name.startswith("policyx.")}
    return found


def room_of(name: str) -> str:
    return name.split(".")[0]


def family_of(name: str) -> str | None:
    parts = name.split(".")
    if parts[0] != "grammar" or len(parts) == 1:
        return None
    if parts[1] == "number":
        return "number"
    return next((family for family, modules in FAMILIES.items() if parts[1] in modules), "measure")


@pytest.mark.parametrize("path", MODULES[1:], ids=name_of)
def test_a_room_imports_only_from_rooms_above(path):
    name = name_of(path)
    assert room_of(name) in LEVEL, f"say in ROOMS where {name} stands"
    own = LEVEL[room_of(name)]
    # A default extractor is looked up when `score` is called; names such as __version__ are the package's own.
    rooms = {room_of(found) for found in imports(path)} & LEVEL.keys()
    below = {room for room in rooms - {room_of(name)} if LEVEL[room] >= own}
    assert not below, f"{name} imports from {below}"


@pytest.mark.parametrize("path", sorted((SOURCE / "grammar").rglob("*.py")), ids=name_of)
def test_families_of_the_grammar_do_not_know_each_other(path):
    own = family_of(name_of(path))
    if own is None:
        return
    foreign = {name for name in imports(path) if family_of(name) not in (None, own, "number")}
    assert not foreign, f"{name_of(path)} imports {foreign}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_importing_loads_no_large_library(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    heads = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    heads += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    third = {head.split(".")[0] for head in heads} & {
        "pandas", "pyarrow", "numpy", "rjieba", "jieba", "rich", "click", "regex", "spacy", "pyspark",
        "openpyxl", "xlrd", "pypdfium2", "striprtf", "jinja2",
    }  # fmt: skip
    assert third <= EAGER
    assert "click" not in third or name_of(path) == "cli"


def test_the_map_of_the_package_is_true():
    rows = re.findall(r"^\| (`.*?) \|", policyx.__doc__ or "", re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`policyx\.(\w+)`", row)]
    assert set(named) == LEVEL.keys() - {"__main__"}
    levels = [LEVEL[name] for name in named]
    assert levels == sorted(levels)


def test_no_module_is_a_drawer():
    assert not {"utils", "util", "helpers", "common", "misc", "base", "core"} & {path.stem for path in MODULES}

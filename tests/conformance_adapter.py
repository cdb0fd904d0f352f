"""Adapter that runs policyx's bare mentions over other projects' cases for numbers, quantities and times."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from policyx.grammar.measure import Quantity, find_quantities
from policyx.lexicon import rows

_KINDS = {row["unit"]: row["kind"] for row in rows("measures")}


def _kind(quantity: Quantity) -> str:
    if not quantity.unit:
        return "number"
    kind = _KINDS.get(quantity.unit.split("/")[0], "")
    if quantity.unit.endswith("元"):
        kind = "money"
    return {"money": "money", "percent": "percent", "point": "percent"}.get(kind, "quantity")


def predict(text: str, reference_date: str | None) -> list[dict[str, Any]]:
    """Return the predictions of both find functions in the scorer's form."""
    found = [
        {
            "start": quantity.start,
            "end": quantity.end,
            "kind": _kind(quantity),
            "value": str(quantity.value),
            "value_max": None if quantity.value_max is None else str(quantity.value_max),
            "unit": "%" if quantity.unit == "‰" else quantity.unit,
            "comparator": quantity.comparator,
        }
        for quantity in find_quantities(text)
    ]
    for row in found:
        if row["unit"] == "%" and text[int(str(row["start"])) : int(str(row["end"]))].find("千分之") >= 0:
            row["value"] = str(float(str(row["value"])) / 10)
    if importlib.util.find_spec("conformance_times") is not None:
        found += importlib.import_module("conformance_times").predict_times(text, reference_date)
    return found

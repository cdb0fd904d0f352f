"""Hypothesis profiles, and the project's own documents for tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# A shared machine makes single examples slow now and then: no deadline an example.
settings.register_profile("dev", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), max_examples=100, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def corpus() -> dict[str, str]:
    """Name → text of every document of the corpus."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))}

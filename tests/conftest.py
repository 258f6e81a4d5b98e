"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --update-golden`` writes what came out into the golden files, to be looked at with ``git diff``."""
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))

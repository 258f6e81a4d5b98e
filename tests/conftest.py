"""Options of the tests, and the real models that some of them use."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from podcaster.garbage import collect_seldom
from tests.buckets import bucket, bucket_server
from tests.folders import folder
from tests.real_models import MissingPartError, real_model
from tests.studios import browser, chromium, pristine, studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["browser", "bucket", "bucket_server", "chromium", "folder", "pristine", "studio"]

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="podcaster-data-")
"""The voices and models of whoever runs the tests are theirs: on Linux every run begins as on a bare machine."""


settings.register_profile("usual", derandomize=True, database=None, deadline=None)
settings.register_profile("long", deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Property tests try the same examples on every machine; ``--long`` looks for new ones."""
    settings.load_profile("long" if config.getoption("--long") else "usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --update-golden`` writes what came out into the golden files, to be looked at with ``git diff``."""
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")
    parser.addoption("--long", action="store_true", help="Repeat what is left to chance four times as often.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How often something that is left to chance is tried: so often, and with ``pytest --long`` four times as often."""
    return lambda usual: usual * (4 if request.config.getoption("--long") else 1)


@pytest.fixture
def collector_of_the_program() -> Iterator[None]:
    """The collector as the program has it: as often as Python looks, its own work grows with all that is held."""
    usual = gc.get_threshold()
    collect_seldom()
    yield
    gc.set_threshold(*usual)


def _real_or_skip(name: str) -> Path:
    try:
        return real_model(name)
    except MissingPartError as error:
        pytest.skip(f"the real {name} cannot be had: {error}")


@pytest.fixture(scope="session")
def natural_models() -> Path:
    """The folder of the real Kokoro model and its voices."""
    return _real_or_skip("natural")


@pytest.fixture(scope="session")
def whisper_model() -> Path:
    """The folder of the real Whisper base model."""
    return _real_or_skip("whisper-base")


@pytest.fixture(scope="session")
def piper_models() -> Path:
    """The folder of a real voice of Piper."""
    return _real_or_skip("piper")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with real models come last: what they load stays, and makes every fork of the tests after them dearer."""
    items.sort(key=lambda item: item.get_closest_marker("real") is not None)


def pytest_collection_finish() -> None:
    """What was collected is not looked through again by every collection of garbage, here and in every fork."""
    gc.collect()
    gc.freeze()

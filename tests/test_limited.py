"""Work on what strangers wrote ends, also where a process cannot learn its size (no /proc)."""

import builtins
from typing import Any

import pytest

from podcaster import limited


@pytest.fixture(params=[False, True], ids=["proc", "no proc"])
def _system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_proc(path: Any, *arguments: Any, **options: Any) -> Any:
        if str(path).startswith("/proc/"):
            raise FileNotFoundError(path)
        return builtins.open(path, *arguments, **options)  # noqa: PTH123

    if request.param:
        monkeypatch.setattr(limited, "open", no_proc, raising=False)


@pytest.mark.usefixtures("_system")
def test_work_is_done_or_ended() -> None:
    assert limited.run_limited(lambda: "done", seconds=2, megabytes=200) == "done"
    with pytest.raises(limited.LimitError, match="more than 200 MB"):
        limited.run_limited(lambda: "x" * 9_000_000_000, seconds=2, megabytes=200)


def test_a_lower_limit_of_the_host_stays() -> None:
    """Nobody may raise his own limit: under ``ulimit -t 1`` every template was said to have a loop inside a loop."""
    resource = pytest.importorskip("resource")

    def lowered() -> str:
        resource.setrlimit(resource.RLIMIT_CPU, (3, 3))
        limited._limit(8, 2000)
        return str(resource.getrlimit(resource.RLIMIT_CPU))

    assert limited.run_limited(lowered, seconds=20, megabytes=2000) == "(3, 3)"

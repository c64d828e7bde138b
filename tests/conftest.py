"""What every test may ask for, and which tests this machine can run."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

#: Programs that only root can install, by the mark of the tests that need them.
TOOLS = {"chromium": ["chromium"], "office": ["soffice", "pdftoppm"]}

# No deadline and no too_slow: a test never asserts a time, and the machine may be busy.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("short", calm, max_examples=100)
settings.register_profile("soak", calm, max_examples=5_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="the long form of the random proofs")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("soak" if config.getoption("--soak") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = {
        mark: f"{mark} tests need {', '.join(programs)}"
        for mark, programs in TOOLS.items()
        if not all(map(shutil.which, programs))
    }
    if not config.getoption("--soak"):
        missing["soak"] = "the long form runs with make soak"
    for item in items:
        for mark, reason in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def soak(pytestconfig: pytest.Config) -> bool:
    """Tell whether to take the full counts (make soak) or the short ones (make test)."""
    return bool(pytestconfig.getoption("--soak"))

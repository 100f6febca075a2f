import signal
import sys
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest

from bot.cli import main
from tests.catalog.conftest import remembering
from tests.cli import running
from tests.cli.running import Ran, Start, begin
from tests.fakes.program import Program


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run here read the content once."""
    remembering(monkeypatch)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Make sure that Ctrl-C reaches the processes of this test.

    Whoever starts the tests in the background may have it ignored, and a process that is
    born with it ignored goes on ignoring it.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Start:
    """Run the command line here, with nothing of ours in the environment but what is named.

    A traceback is the test's own, and no process has to start.
    """

    def started(
        *arguments: str, typed: str = "", environ: Mapping[str, str] | None = None
    ) -> Ran:
        monkeypatch.setattr(sys, "argv", ["whichrole", *arguments])
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        monkeypatch.setattr("os.environ", running.clean(environ))
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, *capfd.readouterr())

    return started


@pytest.fixture(scope="session")
def talked_in(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of that one process."""
    return Path(copy(migrated, tmp_path_factory.mktemp("lasting") / "whichrole.db"))


@pytest.fixture(scope="session")
def lasting(talked_in: Path) -> Iterator[Program]:
    """One process for all tests that leave it running; none may make it complain."""
    with Program(talked_in) as program:
        yield program
        assert program.end() == (0, "")


@pytest.fixture
def program(lasting: Program) -> Iterator[Program]:
    """Somebody who has said nothing yet; afterwards they are forgotten."""
    yield lasting
    lasting.type("/whichrole forget-me")
    lasting.choose("forget")


@pytest.fixture
def asked(program: Program) -> Program:
    """Somebody whose first question stands."""
    return begin(program)

import asyncio
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest

from bot import logs

CANARY = "my secret canary"
TOKENS = (
    "xoxb-1234-5678-abcDEF",
    "xapp-1-A0-123-deadbeef",
    "MTAxMDEwMTAxMDEwMTAxMDEw.GabcDE.abcdefghijklmnopqrstuvwxyz012345",
    "https://hooks.example/response/1",
)


@pytest.fixture
def out() -> Iterator[StringIO]:
    with everything_logged() as out:
        yield out


@contextmanager
def everything_logged() -> Iterator[StringIO]:
    """What is logged, with everything switched on."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    logs.install("debug", stream)
    yield stream
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)


def test_a_line_of_ours_says_what_happened(out: StringIO) -> None:
    logging.getLogger("bot.usecases.delivery").info("message %s: %s", "key", "busy")

    assert out.getvalue().endswith("INFO bot.usecases.delivery: message key: busy\n")


def test_F79_an_exception_is_told_by_its_kind_and_place_and_not_in_its_words(
    out: StringIO,
) -> None:
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("bot").exception("something went wrong")

    assert "ValueError\n" in out.getvalue()
    assert "test_logs.py" in out.getvalue()
    assert CANARY not in out.getvalue()


def test_F79_what_a_library_says_of_its_arguments_is_left_out(out: StringIO) -> None:
    logging.getLogger("library").debug("sent %s", CANARY)

    assert "sent %s" in out.getvalue()
    assert CANARY not in out.getvalue()


def test_F79_what_a_library_put_into_its_line_itself_is_left_out(out: StringIO) -> None:
    logging.getLogger("library").error(f"Failed to run a listener (error: {CANARY})")

    assert "Failed to run a listener" in out.getvalue()
    assert CANARY not in out.getvalue()


async def test_F79_a_task_that_nobody_awaited_does_not_tell_what_it_died_of(
    out: StringIO,
) -> None:
    async def dies() -> None:
        raise ValueError(CANARY)

    task = asyncio.create_task(dies())
    await asyncio.wait([task])
    del task
    gc.collect()

    assert "never retrieved" in out.getvalue()
    assert CANARY not in out.getvalue()


@pytest.mark.parametrize("token", TOKENS)
def test_F79_whatever_looks_like_a_secret_is_masked_wherever_it_stands(
    out: StringIO, token: str
) -> None:
    logging.getLogger("bot").error("refused: %s", token)
    logging.getLogger("library").error(f"refused {token}")

    assert "***" in out.getvalue()
    assert token not in out.getvalue()


def test_F79_the_password_of_a_database_address_is_masked(out: StringIO) -> None:
    logging.getLogger("bot").error("postgresql+asyncpg://sam:hunter2@db.example/whichrole")

    assert "hunter2" not in out.getvalue()
    assert "db.example" in out.getvalue()


@pytest.mark.parametrize("library", logs.QUIET)
def test_F79_libraries_stay_quiet_also_when_we_debug(out: StringIO, library: str) -> None:
    logging.getLogger(f"{library}.inner").debug(CANARY)
    logging.getLogger(library).info(CANARY)

    assert out.getvalue() == ""


def test_F79_an_end_that_nobody_foresaw_is_told_without_words(
    out: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        int(CANARY)
    except ValueError as problem:
        sys.excepthook(type(problem), problem, problem.__traceback__)

    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert CANARY not in told

"""A picture is drawn beside everybody else, and whatever becomes of it harms nobody."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.cards import Bar
from bot.charts import apart, drawing, sheet
from tests.fakes.waiting import until

SVG = drawing.to_svg([Bar("Data analyst", 0.6), Bar("Data engineer", 0.4)], "Fits")

STUCK = """\
import os, sys, time
open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(600)
"""


def stuck(folder: Path) -> tuple[Path, Path]:
    """A program that never puts out a picture, and where it writes its number."""
    brush, number = folder / "stuck.py", folder / "number"
    brush.write_text(STUCK)
    return brush, number


def has_begun(number: Path) -> bool:
    return number.exists() and bool(number.read_text())


def is_running(number: Path) -> bool:
    return Path(f"/proc/{number.read_text()}").exists()


async def test_what_is_drawn_apart_is_the_same_picture() -> None:
    drawn = await apart.png(SVG, sheet.fonts())

    assert drawn == sheet.png(SVG)


async def test_I6_others_go_on_as_long_as_a_picture_is_not_drawn(tmp_path: Path) -> None:
    brush, number = stuck(tmp_path)
    drawing_now = asyncio.create_task(apart.png(SVG, [str(number)], brush))

    await until(lambda: has_begun(number))  # a loop that stood still would never come here
    turns = [await asyncio.sleep(0, turn) for turn in range(1_000)]

    assert len(turns) == 1_000
    assert not drawing_now.done()
    drawing_now.cancel()
    await asyncio.gather(drawing_now, return_exceptions=True)


async def test_I9_a_picture_that_nobody_waits_for_leaves_no_process(tmp_path: Path) -> None:
    brush, number = stuck(tmp_path)
    drawing_now = asyncio.create_task(apart.png(SVG, [str(number)], brush))
    await until(lambda: has_begun(number))

    drawing_now.cancel()
    (ended,) = await asyncio.gather(drawing_now, return_exceptions=True)

    assert isinstance(ended, asyncio.CancelledError)
    assert not is_running(number)


async def test_a_picture_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    brush, number = stuck(tmp_path)
    monkeypatch.setattr(apart, "LONGEST", 0.0)

    drawn = await apart.png(SVG, [str(number)], brush)

    assert drawn is None
    assert "a picture was not drawn: TimeoutError" in caplog.text


async def test_F57_what_cannot_be_drawn_ends_its_own_process_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    drawn = await apart.png("no document, and secret words", sheet.fonts())

    assert drawn is None
    assert "its process ended with 1" in caplog.text
    assert "secret" not in caplog.text


async def test_where_no_process_can_be_started_there_is_no_picture(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/interpreter")

    drawn = await apart.png(SVG, sheet.fonts())

    assert drawn is None
    assert "a picture was not drawn: FileNotFoundError" in caplog.text

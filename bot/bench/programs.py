"""Whole processes, as somebody would start them, watched from outside."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from time import perf_counter
from typing import IO, Any

from bot.errors import WhichRoleError

Line = dict[str, Any]
"""One object of the ``--jsonl`` protocol."""

LONGEST_SECONDS = 60.0
"""After this a program is taken for stuck, and killed."""

OPEN = {"text": "/whichrole"}
FIRST_CHOICE = {"text": "1"}

_PYTHON = (sys.executable, "-m", "bot")
_PEAK = (sys.executable, "-I", "-S", str(Path(__file__).with_name("peak_of_child.py")))
_OURS = ("WHICHROLE_", "SLACK_", "DISCORD_", "DATABASE_URL")


class ProgramFailed(WhichRoleError):
    """A program under measurement did not do its work, so there is nothing to report.

    Attributes:
        command: what was started.
        told: the last line that it wrote to standard error.
    """

    def __init__(self, command: Sequence[str], errors: str) -> None:
        told = (errors.strip().splitlines() or ["it said nothing"])[-1]
        super().__init__(f"Nothing was measured, for `{' '.join(command)}` failed: {told}")
        self.command, self.told = tuple(command), told


class Program:
    """A running program, spoken to line by line."""

    def __init__(
        self, command: Sequence[str], process: subprocess.Popen[bytes], errors: IO[bytes]
    ) -> None:
        assert process.stdin is not None  # noqa: S101 - narrows the type
        assert process.stdout is not None  # noqa: S101 - narrows the type
        self._command, self._process, self._errors = command, process, errors
        self._in, self._out = process.stdin, process.stdout

    def say(self, line: Line) -> None:
        """Write one input line."""
        with suppress(BrokenPipeError):  # reading its answer tells what happened
            self._in.write(json.dumps(line).encode() + b"\n")
            self._in.flush()

    def card(self) -> Line:
        """The next card that it shows, as soon as its line is complete.

        Raises:
            ProgramFailed: it ended without one.
        """
        return next(line for line in self._lines() if line["type"] == "message")

    def turn(self) -> list[Line]:
        """The cards up to the next end of a turn.

        Raises:
            ProgramFailed: it ended before.
        """
        return list(takewhile(lambda line: line["type"] != "turn-end", self._lines()))

    def finish(self, words: bytes = b"") -> None:
        """Hand over the rest of the input, and wait for the end.

        Raises:
            ProgramFailed: its exit code is not 0.
        """
        self._process.communicate(words)
        if self._process.returncode != 0:
            raise self._failure()

    def _lines(self) -> Iterator[Line]:
        for line in self._out:
            yield json.loads(line)
        raise self._failure()

    def _failure(self) -> ProgramFailed:
        self._process.wait()
        self._errors.seek(0)
        return ProgramFailed(self._command, self._errors.read().decode(errors="replace"))


@contextmanager
def running(command: Sequence[str], longest: float = LONGEST_SECONDS) -> Iterator[Program]:
    """Start a program; when the block is left, or after so many seconds, it is gone."""
    with TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment(),
        )
        watch = Timer(longest, process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield Program(command, process, errors)
        finally:
            watch.cancel()
            process.kill()
            process.communicate()


def chat(database: Path, *, jsonl: bool = True) -> tuple[str, ...]:
    """The command for a conversation on this database."""
    options = ("--as", "bench", "--db", f"sqlite+aiosqlite:///{database}")
    return (*_PYTHON, "chat", *options, *(("--jsonl",) if jsonl else ()))


def whichrole(*arguments: str) -> tuple[str, ...]:
    """The console script beside this interpreter; where there is none, the module."""
    script = shutil.which("whichrole", path=str(Path(sys.executable).parent))
    return (*((script,) if script else _PYTHON), *arguments)


def empty_interpreter() -> tuple[str, ...]:
    """The floor of everything that is a process: Python, told to do nothing."""
    return (sys.executable, "-c", "")


def seconds_to_finish(command: Sequence[str]) -> float:
    """Wall time of a program that needs no input."""
    start = perf_counter()
    with running(command) as program:
        program.finish()
        return perf_counter() - start


def reporting_peak(report: Path, command: Sequence[str]) -> tuple[str, ...]:
    """The same command, with its peak memory in bytes left in a file."""
    return (*_PEAK, str(report), *command)


def environment() -> dict[str, str]:
    """Our variables as a user has them.

    Python's own go, so that byte code is cached and output buffered, and so do our settings.
    """
    dropped = ("PYTHON", *_OURS)
    kept = {"PYTHONPATH", "PYTHONHOME"}
    return {
        name: value
        for name, value in os.environ.items()
        if name in kept or not name.startswith(dropped)
    }

"""Real ``whichrole`` processes, started as a shell would start them."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.fakes.program import Program
from tests.fakes.waiting import PATIENCE

PYTHON = sys.executable
CTRL_C, CTRL_D = b"\x03", b"\x04"
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")

# Makes the terminal on standard input the process's own, so that Ctrl-C reaches it.
_ON_ITS_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a process ended."""

    code: int
    out: str
    err: str


Start = Callable[..., Ran]
"""Runs the command line with these words, what is ``typed``, and the settings ``environ``."""


def clean(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment with nothing of ours in it but what is named."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME") or name.startswith("COV")
    }
    return kept | dict(environ or {})


def address(database: Path) -> str:
    return f"sqlite+aiosqlite:///{database}"


def whichrole(
    *arguments: str,
    typed: bytes = b"",
    environ: Mapping[str, str] | None = None,
    redirected: str = "",
) -> Ran:
    """Run a command to its end, with a shell's redirection if one is given."""
    command = [PYTHON, "-m", "bot", *arguments]
    ended = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", *command] if redirected else command,
        input=typed,
        capture_output=True,
        env=clean(environ),
        timeout=PATIENCE,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def at_first_question(database: Path, name: str = "sam") -> Program:
    """A program whose first question stands."""
    return begin(Program(database, name=name))


def begin(program: Program) -> Program:
    """Bring whoever is new to the first question."""
    program.type("/whichrole")
    program.standing = program.choose("start")
    return program


class Terminal:
    """A ``whichrole`` process on a terminal of its own."""

    def __init__(
        self, *arguments: str, columns: int = 80, environ: Mapping[str, str] | None = None
    ) -> None:
        self._ours, its = pty.openpty()
        termios.tcsetwinsize(its, (24, columns))
        self.process = subprocess.Popen(
            [PYTHON, "-c", _ON_ITS_TERMINAL, PYTHON, "-m", "bot", *arguments],
            stdin=its,
            stdout=its,
            stderr=its,
            env=clean({"TERM": "xterm-256color", **(environ or {})}),
            start_new_session=True,
        )
        os.close(its)
        self.seen = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def type(self, keys: bytes) -> None:
        os.write(self._ours, keys)

    def until(self, text: str) -> str:
        """What has appeared since the last call, as soon as the text stands in it."""
        start = len(self.seen)
        while text not in self.seen[start:]:
            assert self._read(), f"{text!r} never came after {self.seen!r}"
        return self.seen[start:]

    def to_end(self) -> int:
        """Read on until the process has ended; its exit code."""
        while self._read():
            pass
        return self.process.wait(timeout=PATIENCE)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        assert ready, f"nothing came after {self.seen!r}"
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # the other end has closed
            return False
        self.seen += _CONTROLS.sub("", chunk.decode())
        return bool(chunk)


def wait_until_gone(program: Program) -> tuple[int, str]:
    """Wait for the process without reading on; its exit code and its standard error."""
    assert program.process.stderr is not None
    errors = program.process.stderr.read().decode()
    return program.process.wait(timeout=PATIENCE), errors

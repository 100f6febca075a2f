import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

Line = dict[str, Any]


class Program:
    """A real ``whichrole chat --jsonl`` process, spoken to line by line."""

    def __init__(
        self,
        database: Path,
        *,
        name: str = "sam",
        environ: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "bot"),
    ) -> None:
        url = f"sqlite+aiosqlite:///{database}"
        self.process = subprocess.Popen(
            [*command, "chat", "--jsonl", "--as", name, "--db", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environ or {})},
        )
        self.standing = self.until_turn_end()

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def send(self, line: Line | bytes) -> None:
        """Write one input line and do not wait for its answer."""
        assert self.process.stdin is not None
        raw = line if isinstance(line, bytes) else json.dumps(line).encode()
        self.process.stdin.write(raw + b"\n")
        self.process.stdin.flush()

    def say(self, line: Line | bytes) -> list[Line]:
        """Write one input line and return its messages."""
        self.send(line)
        return self.until_turn_end()

    def type(self, text: str) -> list[Line]:
        return self.say({"text": text})

    def choose(self, *ids: str) -> list[Line]:
        return self.say({"choose": list(ids)})

    def until_turn_end(self) -> list[Line]:
        """The messages up to the next turn-end; what there is when the process has ended."""
        assert self.process.stdout is not None
        messages: list[Line] = []
        for raw in self.process.stdout:
            line = json.loads(raw)
            if line["type"] == "turn-end":
                break
            messages.append(line)
        return messages

    def kill(self) -> list[Line]:
        """End it with SIGKILL; the whole lines it had written that nobody had read yet."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        return [json.loads(raw) for raw in self.process.stdout if raw.endswith(b"\n")]

    def end(self, timeout: float = 10) -> tuple[int, str]:
        """Close standard input; the exit code and everything on standard error."""
        _, errors = self.process.communicate(timeout=timeout)
        return self.process.returncode, errors.decode()


def answer_everything(program: Program, most: int = 40) -> Line:
    """Pick the first choice of each card until the summary comes; return the summary."""
    card = program.type("/whichrole")[-1]
    for _ in range(most):
        if "result" in card:
            return card
        card = program.choose(card["choices"][0]["id"])[-1]
    raise AssertionError(f"no summary after {most} answers")


def to_the_written_question(program: Program, most: int = 60) -> Line:
    """Skip on, through all that can be asked, until an answer is written; return its card."""
    card = program.standing[-1]
    for _ in range(most):
        ids = [choice["id"] for choice in card["choices"]]
        if ids == ["not-sure", "skip"]:
            return card
        card = program.choose("more" if "more" in ids else "skip")[-1]
    raise AssertionError(f"no written question after {most} cards")


def seconds(action: Any) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start

"""Dialogues as files: ``> `` what the member does, ``< `` what the answer must hold, in order.

A member's line in brackets is a button, named by its label; any other line is typed.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the member does, and fragments of the answer."""

    does: str
    expects: tuple[str, ...]

    @property
    def button(self) -> str | None:
        """The label of the button, if one is pressed."""
        pressed = self.does.startswith("[") and self.does.endswith("]")
        return self.does[1:-1] if pressed else None


def stories() -> list[Path]:
    return sorted(FOLDER.glob("*.story"))


def steps(path: Path) -> list[Step]:
    """The steps of a story file.

    Raises:
        ValueError: a line that is neither a remark, a member's nor the program's.
    """
    told: list[Step] = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if line.startswith("> "):
            told.append(Step(line[2:], ()))
        elif line.startswith("< ") and told:
            told[-1] = Step(told[-1].does, (*told[-1].expects, line[2:]))
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path.name}:{number}: a line starts with '> ', '< ' or '#'")
    return told


def missing(step: Step, answer: str) -> str | None:
    """The first fragment that the answer lacks, in order; None if it holds them all."""
    rest = " ".join(answer.replace("**", "").split())
    for fragment in step.expects:
        _, found, rest = rest.partition(fragment)
        if not found:
            return fragment
    return None

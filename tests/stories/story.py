"""Dialogues as files: ``> `` what the member does, ``< `` what the answer must hold, in order.

A member's line in brackets is a button, named by its label; any other line is typed. A line
such as ``~ 14 days later`` closes the program and opens it again that much later; what is told
then, before anybody does anything, came by itself. The first line is a remark, and the title.

Where several people are in a story, ``@ kim`` closes the program and opens it again for Kim.
``@ sam meanwhile`` leaves it open, for Sam sits elsewhere, and ``@ kim still`` goes on where
Kim was. ``@ kim in private`` and ``@ kim in Village`` say where Kim is, where that is not one
place. A line such as ``! kim becomes a mentor`` is a stage direction, which each surface
follows in its own way (``staging.py``); ``- `` is what an answer must not hold.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parent
OF_SEVERAL = FOLDER / "mentors"
"""Stories of mentors and mentees."""

SAM = "sam"
"""Whose story it is where nobody is named."""

_LATER = re.compile(r"~ (\d+) days later")
_WHO = re.compile(r"@ (\w+)(?:( meanwhile| still)| in (\w+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the member does, and fragments of the answer.

    Attributes:
        does: what is typed, or a button's label in brackets; nothing in a step that only
            waits for what comes by itself.
        expects: what the answer holds, in order.
        days_later: how long the program was closed before; 0 if it was not.
        who: does it.
        opens: the program was opened for them just before.
        stays: it was not closed for anybody else.
        place: where they are; empty for where they usually are.
        refuses: what the answer must not hold.
        direction: what else happens, which is no deed of theirs.
    """

    does: str
    expects: tuple[str, ...] = ()
    days_later: int = 0
    who: str = SAM
    opens: bool = False
    stays: bool = False
    place: str = ""
    refuses: tuple[str, ...] = ()
    direction: str = ""

    @property
    def waits(self) -> bool:
        """Whether time passes and nobody does anything."""
        return not self.does

    @property
    def button(self) -> str | None:
        """The label of the button, if one is pressed."""
        pressed = self.does.startswith("[") and self.does.endswith("]")
        return self.does[1:-1] if pressed else None


def stories(folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob("*.story"))


def title(path: Path) -> str:
    """The remark on the first line."""
    return path.read_text().splitlines()[0].removeprefix("# ")


def steps(path: Path) -> list[Step]:
    """The steps of a story file.

    Raises:
        ValueError: a line that is none of those.
    """
    told: list[Step] = []
    next_one = Step("")
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        is_new = next_one.opens or bool(next_one.days_later)
        if line.startswith("> "):
            told.append(replace(next_one, does=line[2:]))
            next_one = Step("", who=next_one.who, place=next_one.place)
        elif line.startswith("< ") and is_new:
            told.append(replace(next_one, expects=(line[2:],)))
            next_one = Step("", who=next_one.who, place=next_one.place)
        elif line.startswith("- ") and is_new:
            told.append(replace(next_one, refuses=(line[2:],)))
            next_one = Step("", who=next_one.who, place=next_one.place)
        elif line.startswith("< ") and told:
            told[-1] = replace(told[-1], expects=(*told[-1].expects, line[2:]))
        elif line.startswith("- ") and told:
            told[-1] = replace(told[-1], refuses=(*told[-1].refuses, line[2:]))
        elif line.startswith("! "):
            told.append(Step("", who=next_one.who, direction=line[2:]))
        elif later := _LATER.fullmatch(line):
            next_one = replace(next_one, days_later=next_one.days_later + int(later[1]))
        elif who := _WHO.fullmatch(line):
            next_one = replace(
                next_one, who=who[1], opens=True, stays=bool(who[2]), place=who[3] or ""
            )
        elif line.strip() and not line.startswith("#"):
            raise ValueError(
                f"{path.name}:{number}: a line starts with '> ', '< ', '- ', '! ', '# ', is a"
                " pause, such as '~ 14 days later', or opens the program for somebody: '@ kim'"
            )
    return told


def sittings(story: list[Step]) -> list[list[Step]]:
    """The steps between two closings of the program."""
    told: list[list[Step]] = []
    for step in story:
        if step.days_later or step.opens or not told:
            told.append([])
        told[-1].append(step)
    return told


def missing(step: Step, answer: str) -> str | None:
    """The first fragment that the answer lacks, in order; None if it holds them all."""
    rest = " ".join(answer.replace("**", "").split())
    for fragment in step.expects:
        _, found, rest = rest.partition(fragment)
        if not found:
            return fragment
    return None


def unwanted(step: Step, answer: str) -> str | None:
    """The first fragment that the answer holds and must not; None if it holds none."""
    told = " ".join(answer.replace("**", "").split())
    return next((fragment for fragment in step.refuses if fragment in told), None)

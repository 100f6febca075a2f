"""What is said, in no platform's dialect.

A card is a value: the engine makes it, the outbox stores it, each adapter translates it.
Its text is a small Markdown subset: ``**bold**``, ``- `` lists, blank lines. Nothing here
knows a role or a question; those are plain ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One button or option.

    Attributes:
        id: what a click sends back; stable over content edits.
        label: what the person reads, at most 75 characters.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Several:
    """How many choices may be ticked at once, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Progress:
    """An honest "3 of about 8".

    Attributes:
        at: the number of this question, from 1.
        of: how many questions we expect in all.
    """

    at: int
    of: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card belongs; every click on it brings this back.

    Attributes:
        conversation: the conversation's id.
        version: the conversation's version when the card was made.
        question: the id of the question that stands, or None.
    """

    conversation: int
    version: int
    question: str | None = None


NOWHERE = Place(conversation=0, version=-1)
"""The place of a click when no card can be clicked: no conversation has it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a card.

    Attributes:
        name: as it may stand in any folder: letters, digits, ``-``, ``_`` and a dot.
        text: what it holds.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled share between 0 and 1."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a summary concludes, as values for programs.

    Attributes:
        role: the id of the leading role, or None when nothing speaks for any.
        fits: one probability per role id, best first, summing to 1.
        reasons: the answers that mattered most, as people read them.
        flip: the one answer that would change the role, as people read it, or None.
    """

    role: str | None
    fits: Mapping[str, float]
    reasons: tuple[str, ...]
    flip: str | None


@dataclass(frozen=True, slots=True)
class WeekMark:
    """What one week came to, for a picture.

    Attributes:
        number: the person's own count of weeks, from 1.
        label: the topic of its step.
        mark: the id of the word on it, such as ``done``, ``quiet`` or ``now``.
        kept: whether it counts in the rhythm.
    """

    number: int
    label: str
    mark: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One message with its choices.

    Attributes:
        body: the text, at most 2,000 characters.
        place: where it belongs, or None when a click on it means nothing.
        recap: one line on the step just finished, or empty.
        choices: what can be clicked, in order; numbers and letters count along them.
        several: set when more than one choice may be ticked.
        writes: the answer is written; the choices are ways round it.
        progress: set while questions are asked.
        controls: commands offered beside the choices, by their words.
        chart: shares to draw, best first.
        result: set on a summary.
        file: goes with it.
        private: only the person may see it.
        problem: it says what was wrong with the input.
        weeks: to draw, oldest first; set on the progress.
        links: addresses of ours that may be followed where they stand in the body; any other
            address in it is dead, whoever wrote it (F58).
    """

    body: str
    place: Place | None = None
    recap: str = ""
    choices: tuple[Choice, ...] = ()
    several: Several | None = None
    writes: bool = False
    progress: Progress | None = None
    controls: tuple[Choice, ...] = ()
    chart: tuple[Bar, ...] = ()
    result: Result | None = None
    file: Attachment | None = None
    private: bool = True
    problem: bool = False
    weeks: tuple[WeekMark, ...] = ()
    links: tuple[str, ...] = ()

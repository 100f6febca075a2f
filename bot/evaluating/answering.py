"""What practitioners would have answered, read off their columns.

A box is ticked when one of its columns is 1. Whoever ticks nothing says "none of these", and
whoever was asked for none of a question's columns has skipped it. Questions without columns,
those about wishes, are answered with "not sure".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog import Catalog, Question
from bot.engine.state import Answer, NotSure, Picked, Skipped
from bot.evaluating.table import Person

_YES, _BLANK = ord("1"), ord(" ")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with columns, and where these stand.

    Attributes:
        id: the question.
        boxes: by option, the places of its columns.
        places: all of them.
        loner: the option for whoever ticks nothing, if there is one.
    """

    id: str
    boxes: Mapping[str, tuple[int, ...]]
    places: tuple[int, ...]
    loner: str | None


class Answering:
    """Reads the answers of people whose cells are about ``columns``.

    Attributes:
        columns: every column that some option stands for, in asking order.
        questions: the questions that have columns, in asking order.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.columns = tuple(
            column
            for question in catalog.questions.values()
            for option in question.options.values()
            for column in option.columns
        )
        place = {column: at for at, column in enumerate(self.columns)}
        asked = [_asked(question, place) for question in catalog.questions.values()]
        self.questions = tuple(one for one in asked if one.places)

    def answers(self, person: Person) -> dict[str, Answer]:
        """What the person says to each question that has columns."""
        return {asked.id: _answer(asked, person.cells) for asked in self.questions}


def _asked(question: Question, place: Mapping[str, int]) -> Asked:
    boxes = {
        option.id: tuple(place[column] for column in option.columns)
        for option in question.options.values()
        if option.columns and not option.alone
    }
    loner = next((one.id for one in question.options.values() if one.alone), None)
    every = tuple(
        place[column] for option in question.options.values() for column in option.columns
    )
    return Asked(question.id, boxes, every, loner)


def _answer(asked: Asked, cells: bytes) -> Answer:
    if all(cells[place] == _BLANK for place in asked.places):
        return Skipped()
    ticked = frozenset(
        option
        for option, places in asked.boxes.items()
        if any(cells[place] == _YES for place in places)
    )
    if ticked:
        return Picked(ticked)
    return Picked(frozenset({asked.loner})) if asked.loner else NotSure()

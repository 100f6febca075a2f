"""A table of people as arrays, and the questions with columns as an encoding of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.catalog import Catalog
from bot.engine.state import Picked
from bot.evaluating.answering import Answering
from bot.evaluating.table import Person

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sheet:
    """People's answers as numbers.

    Attributes:
        roles: the ids behind the places in ``role``.
        questions: the questions with columns, in asking order.
        boxes: (question, option) of each column of ``ticks``.
        role: one place per person.
        answered: people by questions: whether they were asked any of it.
        ticks: people by boxes, 0.0 or 1.0.
    """

    roles: tuple[str, ...]
    questions: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    role: Places
    answered: Flags
    ticks: Floats

    def __len__(self) -> int:
        return len(self.role)

    @property
    def owner(self) -> Places:
        """The place of each box's question."""
        return np.array([self.questions.index(question) for question, _ in self.boxes])

    @property
    def weight(self) -> Floats:
        """One weight per person; every role's weights have the same sum, all of them n."""
        sizes = np.bincount(self.role, minlength=len(self.roles))
        each: Floats = (len(self) / (len(self.roles) * sizes))[self.role]
        return each


def sheet(catalog: Catalog, answering: Answering, people: Sequence[Person]) -> Sheet:
    """These people's answers as numbers."""
    roles = tuple(catalog.roles)
    boxes = tuple((asked.id, box) for asked in answering.questions for box in asked.boxes)
    place = {box: at for at, box in enumerate(boxes)}
    answered = np.zeros((len(people), len(answering.questions)), dtype=np.bool_)
    ticks = np.zeros((len(people), len(boxes)))
    for row, person in enumerate(people):
        for column, (question, answer) in enumerate(answering.answers(person).items()):
            if isinstance(answer, Picked):
                answered[row, column] = True
                ticked = [place[question, o] for o in answer.options if (question, o) in place]
                ticks[row, ticked] = 1.0
    return Sheet(
        roles=roles,
        questions=tuple(asked.id for asked in answering.questions),
        boxes=boxes,
        role=np.array([roles.index(person.role) for person in people], dtype=np.int64),
        answered=answered,
        ticks=ticks,
    )

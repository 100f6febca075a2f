"""One person's walk through the shipped questions, by the shipped engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalog import Catalog
from bot.engine import scoring
from bot.engine.selecting import next_question
from bot.engine.state import Answer, Conversation, NotSure

Answers = Mapping[str, Answer]

NOTHING: Answers = {}


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a walk.

    Attributes:
        fits: one probability per role, in the catalog's order.
        questions: how many fitted questions were asked.
        changed: whether asking all of them gives another leading role; None if all were.
    """

    fits: tuple[float, ...]
    questions: int
    changed: bool | None = None


def fitted(catalog: Catalog) -> list[str]:
    """The fitted questions in asking order."""
    return [name for name in catalog.questions if name in catalog.weights.bias]


def first_ones(catalog: Catalog, answers: Answers, questions: Sequence[str]) -> Played:
    """The fits after these questions."""
    given = {name: answers[name] for name in questions if name in answers}
    return Played(_fits(catalog, given), len(questions))


def adaptive(catalog: Catalog, answers: Answers, told: Answers = NOTHING) -> Played:
    """The fits after the questions that the engine asks, until it asks for wishes alone.

    These are answered with "not sure", which moves nothing: no question about work comes back.

    Args:
        catalog: the questions and their weights.
        answers: what the person says when asked.
        told: what was answered before anything was asked.
    """
    here = Conversation(id=0, answers=told)
    while (question := next_question(catalog, here)) is not None:
        if question not in catalog.weights.bias and not catalog.questions[question].opening:
            break
        said = answers.get(question, NotSure())
        here = replace(here, answers={**here.answers, question: said})
    found = _fits(catalog, here.answers)
    asked = sum([name in catalog.weights.bias for name in here.answers.keys() - told.keys()])
    whole = _fits(catalog, answers)
    return Played(found, asked, _leader(found) != _leader(whole))


def _fits(catalog: Catalog, answers: Answers) -> tuple[float, ...]:
    found = scoring.fits(catalog, scoring.scores(catalog, scoring.counted(catalog, answers)))
    return tuple([found[role] for role in catalog.roles])


def _leader(fits: Sequence[float]) -> int:
    return fits.index(max(fits))

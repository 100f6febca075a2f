"""Which question comes next, which one came before, and how far we are."""

from collections.abc import Mapping

from bot.cards import Progress
from bot.catalog import Catalog, Question
from bot.engine.state import Answer, Conversation


def standing(catalog: Catalog, here: Conversation) -> Question:
    """The question that stands while questions are asked.

    ``transitions.at_home`` has seen to it that today's catalog has it.
    """
    assert here.asking is not None  # noqa: S101 - narrows the type
    return catalog.questions[here.asking]


def next_question(catalog: Catalog, answers: Mapping[str, Answer]) -> str | None:
    """The first unanswered question in the authors' order, or None when all are answered."""
    return next((question for question in catalog.questions if question not in answers), None)


def question_before(catalog: Catalog, here: Conversation) -> str | None:
    """The answered question that was shown before the current card, or None at the first."""
    walked = [question for question in here.answers if question in catalog.questions]
    if here.asking in walked:
        walked = walked[: walked.index(here.asking)]
    return walked[-1] if walked else None


def progress(catalog: Catalog, here: Conversation) -> Progress:
    """The number of the standing question among those we expect to ask."""
    walked = [question for question in here.answers if question in catalog.questions]
    at = walked.index(here.asking) if here.asking in walked else len(walked)
    return Progress(at=at + 1, of=len(catalog.questions))

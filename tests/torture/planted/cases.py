"""Broken twins for single cases, where no other bug turns their tests red."""

import logging

from bot.engine.effects import KeepAnswer
from bot.engine.state import Conversation
from bot.logs import Redacting
from bot.store import steps
from bot.usecases.flood import Admission

keep_answer = steps._keep_answer


def never(_: object) -> bool:
    return False


def as_it_came(text: str) -> str:
    return text


def keep_answer_of_the_first_question_only(
    writing: steps.Writing, after: Conversation, kept: KeepAnswer
) -> None:
    if len(after.answers) == 1:
        keep_answer(writing, after, kept)


def take_without_end(*_: object) -> Admission:
    return Admission.TAKEN


def format_with_every_word(self: Redacting, record: logging.LogRecord) -> str:
    return logging.Formatter.format(self, record)

"""What a single question or a single sentence must hold to.

Each check tells every problem and never stops at the first: an author sees all of them at once.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from string import Template

from bot.catalog import files
from bot.catalog.model import Kind
from bot.catalog.phrases import PHRASES
from bot.catalog.words import words

WAYS_OUT = ("not-sure", "skip")
ON_OWN_WORDS = ("own-right", "own-leave", "own-ask")
"""What a short answer to what was read in own words can stand for."""

ON_A_WEEK = (
    *("done", "partly", "not-yet", "known", "lighter", "swap", "snooze"),
    *("every-week", "every-second-week", "remind", "no-reminder"),
)
"""What can be said about this week's step, and how often one comes, in words of one's own; and
whether a reminder does."""
OURS = (*WAYS_OUT, "return", "own-words")
"""Ids of our own buttons; on a card they stand beside options, questions and roles."""
MOST_ON_A_BUTTON = 75
MOST_IN_A_SENTENCE = 600
BUTTONS = ("button.", "command.")
NARROW = {
    "chat.window-title": 24,  # Slack; Discord takes 45
    "chat.window-send": 24,
    "chat.window-close": 24,
    "chat.window-label": 45,
    "chat.pick": 75,
    "chat.own-words": 75,
    "chat.confirm": 75,
    "chat.as-picture": 75,
    "discord.more": 75,
    "discord.in-private": 75,
    "discord.wear": 75,
}
"""What the narrower platform takes of a title, a label or a button."""

DESCRIPTIONS, MOST_IN_A_DESCRIPTION = "discord.about-", 100


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """That something does not exist, with the nearest name that does."""
    nearest = get_close_matches(name, list(known), n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    return f"there is no {kind} '{name}'{hint}"


def repeated(ids: Iterable[str]) -> list[str]:
    """What stands in a list more than once, sorted."""
    listed = list(ids)
    return sorted({one for one in listed if listed.count(one) > 1})


def phrase_problem(key: str, text: object) -> str:
    """What is wrong with one sentence of ``speech.toml``; empty if nothing is."""
    if key not in PHRASES:
        return no_such("sentence", key, PHRASES)
    if not isinstance(text, str) or not text.strip():
        return "it must be a text"
    if not Template(text).is_valid():
        return "a $ stands alone in it; write $$ for a dollar sign"
    unknown = sorted(_placeholders(text) - PHRASES[key])
    if unknown:
        known = ", ".join(f"${name}" for name in sorted(PHRASES[key])) or "none"
        return f"${unknown[0]} is not known here; known: {known}"
    most = _most_in(key)
    return f"it has {len(text)} characters, at most {most} fit" if len(text) > most else ""


def _most_in(key: str) -> int:
    """How many characters fit where this sentence stands."""
    if key.startswith(BUTTONS):
        return MOST_ON_A_BUTTON
    if key.startswith(DESCRIPTIONS):
        return MOST_IN_A_DESCRIPTION
    return NARROW.get(key, MOST_IN_A_SENTENCE)


def question_problems(question: files.QuestionShape, retired: tuple[str, ...]) -> Iterable[str]:
    """What is wrong with one question, looked at alone."""
    if question.id in retired:
        yield "this id is retired; answers were given under it, so take a new one"
    if question.id in OURS:
        yield f"the id '{question.id}' is ours; take another"
    yield from _option_problems(question)
    yield from _reason_problems(question)
    yield from _count_problems(question)
    if question.pair and len(set(question.pair)) < 2:
        yield "its pair must name two different roles"


def _option_problems(question: files.QuestionShape) -> Iterable[str]:
    ids = [option.id for option in question.option]
    yield from (f"option '{twice}' stands twice" for twice in repeated(ids))
    labels = [" ".join(words(option.label)) for option in question.option]
    yield from (f"two options are labelled '{twice}'" for twice in repeated(labels))
    for option in ids:
        if option in OURS or option.startswith("edit-"):
            yield f"option id '{option}' is ours; take another"
    if question.kind is Kind.SINGLE and len(ids) > files.MOST_OPTIONS_ON_BUTTONS:
        yield f"a single choice has at most {files.MOST_OPTIONS_ON_BUTTONS} options"
    loners = [option.id for option in question.option if option.alone]
    if loners and question.kind is not Kind.MULTIPLE:
        yield f"only an option of a multiple choice can stand alone, so '{loners[0]}' cannot"


def _reason_problems(question: files.QuestionShape) -> Iterable[str]:
    reasons = [option.reason for option in question.option]
    single = question.kind is Kind.SINGLE
    if single and (question.reason or not all(reasons)):
        yield "in a single choice each option has a reason, and the question has none"
    if not single and (not question.reason or any(reasons)):
        yield "the question has a reason that uses $options, and its options have none"
    if question.reason and _placeholders(question.reason) != {"options"}:
        yield "its reason must use $options and nothing else"


def _count_problems(question: files.QuestionShape) -> Iterable[str]:
    if question.kind is not Kind.MULTIPLE:
        if question.most or question.least != 1:
            yield "only a multiple choice has least and most"
        return
    boxes = sum(not option.alone for option in question.option)
    if not question.least <= (question.most or boxes) <= boxes:
        yield f"least and most must fit the {boxes} options that can stand together"


def _placeholders(text: str) -> set[str]:
    template = Template(text)
    return set(template.get_identifiers()) if template.is_valid() else {text}

"""Mean and variance against counting every answer that there is."""

from collections.abc import Iterator, Mapping
from itertools import product
from string import Template

import pytest

from bot.catalog import About, Catalog, Kind, Option, Question, Vector
from bot.catalog.spreads import chances, spread

VECTORS: Mapping[str, Vector] = {
    "a": (1.0, 0.0, -0.5),
    "b": (0.25, 0.7, 0.0),
    "c": (-0.4, 0.1, 0.9),
    "d": (0.0, -1.2, 0.3),
    "none": (0.1, 0.2, -0.3),
}


def a_question(kind: Kind, names: str, loner: str = "") -> Question:
    options = {name: Option(name, name, name) for name in names.split()}
    if loner:
        options[loner] = Option(loner, loner, loner, alone=True)
    return Question(
        id="q",
        name="q",
        about=About.INTEREST,
        kind=kind,
        text="q?",
        why="q.",
        reason=Template(""),
        options=options,
    )


def every_answer(question: Question) -> Iterator[tuple[float, Vector]]:
    """How likely each possible answer is, and what it adds to each role."""
    if question.kind is not Kind.MULTIPLE:
        for option in question.options:
            yield 1 / len(question.options), VECTORS[option]
        return
    boxes = [name for name, option in question.options.items() if not option.alone]
    ticked_with = min(0.5, 2 / len(boxes))
    for ticks in product([False, True], repeat=len(boxes)):
        chance: float = 1.0
        added: Vector = (0.0, 0.0, 0.0)
        for box, tick in zip(boxes, ticks, strict=True):
            chance *= ticked_with if tick else 1 - ticked_with
            if tick:
                added = tuple(x + y for x, y in zip(added, VECTORS[box], strict=True))
        yield chance, added


QUESTIONS = {
    "two buttons": a_question(Kind.SINGLE, "a b"),
    "four buttons": a_question(Kind.SINGLE, "a b c d"),
    "words": a_question(Kind.TEXT, "a c d"),
    "two boxes": a_question(Kind.MULTIPLE, "a b"),
    "four boxes": a_question(Kind.MULTIPLE, "a b c d"),
    "boxes and none": a_question(Kind.MULTIPLE, "a b c", loner="none"),
    "one box and none": a_question(Kind.MULTIPLE, "a", loner="none"),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_mean_is_that_of_all_answers(question: Question) -> None:
    answers = list(every_answer(question))

    found = spread(question, VECTORS)

    for role in range(3):
        counted = sum(chance * added[role] for chance, added in answers)
        assert found.mean[role] == pytest.approx(counted)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_variance_is_that_of_the_difference_over_all_answers(question: Question) -> None:
    answers = list(every_answer(question))

    found = spread(question, VECTORS)

    for left, right in product(range(3), repeat=2):
        apart = [(chance, added[left] - added[right]) for chance, added in answers]
        mean = sum(chance * gap for chance, gap in apart)
        counted = sum(chance * (gap - mean) ** 2 for chance, gap in apart)
        assert found.variance[left][right] == pytest.approx(counted, abs=1e-12)


def test_a_random_person_ticks_two_boxes_of_a_long_list(catalog: Catalog) -> None:
    lists = [one for one in catalog.questions.values() if one.kind is Kind.MULTIPLE]

    expected = [sum(chances(question).values()) for question in lists]

    assert expected == pytest.approx([2.0] * len(lists))


def test_nobody_ticks_none_of_these_at_random() -> None:
    assert "none" not in chances(QUESTIONS["boxes and none"])

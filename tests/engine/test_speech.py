import pytest

from bot.catalog import Catalog, Kind
from bot.engine.speech import NOT_SURE, SKIP, current, recap
from bot.engine.state import Conversation, NotSure, Skipped, Stage, Wrote
from bot.engine.wording import QUOTED_CHARACTERS, listed, quoted
from tests.engine.walk import walk

MOST_CHARACTERS_OF_A_BODY = 2_000
MOST_CHARACTERS_OF_A_LABEL = 75


def asking(question: str) -> Conversation:
    return Conversation(id=1, stage=Stage.ASKING, asking=question)


def test_every_question_offers_not_sure_and_skip(catalog: Catalog) -> None:
    for question in catalog.questions:
        ids = [choice.id for choice in current(catalog, asking(question)).choices]

        assert ids[-2:] == [NOT_SURE, SKIP]


def test_every_card_keeps_to_the_platforms_limits(catalog: Catalog) -> None:
    places = [
        Conversation(1),
        *map(asking, catalog.questions),
        Conversation(1, stage=Stage.SUMMARY),
    ]

    for card in [current(catalog, place) for place in places]:
        assert len(card.body) <= MOST_CHARACTERS_OF_A_BODY
        assert all(len(choice.label) <= MOST_CHARACTERS_OF_A_LABEL for choice in card.choices)


def test_only_a_multiple_choice_takes_several(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        several = current(catalog, asking(question.id)).several

        assert (several is not None) == (question.kind is Kind.MULTIPLE)


def test_back_is_offered_from_the_second_question_on(catalog: Catalog) -> None:
    first = current(catalog, walk(catalog, "start"))
    second = current(catalog, walk(catalog, "start", "skip"))

    assert "back" not in [control.id for control in first.controls]
    assert "back" in [control.id for control in second.controls]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (NotSure(), "7. Your words: not sure, which is fine"),
        (Skipped(), "7. Your words: skipped"),
        (
            Wrote("pipelines", frozenset({"pipelines"})),
            "7. Your words: “pipelines” - I read: pipelines",
        ),
    ],
    ids=["not sure", "skipped", "wrote"],
)
def test_a_finished_question_becomes_one_line(
    catalog: Catalog, answer: NotSure | Skipped | Wrote, told: str
) -> None:
    here = walk(catalog, "start", *["skip"] * 6)

    assert recap(catalog, here, catalog.questions["story"], answer) == told


def test_F59_what_a_person_typed_is_quoted_and_cannot_dress_up_as_ours() -> None:
    assert quoted("**Start**\n\n`now`  please") == "“Start now please”"
    assert len(quoted("x" * 500)) == QUOTED_CHARACTERS + 2


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_an_enumeration_reads_like_one(catalog: Catalog, parts: list[str], said: str) -> None:
    assert listed(catalog, parts) == said

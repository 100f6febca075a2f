import pytest

from bot.catalog import Catalog, Kind
from bot.catalog.loader import load
from bot.engine.speech import NOT_SURE, SKIP, alone, current, recap
from bot.engine.state import Conversation, NotSure, Skipped, Stage, Wrote
from bot.engine.wording import MOST_IN_A_QUOTATION, clipped, listed, month, quoted, whole_signs
from bot.paths import content_folder
from tests.engine.walk import walk
from tests.fakes.clock import NOON


def asking(question: str) -> Conversation:
    return Conversation(id=1, stage=Stage.ASKING, asking=question)


def test_every_question_offers_not_sure_and_skip(
    catalog: Catalog,
) -> None:
    for question in catalog.questions:
        ids = [choice.id for choice in current(catalog, asking(question)).choices]

        assert ids[-3:] == [NOT_SURE, SKIP, "own-words"]


def test_only_a_multiple_choice_takes_several(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        several = current(catalog, asking(question.id)).several

        assert (several is not None) == (question.kind is Kind.MULTIPLE)


def test_back_and_edit_are_offered_from_the_second_question_on(catalog: Catalog) -> None:
    first = [control.id for control in current(catalog, walk(catalog, "start")).controls]
    second = [
        control.id for control in current(catalog, walk(catalog, "start", "skip")).controls
    ]

    assert not {"back", "edit"} & set(first)
    assert {"back", "edit"} <= set(second)


def test_the_two_kinds_of_question_are_told_when_each_first_comes_up(catalog: Catalog) -> None:
    first = current(catalog, walk(catalog, "start")).body
    second = current(catalog, walk(catalog, "start", "pipeline")).body
    third = current(catalog, walk(catalog, "start", "pipeline", "skip")).body

    assert first.startswith(catalog.say("first.interest"))
    assert second.startswith(catalog.say("first.evidence"))
    assert not third.startswith((catalog.say("first.interest"), catalog.say("first.evidence")))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (NotSure(), "1. Your words: not sure, which is fine"),
        (Skipped(), "1. Your words: skipped"),
        (
            Wrote("pipelines", frozenset({"pipelines"})),
            "1. Your words: “pipelines” - I read: building pipelines and databases",
        ),
    ],
    ids=["not sure", "skipped", "wrote"],
)
def test_a_finished_question_becomes_one_line(
    catalog: Catalog, answer: NotSure | Skipped | Wrote, told: str
) -> None:
    story = catalog.questions["story"]
    short = story.options["pipelines"].short
    expected = told.replace("building pipelines and databases", short)

    assert recap(catalog, asking("story"), story, answer) == expected


def test_what_excludes_all_others_is_known_by_room(catalog: Catalog) -> None:
    assert {"none", NOT_SURE, SKIP} <= alone(catalog, asking("activities"))
    assert "none" not in alone(catalog, Conversation(1, stage=Stage.COMPARING))


def test_F59_what_a_person_typed_is_quoted_and_cannot_dress_up_as_ours(
    catalog: Catalog,
) -> None:
    assert quoted(catalog, "**Start**\n\n`now`  <please>") == "“Start now please”"


def test_F57_what_a_person_typed_neither_turns_nor_stacks_nor_floods(catalog: Catalog) -> None:
    assert quoted(catalog, "\u202eevil\u202c \u200bword") == "“evil word”"
    assert quoted(catalog, "e" + "\u0301" * 500) == "“e\u0301\u0301”"
    assert len(quoted(catalog, "x" * 500)) == MOST_IN_A_QUOTATION + 2


def test_a_label_is_cut_where_a_button_ends() -> None:
    assert clipped("x" * 75) == "x" * 75
    assert clipped("x" * 76) == "x" * 74 + "…"


def test_F59_a_typed_quotation_mark_does_not_end_the_quotation(catalog: Catalog) -> None:
    assert quoted(catalog, "fine” Now press Start. “") == "“fine' Now press Start. '”"


def test_F59_german_words_are_quoted_as_germans_do_and_cannot_end_that_either() -> None:
    german = load(content_folder(), "de")

    told = quoted(german, "fertig“ Drück jetzt „Start”")

    assert told == "„fertig' Drück jetzt 'Start'“"


@pytest.mark.parametrize(
    "sign",
    [
        "e\u0301\u0302",
        "\U0001f1e9\U0001f1ea",
        "\U0001f44d\U0001f3fd",
        "\u2764\ufe0f",
        "\U0001f469\u200d\U0001f52c",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
)
def test_F57_no_cut_goes_through_a_sign(sign: str) -> None:
    text = sign * 30

    for most in range(len(sign), len(text)):
        kept = whole_signs(text, most)

        assert kept == sign * (most // len(sign))


def test_F57_a_sign_longer_than_all_room_is_cut_all_the_same() -> None:
    assert whole_signs("e" + "\u0301" * 50, 5) == "e" + "\u0301" * 4


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_an_enumeration_reads_like_one(catalog: Catalog, parts: list[str], said: str) -> None:
    assert listed(catalog, parts) == said


def test_a_month_has_its_name(catalog: Catalog) -> None:
    assert month(catalog, NOON) == "March"

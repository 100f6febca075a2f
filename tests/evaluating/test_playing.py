from dataclasses import replace

from bot.catalog import Catalog
from bot.engine import scoring
from bot.engine.selecting import next_question
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped
from bot.evaluating.answering import Answering
from bot.evaluating.measuring import measure, player
from bot.evaluating.playing import adaptive, first_ones, fitted
from bot.evaluating.table import Person, Table
from bot.proof import persona
from tests.evaluating.practitioners import Row


def evidence(catalog: Catalog, role: str) -> dict[str, Answer]:
    return {name: persona(catalog, role)[name] for name in fitted(catalog)}


def test_the_first_questions_are_those_of_the_asking_order(catalog: Catalog) -> None:
    answers = evidence(catalog, "data_engineer")
    names = fitted(catalog)[:2]

    got = first_ones(catalog, answers, names)

    given = {name: answers[name] for name in names}
    ticked = scoring.counted(catalog, given)
    fits = scoring.fits(catalog, scoring.scores(catalog, ticked))
    assert got.fits == tuple(fits[role] for role in catalog.roles)
    assert (got.questions, got.changed) == (2, None)


def test_the_engine_stops_early_for_a_clear_case(catalog: Catalog) -> None:
    got = adaptive(catalog, evidence(catalog, "machine_learning_researcher"))

    assert got.questions < len(fitted(catalog))
    assert got.fits.index(max(got.fits)) == 4
    assert got.changed is False


def test_it_ends_where_the_engine_asks_for_wishes_alone(
    people: Table, catalog: Catalog
) -> None:
    for person in people.people:
        answers = Answering(catalog).answers(person)
        here = Conversation(id=0)
        while (question := next_question(catalog, here)) is not None:
            said = answers.get(question, NotSure())
            here = replace(here, answers={**here.answers, question: said})
        to_the_end = scoring.outcome(catalog, here.answers).fits

        got = adaptive(catalog, answers)

        assert got.fits == tuple(to_the_end[role] for role in catalog.roles)
        assert got.questions == len([name for name in here.answers if name in fitted(catalog)])


def test_what_was_not_put_counts_as_asked_and_says_nothing(catalog: Catalog) -> None:
    nothing: dict[str, Answer] = dict.fromkeys(fitted(catalog), Skipped())

    got = adaptive(catalog, nothing)

    assert got.questions == 5
    assert got.fits == (0.2,) * 5


def test_a_stop_that_another_answer_would_overturn_is_counted(catalog: Catalog) -> None:
    clear = evidence(catalog, "data_analyst")
    first = fitted(catalog)[0]
    turned = {**evidence(catalog, "machine_learning_researcher"), first: clear[first]}
    asked = adaptive(catalog, {**turned, "setting": Picked(frozenset({"ml_not_used"}))})

    assert asked.changed is (asked.fits.index(max(asked.fits)) == 0)


def test_everybody_is_measured_and_told_of(
    rows: list[Row], people: Table, catalog: Catalog
) -> None:
    told: list[int] = []
    halves: tuple[tuple[Catalog, tuple[Person, ...]], ...] = (
        (catalog, people.people[:25]),
        (catalog, people.people[25:]),
    )

    got = measure(catalog, halves, player(3, adaptive=False), told.append)

    assert (got.people, got.questions, got.changed) == (60, 3.0, None)
    assert told == list(range(1, 61))
    whole = measure(catalog, [(catalog, people.people)], player(3, adaptive=False))
    assert whole == got


def test_the_engine_may_choose_for_everybody(people: Table, catalog: Catalog) -> None:
    got = measure(catalog, [(catalog, people.people)], player(None, adaptive=True))

    assert 1.0 < got.questions < 5.0
    assert got.changed is not None

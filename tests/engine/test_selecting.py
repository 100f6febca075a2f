from dataclasses import replace

from bot.catalog import Catalog
from bot.engine import scoring, selecting
from bot.engine.selecting import next_question, open_questions, progress, question_before
from bot.engine.state import Answer, Conversation, NotSure, Picked, Stage
from bot.proof import persona
from tests.engine.walk import finished, walk


def answered(**options: str) -> Conversation:
    answers: dict[str, Answer] = {
        question: Picked(frozenset(picked.split("+"))) for question, picked in options.items()
    }
    return Conversation(1, stage=Stage.ASKING, answers=answers)


def opening(catalog: Catalog) -> list[str]:
    return [question.id for question in catalog.questions.values() if question.opening]


def test_the_opening_questions_come_first_in_the_authors_order(catalog: Catalog) -> None:
    here = Conversation(1)
    asked = []
    for _ in opening(catalog):
        question = next_question(catalog, here)
        assert question is not None
        asked.append(question)
        here = replace(here, answers={**here.answers, question: NotSure()})

    assert asked == opening(catalog)


def test_the_next_question_parts_the_leader_from_a_close_rival(catalog: Catalog) -> None:
    here = answered(
        afternoon="pipeline", activities="infrastructure+service", stack="containers"
    )

    question = next_question(catalog, here)

    fits = scoring.fits(
        catalog, scoring.scores(catalog, scoring.counted(catalog, here.answers))
    )
    first, second, *_ = fits
    assert question is not None
    assert catalog.questions[question].pair == {first, second}


def test_asking_stops_when_nobody_is_likely_to_overtake(catalog: Catalog) -> None:
    for role in catalog.roles:
        here = finished(catalog, role)

        assert next_question(catalog, here) is None
        assert len(here.answers) < len(catalog.questions) / 2


def test_a_close_call_gets_its_trade_off_before_the_end(catalog: Catalog) -> None:
    sure = replace(catalog.weights, stopping=replace(catalog.weights.stopping, limit=0.99))
    hasty = replace(catalog, weights=sure)
    here = answered(afternoon="pipeline", activities="decisions", stack="none")
    fits = scoring.fits(hasty, scoring.scores(hasty, scoring.counted(hasty, here.answers)))
    first, second, *_ = fits

    question = next_question(hasty, here)

    assert fits[first] - fits[second] < hasty.weights.close
    assert question is not None
    assert hasty.questions[question].pair == {first, second}


def test_a_clear_lead_gets_no_further_trade_off(catalog: Catalog) -> None:
    sure = replace(catalog.weights, stopping=replace(catalog.weights.stopping, limit=0.99))
    here = answered(afternoon="pipeline", activities="infrastructure", stack="orchestration")

    assert next_question(replace(catalog, weights=sure), here) is None


def test_a_generalist_gets_a_trade_off_even_with_a_clear_lead(catalog: Catalog) -> None:
    sure = replace(catalog.weights, stopping=replace(catalog.weights.stopping, limit=0.99))
    hasty = replace(catalog, weights=replace(sure, close=1e-9))
    boxes = [o.id for o in catalog.questions["activities"].options.values() if not o.alone]
    here = answered(afternoon="pipeline", activities="+".join(boxes), stack="orchestration")

    question = next_question(hasty, here)

    assert selecting.is_generalist(hasty, here.answers)
    assert question is not None
    assert hasty.questions[question].pair


def test_whoever_has_nothing_to_say_is_not_asked_on(catalog: Catalog) -> None:
    here = finished(catalog, None)

    assert len(here.answers) == catalog.weights.stopping.patience


def test_whoever_wants_everything_is_asked_everything(catalog: Catalog) -> None:
    here = Conversation(1, thorough=True)
    while (question := next_question(catalog, here)) is not None:
        here = replace(here, answers={**here.answers, question: NotSure()})

    assert set(here.answers) == set(catalog.questions) - {"fortnight"}
    assert open_questions(catalog, here) == []


def test_roles_that_no_open_question_can_part_need_no_question(catalog: Catalog) -> None:
    answers: dict[str, Answer] = dict.fromkeys(catalog.questions, NotSure())
    del answers["story"]
    answers["afternoon"] = Picked(frozenset({"pipeline"}))
    silent = dict.fromkeys(catalog.weights.options["story"], (0.0,) * 5)
    spread = replace(
        catalog.weights.spreads["story"], mean=(0.0,) * 5, variance=((0.0,) * 5,) * 5
    )
    weights = replace(
        catalog.weights,
        options={**catalog.weights.options, "story": silent},
        spreads={**catalog.weights.spreads, "story": spread},
    )

    here = Conversation(1, stage=Stage.ASKING, answers=answers)

    assert next_question(replace(catalog, weights=weights), here) is None


def test_there_is_nothing_before_the_first_question(catalog: Catalog) -> None:
    assert question_before(catalog, walk(catalog, "start")) is None


def test_progress_expects_fewer_questions_the_more_is_settled(catalog: Catalog) -> None:
    start = progress(catalog, walk(catalog, "start"))
    clear = answered(afternoon="pipeline", activities="infrastructure", stack="orchestration")
    torn = answered(afternoon="pipeline", activities="decisions", stack="none")

    of_the_clear = progress(catalog, replace(clear, asking="setting")).of
    of_the_torn = progress(catalog, replace(torn, asking="setting")).of

    assert (start.at, start.of) == (1, 8)
    assert of_the_clear < of_the_torn <= len(catalog.questions) - 1


def test_progress_never_promises_an_end_that_has_passed(catalog: Catalog) -> None:
    for role in catalog.roles:
        here = walk(catalog, "start")
        best = persona(catalog, role)
        while here.stage is Stage.ASKING:
            found = progress(catalog, here)
            assert found.at <= found.of
            options: frozenset[str] = getattr(best[here.asking or ""], "options", frozenset())
            here = walk(catalog, "+".join(options), start=here)


def test_whoever_wants_everything_is_told_how_much_that_is(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start", "skip"), thorough=True)

    found = progress(catalog, here)

    assert (found.at, found.of) == (2, len(catalog.questions) - 1)


def test_an_earlier_question_keeps_its_number_when_it_stands_again(catalog: Catalog) -> None:
    here = walk(catalog, "start", "skip", "skip", "skip")

    again = replace(here, asking="activities")

    assert progress(catalog, again).at == 2

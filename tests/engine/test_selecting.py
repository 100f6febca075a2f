from dataclasses import replace
from math import exp

import pytest

from bot.catalog import Catalog
from bot.engine import scoring, selecting
from bot.engine.selecting import next_question, open_questions, progress, question_before
from bot.engine.state import Answer, Conversation, NotSure, Picked, Stage, Wrote
from bot.proof import persona
from tests.engine.walk import finished, typed, walk


def answered(**options: str) -> Conversation:
    answers: dict[str, Answer] = {
        question: Picked(frozenset(picked.split("+"))) for question, picked in options.items()
    }
    return Conversation(1, stage=Stage.ASKING, answers=answers)


EVERYWHERE = {"setting": "ml_in_production", "code": "python", "models": "sklearn"}
"""What many people answer to three of the lists."""


def hasty(catalog: Catalog, close: float = 0.05) -> Catalog:
    """The catalog where asking stops as soon as it may, if it is no close call."""
    stopping = replace(catalog.weights.stopping, limit=9.0, evidence_limit=1.0)
    return replace(catalog, weights=replace(catalog.weights, stopping=stopping, close=close))


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
    lists = {"activities": "infrastructure+service", "stack": "containers", **EVERYWHERE}
    here = answered(afternoon="pipeline", **lists)

    question = next_question(catalog, here)

    fits = scoring.fits(
        catalog, scoring.scores(catalog, scoring.counted(catalog, here.answers))
    )
    first, second, *_ = fits
    assert question is not None
    assert catalog.questions[question].pair == {first, second}


def test_fitted_questions_come_in_the_authors_order_while_they_may_change_the_lead(
    catalog: Catalog,
) -> None:
    in_order = [name for name in catalog.questions if name in catalog.weights.bias]
    here = Conversation(1, answers={"afternoon": NotSure(), "activities": NotSure()})
    asked = []
    while (question := next_question(catalog, here)) in catalog.weights.bias:
        asked.append(question)
        here = replace(here, answers={**here.answers, question or "": NotSure()})

    assert asked == in_order[1:]


def test_fitted_questions_end_when_the_curve_says_that_they_would_change_little(
    catalog: Catalog,
) -> None:
    here = answered(
        afternoon="dashboards", activities="decisions", setting="ml_not_used", code="sql"
    )

    found = selecting.outlook(catalog, here)

    base, slope = catalog.weights.stopping.curve[2]
    of_evidence = {name: found.ticked[name] for name in ("activities", "setting", "code")}
    first, second = sorted(scoring.scores(catalog, of_evidence), reverse=True)[:2]
    assert found.doubt == pytest.approx(1 / (1 + exp(-base - slope * (first - second))))
    assert found.doubt <= catalog.weights.stopping.evidence_limit
    assert next_question(catalog, here) not in catalog.weights.bias


def test_without_a_fitted_answer_everything_is_open(catalog: Catalog) -> None:
    assert selecting.outlook(catalog, answered(afternoon="pipeline")).doubt == 1.0


def test_a_list_that_was_read_in_own_words_is_not_one_that_was_asked(
    catalog: Catalog,
) -> None:
    here = answered(activities="infrastructure")
    read = Wrote("", frozenset({"containers"}))
    one = replace(here, answers={**here.answers, "stack": read})
    none = replace(here, answers={"stack": read})
    first, second = sorted(selecting.outlook(catalog, one).scores, reverse=True)[:2]
    base, slope = catalog.weights.stopping.curve[0]

    doubts = [selecting.outlook(catalog, each).doubt for each in (one, none)]

    assert doubts == pytest.approx([1 / (1 + exp(-(base + slope * (first - second)))), 1.0])


def test_a_list_that_is_answered_by_boxes_without_data_is_not_one_that_was_asked(
    catalog: Catalog,
) -> None:
    alone, beside, one = (
        selecting.outlook(catalog, answered(activities="infrastructure", **more))
        for more in ({"stack": "containers"}, {"stack": "containers+mysql"}, {})
    )

    base, slope = catalog.weights.stopping.curve[0]
    gap = min(
        first - second
        for first, second, *_ in (sorted(each.scores, reverse=True) for each in (alone, one))
    )
    assert alone.doubt == pytest.approx(1 / (1 + exp(-(base + slope * gap))))
    assert beside.doubt != pytest.approx(alone.doubt)


def test_a_list_that_was_read_in_own_words_stays_open_and_is_asked_where_all_is(
    catalog: Catalog,
) -> None:
    everything = dict.fromkeys(open_questions(catalog, Conversation(1)), NotSure())
    read: dict[str, Answer] = {**everything, "code": Wrote("", frozenset({"sql"}))}
    here = Conversation(1, answers=read)

    assert open_questions(catalog, here) == ["code"]
    assert next_question(catalog, here) is None
    assert next_question(catalog, replace(here, thorough=True)) == "code"


def test_a_lead_beyond_what_a_float_can_tell_leaves_no_doubt(catalog: Catalog) -> None:
    stopping = replace(catalog.weights.stopping, curve=((0.0, -1e6),))
    steep = replace(catalog, weights=replace(catalog.weights, stopping=stopping))

    found = selecting.outlook(steep, answered(afternoon="pipeline", activities="decisions"))

    assert found.doubt == pytest.approx(0.0)


def test_asking_stops_when_nobody_is_likely_to_overtake(catalog: Catalog) -> None:
    for role in catalog.roles:
        here = finished(catalog, role)

        assert next_question(catalog, here) is None
        assert len(here.answers) < len(catalog.questions) / 2


def test_a_close_call_gets_its_trade_off_before_the_end(catalog: Catalog) -> None:
    wide = hasty(catalog, close=0.2)
    here = answered(afternoon="pipeline", activities="decisions")
    fits = scoring.fits(wide, scoring.scores(wide, scoring.counted(wide, here.answers)))
    first, second, *_ = fits

    question = next_question(wide, here)

    assert fits[first] - fits[second] < wide.weights.close
    assert question is not None
    assert wide.questions[question].pair == {first, second}


def test_a_clear_lead_gets_no_further_trade_off(catalog: Catalog) -> None:
    here = answered(afternoon="pipeline", activities="infrastructure", stack="orchestration")

    assert next_question(hasty(catalog), here) is None


def test_a_generalist_gets_a_trade_off_even_with_a_clear_lead(catalog: Catalog) -> None:
    clear = hasty(catalog, close=1e-9)
    boxes = [o.id for o in catalog.questions["activities"].options.values() if not o.alone]
    here = answered(afternoon="pipeline", activities="+".join(boxes), stack="orchestration")

    question = next_question(clear, here)

    assert selecting.is_generalist(clear, here.answers)
    assert question is not None
    assert clear.questions[question].pair


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


def test_the_total_does_not_run_away_from_somebody_who_is_torn(catalog: Catalog) -> None:
    here, told = walk(catalog, "start"), []
    for words in ("3", "1,6", "none", "1 2", "1", "1", "1", "1"):
        told.append(progress(catalog, here).of)
        here = walk(catalog, typed(words), start=here)

    assert here.stage is Stage.SUMMARY
    assert told == [catalog.weights.stopping.most_expected] * 8


def test_the_total_grows_only_with_what_was_really_asked(catalog: Catalog) -> None:
    stopping = replace(catalog.weights.stopping, most_expected=2)
    short = replace(catalog, weights=replace(catalog.weights, stopping=stopping))
    here, told = walk(short, "start"), []
    for _ in range(5):
        told.append(progress(short, here))
        here = walk(short, "skip", start=here)
    again = progress(short, replace(here, asking="activities"))

    assert [found.of for found in told] == [2, 2, 3, 4, 5]
    assert (again.at, again.of) == (2, 5)


def test_whoever_wants_everything_is_told_how_much_that_is(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start", "skip"), thorough=True)

    found = progress(catalog, here)

    assert (found.at, found.of) == (2, len(catalog.questions) - 1)


def test_an_earlier_question_keeps_its_number_when_it_stands_again(catalog: Catalog) -> None:
    here = walk(catalog, "start", "skip", "skip", "skip")

    again = replace(here, asking="activities")

    assert progress(catalog, again).at == 2

from collections.abc import Callable
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import Catalog, Kind, Question
from bot.catalog.loader import load
from bot.engine import scoring
from bot.engine.scoring import Some, counted
from bot.engine.state import Answer, NotSure, Picked, Skipped, Wrote
from bot.paths import content_folder
from tests.engine.walk import without_option, without_question

SHIPPED = load(content_folder())

Ticked = dict[str, frozenset[str]]


def fits(catalog: Catalog, ticked: Ticked) -> dict[str, float]:
    return scoring.fits(catalog, scoring.scores(catalog, ticked))


def tickings(catalog: Catalog) -> st.SearchStrategy[Ticked]:
    """Any subset of the questions, each answered in a way that the engine lets through."""
    return st.fixed_dictionaries(
        {},
        optional={name: options(question) for name, question in catalog.questions.items()},
    )


def options(question: Question) -> st.SearchStrategy[frozenset[str]]:
    loners = [frozenset({one.id}) for one in question.options.values() if one.alone]
    others = [one.id for one in question.options.values() if not one.alone]
    if question.kind is Kind.SINGLE:
        return st.sampled_from([frozenset({one}) for one in question.options])
    several = st.frozensets(st.sampled_from(others), min_size=1, max_size=question.most)
    read = [several.map(Some)] if question.kind is Kind.MULTIPLE else []
    return st.one_of(several, *read, *(st.just(loner) for loner in loners))


def test_wishes_add_up_without_any_temperature(catalog: Catalog) -> None:
    ticked: Ticked = {
        "afternoon": frozenset({"dashboards"}),
        "explain_or_serve": frozenset({"explain"}),
    }
    by_hand = {
        "data_analyst": exp(1.7),
        "data_engineer": exp(0.1),
        "data_scientist": exp(0.1),
        "machine_learning_engineer": exp(-0.7),
        "machine_learning_researcher": exp(0.0),
    }

    got = fits(catalog, ticked)

    total = sum(by_hand.values())
    assert got == pytest.approx({role: share / total for role, share in by_hand.items()})


def test_with_nothing_answered_every_role_fits_alike_in_the_catalogs_order(
    catalog: Catalog,
) -> None:
    got = fits(catalog, {})

    assert list(got) == list(catalog.roles)
    assert list(got.values()) == pytest.approx([0.2] * 5)


@settings(deadline=None)
@given(ticked=tickings(SHIPPED))
def test_fits_are_probabilities_best_first(ticked: Ticked) -> None:
    got = fits(SHIPPED, ticked)

    assert sum(got.values()) == pytest.approx(1.0, abs=1e-9)
    assert list(got.values()) == sorted(got.values(), reverse=True)
    assert set(got) == set(SHIPPED.roles)


def test_not_sure_and_skipped_count_exactly_nothing(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {"afternoon": NotSure(), "stack": Skipped()}

    assert counted(catalog, answers) == {}


def test_what_was_read_in_a_sentence_counts_like_ticks(catalog: Catalog) -> None:
    answers = {"story": Wrote("pipelines!", frozenset({"pipelines"}))}

    assert counted(catalog, answers) == {"story": frozenset({"pipelines"})}


def test_a_list_that_was_read_in_own_words_counts_for_less_than_one_that_was_ticked(
    catalog: Catalog,
) -> None:
    weights, boxes = catalog.weights, frozenset({"python", "sql"})
    vectors = weights.options["code"]
    read = counted(catalog, {"code": Wrote("", boxes), "models": Picked(frozenset({"none"}))})

    got = scoring.scores(catalog, read)

    assert isinstance(read["code"], Some)
    assert not isinstance(read["models"], Some)
    by_hand = [
        offset
        + (weights.named.all * (weights.named.unnamed * bias + python + sql) + other + none)
        / weights.temperature[1]
        for offset, bias, python, sql, other, none in zip(
            weights.offset,
            weights.bias["code"],
            vectors["python"],
            vectors["sql"],
            weights.bias["models"],
            weights.options["models"]["none"],
            strict=True,
        )
    ]
    assert got == pytest.approx(by_hand, abs=1e-6)


BOXES_WITHOUT_DATA = {
    "spreadsheets": "data_analyst",
    "orchestration": "data_engineer",
    "containers": "machine_learning_engineer",
    "serving": "machine_learning_engineer",
}


@pytest.mark.parametrize(("box", "role"), BOXES_WITHOUT_DATA.items())
@pytest.mark.parametrize("answered", [Picked, lambda boxes: Wrote("", boxes)])
def test_a_box_without_data_leads_to_its_own_role_when_it_is_all_that_is_ticked(
    catalog: Catalog, box: str, role: str, answered: Callable[[frozenset[str]], Answer]
) -> None:
    got = scoring.outcome(catalog, {"stack": answered(frozenset({box}))})

    assert got.role == role


def test_a_list_that_is_answered_by_boxes_without_data_alone_counts_as_a_wish_does(
    catalog: Catalog,
) -> None:
    code: Ticked = {"code": frozenset({"sql"})}
    boxes = catalog.weights.options["stack"]
    alone: Ticked = {**code, "stack": frozenset({"orchestration"})}
    beside: Ticked = {**code, "stack": frozenset({"orchestration", "mysql"})}

    by_hand = [
        one + box
        for one, box in zip(scoring.scores(catalog, code), boxes["orchestration"], strict=True)
    ]

    assert scoring.scores(catalog, alone) == pytest.approx(by_hand)
    assert scoring.of_work(catalog, alone) == code
    assert scoring.of_work(catalog, beside) == beside


def test_F55_answers_that_todays_content_lacks_stop_counting(catalog: Catalog) -> None:
    answers = {
        "afternoon": Picked(frozenset({"dashboards"})),
        "stack": Picked(frozenset({"tableau", "powerbi"})),
        "activities": Picked(frozenset({"decisions"})),
    }
    later = without_option(without_question(catalog, "activities"), "stack", "powerbi")
    later = without_option(later, "afternoon", "dashboards")

    assert counted(later, answers) == {"stack": frozenset({"tableau"})}

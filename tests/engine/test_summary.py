import pytest

from bot.catalog import Catalog, Kind
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.summary import full, in_short

BEST = {
    "data_analyst": {
        "afternoon": "dashboards",
        "activities": "decisions",
        "explain_or_serve": "explain",
        "tools": "bi",
        "story": "dashboards",
    },
    "data_engineer": {
        "afternoon": "pipeline",
        "activities": "infrastructure",
        "plumbing_or_question": "load",
        "tools": "orchestration",
        "story": "pipelines",
    },
    "data_scientist": {
        "afternoon": "price",
        "activities": "prototype",
        "plumbing_or_question": "predict",
        "tools": "classic",
        "story": "predictions",
    },
    "machine_learning_engineer": {
        "afternoon": "latency",
        "activities": "service",
        "explain_or_serve": "serve",
        "method_or_product": "ship",
        "tools": "serving",
        "story": "services",
    },
    "machine_learning_researcher": {
        "afternoon": "optimiser",
        "activities": "research",
        "method_or_product": "understand",
        "tools": "papers",
        "story": "methods",
    },
}


def finished(catalog: Catalog, **options: str) -> Conversation:
    answers: dict[str, Answer] = {}
    for question in catalog.questions.values():
        option = options.get(question.id)
        if option is None:
            answers[question.id] = NotSure()
        elif question.kind is Kind.TEXT:
            answers[question.id] = Wrote("in my words", frozenset({option}))
        else:
            answers[question.id] = Picked(frozenset({option}))
    return Conversation(1, stage=Stage.SUMMARY, answers=answers)


@pytest.mark.parametrize("role", BEST)
def test_each_role_can_win_and_says_what_to_learn_and_leave_out(
    catalog: Catalog, role: str
) -> None:
    card = full(catalog, finished(catalog, **BEST[role]))

    assert card.result is not None
    assert card.result.role == role
    assert card.result.fits[role] > 0.7
    assert len(card.result.reasons) == 3
    assert catalog.roles[role].focus[0].skill in card.body
    assert catalog.roles[role].skip[0].until in card.body
    assert next(bar.label for bar in card.chart) == catalog.roles[role].name


def test_not_sure_to_everything_forces_no_role(catalog: Catalog) -> None:
    card = full(catalog, finished(catalog))

    assert card.result is not None
    assert card.result.role is None
    assert card.result.reasons == ()
    assert card.result.flip is None
    assert catalog.say("summary.undecided") in card.body


def test_skipping_everything_forces_no_role_either(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {question: Skipped() for question in catalog.questions}

    card = in_short(catalog, Conversation(1, stage=Stage.SUMMARY, answers=answers))

    assert card.body == catalog.say("summary.undecided")


def test_a_close_call_is_called_close_and_told_with_its_flip(catalog: Catalog) -> None:
    here = finished(
        catalog, afternoon="dashboards", story="predictions", activities="prototype"
    )

    card = full(catalog, here)

    assert card.result is not None
    first, second = list(card.result.fits.values())[:2]
    assert first - second < catalog.weights.close
    assert "close call" in card.body
    assert card.result.flip is not None
    assert card.result.flip in card.body


def test_a_clear_result_says_so(catalog: Catalog) -> None:
    card = full(catalog, finished(catalog, **BEST["data_engineer"]))

    assert "not close" in card.body
    assert card.result is not None
    assert card.result.flip is None
    assert catalog.say("summary.firm") in card.body


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"afternoon": "dashboards"}, "had you picked"),
        ({"tools": "bi"}, "had you also ticked"),
    ],
)
def test_the_flip_says_what_would_have_to_differ(
    catalog: Catalog, answers: dict[str, str], told: str
) -> None:
    card = full(catalog, finished(catalog, **answers))

    assert card.result is not None
    assert card.result.flip is not None
    assert card.result.flip.startswith(told)


def test_a_flip_can_be_a_tick_less(catalog: Catalog) -> None:
    here = finished(catalog, afternoon="price")
    answers = {
        **here.answers,
        "tools": Picked(frozenset({"bi", "spreadsheets", "sql", "cloud"})),
    }

    card = full(catalog, Conversation(1, stage=Stage.SUMMARY, answers=answers))

    assert card.result is not None
    assert card.result.flip is not None
    assert card.result.flip.startswith("had you not ticked")


def test_an_answer_that_speaks_for_nobody_gives_no_reasons(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {"plumbing_or_question": Picked(frozenset({"gone"}))}

    card = full(catalog, Conversation(1, stage=Stage.SUMMARY, answers=answers))

    assert card.result is not None
    assert card.result.reasons == ()

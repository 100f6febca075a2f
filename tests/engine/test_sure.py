"""Whoever asks how sure we are gets the figure for people like them, and what it rests on."""

from dataclasses import replace

import pytest

from bot.catalog import Band, Catalog, Found
from bot.catalog.loader import load
from bot.engine import scoring, selecting, sure
from bot.engine.speech import Button
from bot.engine.state import Answer, Conversation, NotSure, Picked, Stage, Wrote
from bot.engine.transitions import advance
from bot.paths import content_folder
from bot.proof import persona
from tests.engine.test_work_and_wish import torn
from tests.engine.walk import pressed, said, typed

BANDS = (
    Band(0.0, 0.31, 0.61, 1_001),
    Band(0.4, 0.52, 0.72, 1_002),
    Band(0.6, 0.83, 0.93, 1_003),
)
MOST_CHARACTERS = 900
OTHERS = {"setting": "none", "code": "none"}
"""Two more lists, so that there are enough for the figures of people like them."""


def with_bands(catalog: Catalog, bands: tuple[Band, ...] = BANDS) -> Catalog:
    """The catalog as if this had been measured."""
    measured = replace(
        catalog.weights.measured,
        reliability=bands,
        accuracy_by_questions=(0.41, 0.46, 0.5, 0.53),
    )
    return replace(catalog, weights=replace(catalog.weights, measured=measured))


def at_the_summary(answers: dict[str, Answer]) -> Conversation:
    return Conversation(7, stage=Stage.SUMMARY, answers=answers)


def answers(**options: str) -> dict[str, Answer]:
    return {name: Picked(frozenset(ticked.split("+"))) for name, ticked in options.items()}


@pytest.mark.parametrize(
    ("fit", "band"),
    [(0.2, 0), (0.399, 0), (0.4, 1), (0.599, 1), (0.6, 2), (1.0, 2)],
)
def test_people_like_them_are_those_with_about_the_same_leading_fit(
    catalog: Catalog, fit: float, band: int
) -> None:
    assert sure.band(with_bands(catalog), fit) == BANDS[band]


def test_below_all_that_was_measured_the_lowest_figure_counts(catalog: Catalog) -> None:
    assert sure.band(with_bands(catalog, BANDS[1:]), 0.25) == BANDS[1]


def test_the_figure_is_that_of_ones_work_alone(catalog: Catalog) -> None:
    measured = with_bands(catalog)
    work = answers(activities="decisions", setting="ml_not_used", stack="tableau+powerbi")
    here = at_the_summary({**work, **answers(afternoon="pipeline", explain_or_serve="serve")})
    fits = scoring.outcome(measured, work).fits
    role, fit = next(iter(fits.items()))
    alike = sure.band(measured, fit)

    told = sure.told(measured, here)

    leads = measured.say("sure.leads", role="data analyst", fit=f"{fit * 100:.0f}")
    figure = measured.say(
        "sure.figure",
        people=f"{alike.people:,}",
        right=f"{alike.share_right * 100:.0f}",
        either=f"{alike.share_in_first_two * 100:.0f}",
    )
    assert role == "data_analyst"
    assert told.startswith(f"{leads} {figure}")


def test_people_like_them_have_the_same_leading_role_where_there_were_enough(
    catalog: Catalog,
) -> None:
    hard = Found(0.271, 0.583, 1_004)
    bands = tuple(replace(one, of_role={"data_analyst": hard}) for one in BANDS)
    measured = with_bands(catalog, bands)

    told = sure.told(measured, at_the_summary(answers(activities="decisions", **OTHERS)))
    of_another = sure.told(measured, at_the_summary(answers(activities="research", **OTHERS)))

    assert "We measured 1,004 people for whom that was so, too" in told
    assert "about 27 in 100" in told
    assert "for 58 it was one of the first two" in told
    assert "1,004" not in of_another
    assert "whose first role fitted about as well" in of_another


@pytest.mark.parametrize(("language", "people"), [("en", "1,004"), ("de", "1.004")])
def test_thousands_have_the_mark_of_the_language(language: str, people: str) -> None:
    spoken = load(content_folder(), language)
    alike = {role: Found(0.3, 0.6, 1_004) for role in spoken.roles}
    bands = tuple(replace(one, of_role=alike) for one in BANDS)

    here = at_the_summary(answers(activities="decisions", **OTHERS))
    told = sure.told(with_bands(spoken, bands), here)

    assert f" {people} " in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"activities": "decisions", **OTHERS},
            "3 of my 4 questions about work I am right for 50",
        ),
        ({"activities": "decisions", "stack": "tableau", **OTHERS}, ""),
    ],
)
def test_it_tells_what_more_questions_about_work_would_bring_while_there_are_any(
    catalog: Catalog, given: dict[str, str], told: str
) -> None:
    said_now = sure.told(with_bands(catalog), at_the_summary(answers(**given)))

    assert told in said_now
    assert ("questions about work" in said_now) == bool(told)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"activities": "decisions"}, ("1", "41")),
        ({"activities": "decisions", "setting": "none"}, ("2", "46")),
        ({"activities": "decisions", "setting": "none", "stack": "serving"}, ("2", "46")),
    ],
)
def test_after_one_or_two_lists_it_tells_only_what_so_many_questions_find(
    catalog: Catalog, given: dict[str, str], told: tuple[str, str]
) -> None:
    number, now = told

    said_now = sure.told(with_bands(catalog), at_the_summary(answers(**given)))

    assert catalog.say("sure.few", number=number, of=4, now=now, then="53") in said_now
    assert not any(str(f"{one.people:,}") in said_now for one in BANDS)
    assert "first two" not in said_now


@pytest.mark.parametrize(
    "given", [{"models": "dense"}, {"activities": "decisions", "code": "r"}]
)
def test_lists_out_of_order_have_no_figure_of_their_own(
    catalog: Catalog, given: dict[str, str]
) -> None:
    said_now = sure.told(with_bands(catalog), at_the_summary(answers(**given)))

    assert catalog.say("sure.others", of=4, then="53") in said_now
    assert not any(f" {now} " in said_now for now in ("41", "46"))


def test_of_more_lists_out_of_order_it_tells_the_figure_of_people_alike(
    catalog: Catalog,
) -> None:
    given = answers(activities="research", code="none", stack="none")

    said_now = sure.told(with_bands(catalog), at_the_summary(given))

    assert "We measured" in said_now
    assert "questions about work" not in said_now


def test_whom_asking_left_early_is_told_the_figure_of_people_alike(catalog: Catalog) -> None:
    here = at_the_summary(answers(activities="decisions", code="sql"))
    assert selecting.is_stopped_early(catalog, selecting.outlook(catalog, here))

    told = sure.told(with_bands(catalog), here)

    assert "We measured 1,003 people" in told
    assert "questions about work" not in told


def test_of_lists_that_were_read_it_says_so_and_gives_no_figure_for_their_number(
    catalog: Catalog,
) -> None:
    given = answers(activities="decisions", setting="none", code="sql")
    read: dict[str, Answer] = {**given, "code": Wrote("", frozenset({"sql"}))}

    told = sure.told(with_bands(catalog), at_the_summary(read))
    of_a_wish = sure.told(
        with_bands(catalog),
        at_the_summary({**given, "story": Wrote("", frozenset({"charts"}))}),
    )

    assert catalog.say("sure.named") in told
    assert "3 of my 4 questions" not in told
    assert catalog.say("sure.named") not in of_a_wish
    assert "3 of my 4 questions" in of_a_wish


def test_it_tells_what_it_rests_on(catalog: Catalog) -> None:
    told = sure.told(catalog, at_the_summary(answers(activities="decisions")))

    measured = catalog.weights.measured
    assert f"{measured.people:,} people" in told
    assert measured.attribution in told
    assert "2021" in told
    assert "Titles are noisy" in told
    assert catalog.say("sure.wishes") in told


def test_wishes_that_made_another_role_lead_are_named_as_having_no_data(
    catalog: Catalog,
) -> None:
    torn_apart = torn(catalog, "data_analyst", "machine_learning_engineer")
    wishes = {n: a for n, a in torn_apart.items() if n not in catalog.weights.bias}
    here = at_the_summary({**wishes, **answers(activities="decisions", stack="tableau")})
    led = scoring.outcome(catalog, here.answers).role

    told = sure.told(catalog, here)

    assert led == "machine_learning_engineer"
    assert catalog.say("sure.wishes-lead", role="machine learning engineer") in told


def test_for_wishes_alone_nobody_has_a_figure(catalog: Catalog) -> None:
    here = at_the_summary({**answers(afternoon="pipeline"), "stack": NotSure()})

    assert sure.told(catalog, here) == catalog.say("sure.wishes-only")


def test_of_boxes_without_data_nobody_has_a_figure(catalog: Catalog) -> None:
    boxes = {"stack": "orchestration+containers"}
    alone, with_none = (
        sure.told(catalog, at_the_summary(answers(**given)))
        for given in (boxes, {**boxes, "code": "none"})
    )

    assert alone == with_none == catalog.say("sure.no-data")


def test_boxes_without_data_that_made_another_role_lead_are_not_called_wishes(
    catalog: Catalog,
) -> None:
    weak = {"activities": "decisions", "setting": "code_five_years"}
    here = at_the_summary(answers(**weak, stack="orchestration"))
    of_boxes = scoring.outcome(catalog, here.answers).role
    assert of_boxes == "data_engineer" != scoring.outcome(catalog, answers(**weak)).role

    told = sure.told(catalog, here)

    assert catalog.say("sure.judged-lead", role="data engineer") in told


def test_where_none_of_the_boxes_is_theirs_nothing_is_said_of_what_they_do(
    catalog: Catalog,
) -> None:
    none = dict.fromkeys(catalog.weights.bias, "none")

    told = sure.told(catalog, at_the_summary(answers(afternoon="pipeline", **none)))

    assert told == catalog.say("sure.no-box")


@pytest.mark.parametrize("given", [{}, {"stack": "none"}])
def test_where_nothing_speaks_there_is_nothing_to_be_sure_of(
    catalog: Catalog, given: dict[str, str]
) -> None:
    assert sure.told(catalog, Conversation(1, answers=answers(**given))) == catalog.say(
        "sure.nothing"
    )


@pytest.mark.parametrize("words", ["How sure are you?", "can I trust that?", "are you sure"])
def test_it_can_be_asked_at_any_time_and_changes_nothing(catalog: Catalog, words: str) -> None:
    here = Conversation(
        7, stage=Stage.ASKING, asking="stack", answers=answers(activities="decisions")
    )

    turn = advance(catalog, here, typed(words))

    assert said(turn).body.startswith(sure.told(catalog, here))
    assert catalog.questions["stack"].text in said(turn).body
    assert turn.conversation == here


def test_the_summary_offers_it(catalog: Catalog) -> None:
    here = at_the_summary(dict(persona(catalog, "data_analyst")))

    turn = advance(catalog, here, pressed(here, Button.HOW_SURE))

    assert said(turn).body.startswith(sure.told(catalog, here))
    assert turn.conversation == here


def test_without_a_leading_role_it_is_not_offered(catalog: Catalog) -> None:
    here = at_the_summary({"stack": NotSure()})

    turn = advance(catalog, here, pressed(here, Button.HOW_SURE))

    assert said(turn).problem


@pytest.mark.parametrize("words", ["Wie sicher bist du dir?", "bist du sicher"])
def test_german_asks_and_answers_too_and_stays_short(words: str) -> None:
    german = load(content_folder(), "de")
    here = at_the_summary(torn(german, "data_analyst", "machine_learning_researcher"))
    fewer = {name: one for name, one in here.answers.items() if name != "setting"}
    read = {
        name: Wrote("", one.options)
        for name, one in fewer.items()
        if name in german.weights.bias and isinstance(one, Picked)
    }
    here = replace(here, answers=fewer)
    named = replace(here, answers={**fewer, **read})

    body = said(advance(german, here, typed(words))).body

    assert body.startswith("**Wie sicher bin ich mir?**")
    assert len(sure.told(german, here)) <= MOST_CHARACTERS
    assert german.say("sure.named") in sure.told(german, named)
    assert len(sure.told(german, named)) <= MOST_CHARACTERS

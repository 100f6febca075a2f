"""The cards of a week: what they say, offer and leave out, and that they fit a phone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.plans import planning
from bot.engine.plans.nudging import LABELS, WeeklyButton, after, after_a_step, button, nudge
from bot.engine.plans.opening import Before
from bot.engine.plans.plan import CheckIn, Plan, Size, Step, Week
from tests.engine.plans.weeks import (
    ANALYST,
    AT_WORK,
    ENGINEER,
    analyst,
    said,
    step,
    with_ladder,
    without_role,
)
from tests.fakes.clock import NOON

BODY = 900
BODY_OF_TWO_WEEKS = 1_200
"""The word on one week with its self-check, and the step of the next."""
LONGEST_COMES = "It comes on Wednesday, 30 September, 10:30 (America/Argentina/Buenos Aires)."
LONGEST_CUE = "when I have had my coffee " * 9
DONE, NOT_YET, KNOWN = CheckIn.DONE, CheckIn.NOT_YET, CheckIn.KNOWN
LIGHTER, SWAP = CheckIn.LIGHTER, CheckIn.SWAP


def ids(card: Card) -> list[str]:
    return [choice.id for choice in card.choices]


def skipped(catalog: Catalog, plan: Plan, words: Sequence[CheckIn | None]) -> Plan:
    """The plan after weeks with such words, or none, in the next week."""
    for word in words:
        told = said(catalog, plan, word) if word else plan
        plan = planning.next_week(catalog, told, NOON)
    return plan


def every_week(catalog: Catalog) -> list[Plan]:
    """Each of the sixty steps in each size, as the only thing that somebody knows of."""
    plans = []
    for role, size in product(catalog.roles.values(), Size):
        for at, found in enumerate(role.ladder):
            here, other = Step(role.id, found.id), Step(role.id, role.ladder[at - 1].id)
            week = Week(30, here, size, None, NOON)
            before = replace(week, number=29, step=other, size=Size.TASK)
            plan = Plan(role.id, (here, other), week, (before,), cue=LONGEST_CUE)
            plans.append(plan)
    return plans


def test_every_nudge_of_sixty_steps_fits_a_phone_in_both_languages(language: Catalog) -> None:
    plans = every_week(language)
    cards = [nudge(language, plan, before=before) for plan in plans for before in Before]
    cards += [nudge(language, replace(plan, past=(), cue="")) for plan in plans]

    assert len(plans) == 60 * len(Size)
    assert max(len(card.body) for card in cards) <= BODY
    assert all(ids(card) == [*CheckIn] for card in cards)


def test_F58_a_nudge_names_the_address_that_it_says_and_no_other(language: Catalog) -> None:
    for plan in every_week(language):
        assert plan.week is not None
        (found,) = [
            one for one in language.roles[plan.role].ladder if one.id == plan.week.step.rung
        ]
        typed = replace(plan, cue="https://evil.example")
        after_it = planning.checked_in(language, plan, CheckIn.LIGHTER, NOON)

        for card in (nudge(language, typed), after(language, after_it, CheckIn.LIGHTER)):
            assert card.links == (found.url,)
            assert f" {found.url}\n" in card.body


def test_every_card_after_a_check_in_fits_a_phone_in_both_languages(language: Catalog) -> None:
    longest = 0
    for plan, word, back in product(every_week(language), CheckIn, (True, False)):
        say = planning.looked_back if back else planning.checked_in
        there = say(language, plan, word, NOON)
        asked = after(language, there, word, back=back, comes=LONGEST_COMES)
        shown = after_a_step(language, there, comes=LONGEST_COMES, shown=True)
        longest = max(longest, len(asked.body), len(shown.body))

        assert asked.choices
    assert longest <= BODY_OF_TWO_WEEKS


def test_a_nudge_holds_the_task_the_small_version_one_link_and_what_to_ignore(
    catalog: Catalog,
) -> None:
    found = catalog.roles[ANALYST].ladder[0]

    body = nudge(catalog, analyst(catalog)).body

    assert body.startswith(f"**Week 1: {found.topic}**")
    assert found.task in body
    assert found.light in body
    assert found.stretch not in body
    assert body.count("https://") == 1
    assert "You can ignore TensorFlow this week." in body


def test_nobody_is_told_to_ignore_what_their_ladder_teaches(language: Catalog) -> None:
    """ "Ignore R and Python at the same time" reads as "ignore Python"."""
    for role in language.roles.values():
        for one in role.skip:
            ignored = one.what.split(" beside ")[0].split(" neben ")[0]

            assert {"Python", "PyTorch", "SQL"}.isdisjoint(ignored.split())


def test_what_can_be_ignored_is_another_thing_each_week(catalog: Catalog) -> None:
    things = [one.what for one in catalog.roles[ANALYST].skip]
    told = [
        next(thing for thing in things if f"ignore {thing} this" in card.body)
        for card in (nudge(catalog, analyst(catalog, weeks=week)) for week in range(1, 7))
    ]

    assert told == [*things, things[0]]


def test_the_persons_own_cue_is_quoted_and_cannot_pass_for_ours(catalog: Catalog) -> None:
    plan = replace(analyst(catalog), cue="after **lunch**” and then")

    assert "You said: “after lunch' and then”." in nudge(catalog, plan).body
    assert "You said" not in nudge(catalog, replace(plan, cue="")).body


def test_a_light_week_puts_the_small_version_first(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), LIGHTER)
    found = catalog.roles[ANALYST].ladder[0]

    body = nudge(catalog, plan).body

    assert body.index(found.light) < body.index(found.task)
    assert catalog.say("nudge.why-light") in body


def test_a_stretch_comes_with_the_task_and_says_why(catalog: Catalog) -> None:
    plan = analyst(catalog)
    for _ in range(2):
        done = said(catalog, plan, DONE, early=True)
        plan = planning.next_week(catalog, done, NOON)

    body = nudge(catalog, plan).body

    assert catalog.roles[ANALYST].ladder[2].stretch in body
    assert catalog.say("nudge.why-stretch") in body


def test_a_week_that_was_left_open_is_asked_about_first(catalog: Catalog) -> None:
    silent = planning.next_week(catalog, analyst(catalog, weeks=2), NOON)

    body = nudge(catalog, silent, before=Before.LAST_WEEK).body

    assert body.startswith("**Last week: SQL joins and aggregation.** How did it go?")
    assert catalog.say("nudge.why-again") in body
    assert "How did it go" not in nudge(catalog, analyst(catalog, weeks=2)).body


@pytest.mark.parametrize(
    ("words", "why"), [([], "nudge.why-again"), ([LIGHTER], "nudge.why-again-small")]
)
def test_a_step_comes_smaller_only_if_it_was_not_small_already(
    catalog: Catalog, words: list[CheckIn], why: str
) -> None:
    silent = planning.next_week(catalog, said(catalog, analyst(catalog), *words), NOON)

    assert catalog.say(why) in nudge(catalog, silent).body


def test_not_yet_to_a_small_step_says_that_it_stays_small(catalog: Catalog) -> None:
    small = said(catalog, analyst(catalog), LIGHTER)
    left = planning.looked_back(catalog, small, NOT_YET, NOON)

    card = after(catalog, left, NOT_YET, back=True)

    assert card.body.startswith(catalog.say("check-in.after-not-yet-back-small"))


def test_only_steps_that_are_left_out_are_said_to_be(catalog: Catalog) -> None:
    newcomer = planning.begin(catalog, ANALYST, {})
    left_out = planning.hide(catalog, newcomer, step(1))
    moved = planning.reorder(catalog, newcomer, step(1), 3)
    told = [
        "left out" in nudge(catalog, planning.next_week(catalog, plan, NOON)).body
        for plan in (newcomer, left_out, moved, planning.hide(catalog, moved, step(3)))
    ]

    assert told == [False, True, False, False]


def test_why_a_step_comes_now_is_told_from_what_led_there(catalog: Catalog) -> None:
    role = catalog.roles[ANALYST].noun
    engineer = planning.begin(catalog, ENGINEER, AT_WORK)
    pinned = planning.pin(catalog, analyst(catalog, weeks=2), step(2))
    reasons = {
        catalog.say("nudge.why-first", role=role): analyst(catalog),
        catalog.say("nudge.why-later"): planning.next_week(catalog, engineer, NOON),
        catalog.roles[ANALYST].focus[1].why: analyst(catalog, weeks=2),
        catalog.say("nudge.why-next", role=role): analyst(catalog, weeks=4),
        catalog.say("nudge.why-last", role=role): analyst(catalog, weeks=12),
        catalog.say("nudge.why-pinned"): pinned,
    }

    for reason, plan in reasons.items():
        assert reason in nudge(catalog, plan).body


def test_a_last_step_offers_no_swap(catalog: Catalog) -> None:
    card = nudge(catalog, analyst(catalog, weeks=12))

    assert ids(card) == [word for word in CheckIn if word is not SWAP]


def test_without_a_running_week_a_nudge_says_so(catalog: Catalog) -> None:
    between = said(catalog, analyst(catalog), DONE)
    shorter = with_ladder(catalog, catalog.roles[ANALYST], 1)

    assert nudge(catalog, between).body == catalog.say("nudge.nothing")
    assert nudge(shorter, analyst(catalog, weeks=3)).body == catalog.say("nudge.nothing")


def test_after_done_comes_the_question_to_oneself_and_its_answer_on_request(
    catalog: Catalog,
) -> None:
    plan = said(catalog, analyst(catalog, weeks=2), DONE)
    found = catalog.roles[ANALYST].ladder[1]

    asked = after(catalog, plan, DONE)
    shown = after_a_step(catalog, plan, shown=True)

    assert found.check in asked.body
    assert found.answer not in asked.body
    assert ids(asked)[-1] == WeeklyButton.SHOW_ANSWER
    assert found.answer in shown.body
    assert WeeklyButton.SHOW_ANSWER not in ids(shown)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([DONE], "check-in.after-done"),
        ([LIGHTER, DONE], "check-in.after-done-light"),
        ([CheckIn.PARTLY], "check-in.after-partly"),
        ([KNOWN], "check-in.after-known"),
        ([NOT_YET], "check-in.after-not-yet"),
        ([LIGHTER], "check-in.after-lighter"),
    ],
)
def test_each_check_in_gets_one_warm_sentence(
    catalog: Catalog, words: list[CheckIn], says: str
) -> None:
    plan = said(catalog, analyst(catalog), *words)

    assert after(catalog, plan, words[-1]).body.startswith(catalog.say(says))


def test_a_finished_stretch_is_told_as_more_than_usual(catalog: Catalog) -> None:
    plan = analyst(catalog)
    for _ in range(2):
        plan = planning.next_week(catalog, said(catalog, plan, DONE, early=True), NOON)

    card = after(catalog, said(catalog, plan, DONE), DONE)

    assert card.body.startswith(catalog.say("check-in.after-done-stretch"))


def test_the_rhythm_is_told_from_the_second_week_on_and_never_as_nothing(
    catalog: Catalog,
) -> None:
    first = said(catalog, analyst(catalog), DONE)
    second = said(catalog, analyst(catalog, weeks=2), DONE)

    assert "of your last" not in after(catalog, first, DONE).body
    assert "That makes 2 of your last 2 weeks." in after(catalog, second, DONE).body


@pytest.mark.parametrize(
    ("quiet", "told", "untold"),
    [
        (1, "That makes 1 of your last 2 weeks.", "Each week like this"),
        (2, "Each week like this takes you further.", "of your last"),
        (7, "Each week like this takes you further.", "of your last"),
    ],
)
def test_no_success_is_told_as_one_among_more_misses(
    catalog: Catalog, quiet: int, told: str, untold: str
) -> None:
    plan = skipped(catalog, analyst(catalog), [None] * quiet)

    body = after(catalog, said(catalog, plan, DONE), DONE).body

    assert told in body
    assert untold not in body


def test_german_tells_the_rhythm_right_of_one_week_and_of_more(german: Catalog) -> None:
    quiet_first = planning.next_week(german, analyst(german), NOON)
    twice = planning.next_week(german, said(german, analyst(german), DONE), NOON)

    one, two = (after(german, said(german, plan, DONE), DONE) for plan in (quiet_first, twice))

    assert "Das macht 1 von deinen letzten 2 Wochen." in one.body
    assert "Das macht 2 von deinen letzten 2 Wochen." in two.body


def test_the_next_step_is_told_with_its_moment_between_two_weeks(catalog: Catalog) -> None:
    done = said(catalog, analyst(catalog), DONE)

    assert after(catalog, done, DONE, comes="It comes on Monday, 9:00 (UTC).").body.endswith(
        "Next: SQL joins and aggregation. It comes on Monday, 9:00 (UTC)."
    )
    assert after(catalog, done, DONE).body.endswith("Next: SQL joins and aggregation.")


def test_after_a_word_on_the_week_before_one_card_has_the_word_and_the_new_step(
    catalog: Catalog,
) -> None:
    late = planning.looked_back(catalog, analyst(catalog), DONE, NOON)
    first, second = catalog.roles[ANALYST].ladder[:2]

    card = after(catalog, late, DONE, back=True)

    told = [catalog.say("check-in.after-done"), first.check, "**Week 2:", second.task]
    places = [card.body.index(one) for one in told]
    assert places == sorted(places)
    assert "Next" not in card.body
    assert ids(card) == [*CheckIn, WeeklyButton.SHOW_ANSWER]


def test_a_step_that_was_known_gives_way_on_one_card(catalog: Catalog) -> None:
    card = after(catalog, said(catalog, analyst(catalog), KNOWN), KNOWN)

    assert card.body.startswith(catalog.say("check-in.after-known"))
    assert "**Week 1: SQL joins and aggregation**" in card.body
    assert ids(card) == [*CheckIn, WeeklyButton.SHOW_ANSWER]


def test_the_answer_is_shown_on_the_same_card_of_the_new_week(catalog: Catalog) -> None:
    late = planning.looked_back(catalog, analyst(catalog), DONE, NOON)
    first, second = catalog.roles[ANALYST].ladder[:2]

    card = after_a_step(catalog, late, shown=True)

    assert first.answer in card.body
    assert second.task in card.body
    assert ids(card) == [*CheckIn]


def test_a_week_that_began_with_a_nudge_is_not_asked_about_the_step_before(
    catalog: Catalog,
) -> None:
    done = said(catalog, analyst(catalog), DONE)
    nudged = planning.next_week(catalog, done, NOON + timedelta(days=3))

    assert after_a_step(catalog, nudged) == nudge(catalog, nudged)


def test_next_week_is_told_in_its_size(catalog: Catalog) -> None:
    light = said(catalog, analyst(catalog), LIGHTER, DONE)
    stretch = replace(light, size=Size.STRETCH)

    assert "Next, in a small version:" in after(catalog, light, DONE).body
    assert "Next, with a little more:" in after(catalog, stretch, DONE).body


def test_a_card_whose_buttons_do_not_answer_it_does_not_ask_how_last_week_went(
    catalog: Catalog,
) -> None:
    open_ = planning.next_week(catalog, analyst(catalog), NOON)

    assert "How did it go?" in nudge(catalog, open_, before=Before.LAST_WEEK).body
    assert "How did it go?" not in nudge(catalog, open_).body


def test_not_yet_is_met_without_blame_and_says_what_becomes_of_the_step(
    catalog: Catalog,
) -> None:
    once = planning.looked_back(catalog, analyst(catalog), NOT_YET, NOON)
    twice = planning.looked_back(catalog, once, NOT_YET, NOON)

    stays = after(catalog, once, NOT_YET, back=True)
    moves = after(catalog, twice, NOT_YET, back=True)

    assert stays.body.startswith(catalog.say("check-in.after-not-yet-back"))
    assert "“From question to metric” can wait" in moves.body
    assert ids(stays) == ids(moves) == [*CheckIn]


def test_the_question_about_a_step_says_what_became_of_it_so_far(catalog: Catalog) -> None:
    told = {
        words: nudge(
            catalog,
            planning.next_week(catalog, said(catalog, analyst(catalog), *words), NOON),
            before=Before.LAST_STEP,
        ).body.split("\n\n")[0]
        for words in ((), (LIGHTER,), (SWAP,))
    }

    assert told == {
        (): "**Your last step: From question to metric.** How did it go? Any answer helps.",
        (LIGHTER,): "**Your last step: From question to metric.** "
        "It was a small one. How did it go? Any answer helps.",
        (SWAP,): "**Your last step: SQL joins and aggregation.** "
        "You swapped it in. How did it go? Any answer helps.",
    }


def test_german_names_the_step_that_it_asks_about_and_says_that_each_answer_helps(
    german: Catalog,
) -> None:
    told = {
        words: nudge(
            german,
            planning.next_week(german, said(german, analyst(german), *words), NOON),
            before=Before.LAST_WEEK,
        )
        .body.split("** ")[1]
        .split("\n\n")[0]
        for words in ((), (LIGHTER,), (SWAP,))
    }

    assert told == {
        (): "Wie war es? Jede Antwort hilft.",
        (LIGHTER,): "Das war ein kleiner Schritt. Wie war es? Jede Antwort hilft.",
        (SWAP,): "Diesen Schritt hast du eingetauscht. Wie war es? Jede Antwort hilft.",
    }


def test_german_names_what_is_pinned(german: Catalog) -> None:
    pinned = planning.pin(german, analyst(german, weeks=0), step(2))

    assert (
        "\nDiesen Schritt hast du angeheftet, deshalb kommt er zuerst.\n"
        in nudge(german, planning.next_week(german, pinned, NOON)).body
    )


@pytest.mark.parametrize("words", [(NOT_YET, NOT_YET), (None, None), (None, NOT_YET)])
def test_a_step_that_was_skipped_twice_tells_where_it_went_and_what_comes_instead(
    catalog: Catalog, words: Sequence[CheckIn | None]
) -> None:
    plan = skipped(catalog, analyst(catalog), words)

    body = nudge(catalog, plan).body

    assert (
        "**Week 3: SQL joins and aggregation**\n“From question to metric” can wait: "
        "it has moved to the end of your plan. This step comes instead, in its small version."
    ) in body


def test_while_a_step_is_asked_about_it_moves_to_the_end_only_if_it_was_left(
    catalog: Catalog,
) -> None:
    open_twice = planning.next_week(catalog, analyst(catalog), NOON)

    card = nudge(
        catalog, skipped(catalog, analyst(catalog), (None, None)), before=Before.LAST_WEEK
    )

    assert "moved to the end" not in card.body
    assert (
        "If you did not get to it, “From question to metric” can wait: "
        "it moves to the end of your plan."
    ) in card.body
    for word in (DONE, CheckIn.PARTLY):
        assert step(1) not in planning.looked_back(catalog, open_twice, word, NOON).upcoming


def test_a_step_that_did_not_move_is_not_said_to_have(catalog: Catalog) -> None:
    twice = (None, None)
    pinned = skipped(catalog, planning.pin(catalog, analyst(catalog), step(1)), twice)
    moved = skipped(catalog, analyst(catalog), twice)
    alone = skipped(catalog, analyst(catalog, weeks=12), twice)
    two = skipped(catalog, planning.pin(catalog, analyst(catalog, weeks=11), step(11)), twice)

    for plan in (
        skipped(catalog, analyst(catalog), (None,)),
        skipped(catalog, analyst(catalog), (NOT_YET, LIGHTER)),
        pinned,
        alone,
        said(catalog, two, SWAP),
        planning.hide(catalog, moved, step(1)),
        planning.reorder(catalog, moved, step(1), 1),
    ):
        assert "moved to the end" not in nudge(catalog, plan).body


def test_a_swap_shows_the_other_step_and_says_where_this_one_went(catalog: Catalog) -> None:
    card = after(catalog, said(catalog, analyst(catalog), SWAP), SWAP)
    alone = after(catalog, analyst(catalog, weeks=12), SWAP)

    assert "“From question to metric” comes after this one." in card.body
    assert "**Week 1: SQL joins and aggregation**" in card.body
    assert alone.body.startswith(catalog.say("check-in.after-swap-alone"))


def test_A29_after_a_step_that_is_gone_there_is_no_question_to_oneself(
    catalog: Catalog,
) -> None:
    shorter = with_ladder(catalog, catalog.roles[ANALYST], 1)
    plan = planning.at_home(shorter, said(catalog, analyst(catalog, weeks=2), DONE))

    card = after(shorter, plan, DONE)

    assert "question" not in card.body
    assert card.choices


def test_A29_cards_of_a_role_that_is_gone_can_be_shown(catalog: Catalog) -> None:
    fewer = without_role(catalog, ANALYST)
    plan = planning.at_home(fewer, analyst(catalog, weeks=2))

    assert after(fewer, plan, NOT_YET).choices
    assert after(fewer, plan, SWAP).choices


def test_a_check_in_that_found_no_past_shows_the_week_as_it_is(catalog: Catalog) -> None:
    plan = analyst(catalog)

    assert after(catalog, plan, DONE) == nudge(catalog, plan)


def test_every_button_has_its_words_and_fits(language: Catalog) -> None:
    labels = [language.say(key) for key in LABELS.values()]
    labels += [button(language, name).label for name in WeeklyButton]

    assert len({*labels}) == len(labels)
    assert max(map(len, labels)) <= 75

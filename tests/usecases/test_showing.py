import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.mentoring.values import Item, State
from bot.engine.own_words.values import Draft, OwnWords
from bot.engine.state import Answer, Conversation, Leaning, NotSure, Picked, Stage, Wrote
from bot.engine.weekly.values import Question
from bot.paths import content_folder
from bot.ports.inbound import Address
from bot.ports.keeping import WARNED_BEFORE, Keeping, Kept, Reader
from bot.usecases.showing import file_name, kept_card, warning_card
from tests.fakes.clock import NOON
from tests.fakes.message import SAM
from tests.fakes.weekly import full

LONG = "Ω" * 300


def kept(**fields: Any) -> Kept:
    """What is kept about Sam, who has answered nothing, but for these fields."""
    made = Kept(
        since=NOON,
        heard_at=NOON,
        accounts=[SAM],
        here=Conversation(1),
        answered={},
        answers=0,
        results=[],
        messages=0,
        files=0,
        profiles=[],
        readers=[],
        notes=0,
        looks=0,
        refused=0,
        tables={"person": [{"id": 1}]},
        elsewhere=["inbox"],
    )
    return replace(made, **fields)


def told(catalog: Catalog, one: Kept, keeping: Keeping | None = None) -> str:
    return kept_card(catalog, one, SAM, keeping or Keeping()).body


def test_who_has_said_nothing_reads_just_that(catalog: Catalog) -> None:
    body = told(catalog, kept())

    assert "You have not answered a question yet." in body
    assert "What they came to" not in body
    assert "You chose" not in body


def test_answers_results_and_choices_are_told_in_the_persons_words(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {
        "afternoon": Picked(frozenset({"dashboards"})),
        "story": Wrote("I **love** pipelines", frozenset({"pipelines"})),
        "gone": Wrote("To a question of before", frozenset({"x"})),
        "gone_too": Picked(frozenset({"x"})),
    }
    here = Conversation(
        1, stage=Stage.SUMMARY, answers=answers, chosen="data_engineer", asking=None
    )

    body = told(
        catalog,
        kept(
            here=here,
            answered=dict.fromkeys(answers, NOON),
            answers=7,
            results=[Leaning(None, NOON), Leaning("data_analyst", NOON)],
        ),
    )

    assert "- 2 March 2026, Afternoon: two dashboards that disagree" in body
    assert "“I love pipelines”" in body
    assert "gone: “To a question of before”" in body
    assert "gone_too: something that is no longer offered" in body
    assert "- and 3 more, in the file" in body
    assert "- 2 March 2026: no role yet\n- 2 March 2026: data analyst" in body
    assert "You chose a role for yourself: data engineer." in body
    assert "Where you are now: at your summary." in body


def test_weekly_steps_are_told_with_what_their_person_wrote(catalog: Catalog) -> None:
    steps = replace(full(), question=Question("When is a chart too much?", NOON))

    body = told(catalog, kept(here=Conversation(1, weekly=steps)))

    assert "Your weekly steps: data engineer, Sunday, 23:59 (Europe/Kyiv), 2 weeks" in body
    assert "When you begin with a step: “after Tuesday's stand-up”." in body
    assert "Your question when you were stuck: “When is a chart too much?”." in body


def test_words_that_somebody_wanted_kept_are_told_also_before_they_agreed(
    catalog: Catalog,
) -> None:
    agreed = Conversation(1, own_words=OwnWords(kept="I bake"))
    told_now = Conversation(1, own_words=OwnWords(Draft(keeps=True, text="I cook")))
    let_go = Conversation(1, own_words=OwnWords(Draft(length=7)))

    assert "Words of yours that you let me keep: “I bake”." in told(catalog, kept(here=agreed))
    assert "“I cook”" in told(catalog, kept(here=told_now))
    assert "Words of yours" not in told(catalog, kept(here=let_go))


def test_who_is_somewhere_else_than_a_terminal_reads_where(catalog: Catalog) -> None:
    there = Address("slack", "T1", "U1")

    body = told(catalog, kept(accounts=[there, SAM, SAM, SAM, SAM]))

    assert "Your accounts: “U1” (slack, “T1”), “sam” (terminal)" in body
    assert "and 2 more." in body


def test_how_long_follows_the_settings(catalog: Catalog) -> None:
    keeping = Keeping(texts=timedelta(days=3), people=timedelta(days=365))

    body = told(catalog, kept(), keeping)

    assert "messages for 3 days" in body
    assert "for 12 months" in body


@pytest.mark.parametrize("locale", ["en", "de"])
def test_it_fits_on_a_card_whatever_is_kept(locale: str) -> None:
    catalog = load(content_folder(), locale)
    answers = {f"{LONG}{n}": Wrote(LONG, frozenset()) for n in range(40)}
    much = kept(
        accounts=[Address("slack", LONG, f"{LONG}{n}") for n in range(9)],
        here=Conversation(1, stage=Stage.ASKING, asking="x" * 40, answers=answers),
        answered=dict.fromkeys(answers, NOON),
        answers=4_000,
        results=[Leaning("x" * 40, NOON)] * 50,
        messages=100_000,
    )

    card = kept_card(catalog, much, SAM, Keeping())

    assert len(card.body) <= 2_000
    assert catalog.say("mydata.file") in card.body


def test_the_file_holds_every_row_as_json(catalog: Catalog) -> None:
    card = kept_card(catalog, kept(), SAM, Keeping())

    assert card.file is not None
    assert card.file.name == "whichrole-sam.json"
    assert json.loads(card.file.text) == {
        "program": "whichrole",
        "account": "terminal::sam",
        "tables": {"person": [{"id": 1}]},
        "tables_about_nobody": ["inbox"],
    }


def test_every_account_has_a_file_name_of_its_own_that_any_folder_takes() -> None:
    odd = ["s/m", "s-m", "s m", "..", "", "a:b", "数据", "\U00020000" * 80]
    users = ["sam", "Sam", "x" * 80, "x" * 79, *odd]
    accounts = [Address("terminal", "", user) for user in users]
    accounts += [Address("slack", "T1", "sam"), Address("slack", "T2", "sam")]

    names = {file_name(account).lower() for account in accounts}

    assert len(names) == len(accounts)
    for name in names:
        assert all(one.isalnum() or one in "-." for one in name)
        assert len(name.encode()) < 250


def test_a_warning_names_both_days(catalog: Catalog) -> None:
    card = warning_card(catalog, kept(), NOON + WARNED_BEFORE + timedelta(days=1))

    assert card is not None
    assert "on 2 March 2026" in card.body
    assert "after 2 April 2026" in card.body


def test_a_warning_is_moot_once_somebody_was_heard_from(catalog: Catalog) -> None:
    since = kept(heard_at=NOON + timedelta(seconds=1))

    assert warning_card(catalog, since, NOON + WARNED_BEFORE) is None


def test_not_sure_is_told_kindly(catalog: Catalog) -> None:
    here = Conversation(1, stage=Stage.ASKING, asking="code", answers={"afternoon": NotSure()})

    body = told(catalog, kept(here=here, answered={"afternoon": NOON}, answers=1))

    assert "Afternoon: not sure, which is fine" in body
    assert f"Where you are now: at the question “{catalog.questions['code'].name}”." in body


def test_who_sees_something_of_it_is_told_by_name_and_what(catalog: Catalog) -> None:
    readers = [
        Reader("Kim", State.ACTIVE, frozenset(Item)),
        Reader("Lou", State.ACTIVE),
        Reader("Eve", State.ASKED),
    ]

    body = told(catalog, kept(readers=readers, notes=2, looks=5, refused=3))

    assert "nobody" not in body
    assert "- Kim, your mentor: role, reasons, weekly steps and your question" in unmarked(body)
    assert "- Lou, your mentor: nothing yet" in unmarked(body)
    assert "- Eve, whom you asked to be your mentor: your name" in unmarked(body)
    assert "Notes of mentors about you: 2. Looks of mentors at what is yours: 5." in body
    assert "Looks that were shown nothing: 3." in body


def test_F63_of_a_pair_of_another_account_that_account_is_named(catalog: Catalog) -> None:
    home = Address("discord", "", "77")
    readers = [
        Reader("Kim", State.ACTIVE, frozenset({Item.ROLE}), through=home),
        Reader("", State.ASKED, through=home),
        Reader("Lou", State.ACTIVE),
    ]

    lines = unmarked(told(catalog, kept(readers=readers))).splitlines()

    assert "- Kim, your mentor: role, with your account “77” (discord)" in lines
    assert sum(line.endswith("with your account “77” (discord)") for line in lines) == 2


def test_a_request_to_all_mentors_is_read_by_all_of_them(catalog: Catalog) -> None:
    body = told(catalog, kept(readers=[Reader("", State.ASKED)]))

    assert "- the mentors of a community in which you asked for one: your name" in body
    assert "Notes of mentors" not in body


def test_with_many_mentors_the_first_are_named_and_the_others_counted(
    catalog: Catalog,
) -> None:
    readers = [Reader(f"{LONG}{at}", State.ACTIVE, frozenset(Item)) for at in range(9)]

    body = told(catalog, kept(readers=readers))

    assert body.count("your mentor:") == 3
    assert "- and 6 more, in the file" in body
    assert len(body) <= 2_000


def test_notes_and_looks_are_told_when_no_mentor_is_left(catalog: Catalog) -> None:
    body = told(catalog, kept(looks=1))

    assert "nobody. Whoever runs" in body
    assert "Looks of mentors at what is yours: 1." in body


def unmarked(body: str) -> str:
    return body.replace("**", "")

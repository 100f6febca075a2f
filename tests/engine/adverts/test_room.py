"""The room for adverts: what is said there, what is kept, and the ways out."""

from dataclasses import fields, replace
from typing import Any

import pytest

from bot.cards import Place
from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.adverts import taking
from bot.engine.adverts.cards import PLACE
from bot.engine.adverts.taking import behind
from bot.engine.adverts.values import Reading
from bot.engine.effects import Turn
from bot.engine.events import Event
from bot.engine.reading import MOST_PASTED
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from tests.engine.walk import FRESH, asked, finished, said, typed, walk
from tests.engine.weekly.steps import wanted

DASHBOARDS = """Data Scientist

We are looking for somebody who builds our weekly sales dashboards in Power BI and answers
the questions of the sales managers. You explain every month why revenue fell.
You know SQL, TensorFlow and Terraform.
"""
PIPELINES = "You will build and maintain our data pipelines."


@pytest.fixture
def room(catalog: Catalog) -> Conversation:
    return advance(catalog, FRESH, asked(Command.JOB)).conversation


def pasted(catalog: Catalog, here: Conversation, text: str) -> Turn:
    return advance(catalog, here, typed(text))


def test_job_asks_for_an_advert(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, typed("job"))

    assert turn.conversation.stage is Stage.ADVERT
    assert said(turn).body == catalog.say("job.ask")
    assert said(turn).writes
    assert said(turn).place == Place(turn.conversation.id, turn.conversation.version, PLACE)


def test_an_advert_is_called_by_its_duties_with_the_words_and_the_lists(
    catalog: Catalog, room: Conversation
) -> None:
    body = said(pasted(catalog, room, DASHBOARDS)).body

    assert body.startswith("**Data analyst**, whatever the title says.")
    assert "“explain every month why revenue fell”" in body
    assert "sorted by the lists of a data analyst" in body
    assert "to learn first: SQL" in body
    assert "to leave out for now: TensorFlow" in body
    assert "on neither list: Terraform" in body
    assert body.endswith(catalog.say("job.more"))


def test_what_it_asks_for_is_split_by_the_lists_of_the_person(catalog: Catalog) -> None:
    engineer = finished(catalog, "data_engineer")
    here = advance(catalog, engineer, asked(Command.JOB)).conversation

    body = said(pasted(catalog, here, DASHBOARDS)).body

    assert "sorted by your lists as data engineer" in body
    assert "to leave out for now: dashboards" in body


def test_none_of_its_words_are_kept(catalog: Catalog, room: Conversation) -> None:
    kept = pasted(catalog, room, DASHBOARDS).conversation.advert

    assert kept is not None
    told = " ".join(str(getattr(kept, field.name)) for field in fields(kept))
    assert not {"revenue", "looking", "fell", "somebody"} & set(told.split())


def test_parts_are_read_as_one_until_another_is_asked_for(
    catalog: Catalog, room: Conversation
) -> None:
    first = pasted(catalog, room, PIPELINES).conversation
    second = pasted(catalog, first, DASHBOARDS).conversation
    another = pasted(catalog, second, catalog.say("button.another"))

    assert first.advert is not None
    assert second.advert is not None
    assert second.advert.duties["data_engineer"] >= first.advert.duties["data_engineer"] > 0
    assert second.advert.duties["data_analyst"] > 0
    assert another.conversation.advert is None
    assert said(another).body == catalog.say("job.ask")


def test_more_than_an_advert_has_is_refused_as_a_whole(
    catalog: Catalog, room: Conversation
) -> None:
    long = f"{PIPELINES} " * 500
    here = pasted(catalog, room, long[: MOST_PASTED - 10]).conversation

    turn = pasted(catalog, here, PIPELINES)

    assert turn.conversation == here
    assert said(turn).problem
    assert said(turn).body.startswith(catalog.say("job.long", most="20,000"))


def test_an_empty_text_changes_nothing(catalog: Catalog, room: Conversation) -> None:
    turn = pasted(catalog, room, "  ")

    assert turn.conversation == room
    assert said(turn).body.startswith(catalog.say("not-understood.advert"))


def test_an_advert_that_asks_for_nothing_known_gets_no_lists(
    catalog: Catalog, room: Conversation
) -> None:
    body = said(pasted(catalog, room, "You predict which customers will cancel.")).body

    assert body.startswith("**Data scientist**")
    assert "sorted" not in body


@pytest.mark.parametrize("way", ["back", "Done reading adverts", "1"])
def test_every_way_out_leads_back_and_forgets_the_advert(
    catalog: Catalog, room: Conversation, way: str
) -> None:
    here = room if way == "1" else pasted(catalog, room, PIPELINES).conversation

    there = pasted(catalog, here, way).conversation

    assert (there.stage, there.advert) == (Stage.WELCOME, None)


def test_what_was_read_is_shown_again_without_quotations(
    catalog: Catalog, room: Conversation
) -> None:
    here = pasted(catalog, room, PIPELINES).conversation
    resting = advance(catalog, here, asked(Command.HELP))

    assert said(resting).body.endswith(catalog.say("job.more"))
    card = speech.current(catalog, here)
    assert card.body.startswith("**Data engineer**")
    assert "pipelines" not in card.body.split("sorted")[0]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("You will have a desk and a chair.", "job.unclear"),
        ("Preheat the oven, stir flour, butter and sugar, and bake it.", "job.no-advert"),
        ("Wir suchen dich für die Pflege der Daten und den Bau der Tische.", "job.foreign"),
    ],
)
def test_where_nothing_is_clear_it_says_so(
    catalog: Catalog, room: Conversation, text: str, key: str
) -> None:
    assert said(pasted(catalog, room, text)).body.startswith(catalog.say(key))


def test_an_advert_for_several_jobs_names_them(catalog: Catalog, room: Conversation) -> None:
    text = f"Half of your time: {PIPELINES} The other half: {DASHBOARDS}"

    body = said(pasted(catalog, room, text)).body

    assert "asks for a generalist. It wants much of each: data " in body
    assert "- data engineer: “maintain our data pipelines”" in body
    assert "- data analyst: “" in body


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Data Engineer", "**Data engineer**, as the title says"),
        ("Wizard", "**Data engineer**: that is the one job"),
        ("Analytics Engineer", "**Data engineer**: that is the one job"),
        ("BI Analyst", "**Data engineer**: that is the one job"),
        (
            "Data Analyst II",
            "**Data engineer**, whatever the title says. It promises a data analyst",
        ),
        ("Head Chef", "I cannot tell what somebody would do"),
    ],
)
def test_the_title_is_held_against_the_duties(
    catalog: Catalog, room: Conversation, title: str, begins: str
) -> None:
    body = said(pasted(catalog, room, f"{title}\n\n{PIPELINES}")).body

    assert body.startswith(begins)


def test_words_elsewhere_may_not_be_so_long(catalog: Catalog) -> None:
    here = walk(catalog, "start")

    assert said(advance(catalog, here, typed("x" * 1_001))).problem


BEHIND = f"{DASHBOARDS}{PIPELINES}"


@pytest.mark.parametrize("steps", [(), ("start",)], ids=["at the door", "at a question"])
@pytest.mark.parametrize(
    "event",
    [
        typed(f"job {BEHIND}"),
        typed(f"Job:\n{BEHIND}"),
        replace(asked(Command.JOB), text=BEHIND),
        replace(asked(Command.JOB), text=BEHIND * 9),
        typed(f"job {BEHIND * 9}"),
    ],
    ids=["typed", "with a colon", "asked", "asked with much", "typed with much"],
)
def test_an_advert_behind_the_command_is_read_at_once(
    catalog: Catalog, steps: tuple[str, ...], event: Event
) -> None:
    turn = advance(catalog, walk(catalog, *steps), event)

    assert turn.conversation.stage is Stage.ADVERT
    assert turn.conversation.advert is not None
    assert turn.conversation.advert.title == "data_scientist"
    assert said(turn).body.startswith("**")
    assert said(turn).body.endswith(catalog.say("job.more"))


@pytest.mark.parametrize("text", [f"job {PIPELINES} Apply.", f"JOB {PIPELINES} Apply."])
def test_another_advert_behind_the_command_begins_anew(
    catalog: Catalog, room: Conversation, text: str
) -> None:
    first = pasted(catalog, room, DASHBOARDS).conversation

    second = pasted(catalog, first, text).conversation

    assert second.advert == pasted(catalog, room, f"{PIPELINES} Apply.").conversation.advert


def test_a_line_of_an_advert_that_begins_with_job_is_no_command(
    catalog: Catalog, room: Conversation
) -> None:
    text = f"Job title: Data Engineer\n\n{BEHIND}"
    first = pasted(catalog, room, DASHBOARDS).conversation
    second = pasted(catalog, first, text).conversation

    assert first.advert is not None
    assert second.advert is not None
    assert second.advert.characters == first.advert.characters + len(text)
    elsewhere = pasted(catalog, FRESH, text).conversation.advert
    assert elsewhere is not None
    assert elsewhere.characters == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "job market",
        "job that keeps crashing at night",
        "Job: data entry clerk. You know, I type what I get, and my boss wants me to apply.",
        "jobs are what you apply for, and you will find one",
    ],
)
def test_other_words_behind_job_are_no_advert(catalog: Catalog, text: str) -> None:
    there = pasted(catalog, walk(catalog, "start"), text).conversation

    assert (there.stage, there.advert) == (Stage.ASKING, None)


def test_words_for_a_mentor_are_no_advert(catalog: Catalog) -> None:
    stuck = replace(FRESH, stage=Stage.STUCK)

    assert behind(catalog, stuck, typed(f"job {BEHIND}")) == ""


def test_only_job_takes_a_text_behind_it(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, replace(asked(Command.HELP), text=BEHIND))

    assert turn.conversation == FRESH


def test_too_much_behind_the_command_changes_nothing(
    catalog: Catalog, room: Conversation
) -> None:
    here = pasted(catalog, room, DASHBOARDS).conversation

    turn = advance(catalog, here, typed(f"job {BEHIND * 100}"))

    assert turn.conversation == here
    assert said(turn).problem
    assert said(turn).body.startswith(catalog.say("job.long", most="20,000"))


def test_a_long_part_under_the_card_of_a_week_is_read(
    catalog: Catalog, room: Conversation
) -> None:
    here = replace(room, weekly=wanted(catalog))
    under = weeks.place(here)

    there = advance(catalog, here, replace(typed(BEHIND * 9), place=under)).conversation

    assert there.advert is not None
    assert there.advert.characters == len(BEHIND * 9)


@pytest.mark.parametrize("begins", ["", "job "])
def test_what_was_read_before_the_turn_is_not_read_again(
    catalog: Catalog, room: Conversation, begins: str
) -> None:
    event = typed(f"{begins}{BEHIND}")
    part = taking.part(catalog, room, event)
    assert part is not None
    marked = replace(part, now=replace(part.now, title="data_engineer"))

    there = advance(catalog, room, replace(event, advert=marked)).conversation

    assert there.advert == marked.now


@pytest.mark.parametrize(
    "changed",
    [{"content": "another"}, {"before": Reading(characters=3)}],
    ids=["other words", "another part came first"],
)
def test_what_was_read_before_something_changed_is_read_again(
    catalog: Catalog, room: Conversation, changed: dict[str, Any]
) -> None:
    event = typed(BEHIND)
    part = taking.part(catalog, room, event)
    assert part is not None
    stale = replace(part, now=Reading(characters=1), **changed)

    there = advance(catalog, room, replace(event, advert=stale)).conversation

    assert there.advert == part.now


def test_where_no_advert_is_meant_none_is_read_before_the_turn(catalog: Catalog) -> None:
    assert taking.part(catalog, FRESH, typed(BEHIND)) is None
    assert taking.part(catalog, FRESH, asked(Command.JOB)) is None


def test_a_job_that_takes_much_of_the_rest_is_named_with_its_share(
    catalog: Catalog, room: Conversation
) -> None:
    text = f"70 % of your time: {PIPELINES} 30 %: you build sales dashboards."

    body = said(pasted(catalog, room, text)).body

    assert "that is the one job" in body
    assert "Most of the rest is work of a data analyst (30 %)." in body


def test_an_advert_in_two_languages_is_read_as_far_as_it_is_english(
    catalog: Catalog, room: Conversation
) -> None:
    german = "Wir freuen uns auf Menschen mit Neugier."

    body = said(pasted(catalog, room, f"{PIPELINES} {PIPELINES} {PIPELINES} {german}")).body

    assert body.startswith("**Data engineer**")
    assert catalog.say("job.partly") in body
    nothing = said(pasted(catalog, room, f"{'You will have a desk. ' * 4}{german}")).body
    assert nothing.startswith(catalog.say("job.foreign"))


def test_of_many_things_that_are_asked_for_the_last_are_left_out(
    catalog: Catalog, room: Conversation
) -> None:
    tools = "SQL, Python, Spark, Kafka, Airflow, dbt, Snowflake, AWS, Parquet and Docker"

    body = said(pasted(catalog, room, f"{PIPELINES} You know {tools}.")).body

    assert "and 3 more" in body

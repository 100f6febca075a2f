"""The rooms of own words, as somebody walks through them."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from bot.cards import Place, Progress
from bot.catalog import Catalog, Command, Heading
from bot.engine.effects import Say, Turn
from bot.engine.events import Chose, Event, Typed
from bot.engine.own_words.reading import read
from bot.engine.own_words.rooms import MOST_SHOWN, OwnButton
from bot.engine.own_words.values import Draft, OwnWords, Read
from bot.engine.reading import MOST_PASTED
from bot.engine.state import Conversation, NotSure, Picked, Stage, Wrote
from bot.engine.transitions import advance
from tests.engine.walk import FRESH, asked, cards, finished, kept, pressed, said, typed, walk
from tests.fakes.clock import NOON

WORDS = "I use Python and Airflow. I would love to build pipelines."


def reading(catalog: Catalog, text: str = WORDS) -> Conversation:
    """Somebody who told it, and sees what was read."""
    return walk(catalog, "own-words", typed(text))


def own(here: Conversation) -> OwnWords:
    assert here.own_words is not None
    return here.own_words


def said_by(here: Conversation) -> tuple[str, ...]:
    """What counts of what was read."""
    draft = own(here).draft
    assert draft is not None
    return draft.read.said


def body(catalog: Catalog, here: Conversation, event: Event) -> str:
    return said(advance(catalog, here, event)).body


@pytest.mark.parametrize("way", ["own-words", typed("own words"), typed("Let me tell you!")])
def test_whoever_would_rather_tell_is_asked_to(catalog: Catalog, way: Event | str) -> None:
    at_the_door = walk(catalog, way)
    at_the_first_question = walk(catalog, "start", way)
    elsewhere = walk(catalog, "start", "pipeline", typed("own words"))

    assert {at_the_door.stage, at_the_first_question.stage, elsewhere.stage} == {
        Stage.OWN_WORDS
    }


def test_it_is_offered_before_the_first_answer_also_of_a_second_walk(catalog: Catalog) -> None:
    again = advance(catalog, finished(catalog, "data_analyst"), asked(Command.RETAKE))

    assert "own-words" in [one.id for one in said(again).choices]
    later = walk(catalog, "skip", start=again.conversation)
    assert "own-words" not in [
        one.id for one in said(advance(catalog, later, typed("why"))).choices
    ]


def test_what_was_read_is_shown_before_it_counts(catalog: Catalog) -> None:
    there = reading(catalog)
    card = said(advance(catalog, there, typed("help")))

    assert there.stage is Stage.OWN_READ
    assert there.answers == {}
    assert "I read: Python and Airflow." in card.body
    assert "You would like: pipelines." in card.body
    assert [one.id for one in card.choices] == ["own-right", "own-leave", "own-ask"]


@pytest.mark.parametrize(
    "yes", ["own-right", typed("Yes!"), typed("1"), typed("that is right")]
)
def test_it_answers_what_it_can_once_somebody_says_that_it_is_right(
    catalog: Catalog, yes: Event | str
) -> None:
    before = reading(catalog)
    event = pressed(before, yes) if isinstance(yes, str) else yes

    turn = advance(catalog, before, event)

    there = turn.conversation
    assert there.stage is Stage.ASKING
    assert there.answers == {
        "code": Wrote("", frozenset({"python"})),
        "stack": Wrote("", frozenset({"orchestration"})),
        "story": Wrote("", frozenset({"pipelines"})),
    }
    assert {one.question: one.answer for one in kept(turn)} == there.answers
    assert there.own_words is None


def test_what_was_read_is_not_asked_again_and_can_be_changed(catalog: Catalog) -> None:
    here = walk(catalog, "own-right", start=reading(catalog))
    asked_for = []
    while here.stage is Stage.ASKING:
        asked_for.append(here.asking)
        here = walk(catalog, "not-sure", start=here)
    changed = walk(catalog, typed("edit"), "code", "sql", start=here)

    assert not {"code", "stack", "story"} & set(asked_for)
    assert changed.answers["code"] == Picked(frozenset({"sql"}))


def at_the_summary(catalog: Catalog) -> Conversation:
    """Somebody whose code and stack were read, and who was not sure of all the rest."""
    here = walk(catalog, "own-right", start=reading(catalog))
    asked = [one.id for one in catalog.questions.values() if not one.after_fortnight]
    rest = {name: NotSure() for name in asked if name not in here.answers}
    return replace(here, stage=Stage.SUMMARY, asking=None, answers={**here.answers, **rest})


def test_lists_that_were_read_are_shown_to_whoever_wants_to_answer_all(
    catalog: Catalog,
) -> None:
    here = at_the_summary(catalog)
    turn = advance(catalog, here, pressed(here, "more"))
    first = turn.conversation

    assert first.asking == "code"
    assert said(turn).body == "\n\n".join(
        [
            catalog.say("back.so-far", answer="Python (read in your own words)"),
            catalog.questions["code"].text,
        ]
    )
    assert said(turn).progress == Progress(at=1, of=len(first.answers))
    left, ticked = walk(catalog, "return", start=first), walk(catalog, "r+sql", start=first)
    assert left.asking == ticked.asking == "stack"
    assert left.answers["code"] == Picked(frozenset({"python"}))
    assert ticked.answers["code"] == Picked(frozenset({"r", "sql"}))
    done = walk(catalog, "return", start=ticked)
    assert done.stage is Stage.SUMMARY
    assert [*done.answers] == [*here.answers]


def test_a_list_that_was_read_is_a_whole_one_once_it_is_left_as_it_is_and_kept_so(
    catalog: Catalog,
) -> None:
    here = walk(catalog, typed("edit"), "code", start=at_the_summary(catalog))

    turn = advance(catalog, here, pressed(here, "return"))

    whole = Picked(frozenset({"python"}))
    assert turn.conversation.answers["code"] == whole
    assert [(one.question, one.answer) for one in kept(turn)] == [("code", whole)]


def test_an_answer_that_was_ticked_or_wished_is_not_kept_anew_where_it_is_left(
    catalog: Catalog,
) -> None:
    wished = walk(catalog, typed("edit"), "story", start=at_the_summary(catalog))
    ticked = walk(catalog, "start", "pipeline", "decisions", typed("back"))

    for here in (wished, ticked):
        turn = advance(catalog, here, pressed(here, "return"))
        assert kept(turn) == []
        assert turn.conversation.answers == here.answers


def test_the_summary_says_that_some_was_read_and_offers_the_lists(catalog: Catalog) -> None:
    here = at_the_summary(catalog)
    changed = f"{catalog.weights.measured.named_changed * 100:.0f}"
    told = catalog.say("summary.named", changed=changed)
    card = said(advance(catalog, here, asked(Command.SUMMARY)))
    done = walk(catalog, "more", "return", "return", start=here)
    whole = said(advance(catalog, done, asked(Command.SUMMARY)))

    assert card.body.startswith(told)
    assert "more" in [one.id for one in card.choices]
    assert whole.body.startswith(catalog.say("summary.all"))
    assert "more" not in [one.id for one in whole.choices]


def test_F55_a_list_that_was_read_and_has_no_such_box_any_more_can_be_left(
    catalog: Catalog,
) -> None:
    here = walk(catalog, typed("edit"), "code", start=at_the_summary(catalog))
    gone = replace(here, answers={**here.answers, "code": Wrote("", frozenset({"gone"}))})
    turn = advance(catalog, gone, pressed(gone, "return"))

    assert kept(turn) == []
    (told,) = (
        one.label
        for one in said(advance(catalog, turn.conversation, typed("edit"))).choices
        if one.id == "code"
    )
    assert catalog.say("answered.gone") in told


def test_an_answer_that_was_given_stays_as_it_is(catalog: Catalog) -> None:
    before = walk(catalog, "start", "pipeline", "infrastructure")
    there = walk(
        catalog, typed("own words"), typed("I make dashboards"), "own-right", start=before
    )
    told = walk(catalog, typed("own words"), typed("I make dashboards"), start=before)

    assert there.answers == before.answers
    assert there.asking == before.asking
    assert catalog.say("own-words.answers-none") in body(catalog, told, typed("help"))


def test_more_can_be_written_and_what_is_denied_later_goes(catalog: Catalog) -> None:
    there = walk(catalog, typed("I also know SQL. No Python, though."), start=reading(catalog))

    draft = own(there).draft
    assert draft is not None
    assert draft.read.done == ("orchestration:airflow", "sql")
    assert draft.read.uncounted == ("python",)
    assert draft.length > len(WORDS)


def test_words_that_add_nothing_are_told_so(catalog: Catalog) -> None:
    there = reading(catalog)

    assert catalog.say("own-words.nothing-more") in body(catalog, there, typed("Jane Doe, 42"))
    assert catalog.say("not-understood.own-read") in body(catalog, there, typed("…"))
    empty = walk(catalog, "own-words")
    assert catalog.say("not-understood.own-words") in body(catalog, empty, typed("…"))


def test_something_can_be_left_out_by_click_and_by_name(catalog: Catalog) -> None:
    leaving = walk(catalog, "own-leave", start=reading(catalog))

    by_click = walk(catalog, "own-part-0", start=leaving)
    by_name = walk(catalog, typed("Python and pipelines"), start=leaving)

    assert said_by(by_click) == ("orchestration:airflow", "pipelines")
    assert said_by(by_name) == ("orchestration:airflow",)


def test_nothing_is_left_out_by_the_way_back_or_by_words_that_name_nothing(
    catalog: Catalog,
) -> None:
    before = reading(catalog)
    leaving = walk(catalog, "own-leave", start=before)

    for event in (pressed(leaving, "return"), typed("back")):
        there = advance(catalog, leaving, event).conversation
        assert (there.stage, own(there)) == (Stage.OWN_READ, own(before))
    assert catalog.say("not-understood.own-leaving") in body(catalog, leaving, typed("umm"))


def test_whoever_leaves_out_everything_is_asked(catalog: Catalog) -> None:
    leaving = walk(catalog, "own-leave", start=reading(catalog, "I use Python"))

    there = walk(catalog, "own-part-0", start=leaving)

    assert (there.stage, there.answers, there.own_words) == (Stage.ASKING, {}, None)


@pytest.mark.parametrize("no", ["own-ask", typed("no")])
def test_whoever_would_rather_be_asked_is_and_nothing_counts(
    catalog: Catalog, no: Event | str
) -> None:
    before = reading(catalog)
    turn = advance(catalog, before, pressed(before, no) if isinstance(no, str) else no)

    assert turn.conversation.answers == {}
    assert turn.conversation.own_words is None
    assert catalog.say("own-words.asked") in said(turn).body


@pytest.mark.parametrize("text", ["I bake bread", "x" * 5_000, "Hello " * 300])
def test_where_nothing_is_understood_it_says_so_and_asks(catalog: Catalog, text: str) -> None:
    turn = advance(catalog, walk(catalog, "own-words"), typed(text))

    assert turn.conversation.asking == "afternoon"
    assert turn.conversation.answers == {}
    assert said(turn).body.startswith(catalog.say("own-words.nothing"))


def test_what_is_not_theirs_is_told_and_never_guessed(catalog: Catalog) -> None:
    turn = advance(catalog, walk(catalog, "own-words"), typed("My team runs Kafka."))

    assert "Kafka" in said(turn).body
    assert turn.conversation.answers == {}
    assert turn.conversation.stage is Stage.ASKING


def test_whoever_begins_by_telling_is_heard_at_the_door(catalog: Catalog) -> None:
    assert walk(catalog, typed(WORDS)).stage is Stage.OWN_READ
    assert walk(catalog, typed("hello")).stage is Stage.WELCOME
    assert walk(catalog, typed("what is this?")).stage is Stage.WELCOME
    assert walk(catalog, typed("Hello " * 300)).stage is Stage.ASKING
    assert walk(catalog, typed("1")).stage is Stage.ASKING


def test_the_words_themselves_are_nowhere(catalog: Catalog) -> None:
    place = "Zanzibar"
    here = FRESH
    for event in (typed("own words"), typed(f"I use Python in {place}"), typed("yes")):
        turn = advance(catalog, here, event)
        here = turn.conversation
        assert place not in repr(turn)


def test_words_are_kept_if_somebody_said_so_before_they_wrote(catalog: Catalog) -> None:
    keeping = walk(catalog, "own-words", "own-keep")
    told = walk(catalog, typed("I use SQL"), typed("and Python"), start=keeping)
    there = walk(catalog, "own-right", start=told)

    assert own(there) == OwnWords(kept="I use SQL\nand Python")
    again = walk(catalog, typed("restart"), start=there)
    assert own(again).kept == own(there).kept
    assert (
        walk(catalog, "own-let-go", typed("I use R"), "own-right", start=keeping).own_words
        is None
    )


def test_kept_words_are_replaced_by_newer_ones_and_deleted_in_one_click(
    catalog: Catalog,
) -> None:
    there = walk(catalog, "own-words", "own-keep", typed("I use SQL"), "own-right")
    room = walk(catalog, typed("own words"), start=there)

    newer = walk(catalog, "own-keep", typed("I use R"), "own-right", start=room)
    older = walk(catalog, typed("I use R"), "own-right", start=room)
    gone = walk(catalog, "own-delete", "own-ask", start=room)
    aside = walk(catalog, "own-ask", start=room)

    assert own(newer).kept == "I use R"
    assert own(older).kept == own(aside).kept == "I use SQL"
    assert gone.own_words is None


@pytest.mark.parametrize("away", ["back", "pause", "stop", "forget me", "compare"])
def test_what_was_read_goes_with_whoever_leaves_without_saying_that_it_is_right(
    catalog: Catalog, away: str
) -> None:
    there = walk(catalog, typed(away), start=reading(catalog))

    assert there.own_words is None
    assert there.answers == {}


def test_the_question_that_stood_stands_again(catalog: Catalog) -> None:
    before = walk(catalog, "start", "pipeline")
    room = walk(catalog, typed("own words"), start=before)

    assert walk(catalog, "own-ask", start=room).asking == before.asking
    assert walk(catalog, typed("back"), start=room).asking == before.asking
    changing = walk(catalog, "edit-afternoon", typed("own words"), "own-ask", start=before)
    assert changing.asking == before.asking


def test_F57_more_than_can_be_read_is_refused_and_nothing_of_it_is_kept(
    catalog: Catalog,
) -> None:
    room = walk(catalog, "own-words")
    full = walk(catalog, typed("I use SQL. ".ljust(MOST_PASTED, "-")), start=room)

    for here in (room, full):
        turn = advance(catalog, here, typed("Python " * MOST_PASTED))
        assert turn.conversation == here
        assert said(turn).problem
    assert full.stage is Stage.OWN_READ
    assert advance(catalog, full, typed("Python")).conversation == full


def test_F57_a_card_of_very_many_things_fits(catalog: Catalog) -> None:
    telling = catalog.lexicon.telling
    names = [
        one.name for one in telling.terms.values() if one.means and one.id != "nothing"
    ] + [*telling.names.values()]
    here = reading(catalog, ", ".join(names))
    card = said(advance(catalog, here, typed("help")))
    leaving = said(advance(catalog, here, pressed(here, "own-leave")))

    assert len(card.body) <= 2_000
    assert len(leaving.choices) == MOST_SHOWN + 1


def test_F08_clicks_on_these_cards_in_any_order_end_in_a_legal_place(catalog: Catalog) -> None:
    here = walk(catalog, "own-words")
    clicks: list[Event] = []
    for step in (typed(WORDS), "own-leave", "own-part-0", "own-right"):
        event = pressed(here, step) if isinstance(step, str) else step
        clicks.append(event)
        here = advance(catalog, here, event).conversation

    for order in permutations(clicks):
        there = walk(catalog, *order, start=walk(catalog, "own-words"))
        assert there.stage in (Stage.OWN_READ, Stage.OWN_LEAVING, Stage.ASKING)
        assert there.answers in ({}, here.answers)


def test_F08_parts_of_a_cut_text_count_in_any_order(catalog: Catalog) -> None:
    parts = [
        Typed(NOON, text, sent_at=NOON + timedelta(seconds=second))
        for second, text in enumerate(["I use Python,", "SQL,", "and Airflow"], start=1)
    ]
    room = replace(walk(catalog, "own-words"), moved_at=NOON)

    for order in permutations(parts):
        draft = own(walk(catalog, *order, start=room)).draft
        assert draft is not None
        assert set(draft.read.done) == {"python", "sql", "orchestration:airflow"}


def test_F06_words_of_before_the_room_are_late_there(catalog: Catalog) -> None:
    begun = Chose(NOON, Place(7, 0), frozenset({"own-words"}), sent_at=NOON)
    room = advance(catalog, FRESH, begun).conversation
    late = Typed(NOON, WORDS, sent_at=NOON - timedelta(seconds=1))

    assert advance(catalog, room, late).conversation == room
    without_a_clock = replace(room, own_words=OwnWords(Draft()))
    assert advance(catalog, without_a_clock, late).conversation == without_a_clock
    without_a_draft = replace(room, own_words=None)
    assert advance(catalog, without_a_draft, late).conversation == without_a_draft


def test_F55_what_todays_content_lacks_is_neither_shown_nor_counted(catalog: Catalog) -> None:
    draft = Draft(read=Read(done=("gone", "gone:away", "sql"), wished=("gone",)))
    here = replace(FRESH, stage=Stage.OWN_READ, own_words=OwnWords(draft))
    leaving = said(advance(catalog, here, pressed(here, "own-leave")))

    assert "I read: SQL." in body(catalog, here, typed("help"))
    assert next(one.label for one in leaving.choices) == "SQL"
    assert walk(catalog, "own-right", start=here).answers == {
        "code": Wrote("", frozenset({"sql"}))
    }


def test_F55_a_room_without_anything_in_it_can_be_left(catalog: Catalog) -> None:
    for stage in (Stage.OWN_WORDS, Stage.OWN_READ, Stage.OWN_LEAVING):
        here = replace(FRESH, stage=stage)
        for choice in said(advance(catalog, here, typed("help"))).choices:
            turn = advance(catalog, here, pressed(here, choice.id))
            assert isinstance(turn.effects[-1], Say)
    here = replace(FRESH, stage=Stage.OWN_READ)
    assert catalog.say("own-words.done-none") in body(catalog, here, pressed(here, "own-right"))


def test_a_text_that_was_read_before_its_turn_is_not_read_twice(catalog: Catalog) -> None:
    room = walk(catalog, "own-words")
    before = read(catalog, "I use Julia", NOON.year)
    ready = Typed(NOON, "I use R", read=before, content=catalog.version)

    def done(event: Event, here: Conversation = room) -> tuple[str, ...]:
        draft = own(advance(catalog, here, event).conversation).draft
        assert draft is not None
        return draft.read.done

    assert done(ready) == ("julia",)
    assert done(replace(ready, content="another")) == ("r",)
    hobbies = Draft(read=Read(done=("sql",), heading=Heading.ASIDE))
    below_hobbies = replace(room, own_words=OwnWords(hobbies))
    assert done(ready, below_hobbies) == ("sql",)


def test_two_buttons_at_once_in_words_are_more_to_read(catalog: Catalog) -> None:
    here = reading(catalog)

    turn = advance(catalog, here, typed("That is right, leave something out"))

    assert turn.conversation.stage is Stage.OWN_READ


def test_every_button_of_these_rooms_is_offered_somewhere(catalog: Catalog) -> None:
    room = walk(catalog, "own-words", "own-keep", typed("I use SQL"), "own-right")
    places = [
        walk(catalog, "own-words"),
        walk(catalog, "own-words", "own-keep"),
        walk(catalog, typed("own words"), start=room),
        reading(catalog),
    ]
    offered = {
        one.id for here in places for one in said(advance(catalog, here, typed("help"))).choices
    }

    assert offered == set(OwnButton)


def test_a_turn_here_says_one_card(catalog: Catalog) -> None:
    turns: list[Turn] = [advance(catalog, FRESH, typed(WORDS))]

    assert [len(cards(turn)) for turn in turns] == [1]

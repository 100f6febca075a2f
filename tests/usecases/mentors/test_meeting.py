"""Mentors and mentees find each other, answer, and part."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Card
from bot.engine.mentoring import words
from bot.engine.mentoring.ask_cards import AskButton
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS, WORD, word_of
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.administering import Setting
from bot.ports.mentoring import CAPACITY, Pairing, Tell
from bot.ports.outbox import Kind
from bot.ports.roster import Membership
from bot.ports.waiting import ASKS_AGAIN_AFTER
from bot.usecases.mentors.asking import MENTOR, Asked, Pressed, Wrote
from bot.usecases.mentors.unsent import HELD_FOR
from tests.fakes.desk_town import CLUB, DeskTown, account, spot

GONE = "That is over, or it is not yours. **/mentor** shows how things stand."


def only(town: DeskTown) -> Pairing:
    (found,) = town.files.pairs.values()
    return found


def closing(town: DeskTown) -> tuple[str, str]:
    """Who was told last that something is over, and how."""
    last = town.files.told[-1]
    assert last.card is not None
    assert last.kind is Kind.CLOSED
    return last.to.user, last.card.body


def written(town: DeskTown) -> tuple[str, str]:
    """Who gets the last words of the other side, and which."""
    last = town.files.told[-1]
    word = words.kept_in(last.card) if last.card is not None else None
    assert word is not None
    assert last.kind is Kind.WORD
    return last.to.user, f"{word.name}: {word.text}"


def as_read(town: DeskTown, number: int = 1) -> Card:
    """The last words of the other side as they are read, about the pairing of this number."""
    last = town.files.told[-1]
    word = words.kept_in(last.card) if last.card is not None else None
    assert word is not None
    return word_of(town.catalog, number, word.name, word.text)


# Ask and invite


async def test_a_mentee_asks_somebody_and_that_mentor_hears_of_it(town: DeskTown) -> None:
    card = await town.mentor("sam", "ask I like charts", person="kim")

    asked = only(town)
    assert card.body.startswith("I have asked **Kim**.")
    assert (asked.state, asked.origin, asked.words) == (
        State.ASKED,
        Origin.ASKED,
        "I like charts",
    )
    assert (asked.mentor, asked.mentee) == (account("kim"), account("sam"))
    assert (asked.mentor_name, asked.mentee_name) == ("Kim", "Sam")
    assert town.files.told == [Tell(account("kim"), Kind.REQUESTED)]


async def test_a_mentee_asks_anybody_and_nobody_is_disturbed(town: DeskTown) -> None:
    card = await town.mentor("sam", "ask")

    assert card.body.startswith("I have put you on the list")
    assert only(town).mentor is None
    assert town.files.told == []


@pytest.mark.parametrize("text", ["kim: I am afraid", "@Kim, I am afraid", "kim I am afraid"])
async def test_words_without_a_mention_go_to_nobody_before_it_is_said_whose_they_are(
    town: DeskTown, text: str
) -> None:
    card = await town.mentor("sam", f"ask {text}")
    asked = dict(town.files.pairs)
    offered = [one.label for one in card.choices]
    sent = await town.press("sam", card, "only-0")

    assert asked == {}
    assert "I am afraid" in card.body
    assert offered == ["Only Kim", "All mentors here", "Rather not"]
    assert sent.body.startswith("I have asked **Kim**.")
    assert (only(town).mentor, only(town).words) == (account("kim"), "I am afraid")


async def test_words_may_be_for_all_mentors_also_after_a_look_how_one_is_named(
    town: DeskTown,
) -> None:
    card = await town.mentor("sam", "ask I like charts")
    how = await town.press("sam", card, AskButton.ONE)
    asked = dict(town.files.pairs)
    sent = await town.press("sam", how, AskButton.ALL)
    again = await town.press("sam", how, AskButton.ALL)

    assert asked == {}
    assert "I like charts" in how.body
    assert sent.body.startswith("I have put you on the list")
    assert (only(town).mentor, only(town).words) == (None, "I like charts")
    assert again.body.startswith("No words of yours wait here any more")


async def test_words_are_sent_to_nobody_who_was_not_offered_and_not_for_ever(
    town: DeskTown,
) -> None:
    card = await town.mentor("sam", "ask kim: I am afraid")
    forged = await town.press("sam", card, "only-1")
    left = await town.press("sam", card, AskButton.NOBODY)
    await town.mentor("sam", "ask kim: I am afraid")
    town.clock.pass_by(HELD_FOR + timedelta(seconds=1))
    late = await town.press("sam", card, AskButton.ALL)
    await town.mentor("ana", "ask I like charts")

    assert forged.body.startswith("That card is from another time.")
    assert left.body == "Nobody has read it, and nothing is sent."
    assert late.body.startswith("No words of yours wait here any more")
    assert town.files.pairs == {}


async def test_a_guest_is_not_asked_for_whom_their_words_are(town: DeskTown) -> None:
    card = await town.mentor("guest", "ask kim: hello")

    assert card.body.startswith("Whoever asks for a mentor is a full member here")


@pytest.mark.parametrize(
    ("by", "words", "person"), [("sam", "ask", "kim"), ("kim", "invite", "sam")]
)
async def test_a_colon_behind_whom_one_speaks_to_is_none_of_the_words(
    town: DeskTown, by: str, words: str, person: str
) -> None:
    await town.mentor(by, f"{words} : shall we talk: soon?", person=person)

    assert only(town).words == "shall we talk: soon?"


@pytest.mark.parametrize("person", ["joe", "sam", "zoe"])
async def test_whoever_is_no_mentor_here_cannot_be_asked(town: DeskTown, person: str) -> None:
    card = await town.mentor("sam", "ask", person=person)

    assert "is no mentor here, as far as I can see" in card.body
    assert town.files.pairs == {}


@pytest.mark.parametrize("person", ["", "kim"])
async def test_F61_no_guest_asks_for_a_mentor(town: DeskTown, person: str) -> None:
    card = await town.mentor("zoe", "ask I like charts", person=person)

    assert card.body.startswith("Whoever asks for a mentor is a full member here")
    assert town.files.pairs == {}
    assert town.files.told == []


async def test_a_mentor_cannot_ask_or_invite_themselves(town: DeskTown) -> None:
    asked = await town.mentor("kim", "ask", person="kim")
    invited = await town.mentor("kim", "invite", person="kim")

    assert asked.body.startswith("That would be you yourself.")
    assert invited.body == (
        "That would be you yourself. Name somebody else behind **/mentor invite**."
    )
    assert town.files.pairs == {}


async def test_asking_twice_changes_nothing_and_a_repeat_of_the_event_is_no_second(
    town: DeskTown,
) -> None:
    ask = Asked(MENTOR, "ask")
    first = await town.act("sam", ask, key="one")
    repeat = await town.act("sam", ask, key="one")
    second = await town.act("sam", ask, key="two")

    assert repeat == first
    assert second.body.startswith("You are on the list already")
    assert len(town.files.pairs) == 1


@pytest.mark.parametrize("state", [State.ASKED, State.INVITED, State.ACTIVE])
async def test_whoever_asks_somebody_with_whom_something_stands_hears_with_whom(
    town: DeskTown, state: State
) -> None:
    town.pair("sam", state=state)

    card = await town.mentor("sam", "ask", person="kim")

    assert card.body.startswith("You and **Kim** are a pair already, or one of you has asked")


async def test_a_mentor_invites_somebody_who_never_spoke_with_us(town: DeskTown) -> None:
    card = await town.mentor("kim", "invite", person="ana")

    assert card.body.startswith("I have invited **Ana**.")
    assert only(town).state is State.INVITED
    assert town.files.told == [Tell(account("ana"), Kind.INVITED)]


async def test_F61_nobody_from_outside_is_invited(town: DeskTown) -> None:
    card = await town.mentor("kim", "invite", person="zoe")

    assert card.body.startswith("**Zoe** is no full member here")
    assert town.files.pairs == {}


async def test_whoever_was_never_here_is_not_invited_and_told_apart_from_a_guest(
    town: DeskTown,
) -> None:
    town.roster.people[account("zoe"), CLUB] = Membership(is_unknown=True)

    card = await town.mentor("kim", "invite", person="zoe")

    assert card.body.startswith("Nobody has talked with me here under the name **Zoe** yet")
    assert town.files.pairs == {}


async def test_a_mentor_without_room_cannot_invite(town: DeskTown) -> None:
    for number in range(CAPACITY):
        town.pair(f"mentee{number}")

    card = await town.mentor("kim", "invite", person="sam")

    assert "you have as many mentees as you take" in card.body
    assert len(town.files.pairs) == CAPACITY


@pytest.mark.parametrize(
    ("by", "words", "said"),
    [
        ("sam", "invite", "This is for mentors"),
        ("kim", "invite", "Whom would you like to invite?"),
        ("sam", f"ask {'x' * (MOST_WORDS + 1)}", "That is empty, or longer than"),
    ],
)
async def test_what_cannot_be_done_is_said_and_not_done(
    town: DeskTown, by: str, words: str, said: str
) -> None:
    card = await town.mentor(by, words)

    assert card.body.startswith(said)
    assert town.files.pairs == {}


async def test_an_invitation_with_too_many_words_is_not_sent(town: DeskTown) -> None:
    card = await town.mentor("kim", f"invite {'x' * (MOST_WORDS + 1)}", person="sam")

    assert card.body.startswith("That is empty, or longer than")
    assert town.files.pairs == {}


@pytest.mark.parametrize("words", ["ask", "invite"])
async def test_where_there_is_no_community_one_is_asked_for(town: DeskTown, words: str) -> None:
    card = await town.act("kim", Asked(MENTOR, words), here=False)

    assert card.body.startswith("Please say that in the server")


async def test_whom_a_mentor_invites_by_a_name_alone_is_not_known(town: DeskTown) -> None:
    card = await town.mentor("kim", "invite Sam")
    nobody = await town.mentor("kim", "invite")

    assert card.body == (
        "I do not know who **Sam** is. Write **@** and pick them from the list."
    )
    assert nobody.body.startswith("Whom would you like to invite?")
    assert town.files.pairs == {}


# Answer


async def test_a_mentor_accepts_and_the_mentee_is_asked_what_they_share(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)

    card = await town.mentor("kim", "accept", "sam")

    assert card.body.startswith("**Sam** is your mentee now.")
    assert (only(town).state, only(town).consents) == (State.ACTIVE, frozenset())
    assert only(town).began_at == town.clock.now()
    assert town.files.told == [Tell(account("sam"), Kind.PAIRED)]


async def test_a_mentee_accepts_and_is_asked_once_what_they_share(town: DeskTown) -> None:
    town.pair("sam", state=State.INVITED)

    card = await town.mentor("sam", "accept", "kim")

    hello, shares, *_ = card.body.split("\n\n")
    assert hello == "**Kim** is your mentor now. Say hello when it suits you."
    assert shares == "You share nothing with **Kim**."
    assert town.files.told == [Tell(account("kim"), Kind.PAIRED)]


async def test_consent_of_an_earlier_pair_is_not_inherited(town: DeskTown) -> None:
    old = town.pair("sam", *Item)
    new = replace(town.pair("sam", state=State.ASKED), consents=frozenset(Item))
    town.files.pairs = {old.id: replace(old, state=State.ENDED), new.id: new}

    await town.mentor("kim", "accept", "sam")

    assert town.files.pairs[new.id].state is State.ACTIVE
    assert town.files.pairs[new.id].consents == frozenset()


async def test_any_mentor_takes_a_request_of_the_pool_and_only_one_gets_it(
    town: DeskTown,
) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)
    opened = await town.press("lee", await town.mentor("lee", "accept now"), "open-1")

    first = await town.press("kim", await town.mentor("kim", "accept now"), "open-1")
    taken = await town.press("kim", first, "accept")
    late = await town.press("lee", opened, "accept")

    assert taken.body.startswith("**Sam** is your mentee now.")
    assert late.body == GONE
    assert only(town).mentor == account("kim")


async def test_a_request_that_is_anybody_s_is_read_before_it_is_taken(town: DeskTown) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)

    card = await town.mentor("kim", "accept")
    before = only(town).state
    taken = await town.press("kim", card, "accept")

    assert card.body.startswith("**Sam** is looking for a mentor")
    assert before is State.ASKED
    assert taken.body.startswith("**Sam** is your mentee now.")


async def test_a_request_to_one_mentor_is_read_before_it_is_taken_unless_they_name_whose(
    town: DeskTown,
) -> None:
    await town.mentor("sam", "ask I like charts", person="kim")

    card = await town.mentor("kim", "accept")
    before = only(town).state
    taken = await town.press("kim", card, "accept")

    assert card.body.startswith("**Sam** asks whether you would be their mentor")
    assert "They write: “I like charts”" in card.body
    assert before is State.ASKED
    assert taken.body.startswith("**Sam** is your mentee now.")


async def test_an_invitation_is_read_before_it_is_taken_unless_it_is_named_whose(
    town: DeskTown,
) -> None:
    await town.mentor("kim", "invite", person="sam")

    card = await town.mentor("sam", "accept")
    before = only(town).state
    taken = await town.press("sam", card, "accept")

    assert card.body.startswith("**Kim** would like to be your mentor.")
    assert before is State.INVITED
    assert taken.body.startswith("**Kim** is your mentor now.")


@pytest.mark.parametrize("word", ["end", "consent"])
async def test_a_name_is_never_the_only_other_one(town: DeskTown, word: str) -> None:
    town.pair("sam", mentor="lee")

    card = await town.mentor("sam", f"{word} kim")

    assert card.body == "Whom do you mean?"
    assert [one.label for one in card.choices] == ["Lee"]


async def test_the_buttons_of_a_pair_say_what_they_do_there(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    asked = await town.mentor("sam", "end")
    pending = await town.press("sam", asked, "leave-it")

    taken = await town.mentor("kim", "accept", "sam")

    assert [one.label for one in pending.choices] == ["Take it back"]
    assert [one.label for one in taken.choices] == ["Write to them", "End it"]


async def test_of_several_that_wait_one_is_picked_from_a_list(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    town.pair("ana", mentor=None, state=State.ASKED)

    card = await town.mentor("kim", "accept")
    request = await town.press("kim", card, "open-2")

    assert card.body.splitlines()[1:] == [
        "- **Sam** asks you, since 2 March",
        "- **Ana** asks any mentor, since 2 March",
    ]
    assert request.body.startswith("**Ana** is looking for a mentor")


@pytest.mark.parametrize("word", ["accept", "decline"])
async def test_F66_whoever_names_somebody_answers_nobody_else(
    town: DeskTown, word: str
) -> None:
    await town.mentor("sam", "ask", person="kim")

    by_mention = await town.mentor("kim", word, person="ana")
    by_name = await town.mentor("kim", f"{word} ana")

    assert only(town).state is State.ASKED
    assert only(town).mentor == account("kim")
    assert by_mention == by_name
    assert "**Sam**" in by_mention.body


@pytest.mark.parametrize("word", ["accept", "decline"])
@pytest.mark.parametrize(("typed", "person"), [("", "ana"), (" Ana", ""), (" @an", "")])
async def test_of_several_that_wait_the_one_who_is_named_is_answered(
    town: DeskTown, word: str, typed: str, person: str
) -> None:
    for name in ("sam", "ana"):
        await town.mentor(name, "ask", person="kim")

    await town.mentor("kim", f"{word}{typed}", person=person)

    sam, ana = town.files.pairs.values()
    assert (sam.state, sam.mentor) == (State.ASKED, account("kim"))
    assert ana.state is (State.ACTIVE if word == "accept" else State.ASKED)
    assert ana.mentor == (account("kim") if word == "accept" else None)


async def test_F66_whoever_names_somebody_parts_with_nobody_else(town: DeskTown) -> None:
    town.pair("sam")
    before = await town.mentor("kim", "end")

    other = await town.mentor("kim", "end", person="ana")
    named = await town.mentor("kim", "end sam")

    assert before == named
    assert other.body == "Whom do you mean?"
    assert [one.label for one in other.choices] == ["Sam"]


async def test_of_several_the_one_who_is_named_is_parted_with(town: DeskTown) -> None:
    town.pair("sam")
    town.pair("ana")

    card = await town.mentor("kim", "end", person="ana")
    await town.press("kim", card, "really-end")

    assert [one.state for one in town.files.pairs.values()] == [State.ACTIVE, State.ENDED]


async def test_a_full_mentor_cannot_take_one_more(town: DeskTown) -> None:
    town.files.rooms[CLUB, account("kim")] = 0
    town.pair("sam", state=State.ASKED)

    card = await town.mentor("kim", "accept", "sam")

    assert card.body.startswith("That did not work")
    assert only(town).state is State.ASKED


@pytest.mark.parametrize("by", ["sam", "ana", "lee", "boss"])
async def test_F67_nobody_but_the_one_who_was_asked_says_yes(town: DeskTown, by: str) -> None:
    town.pair("sam", state=State.ASKED)
    card = await town.press("kim", await town.mentor("kim", "accept now"), "open-1")

    for choice in ("accept", "decline"):
        await town.press(by, card, choice)

    assert only(town).state is State.ASKED
    assert only(town).mentor == account("kim")


async def test_a_mentor_who_looks_for_a_mentor_cannot_take_their_own_request(
    town: DeskTown,
) -> None:
    await town.mentor("kim", "ask")

    waiting = await town.mentor("kim", "accept")
    card = await town.press("kim", await town.mentor("kim"), "open-1")
    pressed = await town.press("kim", card, "accept")

    assert waiting.body == "Nobody is waiting for an answer of yours."
    assert pressed.body.startswith("You asked for a mentor.")
    assert only(town).state is State.ASKED


async def test_F61_a_mentor_who_is_none_any_more_cannot_accept(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    town.demote("kim")

    card = await town.mentor("kim", "accept")

    assert card.body.startswith("This is for mentors")
    assert only(town).state is State.ASKED


async def test_a_declined_request_is_the_pool_s_and_the_mentee_hears_it(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)

    card = await town.mentor("kim", "decline")

    assert card.body.startswith("I have told **Sam** kindly")
    assert (only(town).state, only(town).mentor) == (State.ASKED, None)
    to, body = closing(town)
    assert to == "sam"
    assert body.startswith("**Kim** cannot be your mentor right now.")


async def test_what_was_written_to_one_mentor_is_not_read_by_the_others(
    town: DeskTown,
) -> None:
    await town.mentor("sam", "ask I like charts", person="kim")
    await town.mentor("kim", "decline")

    card = await town.mentor("lee", "accept")

    assert card.body.startswith("**Sam** is looking for a mentor")
    assert "charts" not in card.body


FOR_THEM_ALONE = "What you wrote with it was for **Kim** alone, and the others do not read it."


async def test_whoever_wrote_to_one_mentor_reads_that_the_others_do_not(town: DeskTown) -> None:
    await town.mentor("sam", "ask I like charts", person="kim")
    await town.mentor("kim", "decline")

    assert closing(town)[1].endswith(FOR_THEM_ALONE)


async def test_where_nothing_was_written_nothing_is_said_of_it(town: DeskTown) -> None:
    await town.mentor("sam", "ask", person="kim")
    await town.mentor("kim", "decline")

    assert closing(town)[1].endswith("any mentor here can say yes now.")


async def test_what_was_written_to_any_mentor_stays_when_one_asked_first_and_declined(
    town: DeskTown,
) -> None:
    await town.press("sam", await town.mentor("sam", "ask I like charts"), AskButton.ALL)
    said = []
    for name in ("kim", "lee"):
        (number,) = town.files.pairs
        await town.act(name, Wrote(Spot(View.QUESTION, number), "Which city?"))
        await town.mentor(name, "decline")
        said.append(closing(town)[1].endswith("any mentor here can say yes now."))

    assert said == [True, True]
    assert (only(town).mentor, only(town).words) == (None, "I like charts")


async def test_declining_a_request_of_the_pool_leaves_it_there(town: DeskTown) -> None:
    before = town.pair("sam", mentor=None, state=State.ASKED)
    opened = await town.press("kim", await town.mentor("kim", "accept now"), "open-1")

    card = await town.mentor("kim", "decline")
    again = await town.press("kim", opened, "decline")

    assert card.body.startswith("That is fine. The request of **Sam** stays with the other")
    assert again.body == GONE
    assert only(town) == replace(before, declined_by=frozenset({account("kim")}))
    assert town.files.told == []


async def test_whoever_declined_is_not_asked_again_and_the_others_still_are(
    town: DeskTown,
) -> None:
    town.pair("sam", state=State.ASKED)
    town.pair("ana", mentor=None, state=State.ASKED)
    for number in (1, 2):
        waiting = await town.mentor("kim", "accept now")
        await town.press("kim", waiting, f"open-{number}")
        await town.act("kim", Pressed(Spot(View.PAIRING, number), "decline"))

    kims, lees = await town.mentor("kim", "accept now"), await town.mentor("lee", "accept now")

    assert kims.body == "Nobody is waiting for an answer of yours."
    assert len(lees.choices) == 2


async def test_a_declined_invitation_is_over(town: DeskTown) -> None:
    town.pair("sam", state=State.INVITED)

    card = await town.mentor("sam", "decline")

    assert card.body.startswith("I have told **Kim** that it does not suit you now.")
    assert only(town).state is State.ENDED
    assert closing(town) == (
        "kim",
        "**Sam** cannot say yes right now. That is no word about you.",
    )


async def test_declining_what_one_asked_oneself_changes_nothing(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    card = await town.press("sam", await town.mentor("sam"), "open-1")

    again = await town.press("sam", card, "decline")

    assert again == card
    assert only(town).state is State.ASKED


# A question first


async def asks_first(town: DeskTown, by: str, text: str) -> Card:
    found = await town.press(by, await town.mentor(by, "accept now"), "open-1")
    return await town.write(by, await town.press(by, found, "question"), text)


async def test_a_question_is_asked_before_deciding_and_answered(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)

    card = await asks_first(town, "kim", "Which *city*?")
    reply = as_read(town)
    writes = await town.press("sam", reply, "question")
    await town.write("sam", writes, "Kyiv")

    assert card.body == "**Sam** gets your words. At night they wait for the morning."
    assert reply.body == "**Kim** writes to you: “Which city?”"
    assert written(town) == ("kim", "Sam: Kyiv")
    assert only(town).state is State.ASKED


async def test_words_that_are_typed_under_a_question_are_asked_for_once_more(
    town: DeskTown,
) -> None:
    pair = town.pair("sam")
    await town.act("kim", Wrote(Spot(View.QUESTION, pair.id), "Which city?"))
    question = as_read(town)

    card = await town.act("sam", Wrote(spot(question), "Kyiv"))
    await town.write("sam", card, "Kyiv, on Mondays")
    town.files.pairs.clear()
    over = await town.act("sam", Wrote(spot(question), "Kyiv"))

    assert card.body.startswith("Your words have gone to nobody yet.")
    assert written(town) == ("kim", "Sam: Kyiv, on Mondays")
    assert over.body == GONE


async def test_words_under_a_question_of_a_mentor_who_is_none_any_more_go_nowhere(
    town: DeskTown,
) -> None:
    pair = town.pair("sam")
    town.demote("kim")

    card = await town.act("sam", Wrote(Spot(View.PAIRING, pair.id, WORD), "Kyiv"))

    assert card.body.startswith("**Kim** is no mentor here")


@pytest.mark.parametrize(("by", "other"), [("kim", "sam"), ("sam", "kim")])
async def test_F61_one_question_waits_for_an_answer_at_a_time(
    town: DeskTown, by: str, other: str
) -> None:
    pair = town.pair("sam")
    asks = Wrote(Spot(View.QUESTION, pair.id), "Which city?")
    await town.act(by, asks)

    again = await town.act(by, asks)
    before_the_answer = len(town.files.told)
    await town.act(other, asks)
    after_the_answer = await town.act(by, asks)

    assert again.body.startswith(f"**{other.title()}** has words of yours already.")
    assert before_the_answer == 1
    assert after_the_answer.body.startswith(f"**{other.title()}** gets your words.")


async def test_who_waits_for_an_answer_for_a_week_may_ask_again(town: DeskTown) -> None:
    pair = town.pair("sam")
    asks = Wrote(Spot(View.QUESTION, pair.id), "Which city?")
    await town.act("kim", asks)
    town.clock.pass_by(ASKS_AGAIN_AFTER)

    await town.act("kim", asks)

    assert len(town.files.told) == 2


async def test_who_asks_a_request_of_the_pool_first_has_it_for_a_week(town: DeskTown) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)
    town.clock.pass_by(timedelta(days=9))

    await asks_first(town, "lee", "Which city?")

    assert only(town).mentor == account("lee")
    assert only(town).opened_at == town.clock.now()


async def test_a_mentor_without_room_keeps_no_request_from_the_others_with_a_question(
    town: DeskTown,
) -> None:
    town.files.rooms[CLUB, account("kim")] = 0
    before = town.pair("sam", mentor=None, state=State.ASKED)

    card = await town.act("kim", Wrote(Spot(View.QUESTION, 1), "Which city?"))

    assert card.body.startswith("You have as many mentees as you take, so")
    assert "your question has gone to nobody" in card.body
    assert only(town) == before
    assert town.files.told == []


async def test_a_mentor_without_room_still_asks_whoever_asked_them(town: DeskTown) -> None:
    town.files.rooms[CLUB, account("kim")] = 0
    town.pair("sam", state=State.ASKED)

    card = await town.act("kim", Wrote(Spot(View.QUESTION, 1), "Which city?"))

    assert card.body == "**Sam** gets your words. At night they wait for the morning."


async def test_a_mentee_whom_nobody_has_in_particular_has_nobody_to_ask(town: DeskTown) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)
    card = await town.press("sam", await town.mentor("sam"), "open-1")

    said = await town.press("sam", card, "question")

    assert said.body.startswith("Nobody in particular has your request yet")
    assert town.files.told == []


@pytest.mark.parametrize("text", ["", " \n", "x" * (MOST_WORDS + 1)])
async def test_a_question_that_is_empty_or_too_long_goes_nowhere(
    town: DeskTown, text: str
) -> None:
    town.pair("sam", state=State.ASKED)

    card = await asks_first(town, "kim", text)

    assert card.body.startswith("That is empty, or longer than")
    assert town.files.told == []


async def test_a_question_can_be_left(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    found = await town.press("kim", await town.mentor("kim", "accept now"), "open-1")
    writes = await town.press("kim", found, "question")

    assert await town.press("kim", writes, "leave-it") == found
    assert (await town.press("joe", writes, "leave-it")).body == GONE
    assert (await town.write("joe", writes, "Hello")).body == GONE


@pytest.mark.parametrize("state", [State.ASKED, State.INVITED, State.ACTIVE])
async def test_F62_a_mentor_who_is_none_any_more_writes_to_no_mentee(
    town: DeskTown, state: State
) -> None:
    pair = town.pair("sam", state=state)
    town.demote("kim")

    pressed = await town.act("kim", Pressed(Spot(View.PAIRING, pair.id), "question"))
    wrote = await town.act("kim", Wrote(Spot(View.QUESTION, pair.id), "Where do you live?"))

    assert pressed == wrote
    assert wrote.body.startswith("This is for mentors")
    assert town.files.told == []


async def test_F61_a_mentor_who_has_left_writes_to_no_request_of_the_pool(
    town: DeskTown,
) -> None:
    pool = town.pair("sam", mentor=None, state=State.ASKED)
    asked = Wrote(Spot(View.QUESTION, pool.id), "Where do you live?")
    town.leave("kim")

    await town.act("kim", asked)

    assert only(town) == pool
    assert town.files.told == []


async def test_a_mentee_neither_writes_to_nor_accepts_a_mentor_who_is_none_any_more(
    town: DeskTown,
) -> None:
    pair = town.pair("sam", state=State.INVITED)
    town.demote("kim")

    wrote = await town.act("sam", Wrote(Spot(View.QUESTION, pair.id), "Hello?"))
    accepted = await town.mentor("sam", "accept")

    assert wrote == accepted
    assert accepted.body.startswith("**Kim** is no mentor here")
    assert (only(town), town.files.told) == (pair, [])


# Part


async def parts(town: DeskTown, by: str) -> Card:
    asks = await town.mentor(by, "end")
    return await town.press(by, asks, "really-end")


@pytest.mark.parametrize(("by", "other"), [("sam", "kim"), ("kim", "sam")])
async def test_either_ends_it_and_nothing_is_shared_any_more(
    town: DeskTown, by: str, other: str
) -> None:
    town.pair("sam", *Item)
    await town.mentor("kim", "note sam both: x")

    card = await parts(town, by)

    assert card.body.startswith(f"It is over between you and **{other.title()}**.")
    assert (only(town).state, only(town).consents) == (State.ENDED, frozenset())
    assert town.files.notes_of == {}
    to, body = closing(town)
    assert to == other
    assert body.startswith(f"**{by.title()}** has ended")


@pytest.mark.parametrize(
    ("by", "other", "state"), [("sam", "kim", State.ASKED), ("kim", "sam", State.INVITED)]
)
async def test_what_was_asked_can_be_taken_back(
    town: DeskTown, by: str, other: str, state: State
) -> None:
    town.pair("sam", state=state)

    card = await parts(town, by)

    assert card.body == "I have taken it back."
    assert only(town).state is State.ENDED
    to, body = closing(town)
    assert to == other
    assert body.startswith(f"**{by.title()}** has taken back what they asked you.")


async def test_a_request_that_nobody_has_is_taken_back_without_a_word(town: DeskTown) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)

    await parts(town, "sam")

    assert only(town).state is State.ENDED
    assert town.files.told == []


async def test_a_mentor_who_ends_a_request_declines_it(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)

    await parts(town, "kim")

    assert (only(town).state, only(town).mentor) == (State.ASKED, None)


async def test_a_second_press_on_the_end_says_that_it_is_over(town: DeskTown) -> None:
    town.pair("sam")
    asks = await town.mentor("sam", "end")
    await town.press("sam", asks, "really-end")

    again = await town.press("sam", asks, "really-end")

    assert again.body == GONE
    assert len(town.files.told) == 1


async def test_an_end_can_be_left(town: DeskTown) -> None:
    town.pair("sam")
    asks = await town.mentor("kim", "end")

    card = await town.press("kim", asks, "leave-it")

    assert card.body.startswith("**Sam** is your mentee now.")
    assert only(town).state is State.ACTIVE


async def test_of_several_the_one_to_end_is_picked(town: DeskTown) -> None:
    town.pair("sam")
    town.pair("ana")

    card = await town.mentor("kim", "end")
    found = await town.press("kim", card, "open-2")

    assert card.body == "Whom do you mean?"
    assert (await town.press("kim", found, "end")).body.startswith("Shall this end")


async def test_a_request_of_the_pool_is_taken_back_from_nobody_in_particular(
    town: DeskTown,
) -> None:
    town.pair("sam", mentor=None, state=State.ASKED)
    asks = await town.mentor("sam", "end")
    town.pair("sam", mentor="lee")

    several = await town.mentor("sam", "end")
    await town.press("sam", asks, "really-end")

    assert asks.body.startswith("Shall I take your request back? No mentor sees it")
    assert [one.label for one in several.choices] == ["Any mentor", "Lee"]
    assert town.files.pairs[1].state is State.ENDED
    assert town.files.told == []


async def test_without_anybody_there_is_nothing_to_end(town: DeskTown) -> None:
    assert (await town.mentor("sam", "end")).body.startswith("You have no mentor")


# One's own


async def test_everybody_sees_how_things_stand(town: DeskTown) -> None:
    town.pair("sam")
    town.pair("ana", mentor="lee", state=State.INVITED)
    town.pair("sam", mentor=None, state=State.ASKED)

    card = await town.mentor("sam")
    invited = await town.mentor("ana")

    assert card.body.splitlines() == [
        "**Mentors and mentees**",
        "- **Kim** is your mentor",
        "- You are looking for a mentor",
    ]
    assert "- **Lee** would like to mentor you" in invited.body
    assert (await town.press("sam", card, "open-1")).body.startswith("You share nothing")
    assert (await town.press("sam", card, "open-99")).body == GONE


async def test_a_mentor_says_how_many_they_take_and_whether_they_want_an_overview(
    town: DeskTown,
) -> None:
    card = await town.mentor("kim")
    more = await town.press("kim", card, "room-6")
    again = await town.press("kim", card, "room-6")
    digest = await town.press("kim", card, "digest")

    assert card.body.startswith("Mentees of yours here: 0 of at most 5.")
    assert "0 of at most 6" in more.body
    assert again == more
    assert digest.body.endswith("You get an overview once a week.")
    assert town.files.digests == {(CLUB, account("kim"))}
    assert "no weekly overview" in (await town.press("kim", digest, "no-digest")).body


async def test_a_mentor_by_their_group_reads_how_many_mentees_they_have(
    town: DeskTown,
) -> None:
    town.files.settled[CLUB] = {Setting.MENTORS: "G1"}
    town.roster.people[account("joe"), CLUB] = Membership(
        is_member=True, groups=frozenset({"G1"}), is_sure=True
    )
    town.pair("sam", mentor="joe")
    town.pair("ana", mentor="joe", state=State.ASKED)

    card = await town.mentor("joe")

    assert "Mentees of yours here: 1 of at most 5." in card.body


async def test_a_mentor_by_their_group_has_the_usual_settings(town: DeskTown) -> None:
    town.files.settled[CLUB] = {Setting.MENTORS: "G1"}
    town.roster.people[account("joe"), CLUB] = Membership(
        is_member=True, groups=frozenset({"G1"})
    )

    card = await town.mentor("joe")

    assert card.body.startswith("Mentees of yours here: 0 of at most 5.")


@pytest.mark.parametrize("choice", ["room-9", "digest"])
async def test_F66_whoever_is_no_mentor_sets_nothing(town: DeskTown, choice: str) -> None:
    card = await town.mentor("kim")

    await town.press("sam", card, choice)

    assert (town.files.rooms, town.files.digests) == ({}, set())


async def test_in_a_direct_message_without_a_community_nothing_is_set(town: DeskTown) -> None:
    card = await town.act("kim", Asked(MENTOR), here=False)

    assert card.body.startswith("You have no mentor and no mentee yet.")


async def test_a_word_that_is_none_is_answered_with_those_that_are(town: DeskTown) -> None:
    card = await town.mentor("sam", "dance")

    assert card.problem
    assert "**who-looked**" in card.body
    assert (await town.act("sam", Asked("/elsewhere"))).problem

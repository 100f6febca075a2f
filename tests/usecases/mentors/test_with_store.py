"""Mentors and mentees with a real database, from the invitation to the end."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.events import Opened
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Origin, State
from bot.engine.plans.plan_cards import choice_of
from bot.engine.weekly import weeks
from bot.ports.inbound import EventKey, Inbound
from bot.ports.keeping import Keeping
from bot.ports.mentee_facts import GATHERED_FOR
from bot.ports.mentoring import Caller, Pairing
from bot.ports.outbox import Dead, Kind, Message, Sent
from bot.ports.waiting import BACK_AFTER, INVITED_FOR, MEETS_AGAIN_AFTER, REMINDED_AFTER
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.composing import Composer
from bot.usecases.mentors.asking import MENTEE_STATUS, MENTOR, Act, Asked, Named, Pressed, Wrote
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.letters import Letters
from bot.usecases.mentors.pairing import accepted_by_mentor, chased, opened
from bot.usecases.retention import retain
from bot.usecases.turns import take_turn
from tests.engine.plans.weeks import step as rung
from tests.engine.plans.weeks import weeks_of
from tests.engine.weekly.steps import wanted
from tests.fakes.canary import dump
from tests.fakes.clock import FakeClock
from tests.fakes.desk_town import CLUB, MEMBERS, account, spot
from tests.fakes.file import rows
from tests.fakes.pairs import made_mentor, unmade_mentor
from tests.fakes.roster import MEMBER, FakeRoster
from tests.fakes.weekly import wanting


class Club:
    """Its people speak with the program, which has a database."""

    def __init__(self, store: SqliteStore, catalog: Catalog, clock: FakeClock) -> None:
        people = {(account(name), CLUB): MEMBER for name in MEMBERS}
        access = Access(store.mentee_facts, catalog, clock)
        self.store, self.catalog, self.clock = store, catalog, clock
        self.desk = Desk(store.mentoring, access, {"slack": FakeRoster(people)}, catalog, clock)
        letters = Letters(store.mentoring, store, access, self.desk.standings, catalog)
        self.composer = Composer(store, catalog, letters=letters)
        self._keys = count(1)

    async def speaks(self, name: str) -> list[tuple[Kind, Card]]:
        """Somebody says hello, and reads the answer; what comes behind it."""
        inbound = Inbound(self._key(), account(name), Opened(self.clock.now()))
        claimed = await take_turn(self.store, self.catalog, inbound)
        await self.store.mark_sent(claimed.messages)
        return await self.post(name)

    async def does(self, name: str, act: Act) -> Card:
        caller = Caller(account(name), name.title(), CLUB)
        return await self.desk.answer(caller, self._key(), act)

    async def says(self, name: str, words: str, person: str = "") -> Card:
        named = Named(account(person), person.title()) if person else None
        return await self.does(name, Asked(MENTOR, words, named))

    async def presses(self, name: str, card: Card, choice: str) -> Card:
        return await self.does(name, Pressed(spot(card), choice))

    async def post(self, name: str) -> list[tuple[Kind, Card]]:
        """What somebody gets now."""
        self.clock.pass_by(timedelta(minutes=1))
        got: list[tuple[Kind, Card]] = []
        while some := (await self.store.claim_due(["slack"], 50, {})).messages:
            got += [one for one in [await self._read(one, name) for one in some] if one]
        return got

    async def _read(self, message: Message, name: str) -> tuple[Kind, Card] | None:
        card = await self.composer.card(message, self.clock.now())
        if not isinstance(card, Card):
            await self.store.settle([Dead(message, card.reason)])  # type: ignore[union-attr]
            return None
        await self.store.settle([Sent(message)])
        return (message.kind, card) if message.to == account(name) else None

    def _key(self) -> EventKey:
        return EventKey(f"event-{next(self._keys)}")


@pytest.fixture
async def club(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Club:
    made = Club(store, catalog, clock)
    await made_mentor(store.mentoring, CLUB, account("kim"), "Kim")
    await made.speaks("kim")
    return made


async def test_from_the_invitation_to_the_first_brief(club: Club) -> None:
    await club.says("kim", "invite", "sam")
    before = await club.post("sam")
    await club.speaks("sam")  # somebody who never wrote hears of it when they first do

    waiting = await club.says("sam", "accept", "kim")
    shared = await club.presses("sam", waiting, "share.role")
    to_kim = await club.post("kim")
    brief = await club.does("kim", Asked(MENTEE_STATUS, "sam"))
    looks = await club.says("sam", "who-looked")

    assert before == []
    assert "You share nothing with **Kim**." in waiting.body
    assert shared.body.startswith("You share with **Kim**: role.")
    assert [kind for kind, _ in to_kim] == [Kind.PAIRED]
    assert brief.body.startswith("**Sam** · no role yet.")
    assert "Kim saw role" in looks.body


async def test_a_newcomer_reads_the_invitation_that_waited_for_them(club: Club) -> None:
    await club.says("kim", "invite", "sam")

    ((kind, card),) = await club.speaks("sam")

    assert kind is Kind.INVITED
    assert card.body.startswith("**Kim** would like to be your mentor.")
    assert "You share nothing" in (await club.presses("sam", card, "accept")).body


async def test_A16_the_mentee_asks_and_nobody_answers(club: Club) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask I like charts", "kim")
    asked = await club.post("kim")
    closing = Closing(club.catalog)
    step = chased(closing)

    club.clock.pass_by(REMINDED_AFTER)
    rounds = [await club.store.mentoring.chase_answers(10, step) for _ in range(2)]
    reminded = await club.post("kim")
    club.clock.pass_by(BACK_AFTER - REMINDED_AFTER)
    rounds += [await club.store.mentoring.chase_answers(10, step) for _ in range(2)]
    told = await club.post("sam")

    assert rounds == [1, 0, 1, 0]
    assert [kind for kind, _ in asked + reminded] == [Kind.REQUESTED, Kind.REQUEST_REMINDER]
    assert "I like charts" in reminded[0][1].body
    assert "any mentor here can say yes now" in told[0][1].body
    pool = await club.says("kim", "accept now")
    assert "asks any mentor" in pool.body


async def test_F70_of_whoever_never_came_nothing_is_left_after_two_months(
    club: Club, database: Path
) -> None:
    await club.says("kim", "invite", "sam")
    closing = Closing(club.catalog)
    step = chased(closing)
    club.clock.pass_by(INVITED_FOR)

    chasing = [await club.store.mentoring.chase_answers(10, step) for _ in range(2)]
    told = await club.post("kim")
    club.clock.pass_by(Keeping().pairings + timedelta(days=1))
    await retain(club.store, Keeping())

    assert chasing == [1, 0]
    assert told[-1][1].body.startswith("**Sam** has not answered")
    assert "sam" not in dump(database).casefold()


async def test_F63_a_letter_about_a_pair_that_is_over_is_not_sent(club: Club) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.post("sam")
    await club.says("sam", "accept", "kim")
    await club.says("kim", "encourage sam")
    asks = await club.says("sam", "end")
    await club.presses("sam", asks, "really-end")

    to_sam = await club.post("sam")

    assert to_sam == []


async def test_F68_whoever_is_forgotten_during_an_open_brief_is_nobody(
    club: Club, database: Path
) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    brief = await club.does("kim", Asked(MENTEE_STATUS, "sam"))
    await club.says("kim", "note sam both: SECRETNOTE")
    await club.store.forget(account("sam"))

    again = await club.presses("kim", brief, "encourage")
    listed = await club.does("kim", Asked(MENTEE_STATUS))

    assert again.body == club.catalog.say("status.not-found")
    assert "Sam" not in listed.body


@pytest.mark.parametrize(
    ("forgotten", "left", "begins"),
    [("kim", "sam", "A mentor of yours"), ("sam", "kim", "A mentee of yours")],
)
async def test_F68_whoever_is_left_behind_by_somebody_forgotten_reads_of_it(
    club: Club, forgotten: str, left: str, begins: str
) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    await club.post(left)

    await club.store.forget(account(forgotten))

    ((kind, card),) = await club.post(left)
    assert kind is Kind.FORGOTTEN
    assert card.body.startswith(f"{begins} has had everything about themselves deleted here")
    assert forgotten not in card.body.casefold()


async def test_F61_whoever_is_left_by_a_mentor_hears_of_it_once_and_again_when_they_are_back(
    club: Club,
) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    await club.post("sam")
    await unmade_mentor(club.store.mentoring, CLUB, account("kim"))
    lasting = Lasting(club.store.mentoring, club.desk.standings, Closing(club.catalog))

    for _ in range(2):
        await lasting.look_at(CLUB, account("kim"))
    ((_, left),) = await club.post("sam")
    await made_mentor(club.store.mentoring, CLUB, account("kim"), "Kim")
    for _ in range(2):
        await lasting.look_at(CLUB, account("kim"))
    ((_, back),) = await club.post("kim")

    assert left.body.startswith("As far as I can see, **Kim** is no mentor here any more.")
    assert back.body.startswith("You are a mentor here again")


@pytest.mark.parametrize(("by", "other"), [("sam", "kim"), ("kim", "sam")])
async def test_whoever_is_left_reads_who_ended_it_and_what_is_gone(
    club: Club, by: str, other: str
) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    await club.post(other)

    await club.presses(by, await club.says(by, "end"), "really-end")

    ((_, card),) = await club.post(other)
    assert card.body == (
        f"**{by.title()}** has ended it: the two of you are mentor and mentee no longer. "
        "Nothing is shared any more, and the notes are deleted."
    )


async def test_an_encouragement_is_sent_once_a_day_by_the_database_too(club: Club) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    await club.post("sam")

    await club.says("kim", "encourage sam")
    again = await club.says("kim", "encourage sam")
    got = await club.post("sam")

    assert again.body.startswith("You have sent Sam that already.")
    assert [kind for kind, _ in got] == [Kind.ENCOURAGED]
    assert got[0][1].body.startswith("**Kim**, your mentor, is thinking of you")


async def test_A27_a_mentor_s_changes_of_a_plan_reach_the_mentee_in_one_letter(
    club: Club,
) -> None:
    await club.speaks("sam")
    await club.store.turn(EventKey("steps"), account("sam"), wanting(wanted(club.catalog)))
    await club.says("kim", "invite", "sam")
    await club.says("sam", "accept", "kim")
    shared = await club.says("sam", "consent")
    await club.presses("sam", shared, "share.steps")
    await club.post("sam")

    brief = await club.does("kim", Asked(MENTEE_STATUS, "sam"))
    plan = await club.presses("kim", brief, "plan")
    fourth = await club.presses("kim", plan, choice_of(rung(4)))
    pinned = await club.presses("kim", fourth, "pin")
    plan = await club.presses("kim", pinned, "plan")
    sixth = await club.presses("kim", plan, choice_of(rung(6)))
    await club.presses("kim", sixth, "hide")
    at_once = await club.post("sam")
    club.clock.pass_by(GATHERED_FOR)
    ((kind, letter),) = await club.post("sam")

    here = await club.store.conversation(account("sam"))
    assert here is not None
    assert weeks_of(weeks.of(here).plan)[:6] == [4, 1, 2, 3, 5, 7]
    assert at_once == []
    assert kind is Kind.PLAN_CHANGED
    assert letter.body.splitlines()[:3] == [
        "**Kim**, your mentor, has changed your plan:",
        "- Pinned: “Spreadsheets done properly” comes next, and it stays in your plan.",
        "- “Distributions, not only averages” is left out. You can bring it back at any time.",
    ]


async def test_F63_two_are_a_pair_once_so_that_consent_is_taken_back_at_once(
    club: Club,
) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask", "kim")
    await club.says("sam", "ask")
    pool = (await club.says("sam", "end")).choices[1].id
    accepted = await club.says("kim", "accept now")
    card = await club.presses("kim", accepted, accepted.choices[0].id)
    await club.presses("kim", card, "accept")

    waiting = await club.says("kim", "accept")
    forged = await club.does("kim", Pressed(Spot(View.PAIRING, int(pool[5:])), "accept"))

    assert waiting.body == "Nobody is waiting for an answer of yours."
    assert forged.body == club.catalog.say("desk.gone")
    assert (await club.does("kim", Asked(MENTEE_STATUS))).body.startswith("1 mentee.")


async def test_a_mentor_who_invited_somebody_does_not_take_their_request_of_the_pool_too(
    club: Club,
) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask")
    (pool,) = await club.store.mentoring.waiting(CLUB)
    await club.says("kim", "invite", "sam")
    step = accepted_by_mentor(account("kim"), "Kim", Closing(club.catalog))

    changed = await club.store.mentoring.change_pairing(
        EventKey("taken"), account("kim"), pool.id, step
    )

    assert changed.after == pool


async def test_a_mentor_who_declined_a_request_of_the_pool_has_it_in_no_list(
    club: Club, database: Path
) -> None:
    await made_mentor(club.store.mentoring, CLUB, account("lee"), "Lee")
    await club.speaks("sam")
    await club.says("sam", "ask")
    await club.says("kim", "decline")

    kims, lees = await club.says("kim", "accept now"), await club.says("lee", "accept now")
    await club.store.forget(account("kim"))

    assert kims.body == "Nobody is waiting for an answer of yours."
    assert "asks any mentor" in lees.body
    assert rows(database, "SELECT count(*) FROM declined") == [0]
    assert rows(database, "SELECT state FROM pairing") == ["asked"]


async def test_F61_a_question_that_waits_is_known_to_the_database(club: Club) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask", "kim")
    (pair,) = await club.store.mentoring.waiting(CLUB)
    asks = Wrote(Spot(View.QUESTION, pair.id), "Which city?")

    said = [(await club.does("kim", asks)).body for _ in range(2)]
    got = await club.post("sam")

    assert said == [
        club.catalog.say("pair.word-sent", name="Sam"),
        club.catalog.say("pair.asked-one", name="Sam"),
    ]
    assert [kind for kind, _ in got] == [Kind.WORD]


@pytest.mark.parametrize(("asks", "reads"), [("kim", "sam"), ("sam", "kim")])
async def test_F63_what_was_written_is_read_by_nobody_once_it_is_over(
    club: Club, asks: str, reads: str
) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask", "kim")
    await club.presses("kim", await club.says("kim", "accept"), "accept")
    await club.post("sam")
    (pair,) = await club.store.mentoring.pairings_of(account("sam"))
    await club.does(asks, Wrote(Spot(View.QUESTION, pair.id), "MY SECRET QUESTION"))

    await club.presses("sam", await club.says("sam", "end"), "really-end")
    got = await club.post(reads)

    assert Kind.WORD not in [kind for kind, _ in got]
    assert "SECRET" not in str(got)


async def test_F63_a_word_of_a_mentor_who_then_declined_reaches_nobody_and_is_nowhere(
    club: Club, database: Path
) -> None:
    await made_mentor(club.store.mentoring, CLUB, account("lee"), "Lee")
    await club.speaks("sam")
    await club.says("sam", "ask")
    (pool,) = await club.store.mentoring.waiting(CLUB)
    await club.does("kim", Wrote(Spot(View.QUESTION, pool.id), "MY SECRET QUESTION"))
    before = rows(database, "SELECT kind FROM outbox WHERE card LIKE '%SECRET%'")

    await club.says("kim", "decline")
    after = rows(database, "SELECT kind FROM outbox WHERE card LIKE '%SECRET%'")
    taken = await club.says("lee", "accept")
    await club.presses("lee", taken, "accept")
    got = await club.post("sam")

    assert (before, after) == (["word"], [])
    assert [kind for kind, _ in got] == [Kind.CLOSED, Kind.PAIRED]
    assert "SECRET" not in str(got)


async def test_what_was_written_to_any_mentor_is_theirs_to_read_after_one_declined(
    club: Club,
) -> None:
    await made_mentor(club.store.mentoring, CLUB, account("lee"), "Lee")
    await club.speaks("sam")
    await club.presses("sam", await club.says("sam", "ask I like charts"), "all-mentors")
    (pool,) = await club.store.mentoring.waiting(CLUB)
    await club.does("kim", Wrote(Spot(View.QUESTION, pool.id), "Which city?"))
    await club.says("kim", "decline")

    lees = await club.says("lee", "accept")
    ((_, card),) = await club.post("sam")

    assert "I like charts" in lees.body
    assert card.body.endswith("any mentor here can say yes now.")


@pytest.mark.parametrize("by", ["sam", "kim"])
async def test_after_an_invitation_that_was_declined_or_withdrawn_none_follows_for_a_while(
    club: Club, by: str
) -> None:
    await club.speaks("sam")
    await club.says("kim", "invite", "sam")
    await club.presses(by, await club.says(by, "end"), "really-end")

    club.clock.pass_by(MEETS_AGAIN_AFTER - timedelta(minutes=1))
    early = await club.says("kim", "invite please, please", "sam")
    got = await club.post("sam")
    club.clock.pass_by(timedelta(minutes=1))
    later = await club.says("kim", "invite", "sam")

    assert early.body.startswith("I have not invited **Sam**")
    assert Kind.INVITED not in [kind for kind, _ in got]
    assert later.body.startswith("I have invited **Sam**.")


async def test_after_an_invitation_that_nobody_answered_another_follows_at_once(
    club: Club,
) -> None:
    await club.says("kim", "invite", "sam")
    closing = Closing(club.catalog)
    club.clock.pass_by(INVITED_FOR)
    await club.store.mentoring.chase_answers(10, chased(closing))

    again = await club.says("kim", "invite", "sam")

    assert again.body.startswith("I have invited **Sam**.")


async def test_two_requests_that_were_declined_stand_in_the_pool_once(club: Club) -> None:
    await made_mentor(club.store.mentoring, CLUB, account("lee"), "Lee")
    await club.speaks("sam")
    for name in ("kim", "lee"):
        await club.says("sam", "ask", name)
    for name in ("kim", "lee"):
        await club.says(name, "decline")

    (left,) = await club.store.mentoring.waiting(CLUB)

    assert left.mentor is None
    assert left.declined_by == {account("kim")}


async def test_a_request_that_is_taken_ends_the_others_and_their_mentors_hear_of_it(
    club: Club, database: Path
) -> None:
    await made_mentor(club.store.mentoring, CLUB, account("lee"), "Lee")
    await club.speaks("sam")
    await club.speaks("lee")
    await club.says("sam", "ask", "lee")
    await club.says("sam", "ask", "kim")
    await club.post("lee")

    await club.says("kim", "accept", "sam")
    again = await club.says("sam", "ask")
    (told,) = await club.post("lee")

    assert rows(database, "SELECT state FROM pairing ORDER BY id") == ["ended", "active"]
    assert told[1].body.startswith("**Sam** has a mentor here now")
    assert again.body.startswith("You have a mentor here already: **Kim**.")


@pytest.mark.parametrize("how", ["declined", "taken back", "both", "left", "pool"])
async def test_a_mentor_who_turned_somebody_down_is_asked_again_after_a_while(
    club: Club, how: str
) -> None:
    await club.speaks("sam")
    await club.says("sam", "ask", "" if how == "pool" else "kim")
    if how == "left":
        await club.says("kim", "accept", "sam")
        await club.presses("kim", await club.says("kim", "end"), "really-end")
    elif how != "taken back":
        await club.says("kim", "decline")
    if how in ("taken back", "both"):
        await club.presses("sam", await club.says("sam", "end"), "really-end")
    club.clock.pass_by(MEETS_AGAIN_AFTER - timedelta(minutes=1))

    early = await club.says("sam", "ask", "kim")
    club.clock.pass_by(timedelta(minutes=1))
    later = await club.says("sam", "ask", "kim")

    assert early.body.startswith("I have asked") is (how == "pool")
    assert later.body.startswith("You and **Kim**" if how == "pool" else "I have asked")


async def test_a_word_to_somebody_who_never_came_is_said_to_wait_for_them(club: Club) -> None:
    wanted = Pairing(
        *(0, CLUB, State.ACTIVE, Origin.ASSIGNED, account("kim"), account("sam")),
        *("Kim", "Sam"),
    )
    await club.store.mentoring.open_pairing(
        EventKey("boss"), account("kim"), wanted, opened(Closing(club.catalog))
    )
    (pair,) = await club.store.mentoring.pairings_of(account("kim"))

    before = await club.says("kim", "encourage sam")
    asks = await club.does("kim", Wrote(Spot(View.QUESTION, pair.id), "Hello?"))
    await club.speaks("sam")
    after = await club.says("kim", "encourage sam")

    unheard = club.catalog.say("pair.not-here-yet", name="Sam")
    assert asks.body == unheard
    assert before.body.startswith(unheard)
    assert after.body.startswith("Your word is on its way to Sam.")

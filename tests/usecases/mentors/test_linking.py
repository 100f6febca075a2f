"""One person, two platforms: said, pressed and written, with a real database."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.linking.cards import LinkButton
from bot.engine.linking.codes import LENGTH, LETTERS
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item, Note, Sharing, State
from bot.ports.inbound import Address, EventKey
from bot.ports.linking import CODE_LASTS, MOST_WRONG, Typing
from bot.ports.mentoring import Caller, Community, Pairing
from bot.ports.outbox import Dead, Kind, Message, Sent
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.composing import Composer
from bot.usecases.mentors.asking import (
    MENTEE_STATUS,
    MENTOR,
    OWN,
    Act,
    Asked,
    Pressed,
    is_about_links,
)
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from bot.usecases.mentors.linking import Linking, drawn
from tests.fakes.canary import dump, raw
from tests.fakes.clock import FakeClock
from tests.fakes.desk_town import spot
from tests.fakes.linked import read
from tests.fakes.member import Member
from tests.fakes.pairs import KIM, made_mentor, pair, paired, speak, unmade_mentor
from tests.fakes.roster import MEMBER, FakeRoster
from tests.fakes.unlinked import Unlinked

WORK, HOME = Address("slack", "T1", "U1"), Address("discord", "", "77")
EVE = Address("discord", "", "66")
NAMES = {WORK: "Sam Smith", HOME: "sammy", EVE: "Eve", KIM: "Kim"}
CLUB = Community("slack", "T1")
CODES = ["BCDFGHJKMN", "PQRSTVWXYZ"]
SPELLED = ["BCDFG-HJKMN", "PQRST-VWXYZ"]


@dataclass
class Two:
    """Somebody's two accounts, and the desk on both platforms."""

    store: SqliteStore
    catalog: Catalog
    clock: FakeClock

    def __post_init__(self) -> None:
        store, catalog, clock = self.store, self.catalog, self.clock
        access = Access(store.mentee_facts, catalog, clock)
        rosters = {"slack": FakeRoster({(KIM, CLUB): MEMBER, (WORK, CLUB): MEMBER})}
        codes = cycle(CODES)
        self.desk = Desk(
            store.mentoring, access, rosters, catalog, clock, None, lambda: next(codes)
        )
        letters = Letters(store.mentoring, store, access, self.desk.standings, catalog)
        self.composer = Composer(store, catalog, letters=letters)
        self._keys = (EventKey(f"event {number}") for number in count())

    async def does(self, who: Address, act: Act) -> Card:
        caller = Caller(who, NAMES[who], CLUB if who.platform == "slack" else None)
        return await self.desk.answer(caller, next(self._keys), act)

    async def says(self, who: Address, words: str) -> str:
        return (await self.does(who, Asked(OWN, words))).body

    async def presses(self, who: Address, card: Card, choice: str) -> Card:
        return await self.does(who, Pressed(spot(card), choice))

    async def post(self, who: Address) -> list[Card]:
        """What this account gets now."""
        found: list[Card] = []
        while some := (await self.store.claim_due(["slack", "discord"], 50, {})).messages:
            for one in some:
                found += await self._read(one, who)
        return found

    async def _read(self, message: Message, who: Address) -> list[Card]:
        card = await self.composer.card(message, self.clock.now())
        if not isinstance(card, Card):
            await self.store.settle([Dead(message, card.reason)])  # type: ignore[union-attr]
            return []
        await self.store.settle([Sent(message)])
        return [card] if message.to == who else []

    async def agrees(self, who: Address) -> Card:
        """Types the code, and says yes to whose it is."""
        offered = await self.does(who, Asked(OWN, f"link {SPELLED[0]}"))
        return await self.presses(who, offered, LinkButton.AGREE)

    async def propose(self) -> Card:
        """The card that asks for the last yes."""
        await self.says(WORK, "link")
        await self.agrees(HOME)
        return (await self.post(WORK))[-1]


@pytest.fixture
def two(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Two:
    return Two(store, catalog, clock)


async def test_F11_from_the_code_to_one_person_and_back_to_two(two: Two) -> None:
    asked = await two.says(WORK, "link")
    offered = await two.does(HOME, Asked(OWN, "LINK bcdfg-hjkmn"))
    nothing = await two.post(WORK)
    agreed = await two.presses(HOME, offered, LinkButton.AGREE)
    (proposed,) = await two.post(WORK)
    done = await two.presses(WORK, proposed, LinkButton.YES)
    (told,) = await two.post(HOME)
    really = await two.presses(HOME, told, LinkButton.UNLINK)
    parted = await two.presses(HOME, really, LinkButton.REALLY_UNLINK)
    (over,) = await two.post(WORK)

    assert asked.startswith("Your code is **BCDFG-HJKMN**. It counts once, for 10 minutes.")
    assert offered.body.startswith("This is the code of **Sam Smith** on Slack.")
    assert nothing == []
    assert agreed.body.startswith("Thank you. Now say yes with **Sam Smith** on Slack:")
    assert proposed.body.startswith("**sammy** on Discord typed your code, read there whose")
    assert done.body.startswith("This account and **sammy** on Discord are one person")
    assert told.body.startswith("This account and **Sam Smith** on Slack are one person to me.")
    assert really.body.startswith("Shall this account and **Sam Smith** on Slack be two people")
    assert "What you brought is yours here again" in parted.body
    assert over.body.startswith("This account is by itself again")


async def test_F11_nothing_is_linked_before_the_last_yes_and_a_no_ends_it(two: Two) -> None:
    proposed = await two.propose()
    before = await two.store.mentoring.linked_with(WORK)

    refused = await two.presses(WORK, proposed, LinkButton.NO)
    again = await two.presses(WORK, proposed, LinkButton.YES)

    assert before is None
    assert refused.body.startswith("Then nothing is linked")
    assert again.body.startswith("Nothing waits for a yes here")
    assert await two.store.mentoring.linked_with(WORK) is None


async def test_F11_a_code_that_was_only_typed_asks_and_changes_nothing(two: Two) -> None:
    await two.says(WORK, "link")
    offered = await two.does(HOME, Asked(OWN, f"link {SPELLED[0]}"))

    forced = [await two.presses(who, offered, LinkButton.YES) for who in (WORK, HOME)]
    taken = await two.presses(WORK, offered, LinkButton.AGREE)

    assert [one.body.split(":")[0] for one in (*forced, taken)] == [
        "Nothing waits for a yes here"
    ] * 3
    assert await two.post(WORK) == []
    assert await two.store.mentoring.linked_with(HOME) is None


async def test_F11_who_says_no_to_whose_code_it_is_ends_it(two: Two) -> None:
    await two.says(WORK, "link")
    offered = await two.does(HOME, Asked(OWN, f"link {SPELLED[0]}"))

    refused = await two.presses(HOME, offered, LinkButton.NO)
    again = await two.presses(HOME, offered, LinkButton.AGREE)

    assert refused.body.startswith("Then nothing is linked")
    assert again.body.startswith("Nothing waits for a yes here")
    assert await two.post(WORK) == []


async def test_F02_who_types_or_agrees_again_reads_the_same_and_asks_nobody_twice(
    two: Two,
) -> None:
    await two.says(WORK, "link")
    offered = await two.does(HOME, Asked(OWN, f"link {SPELLED[0]}"))
    agreed = await two.presses(HOME, offered, LinkButton.AGREE)

    typed_again = await two.does(HOME, Asked(OWN, f"link {SPELLED[0]}"))
    agreed_again = await two.presses(HOME, offered, LinkButton.AGREE)

    assert (typed_again, agreed_again) == (offered, agreed)
    assert len(await two.post(WORK)) == 1


class _Replaced(Unlinked):
    """Just when somebody has typed a code, its owner asks for another one."""

    async def type_code(self, key: EventKey, by: Address, name: str, code: str) -> Typing:
        return Typing.TAKEN


async def test_F11_a_code_that_is_replaced_while_it_is_typed_is_a_wrong_one(
    catalog: Catalog,
) -> None:
    linking = Linking(_Replaced(), catalog)
    home = Caller(HOME, "sammy", None)

    card = await linking.answer(home, EventKey("1"), Asked(OWN, f"link {SPELLED[0]}"))

    assert card.body.startswith("That code does not count")


async def test_F66_a_forged_yes_links_nobody(two: Two) -> None:
    await two.propose()

    said = [
        (await two.does(who, Pressed(Spot(View.LINK, number), LinkButton.YES))).body
        for who in (HOME, EVE, WORK)
        for number in (1, 2, 3, 0)
        if (who, number) != (WORK, 1)
    ]

    assert {one[:30] for one in said} == {"Nothing waits for a yes here: "}
    assert await two.store.mentoring.linked_with(WORK) is None


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        (WORK, "link BCDFG-HJKMN", "That is this account's own code."),
        (HOME, "link PQRST-VWXYZ", "That code does not count"),
        (HOME, "link " + "x" * 5_000, "That code does not count"),
        (HOME, "unlink", "This account is linked with no other."),
        (HOME, "unlink now", "This account is linked with no other."),
    ],
)
async def test_F11_what_cannot_be_is_told_in_words(
    two: Two, who: Address, words: str, told: str
) -> None:
    await two.says(WORK, "link")

    assert (await two.says(who, words)).startswith(told)
    assert await two.store.mentoring.linked_with(who) is None


async def test_F11_wrong_old_and_used_codes_are_told_in_the_same_words(two: Two) -> None:
    await two.says(WORK, "link")
    two.clock.pass_by(CODE_LASTS + timedelta(seconds=1))
    old = await two.says(HOME, f"link {SPELLED[0]}")
    await two.says(WORK, "link")
    await two.says(HOME, f"link {SPELLED[1]}")
    used = await two.says(EVE, f"link {SPELLED[1]}")

    wrong = await two.says(EVE, "link 22222-22222")

    assert old == used == wrong


async def test_F11_who_guesses_too_often_is_told_to_wait(two: Two) -> None:
    await two.says(WORK, "link")
    for number in range(MOST_WRONG):
        await two.says(EVE, f"link {number}")

    told = await two.says(EVE, f"link {SPELLED[0]}")

    assert told.startswith("Those were too many codes")
    assert await two.store.mentoring.proposal(WORK) is None


async def test_F11_who_is_linked_gets_no_code_and_types_none(two: Two) -> None:
    await two.presses(WORK, await two.propose(), LinkButton.YES)

    asked = [await two.says(who, "link") for who in (WORK, HOME)]
    typed = await two.says(HOME, "link 22222-22222")

    assert [one.split(".")[0] for one in asked] == [
        "This account and **sammy** on Discord are one person to me",
        "This account and **Sam Smith** on Slack are one person to me",
    ]
    assert typed.startswith("An account can be linked with one other")


async def test_whoever_asks_again_while_a_yes_is_wanted_reads_the_question_once_more(
    two: Two,
) -> None:
    proposed = await two.propose()

    again = await two.does(WORK, Asked(OWN, "link"))

    assert again == proposed


async def test_F02_a_second_press_on_yes_shows_the_same_card(two: Two) -> None:
    proposed = await two.propose()

    first = await two.presses(WORK, proposed, LinkButton.YES)
    second = await two.presses(WORK, proposed, LinkButton.YES)

    assert first == second
    assert len(await two.post(HOME)) == 1


async def test_a_second_press_on_parting_tells_that_they_have(two: Two) -> None:
    await two.presses(WORK, await two.propose(), LinkButton.YES)
    really = await two.does(WORK, Asked(OWN, "unlink"))
    left = await two.presses(WORK, really, LinkButton.LEAVE)
    await two.presses(WORK, really, LinkButton.REALLY_UNLINK)

    again = await two.presses(WORK, really, LinkButton.REALLY_UNLINK)

    assert left.body.startswith("This account and **sammy** on Discord are one person")
    assert again.body.startswith("This account is linked with no other.")


async def test_a_question_that_is_read_too_late_is_not_sent(two: Two) -> None:
    await two.says(WORK, "link")
    await two.agrees(HOME)
    two.clock.pass_by(CODE_LASTS + timedelta(seconds=1))

    assert await two.post(WORK) == []


async def test_F68_who_is_forgotten_between_the_steps_is_named_to_nobody(
    two: Two, database: Path
) -> None:
    await two.says(WORK, "link")
    await two.agrees(HOME)

    await two.store.forget(HOME)

    assert await two.post(WORK) == []
    assert "sammy" not in dump(database)
    assert b"sammy" not in raw(database)


async def test_F11_codes_are_nowhere_but_on_the_card(
    two: Two, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await two.says(WORK, "link")
    await two.says(EVE, f"link {SPELLED[1]}")
    await two.says(HOME, f"link {SPELLED[0]}")

    everything = raw(database) + dump(database).encode() + caplog.text.encode()

    for code in (*CODES, *SPELLED):
        assert code.encode() not in everything
        assert code.lower().encode() not in everything.lower()


async def test_F60_a_link_shows_no_mentor_anything(two: Two) -> None:
    store = two.store
    await made_mentor(store.mentoring, CLUB, KIM, "Kim")
    sam = Member(store, two.catalog)
    sam.address = HOME
    await sam.walks_to_the_end()
    opened = await paired(store, pair(KIM, WORK), shares=frozenset(Item))
    await read(store, HOME)
    await two.says(HOME, "link")
    before = await two.does(KIM, Asked(MENTEE_STATUS, ""))
    await two.agrees(WORK)

    (proposed,) = [one for one in await two.post(HOME) if one.choices[0].id == LinkButton.YES]
    await two.presses(HOME, proposed, LinkButton.YES)

    (list_,) = [await two.does(KIM, Asked(MENTEE_STATUS, ""))]
    brief = await two.does(KIM, Pressed(spot(list_), f"open-{opened.id}"))
    assert before.body.endswith("no weekly steps")
    assert list_.body.endswith("shares nothing at the moment")
    assert not brief.chart
    assert "ata " not in brief.body  # no role is named


async def test_F60_who_is_linked_with_a_mentor_sees_none_of_their_mentees(two: Two) -> None:
    store = two.store
    await made_mentor(store.mentoring, CLUB, WORK, "Sam Smith")
    opened = await paired(store, pair(WORK, KIM), shares=frozenset(Item))
    await two.presses(WORK, await two.propose(), LinkButton.YES)

    seen = await two.does(WORK, Asked(MENTEE_STATUS, ""))
    elsewhere = await two.does(HOME, Asked(MENTEE_STATUS, ""))
    forged = await two.does(HOME, Pressed(Spot(View.BRIEF, opened.id), "list"))

    assert seen.body.startswith("1 mentee.")
    assert elsewhere.body == forged.body
    assert elsewhere.body.startswith("This is for mentors")


MINE = frozenset({Item.ROLE, Item.STEPS})


async def shares_and_is_linked(two: Two) -> Pairing:
    """Kim is the mentor of the account at work, which shares with her and is not alone."""
    await made_mentor(two.store.mentoring, CLUB, KIM, "Kim")
    opened = await paired(two.store, pair(KIM, WORK), shares=MINE)
    await two.presses(WORK, await two.propose(), LinkButton.YES)
    return opened


async def shared(two: Two) -> list[frozenset[Item]]:
    """What is shared in pairs of this person."""
    return [one.consents for one in await two.store.mentoring.pairings_of(WORK)]


async def test_F63_what_one_account_shares_is_taken_back_with_the_other_and_never_given(
    two: Two,
) -> None:
    await shares_and_is_linked(two)
    card = await two.does(HOME, Asked(MENTOR, "consent"))

    for more in ("share.words", "share-all"):
        await two.presses(HOME, card, more)
    given = await shared(two)
    less = await two.presses(HOME, card, "stop.role")
    back = await shared(two)
    none = await two.presses(HOME, card, "share-nothing")

    assert card.body.startswith("You share with **kim the mentor**: role and weekly steps.")
    assert "**Sam Smith** on Slack" in card.body
    assert [one.id for one in card.choices] == ["stop.role", "stop.steps", "share-nothing"]
    assert (given, back) == ([MINE], [MINE - {Item.ROLE}])
    assert [one.id for one in less.choices] == ["stop.steps", "share-nothing"]
    assert [one.id for one in (*none.choices, *none.controls)] == ["end"]
    assert await shared(two) == [frozenset()]


async def test_F63_a_pair_of_one_account_is_named_and_ended_with_the_other(two: Two) -> None:
    await speak(two.store, KIM)
    opened = await shares_and_is_linked(two)
    mine = await two.does(HOME, Asked(MENTOR, ""))
    card = await two.presses(HOME, mine, f"open-{opened.id}")

    really = await two.presses(HOME, card, "end")
    left = await two.presses(HOME, really, "leave-it")
    still = await shared(two)
    ended = await two.presses(HOME, really, "really-end")

    named = "- **kim the mentor** is your mentor, with your account **Sam Smith** on Slack"
    assert named in mine.body.splitlines()
    assert [one.label for one in mine.choices] == ["kim the mentor, on Slack"]
    assert really.body.startswith("Shall this end, between you and **kim the mentor**?")
    assert (left, still) == (card, [MINE])
    assert ended.body.startswith("It is over between you and **kim the mentor**.")
    assert await shared(two) == []
    assert [one.body.startswith("**Sam Smith**") for one in await two.post(KIM)] == [True]


@pytest.mark.parametrize(
    ("state", "choice", "said"),
    [
        (State.ASKED, "end", "Shall I take this back?"),
        (State.INVITED, "decline", "I have told **kim the mentor** that it does not suit you"),
    ],
)
async def test_F63_what_waits_for_one_account_is_taken_back_with_the_other_and_not_accepted(
    two: Two, state: State, choice: str, said: str
) -> None:
    await made_mentor(two.store.mentoring, CLUB, KIM, "Kim")
    opened = await paired(two.store, pair(KIM, WORK, state=state))
    await two.presses(WORK, await two.propose(), LinkButton.YES)
    card = await two.does(HOME, Pressed(Spot(View.MENTOR), f"open-{opened.id}"))

    forced = [await two.presses(HOME, card, one) for one in ("accept", "question", "")]
    stands = await two.store.mentoring.pairing(WORK, opened.id)
    answer = await two.presses(HOME, card, choice)
    if state is State.ASKED:
        await two.presses(HOME, answer, "really-end")

    assert "**Sam Smith** on Slack" in card.body
    assert [one.id for one in card.choices] == [choice]
    assert forced == [card] * 3
    assert stands is not None
    assert stands.state is state
    assert answer.body.startswith(said)
    assert await two.store.mentoring.pairings_of(WORK) == []


async def test_F63_what_is_open_is_found_by_the_words_for_its_end_and_in_who_looked(
    two: Two,
) -> None:
    opened = await shares_and_is_linked(two)
    note = Note("well begun", Sharing.BOTH, two.clock.now())
    await two.store.mentoring.add_note(EventKey("a note"), KIM, opened.id, note)

    really = await two.does(HOME, Asked(MENTOR, "end"))
    looked = await two.does(HOME, Asked(MENTOR, "who-looked"))

    assert [one.id for one in really.choices] == ["really-end", "leave-it"]
    assert "noted for the two of you: “well begun”" in looked.body


async def test_F63_a_mentor_who_is_none_any_more_is_told_so_with_either_account(
    two: Two,
) -> None:
    await shares_and_is_linked(two)
    await unmade_mentor(two.store.mentoring, CLUB, KIM)

    mine = await two.does(HOME, Asked(MENTOR, ""))
    card = await two.does(HOME, Asked(MENTOR, "consent"))

    assert "was your mentor, and is none here any more" in mine.body
    assert card.body.startswith("As far as I can see, **kim the mentor** is no mentor here")


async def test_F63_F67_who_is_no_longer_one_person_touches_nothing_of_the_other(
    two: Two,
) -> None:
    opened = await shares_and_is_linked(two)
    card = await two.does(HOME, Asked(MENTOR, "consent"))
    await two.presses(HOME, await two.does(HOME, Asked(OWN, "unlink")), "really-unlink")

    said = [
        await two.presses(HOME, card, choice)
        for choice in ("stop.role", "end", "really-end", f"open-{opened.id}")
    ]
    eve = await two.does(EVE, Pressed(Spot(View.CONSENT, opened.id), "stop.role"))

    assert {one.body[:13] for one in (*said, eve)} == {"That is over,"}
    assert await shared(two) == [MINE]


async def test_F60_with_the_other_account_a_mentor_ends_and_sees_none_of_their_mentees(
    two: Two,
) -> None:
    await made_mentor(two.store.mentoring, CLUB, WORK, "Sam Smith")
    opened = await paired(two.store, pair(WORK, KIM), shares=MINE)
    await two.presses(WORK, await two.propose(), LinkButton.YES)

    mine = await two.does(HOME, Asked(MENTOR, ""))
    forged = await two.does(HOME, Pressed(Spot(View.PAIRING, opened.id), "really-end"))

    assert mine.body.startswith("You have no mentor and no mentee yet.")
    assert forged.body.startswith("That is over, or it is not yours.")
    assert await two.store.mentoring.pairings_of(KIM) != []


def test_a_code_that_is_drawn_is_of_our_letters_and_another_one_each_time() -> None:
    found = {drawn() for _ in range(200)}

    assert len(found) == 200
    assert {len(one) for one in found} == {LENGTH}
    assert {letter for one in found for letter in one} == set(LETTERS)


@pytest.mark.parametrize(
    ("words", "is_ours"),
    [("link", True), ("  LINK x ", True), ("unlink", True), ("linked", False), ("", False)],
)
def test_words_about_links_are_for_the_desk(words: str, is_ours: bool) -> None:
    assert is_about_links(words) is is_ours


async def test_letters_of_links_are_of_their_kinds(two: Two) -> None:
    await two.says(WORK, "link")
    await two.agrees(HOME)

    (message,) = (await two.store.claim_due(["slack"], 9, {})).messages

    assert message.kind is Kind.LINK_ASKED
    assert message.card is None

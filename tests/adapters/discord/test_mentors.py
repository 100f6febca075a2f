"""Mentors and mentees on Discord, from the invitation to the brief and to the end."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord.answering import AnsweringInteraction
from bot.adapters.discord.courier import DiscordCourier
from bot.adapters.discord.inbound import address
from bot.cards import Card
from bot.catalog import Catalog
from bot.charts.pictures import Picture, Pictures
from bot.engine.mentoring.values import Item, State
from bot.engine.plans.plan import CheckIn
from bot.errors import StoreError
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors import watching
from bot.usecases.mentors.desk import Desk
from tests.engine.weekly.steps import after_weeks
from tests.fakes.clock import A_NIGHT, RunningClock
from tests.fakes.discord.club import (
    ADMIN,
    MENTOR,
    ROLE,
    SHARE_ALL,
    STATUS,
    YES,
    Club,
    community,
    newest,
)
from tests.fakes.discord.models import IS_EPHEMERAL, Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, pictures, words
from tests.fakes.file import rows
from tests.fakes.pairs import acting, becomes
from tests.fakes.stepper import changes

CONSENT = {"action": "consent"}
NOT_FOUND = "I have nothing to show you there."


async def test_from_the_invitation_to_the_first_brief(club: Club, catalog: Catalog) -> None:
    chief, kim, sam = club.chief(), *map(club.served.discord.person, ("Kim", "Sam"))
    named = await club.runs(chief, ADMIN, {"action": "mentors", "text": "add", "member": kim})
    invited = await club.runs(
        kim, MENTOR, {"action": "invite", "member": sam, "text": "shall we?"}
    )
    before = list(sam.heard)
    await club.speaks(sam)
    await club.has_role(sam, catalog)
    (letter,) = [one for one in sam.cards if YES in labels(one)]
    invitation = words(letter)
    await club.presses(sam, YES)
    asked = words(letter)
    await club.presses(sam, "Share my role", letter)
    shared = words(letter)

    brief = await club.status(kim, sam)

    assert "**Kim** is a mentor here now." in named
    assert "I have invited **Sam**." in invited
    assert before == []  # nobody is written to who has never used us
    assert "**Kim** would like to be your mentor." in invitation
    assert "shall we?" in invitation
    assert "You share nothing with **Kim**." in asked
    assert "You share with **Kim**: role." in shared
    assert brief.startswith(f"**Sam** · {ROLE}")
    assert "█" in brief  # the fits, in words too
    assert any("**Sam** is your mentee now." in words(one) for one in kim.cards)


async def test_a_letter_is_no_part_of_the_conversation_that_stands_above_it(
    club: Club,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.served.asks(sam)

    await club.runs(kim, MENTOR, {"action": "invite", "member": sam})
    card, letter = sam.cards

    await club.presses(sam, "Not sure", card)

    now = await club.served.stands(sam)
    assert now is not None
    assert len(now.answers) == 1
    assert "Not sure" in labels(card)
    assert YES in labels(letter)


async def test_a_mentee_asks_and_a_mentor_says_yes_in_the_direct_message(club: Club) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.speaks(kim)

    asked = await club.runs(sam, MENTOR, {"action": "ask", "member": kim, "text": "charts?"})
    letter = kim.cards[-1]
    told = words(letter)
    await club.presses(kim, YES)

    assert "I have asked **Kim**." in asked
    assert "**Sam** asks whether you would be their mentor" in told
    assert "charts?" in told
    assert "**Sam** is your mentee now." in words(letter)
    (pair,) = await club.served.store.mentoring.pairings_of(address(sam.id))
    assert pair.state is State.ACTIVE


async def test_an_admin_makes_two_a_pair(club: Club) -> None:
    chief, kim, sam = club.chief(), await club.mentor(), club.served.discord.person()

    said = await club.runs(chief, ADMIN, {"action": "mentors", "member": kim, "second": sam})

    assert "**Kim** is the mentor of **Sam** now." in said


async def test_whoever_wears_the_role_of_mentors_is_one_as_long_as_they_do(club: Club) -> None:
    chief, kim = club.chief(), club.served.discord.person("Kim")
    happens = club.served.discord.happens
    role = happens.adds_role(club.town, "Mentors", 4)
    happens.gets(club.town, kim.id, role)
    await club.runs(chief, ADMIN, {"action": "mentors", "stands-for": role.id})

    one = await club.status(kim)
    happens.gets(club.town, kim.id)
    other = await club.status(kim)

    assert "Nobody is your mentee here yet." in one
    assert "This is for mentors" in other


async def test_F65_everything_in_a_guild_is_said_to_whoever_acts_and_to_nobody_else(
    club: Club,
) -> None:
    kim, sam, chief = await club.mentor(), club.served.discord.person(), club.chief()
    await club.pair(kim, sam, SHARE_ALL)
    for action in ("", "accept", "decline", "end", "consent", "who-looked", "note"):
        for one in (kim, sam):
            await club.runs(one, MENTOR, {"action": action} if action else "")
    for action in ("mentors", "thresholds", "wording", "waiting", "dropoff", "log"):
        await club.runs(chief, ADMIN, action)
    await club.status(kim)
    await club.presses(kim, "Sam")

    town = next(iter(club.town.channels.values()))

    assert list(town.messages.values()) == []
    for one in (kim, sam, chief):
        seen = [said for said in one.heard if said.channel == town.id]
        assert len(seen) >= 6
        assert {said.seen_by for said in seen} == {one.id}
        assert all(said.flags & IS_EPHEMERAL for said in seen)


async def test_the_brief_in_a_guild_brings_a_picture_and_says_it_in_words(
    club: Club, catalog: Catalog
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)

    brief = await club.status(kim, sam)

    shown = newest(kim, kim.town)
    (picture,) = pictures(shown)
    (content,) = kim.files(shown).values()
    assert shown.seen_by == kim.id
    assert content.startswith(b"\x89PNG")
    assert picture["description"].startswith(catalog.say("chat.chart-title"))
    assert catalog.say("chat.as-picture") not in labels(shown)
    assert "█" in brief


async def test_the_weeks_of_a_brief_are_drawn_and_stand_there_as_text(
    club: Club, catalog: Catalog
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    weeks = after_weeks(catalog, CheckIn.DONE, CheckIn.PARTLY)
    await changes(club.served.store, address(sam.id), weeks)
    await club.pair(kim, sam, SHARE_ALL)

    brief = await club.status(kim, sam)

    (picture,) = pictures(newest(kim, kim.town))
    assert picture["description"].startswith(catalog.say("chat.weeks-title"))
    assert "1 ▰▰ 2" in brief


async def test_pressing_on_the_brief_changes_it_in_its_place(
    club: Club, catalog: Catalog, running_clock: RunningClock
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)
    await club.status(kim, sam)
    brief, before = newest(kim, kim.town), len(kim.heard)

    await club.presses(kim, "Encourage", brief)
    encouraged = words(brief)
    await club.presses(kim, "All my mentees", brief)

    assert encouraged.startswith("Your word is on its way to Sam.")
    assert "1 mentee." in words(brief)
    assert pictures(brief) == []
    assert len(kim.heard) == before
    running_clock.pass_by(A_NIGHT)
    await club.served.until(
        lambda: any("is thinking of you" in words(one) for one in sam.cards)
    )


def overviews(person: Person) -> list[str]:
    """Of each list or brief that stands before somebody, its first words."""
    told = [words(one) for one in person.heard]
    return [one[:9] for one in told if one.startswith(("1 mentee.", "**Sam** ·"))]


async def test_F63_a_mentor_who_asks_again_has_one_overview_wherever_they_ask(
    club: Club,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    found = []

    await club.status(kim)
    await club.presses(kim, "Sam")
    found.append(overviews(kim))
    await club.status(kim)
    found.append(overviews(kim))
    await club.status(kim, sam)
    found.append(overviews(kim))
    for words_of_theirs in ("mentee-status", "mentee-status Sam", "mentee-status"):
        await kim.says(words_of_theirs)
        await club.served.rests()
        found.append(overviews(kim))
    await club.presses(kim, "Sam", newest(kim, kim.channel))
    both = overviews(kim)
    await club.status(kim, at=kim.channel)

    assert found == [[one] for one in ("**Sam** ·", "1 mentee.", "**Sam** ·")] + [
        [one] for one in ("1 mentee.", "**Sam** ·", "1 mentee.")
    ]
    assert sorted(both) == ["**Sam** ·", "1 mentee."]
    assert overviews(kim) == ["1 mentee."]


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch, patience: None) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)


@pytest.mark.usefixtures("looks_often")
@pytest.mark.parametrize("is_typed", [False, True], ids=["command", "typed"])
@pytest.mark.parametrize("ends", ["taken back", "forgotten", "demoted"])
async def test_F63_what_stands_open_says_so_when_a_consent_ends(
    club: Club, ends: str, *, is_typed: bool
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.speaks(sam)
    pair = await club.pair(kim, sam, SHARE_ALL)
    if is_typed:
        await kim.says("mentee-status")
        await club.served.rests()
    else:
        await club.status(kim)
        await club.presses(kim, "Sam")
    shown = newest(kim, kim.channel if is_typed else kim.town)
    before = words(shown)

    if ends == "taken back":
        await becomes(club.served.store, pair, consents=frozenset())
    elif ends == "forgotten":
        await club.served.store.forget(address(sam.id))
    else:
        await club.no_longer(kim)
    await club.served.until(lambda: "Something changed" in words(shown))

    assert "Sam" in before
    assert "Sam" not in words(shown) + str(shown.components)
    assert pictures(shown) == []


async def test_an_overview_that_cannot_be_taken_away_any_more_stays(club: Club) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    await club.status(kim)
    kim.reloads()

    again = await club.status(kim)

    assert again.startswith("1 mentee.")


async def test_F68_what_a_mentor_is_shown_in_the_direct_message_does_not_stay_there(
    club: Club, catalog: Catalog
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)
    listed = await club.status(kim, at=kim.channel)
    await club.presses(kim, "Sam")
    brief = newest(kim, kim.channel)
    told, seen_by = words(brief), brief.seen_by

    kim.reloads()

    assert f"**Sam** · {ROLE}" in listed
    assert told.startswith(f"**Sam** · {ROLE}")
    assert len(pictures(brief)) == 1
    assert seen_by == kim.id
    assert not [one for one in kim.heard if ROLE in words(one)]


async def test_F68_a_list_that_was_typed_for_opens_a_brief_that_does_not_stay(
    club: Club, catalog: Catalog
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)
    await kim.says("mentee-status")
    await club.served.rests()
    listed = newest(kim, kim.channel)

    await club.presses(kim, "Sam", listed)

    brief = newest(kim, kim.channel)
    assert (listed.seen_by, brief.seen_by) == ("", kim.id)
    assert words(listed).startswith("1 mentee.")
    assert words(brief).startswith(f"**Sam** · {ROLE}")


async def test_a_brief_that_was_typed_for_brings_its_picture_where_it_does_not_stay(
    club: Club, catalog: Catalog
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)
    await kim.says("mentee-status Sam")
    await club.served.rests()
    typed = newest(kim, kim.channel)

    await club.presses(kim, catalog.say("chat.as-picture"), typed)

    (shown,) = [one for one in kim.heard if pictures(one)]
    assert (typed.seen_by, shown.seen_by) == ("", kim.id)


async def test_a_note_is_written_in_a_window_that_says_who_can_read_it(
    club: Club,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam)
    await club.status(kim, sam)

    await kim.presses("Note, only for me")
    await club.served.rests()
    window = str(kim.window["components"])
    await kim.submits("likes charts")
    await club.served.rests()

    assert "Only you can read it" in window
    told = words(newest(kim, kim.town))
    assert told.startswith("Noted, for you alone.")
    assert "likes charts" in told
    notes = "Notes that only your mentors can read: 1."
    assert notes in await club.runs(sam, MENTOR, {"action": "who-looked"})


async def test_a_question_before_deciding_leaves_the_letter_to_be_answered(
    club: Club, running_clock: RunningClock
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.speaks(sam)
    await club.runs(kim, MENTOR, {"action": "invite", "member": sam})
    letter = sam.cards[-1]

    await sam.presses("Ask a question first")
    await sam.submits("How often?")
    await club.served.rests()
    running_clock.pass_by(A_NIGHT)
    await club.served.until(lambda: any("How often?" in words(one) for one in kim.cards))
    still = labels(letter)
    await club.presses(sam, YES, letter)

    assert YES in still
    assert SHARE_ALL in labels(letter)


async def test_the_same_words_can_be_typed_in_the_direct_message(club: Club) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)

    await kim.says("mentee-status Sam")
    await club.served.rests()
    await sam.says("/mentor consent")
    await club.served.rests()

    assert words(kim.cards[-1]).startswith("**Sam**")
    assert "You share with **Kim**" in words(sam.cards[-1])
    assert SHARE_ALL not in labels(sam.cards[-1])


async def test_a_mentor_of_two_guilds_sees_both_in_the_direct_message_and_one_in_each(
    club: Club,
) -> None:
    kim, sam, ana = (club.served.discord.person(name) for name in ("Kim", "Sam", "Ana"))
    village = club.village(kim, ana)
    await club.mentor("Kim", club.town, village)
    await club.pair(kim, sam, SHARE_ALL)
    await club.pair(kim, ana, SHARE_ALL, at=village)

    both = await club.status(kim, at=kim.channel)
    in_town, in_village = await club.status(kim), await club.status(kim, at=village)
    await club.no_longer(kim, village)
    then = await club.status(kim, at=kim.channel)

    assert "2 mentees." in both
    assert ("Sam" in in_town, "Ana" in in_town) == (True, False)
    assert ("Sam" in in_village, "Ana" in in_village) == (False, True)
    assert ("Sam" in then, "Ana" in then) == (True, False)


async def test_F63_consent_that_is_withdrawn_while_the_list_is_open_counts_at_once(
    club: Club,
    catalog: Catalog,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    pair = await club.pair(kim, sam, SHARE_ALL)
    open_list = await club.status(kim)
    await club.runs(sam, MENTOR, CONSENT)
    await club.presses(sam, "Share nothing any more")

    await club.presses(kim, "Sam")

    told = words(newest(kim, kim.town))
    assert pair.consents == frozenset(Item)
    assert ROLE in open_list
    assert "shares nothing with you at the moment" in told
    assert "engineer" not in told
    assert pictures(newest(kim, kim.town)) == []


async def test_F63_consent_that_is_withdrawn_while_the_picture_is_drawn_counts_at_once(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    pair = await club.pair(kim, sam, SHARE_ALL)
    draws = Pictures.of

    async def withdraws(drawing: Pictures, card: Card) -> Picture | None:
        await becomes(club.served.store, pair, consents=frozenset())
        return await draws(drawing, card)

    monkeypatch.setattr(Pictures, "of", withdraws)

    told = await club.status(kim, sam)

    assert "shares nothing with you at the moment" in told
    assert "engineer" not in told
    assert pictures(newest(kim, kim.town)) == []


async def test_F62_a_mentor_who_is_demoted_between_two_pages_sees_no_second_one(
    club: Club,
) -> None:
    kim = await club.mentor()
    await club.served.store.mentoring.set_capacity(community(club.town), address(kim.id), 9)
    for number in range(9):
        await club.pair(kim, club.served.discord.person(f"P{number}"), "Share my role")
    first = await club.status(kim)
    await club.no_longer(kim)

    await club.presses(kim, "Next page")

    told = words(newest(kim, kim.town))
    assert "Page 1 of 2" in first
    assert told.startswith("This is for mentors")
    assert labels(newest(kim, kim.town)) == []


async def test_F68_whoever_is_forgotten_during_an_open_brief_is_nobody(
    club: Club, catalog: Catalog, database: Path
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    await club.has_role(sam, catalog)
    await club.pair(kim, sam, SHARE_ALL)
    await club.status(kim, sam)
    brief = newest(kim, kim.town)
    for text in ("forget me", "yes, forget me"):
        await sam.says(text)
        await club.served.rests()

    await club.presses(kim, "Encourage", brief)

    assert words(brief).startswith(NOT_FOUND)
    assert "Sam" not in await club.status(kim)
    assert rows(database, "SELECT count(*) FROM pairing") == [0]


async def test_F64_nobody_not_yours_and_no_pair_any_more_read_the_same(club: Club) -> None:
    kim, lee = await club.mentor(), await club.mentor("Lee")
    sam, zoe = (club.served.discord.person(name) for name in ("Sam", "Zoe"))
    await club.pair(lee, sam, SHARE_ALL)

    said = {await club.status(kim, one) for one in (sam, zoe, club.chief())}

    assert len(said) == 1
    assert said.pop().startswith(NOT_FOUND)


async def test_the_name_that_discord_tells_of_them_is_kept(club: Club) -> None:
    sam = club.served.discord.person()
    club.town.members[sam.id].nick = "Only in town"

    await club.runs(sam, "/whichrole")

    profile = await club.served.store.profile(address(sam.id))
    assert profile is not None
    assert profile.name == "Sam"


@pytest.mark.parametrize("command", [STATUS, MENTOR])
async def test_I6_a_slow_desk_shows_first_that_it_is_at_it(
    club: Club, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.discord.at_the_desk.SOON", 0.0)
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)

    told = await club.runs(kim, command)
    await club.presses(kim, "Sam")

    assert "Sam" in told
    assert newest(kim, kim.town).seen_by == kim.id
    assert not newest(kim, kim.town).is_loading


async def test_only_a_role_of_the_server_that_not_everybody_has_makes_mentors(
    club: Club,
) -> None:
    chief, town = club.chief(), club.town
    role = club.served.discord.happens.adds_role(town, "Guides", 3)
    about = {"action": "mentors"}

    everybody = await club.runs(chief, ADMIN, about | {"stands-for": town.id})
    unknown = await club.runs(chief, ADMIN, about | {"text": "group 1234567"})
    typed = await club.runs(chief, ADMIN, about | {"text": "group xyz"})
    nothing = await club.runs(chief, ADMIN, about)
    given = await club.runs(chief, ADMIN, about | {"stands-for": role.id})
    listed = await club.runs(chief, ADMIN, about)
    log = await club.runs(chief, ADMIN, {"action": "log"})
    cleared = await club.runs(chief, ADMIN, about | {"clear": True})
    after = await club.runs(chief, ADMIN, about)

    assert "Everybody here has the role @everyone, so it makes nobody a mentor" in everybody
    assert "I know no such role of this server" in unknown
    assert "I know no such role of this server" in typed
    assert "is a mentor, too" not in nothing
    assert given == "Whoever has the role **Guides** is a mentor, too."
    assert given in listed
    assert "group of mentors: “Guides”" in log
    assert cleared == "I have taken that back."
    assert "Guides" not in after


async def test_an_admin_reads_in_which_field_each_thing_stands(club: Club) -> None:
    chief = club.chief()

    bare = await club.runs(chief, ADMIN)
    mentors = await club.runs(chief, ADMIN, {"action": "mentors"})
    thresholds = await club.runs(chief, ADMIN, {"action": "thresholds"})
    helped = await club.runs(chief, ADMIN, {"text": "help"})

    assert "**help** under **text** shows the rest" in bare
    assert "or with a role under **stands-for**: whoever has it is a mentor" in mentors
    assert "Write **silent-days 14 not-yet 3** under **text**" in thresholds
    assert "**mentors** with a role under **stands-for**" in helped
    assert "its id" not in mentors + helped


async def test_an_admin_turns_the_pages_of_the_log_in_its_place(club: Club) -> None:
    chief = club.chief()
    for number in range(12):
        await club.served.store.mentoring.change_wording(
            community(club.town), acting("Ada"), "help", f"Ask {number}."
        )

    first = await club.runs(chief, ADMIN, "log")
    await club.presses(chief, "Next page")

    log = newest(chief, chief.town)
    assert ("Ask 11." in first, "Ask 3." in first) == (True, False)
    assert "Ask 3." in words(log)
    assert log.seen_by == chief.id


async def test_help_is_read_by_a_word_of_each_command(club: Club) -> None:
    chief = club.chief()

    for command in (MENTOR, ADMIN):
        assert f"Behind {command} I know" in await club.runs(chief, command, {"text": "help"})
    assert "Behind" not in await club.runs(chief, ADMIN, {"text": " "})
    assert "Behind" not in await club.runs(chief, ADMIN)


def table_in(posted: Posted, kim: Person) -> list[list[str]]:
    """The cells of the only file of a message that kim sees."""
    (content,) = kim.files(posted).values()
    return list(csv.reader(StringIO(content.decode())))


async def test_A20_a_table_of_mentees_is_a_file_where_only_their_mentor_sees_it(
    club: Club,
) -> None:
    kim, sam, ann = await club.mentor(), *map(club.served.discord.person, ("Sam", "Ann"))
    await club.pair(kim, sam, SHARE_ALL)
    await club.pair(kim, ann)

    told = await club.runs(kim, STATUS, {"text": "csv mentee shares"})

    answer = newest(kim, kim.town)
    assert table_in(answer, kim) == [
        ["mentee", "shares"], ["Sam", "reasons role steps words"], ["Ann", ""]
    ]  # fmt: skip
    assert answer.flags & IS_EPHEMERAL
    assert "reasons role" not in told
    assert await club.served.store.leftovers("discord", "") == []  # it stays nowhere


async def test_F63_a_table_in_the_direct_message_goes_when_less_is_shared(club: Club) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    await club.speaks(kim)
    pair = await club.pair(kim, sam, SHARE_ALL)

    await kim.says("mentee-status csv mentee shares")
    await club.served.rests()
    table = kim.cards[-1]
    before = await club.served.store.leftovers("discord", "")
    await becomes(club.served.store, pair, consents=frozenset())
    after = await club.served.store.leftovers("discord", "")

    assert table_in(table, kim) == [["mentee", "shares"], ["Sam", "reasons role steps words"]]
    assert "for 60 minutes" in words(table)
    assert before == []
    assert after == [f"{table.channel}:{table.id}"]


async def test_F63_what_is_withdrawn_while_a_table_is_posted_does_not_stay(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    await club.speaks(kim)
    pair, keep = await club.pair(kim, sam, SHARE_ALL), DiscordCourier.keep

    async def keep_slowly(courier: DiscordCourier, *told: Any) -> bool:
        await becomes(club.served.store, pair, consents=frozenset())
        return await keep(courier, *told)

    monkeypatch.setattr(DiscordCourier, "keep", keep_slowly)

    await kim.says("mentee-status csv mentee shares")
    await club.served.rests()

    assert [one for one in kim.cards if one.attachments] == []
    assert "Something changed" in words(kim.cards[-1])


async def test_F68_a_table_that_nobody_could_take_away_does_not_stay(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    await club.speaks(kim)
    await club.pair(kim, sam, SHARE_ALL)

    async def knows_nobody(*_: object) -> bool:
        return False

    monkeypatch.setattr(SqliteStore, "keep_upload", knows_nobody)

    await kim.says("mentee-status csv mentee shares")
    await club.served.rests()

    assert [one for one in kim.cards if one.attachments] == []
    assert "Write me a word there" in words(kim.cards[-1])


@pytest.mark.usefixtures("looks_often")
async def test_F63_a_table_that_only_its_mentor_sees_is_taken_back_with_the_consent(
    club: Club,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    pair = await club.pair(kim, sam, SHARE_ALL)
    await club.runs(kim, STATUS, {"text": "csv mentee shares"})
    shown = newest(kim, kim.town)
    before = len(shown.attachments)

    await becomes(club.served.store, pair, consents=frozenset({Item.ROLE}))
    await club.served.until(lambda: "Something changed" in words(shown))

    assert before == 1
    assert shown.attachments == []


@pytest.mark.parametrize("is_there", [True, False], ids=["withdrawn", "nobody can tell"])
async def test_F63_what_is_withdrawn_while_a_table_is_shown_is_gone_at_once(
    club: Club, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    pair, show = await club.pair(kim, sam, SHARE_ALL), AnsweringInteraction.show

    async def show_slowly(way: AnsweringInteraction, *told: Any) -> str:
        await becomes(club.served.store, pair, consents=frozenset())
        return await show(way, *told)

    async def fail(*_: object) -> bool:
        raise StoreError("The database is busy.")

    if is_there:
        monkeypatch.setattr(AnsweringInteraction, "show", show_slowly)
    else:
        monkeypatch.setattr(Desk, "still_brings", fail)

    told = await club.runs(kim, STATUS, {"text": "csv mentee shares"})

    assert "Something changed" in told
    assert newest(kim, kim.town).attachments == []


async def test_F63_a_table_is_gone_soon_after_an_admin_took_its_mentor_off_the_list(
    club: Club,
) -> None:
    chief, kim, sam = club.chief(), await club.mentor(), club.served.discord.person("Sam")
    await club.speaks(kim)
    await club.pair(kim, sam, SHARE_ALL)
    await kim.says("mentee-status csv mentee shares")
    await club.served.rests()
    before = [one for one in kim.cards if one.attachments]

    await club.runs(chief, ADMIN, {"action": "mentors", "text": "remove", "member": kim})

    await club.served.until(lambda: not [one for one in kim.cards if one.attachments])
    assert len(before) == 1


async def test_F63_what_is_withdrawn_while_a_table_is_sent_is_in_no_message(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person("Sam")
    await club.speaks(kim)
    pair, send = await club.pair(kim, sam, SHARE_ALL), DiscordCourier.send

    async def send_slowly(courier: DiscordCourier, *told: Any) -> str:
        await becomes(club.served.store, pair, consents=frozenset())
        return await send(courier, *told)

    monkeypatch.setattr(DiscordCourier, "send", send_slowly)

    await kim.says("mentee-status csv mentee shares")
    await club.served.rests()

    assert not [one for one in kim.cards if one.attachments]

"""What admins change and see of their community."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.cards import Card
from bot.catalog.own_words import own_words_problem
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.administering import Drop, Entry, Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import Caller, Community, Tell
from bot.ports.outbox import Kind
from bot.ports.roster import STRANGER, Membership
from bot.usecases.mentors.admin_settings import Settings
from bot.usecases.mentors.admin_words import MOST_DRAFTS
from bot.usecases.mentors.asking import ADMIN, AdminWord, Asked, Named, Pressed, Word
from tests.engine.mentoring.mentees import person
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, DeskTown, account
from tests.fakes.roster import ADMIN as AN_ADMIN
from tests.fakes.roster import MEMBER

NOT_AN_ADMIN = (
    "This is for those who look after this place, and as far as I can see you do not."
)
COMMANDS = [
    "mentors",
    "mentors add",
    "mentors remove",
    "mentors assign",
    "mentors group G1",
    "roles channel C1",
    "thresholds silent-days 9",
    "wording pair.invited Over.",
    "waiting",
    "dropoff",
    "log",
    "",
    "nothing",
]


async def test_admins_alone_get_an_answer(town: DeskTown) -> None:
    for words in COMMANDS:
        for name in ("kim", "sam", "zoe"):
            card = await town.admin(name, words, "ana", "joe")
            assert card.body == NOT_AN_ADMIN

    assert town.files.entries == []
    assert town.files.pairs == {}
    assert len(town.files.named) == 2


@pytest.mark.parametrize(
    "there", [STRANGER, Membership(is_member=True), Membership(is_admin=True)]
)
async def test_F61_an_admin_who_is_none_any_more_changes_nothing(
    town: DeskTown, there: Membership
) -> None:
    preview = await town.admin("boss", "wording pair.invited Over.")
    town.roster.people[account("boss"), CLUB] = there

    card = await town.press("boss", preview, preview.choices[0].id)

    assert card.body == NOT_AN_ADMIN
    assert town.files.words == {}


async def test_F61_an_admin_who_is_no_mentor_sees_nothing_of_a_mentee(town: DeskTown) -> None:
    town.pair("sam", *Item, here=person())

    bodies = [(await town.admin("boss", words)).body for words in COMMANDS]
    bodies += [(await town.status("boss")).body, (await town.status("boss", "sam")).body]

    assert not any("data analyst" in body for body in bodies)


async def test_without_a_community_there_is_nothing_to_administer(town: DeskTown) -> None:
    asked = await town.act("boss", Asked(ADMIN, "mentors"), here=False)
    pressed = await town.act("boss", Pressed(Spot(View.ADMIN), "x"), here=False)

    assert asked.body.startswith("Please say that in the server")
    assert pressed.body == NOT_AN_ADMIN


async def test_a_word_that_is_none_is_answered_with_those_that_are(town: DeskTown) -> None:
    card = await town.admin("boss", "dance")

    assert card.problem
    assert "**dropoff**" in card.body


# Mentors and pairs


async def test_a_mentor_is_named_and_taken_off_the_list_and_it_stands_in_the_log(
    town: DeskTown,
) -> None:
    added = await town.admin("boss", "mentors add", "sam")
    listed = await town.admin("boss", "mentors")
    removed = await town.admin("boss", "mentors remove", "sam")
    log = await town.admin("boss", "log")

    assert added.body == "**Sam** is a mentor here now."
    assert "- **Sam** · 0 of 5 mentees" in listed.body
    assert removed.body.startswith("**Sam** stands on the list of mentors no longer")
    assert (CLUB, account("sam")) not in town.files.named
    assert log.body.splitlines()[1:] == [
        "- 2 March 2026, Boss: mentor removed: “Sam”",
        "- 2 March 2026, Boss: mentor added: “Sam”",
    ]


async def test_a_change_of_the_list_that_changes_nothing_says_so_and_is_in_no_log(
    town: DeskTown,
) -> None:
    never = await town.admin("boss", "mentors remove", "sam")
    for _ in range(2):
        twice = await town.admin("boss", "mentors add", "sam")

    assert never.body.startswith("**Sam** is not on the list of mentors, so nothing has")
    assert twice.body == "**Sam** is on the list of mentors already, so nothing has changed."
    assert [one.what for one in town.files.entries] == ["mentor-added"]


async def test_I2_a_word_of_an_admin_that_comes_twice_is_one_change_and_answered_the_same(
    town: DeskTown,
) -> None:
    for words in ("mentors add", "mentors remove"):
        act = Asked(ADMIN, words, Named(account("sam"), "Sam"))
        first, again = [await town.act("boss", act, key=words) for _ in range(2)]
        assert first == again

    assert [one.what for one in town.files.entries] == ["mentor-added", "mentor-removed"]


@pytest.mark.parametrize("there", [STRANGER, Membership(is_admin=True)])
async def test_F61_only_a_full_member_can_be_a_mentor(
    town: DeskTown, there: Membership
) -> None:
    town.roster.people[account("zoe"), CLUB] = there

    card = await town.admin("boss", "mentors add", "zoe")

    assert "is no full member here" in card.body
    assert (CLUB, account("zoe")) not in town.files.named


@pytest.mark.parametrize(("mentor", "mentee"), [("zoe", ""), ("kim", "zoe")])
async def test_whoever_was_never_here_is_told_apart_from_a_guest(
    town: DeskTown, mentor: str, mentee: str
) -> None:
    town.roster.people[account("zoe"), CLUB] = Membership(is_unknown=True)

    card = await town.admin("boss", f"mentors {'assign' if mentee else 'add'}", mentor, mentee)

    assert card.body.startswith("Nobody has talked with me here under the name **Zoe** yet")
    assert (CLUB, account("zoe")) not in town.files.named
    assert town.files.pairs == {}


@pytest.mark.parametrize("words", ["mentors add", "mentors assign", "mentors dance"])
async def test_half_a_command_is_answered_with_the_whole(town: DeskTown, words: str) -> None:
    card = await town.admin("boss", words)

    assert card.body.startswith("Change it with **mentors add**")


async def test_two_are_assigned_and_nothing_is_shared_with_it(town: DeskTown) -> None:
    card = await town.admin("boss", "mentors assign", "kim", "sam")
    again = await town.admin("boss", "mentors assign", "kim", "sam")

    (pair,) = town.files.pairs.values()
    assert card.body.startswith("**Kim** is the mentor of **Sam** now.")
    assert (pair.state, pair.origin, pair.consents) == (
        State.ACTIVE,
        Origin.ASSIGNED,
        frozenset(),
    )
    assert town.files.told == [
        Tell(account("sam"), Kind.PAIRED),
        Tell(account("kim"), Kind.PAIRED),
    ]
    assert again.body == "**Kim** and **Sam** are a pair already."
    assert [one.value for one in town.files.entries] == ["Kim + Sam"]


@pytest.mark.parametrize(
    ("mentor", "mentee", "said"),
    [
        ("joe", "sam", "is no mentor here"),
        ("kim", "zoe", "is no full member here"),
        ("kim", "kim", "**Kim** cannot be their own mentor"),
    ],
)
async def test_who_cannot_be_a_pair_is_not_made_one(
    town: DeskTown, mentor: str, mentee: str, said: str
) -> None:
    card = await town.admin("boss", "mentors assign", mentor, mentee)

    assert said in card.body
    assert town.files.pairs == {}


async def test_an_admin_may_assign_beyond_what_a_mentor_takes(town: DeskTown) -> None:
    town.files.rooms[CLUB, account("kim")] = 0

    await town.admin("boss", "mentors assign", "kim", "sam")

    assert len(town.files.pairs) == 1


@pytest.mark.parametrize("digits", [17, 18, 19, 20])
async def test_ids_as_long_as_those_of_discord_name_a_group(
    town: DeskTown, digits: int
) -> None:
    given = "1" * digits

    await town.admin("boss", f"mentors group {given}")

    assert town.files.settled[CLUB][Setting.MENTORS] == given


@pytest.mark.parametrize(
    ("words", "people", "told"),
    [
        ("mentors add", ("sam", "ana"), "Name one person"),
        ("mentors remove", ("kim", "lee"), "Name one person"),
        ("mentors add please", ("sam", ""), "Name one person"),
        ("mentors remove now", ("kim", ""), "Name one person"),
        ("mentors assign @joe", ("kim", "sam"), "Name a mentor and a mentee"),
    ],
)
async def test_more_people_or_words_than_are_understood_change_nothing(
    town: DeskTown, words: str, people: tuple[str, str], told: str
) -> None:
    card = await town.admin("boss", words, *people)

    assert card.body.startswith(told)
    assert card.problem
    assert (town.files.entries, town.files.pairs) == ([], {})


@pytest.mark.parametrize(
    ("words", "person"),
    [("mentors add Eve", ""), ("mentors remove @Eve", ""), ("mentors assign Eve", "kim")],
)
async def test_a_name_that_the_platform_does_not_tell_of_is_not_taken_for_none(
    town: DeskTown, words: str, person: str
) -> None:
    card = await town.admin("boss", words, person)

    assert card.body == (
        "I do not know who **Eve** is. Write **@** and pick them from the list."
    )
    assert card.problem


@pytest.mark.parametrize("words", ["mentors add", "mentors assign", "mentors praise"])
async def test_whoever_names_nobody_reads_how_mentors_are_changed(
    town: DeskTown, words: str
) -> None:
    card = await town.admin("boss", words)

    assert card.body.startswith("Change it with **mentors add**")
    assert card.problem


async def test_what_admins_cannot_do_is_marked_as_a_problem(town: DeskTown) -> None:
    refused = [
        await town.admin("boss", "mentors add", "nobody"),
        await town.admin("boss", "mentors assign", "sam", "ana"),
        await town.admin("boss", "mentors assign", "kim", "nobody"),
        await town.admin("boss", "mentors assign", "kim", "kim"),
        await town.admin("boss", "mentors group a b"),
        await town.admin("boss", "roles button"),
        await town.admin("boss", "thresholds silent-days 0"),
        await town.admin("boss", "wording nothing-like-it"),
    ]
    known = [await town.admin("boss", words) for words in ("mentors", "roles", "thresholds")]

    assert all(one.problem for one in refused)
    assert not any(one.problem for one in known)


async def test_an_admin_who_assigns_no_mentor_reads_how_somebody_becomes_one(
    town: DeskTown,
) -> None:
    card = await town.admin("boss", "mentors assign", "sam", "ana")

    assert card.body.startswith("**Sam** is no mentor here")
    assert card.body.endswith("**mentors add** makes them one.")


@pytest.mark.parametrize(
    ("platform", "words", "told"),
    [
        ("terminal", "mentors group G1", "There are no groups here"),
        ("terminal", "roles channel C1", "That works on Slack alone"),
        ("discord", "roles channel 77", "That works on Slack alone"),
    ],
)
async def test_what_a_platform_does_not_have_is_not_set_there(
    town: DeskTown, platform: str, words: str, told: str
) -> None:
    settings, here = (
        Settings(town.files, town.desk.standings, town.catalog),
        Community(platform, ""),
    )
    boss = Caller(Address(platform, "", "boss"), "Boss", here)
    word, given = words.rsplit(" ", 1)
    setting = Setting.MENTORS if word == "mentors group" else Setting.JOINING_CHANNEL

    card = await settings.point_to(boss, here, setting, given)

    assert card.body.startswith(told)
    assert card.problem
    assert town.files.settled == {}


async def test_where_nothing_is_set_nothing_is_taken_back(town: DeskTown) -> None:
    for words in ("mentors group", "roles channel"):
        await town.admin("boss", f"{words} G1")
        first, again = [await town.admin("boss", words) for _ in range(2)]

        assert first.body == "I have taken that back."
        assert again.body == "Nothing was set, so nothing has changed."


async def test_a_group_makes_mentors_until_it_is_taken_back(town: DeskTown) -> None:
    given = await town.admin("boss", "mentors group G1")
    listed = await town.admin("boss", "mentors")
    taken = await town.admin("boss", "mentors group")

    assert given.body == "Whoever is in the group G1 is a mentor, too."
    assert "Whoever is in the group G1 is a mentor, too." in listed.body
    assert taken.body == "I have taken that back."
    assert town.files.settled[CLUB] == {}


async def test_where_roles_are_told_one_that_is_there_makes_mentors_and_is_named(
    town: DeskTown,
) -> None:
    told = replace(AN_ADMIN, roles={"77": "Guides"})
    town.roster.people[account("boss"), CLUB] = told

    unknown = await town.admin("boss", "mentors group 78")
    given = await town.admin("boss", "mentors group 77")
    listed = await town.admin("boss", "mentors")
    log = await town.admin("boss", "log")
    town.roster.people[account("boss"), CLUB] = replace(AN_ADMIN, roles={})
    gone = await town.admin("boss", "mentors")

    assert unknown.problem
    assert unknown.body.startswith("I know no such role of this server")
    assert given.body == "Whoever has the role **Guides** is a mentor, too."
    assert given.body in listed.body
    assert "group of mentors: “Guides”" in log.body
    assert "The role that made people mentors was deleted" in gone.body


async def test_a_person_without_what_to_do_with_them_is_not_passed_over(
    town: DeskTown,
) -> None:
    card = await town.admin("boss", "mentors", "ana")

    assert card.problem
    assert card.body.startswith("Change it with")


async def test_a_channel_for_those_who_join_is_set(town: DeskTown) -> None:
    how = await town.admin("boss", "roles")
    given = await town.admin("boss", "roles channel C1")
    told = await town.admin("boss", "roles")

    assert how.body.startswith("**roles channel** with the id")
    assert given.body == "Whoever joins the channel C1 is asked about weekly steps."
    assert told.body.startswith("Whoever joins the channel C1 is asked about weekly steps.\n\n")
    assert told.body.endswith(how.body)
    assert town.files.settled[CLUB] == {Setting.JOINING_CHANNEL: "C1"}


@pytest.mark.parametrize("given", ["<!subteam^S1>", "a b", "é", "x" * 33, "'; --"])
async def test_F66_what_is_no_id_is_not_kept(town: DeskTown, given: str) -> None:
    card = await town.admin("boss", f"mentors group {given}")

    assert card.body.startswith("That does not look like an id")
    assert town.files.settled == {}


# Idle mentors, and who waits


async def test_a_mentor_who_has_not_looked_for_long_is_in_sight(town: DeskTown) -> None:
    town.pair("sam", Item.ROLE)
    town.pair("ana", Item.ROLE, mentor="lee")
    await town.status("lee")
    town.clock.pass_by(timedelta(days=28))
    await town.status("kim")

    card = await town.admin("boss", "waiting")
    listed = await town.admin("boss", "mentors")

    assert card.body.splitlines() == [
        "No request and no invitation is without an answer.",
        "",
        "**Mentors who have not looked for four weeks**",
        "- **Lee** · 1 of 5 mentees · last looked 2 March",
    ]
    assert "- **Kim** · 1 of 5 mentees\n" in listed.body


async def test_A18_a_mentor_by_a_group_who_never_looked_is_in_sight_like_any_other(
    town: DeskTown,
) -> None:
    town.pair("sam", mentor="joe")
    town.clock.pass_by(timedelta(days=28))
    before = await town.admin("boss", "waiting")
    await town.admin("boss", "mentors group G1")

    waiting = await town.admin("boss", "waiting")
    listed = await town.admin("boss", "mentors")

    assert "Joe" not in before.body
    assert "- **Joe** · 1 of 5 mentees · has not looked at them yet" in waiting.body
    assert "- **Joe** · 1 of 5 mentees" in listed.body


async def test_whoever_is_no_mentor_any_more_is_not_listed_for_what_they_once_set(
    town: DeskTown,
) -> None:
    await town.press("lee", await town.mentor("lee"), "room-4")
    await town.admin("boss", "mentors remove", person="lee")
    without = await town.admin("boss", "mentors")
    await town.admin("boss", "mentors group G1")
    outside = await town.admin("boss", "mentors")
    town.roster.people[account("lee"), CLUB] = Membership(
        is_member=True, groups=frozenset({"G1"}), is_sure=True
    )
    inside = await town.admin("boss", "mentors")

    assert ["Lee" in one.body for one in (without, outside, inside)] == [False, False, True]


async def test_nobody_is_idle_about_a_mentee_who_is_new(town: DeskTown) -> None:
    town.clock.pass_by(timedelta(days=40))
    new = town.pair("sam")
    town.files.pairs[new.id] = replace(new, began_at=town.clock.now())

    card = await town.admin("boss", "waiting")

    assert "Kim" not in card.body


async def test_a_look_at_the_list_counts_where_nobody_shares_anything(town: DeskTown) -> None:
    town.pair("sam")
    town.clock.pass_by(timedelta(days=40))
    before = await town.admin("boss", "waiting")
    await town.status("kim")

    card = await town.admin("boss", "waiting")

    assert "Kim" in before.body
    assert "Kim" not in card.body
    assert (await town.mentor("sam", "who-looked")).body.endswith("anything of yours.")


async def test_a_mentor_who_never_looked_is_in_sight_and_one_without_mentees_is_not(
    town: DeskTown,
) -> None:
    town.pair("sam")
    town.clock.pass_by(timedelta(days=28))

    card = await town.admin("boss", "waiting")

    assert "- **Kim** · 1 of 5 mentees · has not looked at them yet" in card.body
    assert "Lee" not in card.body


async def test_A18_what_waits_is_listed_with_since_when(town: DeskTown) -> None:
    town.pair("sam", state=State.ASKED)
    town.pair("ana", mentor=None, state=State.ASKED)
    town.pair("joe", state=State.INVITED)

    card = await town.admin("boss", "waiting")

    assert card.body.splitlines() == [
        "**Without an answer yet**",
        "- **Sam** asks **Kim**, since 2 March",
        "- **Ana** asks any mentor here, since 2 March",
        "- **Kim** invites **Joe**, since 2 March",
    ]


async def pages(town: DeskTown, words: str) -> list[Card]:
    """What an admin reads who turns to the end."""
    read = [await town.admin("boss", words)]
    while following := [one.id for one in read[-1].controls if one.label == "Next page"]:
        read.append(await town.press("boss", read[-1], *following))
    return read


async def test_A18_no_list_of_admins_leaves_anybody_out(town: DeskTown) -> None:
    for number in range(18):
        town.pair(f"mentee{number}", state=State.ASKED)
        town.files.named[CLUB, account(f"mentor{number}")] = f"Mentor{number}"
    town.files.words = {CLUB: {f"key{number}": "So." for number in range(18)}}

    waiting, mentors, words = [
        await pages(town, what) for what in ("waiting", "mentors", "wording")
    ]

    for read, what in ((waiting, "**Mentee"), (mentors, "**Mentor"), (words, "- key")):
        told = "\n".join(card.body for card in read)
        assert len(read) == 3
        assert told.count(what) == 18 + told.count("**Mentors here**")
        assert [len(card.body) < 900 for card in read] == [True] * 3
    assert "**Without an answer yet**" in waiting[2].body
    assert "Page 3 of 3." in waiting[2].body
    assert "Page before" in [one.label for one in waiting[2].controls]


async def test_two_lists_follow_each_other_over_the_pages(town: DeskTown) -> None:
    for number in range(7):
        town.pair(f"mentee{number}", state=State.ASKED)
    town.pair("sam")
    town.pair("ana", mentor="lee")
    town.clock.pass_by(timedelta(days=28))

    one, other = await pages(town, "waiting")

    assert "- **Kim** · 1 of 5 mentees" in one.body
    assert other.body.splitlines()[0] == "**Mentors who have not looked for four weeks**"
    assert "- **Lee** · 1 of 5 mentees" in other.body


async def test_the_log_is_read_to_its_first_entry_and_no_entry_twice(town: DeskTown) -> None:
    town.files.entries = [Entry("Kim", f"key{number}", "So.", NOON) for number in range(20)]

    read = await pages(town, "log")

    told = [re.findall(r"key(\d+)", card.body) for card in read]
    assert [len(one) for one in told] == [8, 8, 4]
    assert [int(one) for page in told for one in page] == [*range(19, -1, -1)]
    assert "Page 2 of 3." in read[1].body


async def test_F62_an_admin_who_is_none_any_more_reads_no_second_page(town: DeskTown) -> None:
    town.files.entries = [Entry("Kim", f"key{number}", "So.", NOON) for number in range(20)]
    card = await town.admin("boss", "log")
    town.roster.people[account("boss"), CLUB] = MEMBER

    assert (await town.press("boss", card, "page-1")).body == NOT_AN_ADMIN


@pytest.mark.parametrize("choice", ["page-99", f"page-{'9' * 18}", "page-x", "", "use-1"])
async def test_F66_a_page_that_there_is_not_is_the_last_or_the_one_that_stands(
    town: DeskTown, choice: str
) -> None:
    town.files.entries = [Entry("Kim", f"key{number}", "So.", NOON) for number in range(20)]
    card = await town.admin("boss", "log")

    read = await town.press("boss", card, choice)

    assert read.body.startswith("**Who changed what**")


async def test_F66_a_list_that_there_is_not_is_the_help(town: DeskTown) -> None:
    card = await town.act("boss", Pressed(Spot(View.LISTS, 0, "secrets"), "page-0"))

    assert card.body.startswith("Behind /whichrole-admin I know")


@pytest.mark.parametrize("words", ["help", "HELP", "", "dance"])
async def test_admins_read_all_that_they_can_say(town: DeskTown, words: str) -> None:
    told = "\n".join(card.body for card in await pages(town, words))

    for word in AdminWord:
        assert f"- **{word}" in told
    for more in ("add", "remove", "assign", "group"):
        assert f"**mentors {more}**" in told
    for more in ("roles channel", "roles button", "thresholds silent-days 14 not-yet 3"):
        assert f"**{more}**" in told
    assert (await town.admin("boss", words)).problem is (words.casefold() != "help")


@pytest.mark.parametrize("words", ["help", "dance"])
async def test_mentors_and_mentees_read_all_that_they_can_say(
    town: DeskTown, words: str
) -> None:
    card = await town.mentor("zoe", words)

    for word in Word:
        assert f"- **{word}**" in card.body
    for more in ("/mentee-status**", "/mentee-status csv**", "/mentor**"):
        assert f"- **{more}" in card.body
    assert card.problem is (words != "help")


async def test_without_mentors_that_is_said(town: DeskTown) -> None:
    town.files.named.clear()

    assert (await town.admin("boss", "mentors")).body.startswith("Nobody is a mentor here yet.")


# Thresholds


async def test_thresholds_are_shown_set_and_taken_back(town: DeskTown) -> None:
    usual = await town.admin("boss", "thresholds")
    both = await town.admin("boss", "thresholds silent-days 14 not-yet 3")
    back = await town.admin("boss", "thresholds silent-days usual")

    assert "told: 21. So often “not yet” in a row: 2." in usual.body
    assert "told: 14. So often “not yet” in a row: 3." in both.body
    assert "told: 21. So often “not yet” in a row: 3." in back.body
    assert [(one.what, one.value) for one in town.files.entries] == [
        ("silent-days", "14"),
        ("not-yet", "3"),
        ("silent-days", ""),
    ]


@pytest.mark.parametrize(
    "words",
    ["silent-days", "silent-days 0", "silent-days 366", "not-yet 13", "x 3", "not-yet ²"],
)
async def test_a_threshold_out_of_range_changes_nothing(town: DeskTown, words: str) -> None:
    card = await town.admin("boss", f"thresholds not-yet 3 {words}")

    assert "at most 365 days and 12 times" in card.body
    assert town.files.settled == {}


# Words


async def test_a_sentence_is_shown_before_it_counts(town: DeskTown) -> None:
    preview = await town.admin("boss", "wording pair.invited Over with $name.")
    before = dict(town.files.words)

    used = await town.press("boss", preview, preview.choices[0].id)

    assert before == {}
    assert preview.body.endswith("\nOver with $name.")
    assert used.body == "pair.invited reads so from now on."
    assert town.files.words == {CLUB: {"pair.invited": "Over with $name."}}
    assert [(one.what, one.value) for one in town.files.entries] == [
        ("pair.invited", "Over with $name.")
    ]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            "pair.inviteb Over",
            "did you mean 'pair.invited'?",
        ),
        ("pair.invited Over, $mentor", "$mentor is not known here; known: $name"),
        ("pair.invited 5 $ please", "a $ stands alone in it; write $$ for a dollar sign"),
        (f"pair.invited {'x' * 601}", "it has 601 characters, at most 600 fit"),
        ("no.such", "there is no sentence 'no.such'"),
        ("consent.role Share nothing", "it tells people who sees what of theirs"),
        ("looked.nobody Nobody looks", "it tells people who sees what of theirs"),
        ("welcome.privacy All see it", "it tells people who sees what of theirs"),
    ],
)
async def test_a_sentence_goes_through_the_same_checks_as_the_content(
    town: DeskTown, words: str, problem: str
) -> None:
    card = await town.admin("boss", f"wording {words}")

    assert card.problem
    assert problem in card.body
    assert card.choices == ()


async def test_a_press_means_the_sentence_that_its_card_showed(town: DeskTown) -> None:
    first = await town.admin("boss", "wording pair.invited First.")
    await town.admin("boss", "wording pair.invited Second.")

    card = await town.press("boss", first, first.choices[0].id)

    assert card.body.startswith("I no longer have that sentence in mind.")
    assert town.files.words == {}


async def test_F67_another_admin_does_not_bring_in_what_only_one_has_seen(
    town: DeskTown,
) -> None:
    town.roster.people[account("kim"), CLUB] = Membership(is_member=True, is_admin=True)
    preview = await town.admin("boss", "wording pair.invited Over.")

    await town.press("kim", preview, preview.choices[0].id)

    assert town.files.words == {}


@pytest.mark.parametrize(
    ("words", "end"), [("pair.invitd Hi", "?"), ("pair.invited $who", "."), ("help @here", ".")]
)
async def test_why_a_sentence_cannot_be_used_ends_once(
    town: DeskTown, words: str, end: str
) -> None:
    card = await town.admin("boss", f"wording {words}")

    assert card.body.startswith("That cannot be used: ")
    assert re.findall(r"[.?]+$", card.body) == [end]


async def test_I9_sentences_in_mind_are_bounded(town: DeskTown) -> None:
    first = await town.admin("boss", "wording pair.invited Over.")
    town.roster.people[account("kim"), CLUB] = Membership(is_member=True, is_admin=True)
    keys = [key for key in town.desk._catalog.phrases if not own_words_problem(key, "Hello")]
    keys.remove("pair.invited")
    for key in keys[:MOST_DRAFTS]:
        await town.admin("kim", f"wording {key} Hello")

    card = await town.press("boss", first, first.choices[0].id)

    assert card.body.startswith("I no longer have that sentence in mind.")


async def test_a_sentence_that_is_kept_and_not_used_says_why_and_is_taken_away(
    town: DeskTown,
) -> None:
    town.files.words = {CLUB: {"consent.role": "Share nothing"}}

    one = await town.admin("boss", "wording consent.role")
    await town.press("boss", one, "ours-again")

    assert one.body.startswith("consent.role reads:\nShare my role")
    assert "That cannot be used: it tells people who sees what of theirs" in one.body
    assert "Here it reads" not in one.body
    assert town.files.words == {CLUB: {}}


async def test_the_community_s_own_words_are_listed_and_taken_away(town: DeskTown) -> None:
    town.files.words = {CLUB: {"pair.invited": "Over with $name."}}

    listed = await town.admin("boss", "wording")
    one = await town.admin("boss", "wording pair.invited")
    ours = await town.press("boss", one, "ours-again")

    assert listed.body.startswith("- pair.invited: Over with $name.")
    assert "I have invited **$name**." in one.body
    assert "Here it reads:\nOver with $name." in one.body
    assert ours.body == "pair.invited reads as it did at first."
    assert town.files.words == {CLUB: {}}
    assert (await town.admin("boss", "wording pair.invited")).choices == ()
    assert (await town.admin("boss", "wording")).body.startswith("**wording** with a key")


# Where people leave, and the log


HIDDEN = (
    "What fewer than 5 people saw or did is not counted here, and people are counted in steps"
    " of 5."
)


async def test_what_fewer_than_five_people_did_is_not_told(town: DeskTown) -> None:
    town.files.dropped = [
        Drop("afternoon", 40, 10),
        Drop("gone-question", 20, 4),
        Drop("code", 4, 4),
    ]

    card = await town.admin("boss", "dropoff")

    assert card.body.splitlines()[1:] == [
        "- Afternoon: at least 40 saw it, about 25 % went no further",
        "- gone-question: at least 20 saw it, fewer than 5 went no further",
        "",
        HIDDEN,
    ]


async def test_how_many_went_on_is_not_told_either_when_they_are_few(town: DeskTown) -> None:
    town.files.dropped = [Drop("one", 6, 5), Drop("four", 44, 40), Drop("all", 5, 5)]

    card = await town.admin("boss", "dropoff")

    assert card.body.splitlines()[1:4] == [
        "- four: at least 40 saw it, fewer than 5 of them went on",
        "- all: at least 5 saw it, fewer than 5 of them went on",
        "- one: at least 5 saw it, fewer than 5 of them went on",
    ]


@pytest.mark.parametrize(
    ("asked", "left", "share"),
    [(10, 5, "50"), (14, 6, "50"), (4_999, 624, "12"), (5_000, 625, "12.5"), (8_004, 9, "0.1")],
)
async def test_a_share_is_as_fine_as_the_counts_in_steps_allow(
    town: DeskTown, asked: int, left: int, share: str
) -> None:
    town.files.dropped = [Drop("code", asked, left)]

    card = await town.admin("boss", "dropoff")

    assert f", about {share} % went no further" in card.body


async def test_no_second_look_tells_that_one_person_more_came_or_left(town: DeskTown) -> None:
    """Everything that is told of a question stays the same within a step of five."""
    told: dict[tuple[int, int, bool], set[str]] = defaultdict(set)
    for asked in range(5, 60):
        for left in range(asked + 1):
            town.files.dropped = [Drop("code", asked, left), Drop("tools", 30, 0)]
            card = await town.admin("boss", "dropoff")
            step = (asked // 5, left // 5, asked - left < 5)
            told[step].add(card.body)

    assert {len(bodies) for bodies in told.values()} == {1}


async def test_the_order_of_the_questions_tells_no_more_than_their_numbers(
    town: DeskTown,
) -> None:
    one, other = Drop("code", 13, 0), Drop("afternoon", 12, 0)
    bodies = set()
    for dropped in ([one, other], [replace(other, asked=14), one]):
        town.files.dropped = dropped
        bodies.add((await town.admin("boss", "dropoff")).body)

    assert len(bodies) == 1


async def test_no_two_lines_differ_by_so_few_that_somebody_is_known(town: DeskTown) -> None:
    town.files.dropped = [Drop(f"q{asked}", asked, 0) for asked in range(30, 4, -1)]

    read = "\n".join(card.body for card in await pages(town, "dropoff"))

    told = [int(number) for number in re.findall(r"at least (\d+) saw", read)]
    steps = {one - other for one, other in pairwise(told)}
    assert steps == {0, 5}


async def test_before_there_are_five_nothing_is_told(town: DeskTown) -> None:
    town.files.dropped = [Drop("code", 4, 4)]

    assert "before 5 people have seen a question" in (await town.admin("boss", "dropoff")).body


async def test_the_log_tells_who_changed_what_newest_first(town: DeskTown) -> None:
    town.files.entries = [
        Entry("Kim", "pair.invited", "Over **now**", NOON),
        Entry("", "silent-days", "", NOON),
        Entry(None, "mentor-added", None, NOON),
        Entry("Kim", "role.data_analyst", "Analysts", NOON),
        Entry("Kim", "role.gone", "", NOON),
        Entry("Kim", "data_analyst", "", NOON),
    ]

    card = await town.admin("boss", "log")

    assert card.body.splitlines()[1:] == [
        "- 2 March 2026, Kim: wording of data_analyst: taken back",
        "- 2 March 2026, Kim: wording of role.gone: taken back",
        "- 2 March 2026, Kim: role that stands for Data analyst: “Analysts”",
        "- 2 March 2026, a name that was deleted: mentor added: a name that was deleted",
        "- 2 March 2026, whoever runs me: days without a word: taken back",
        "- 2 March 2026, Kim: wording of pair.invited: “Over now”",
    ]


async def test_a_log_without_entries_says_so(town: DeskTown) -> None:
    card = await town.admin("boss", "log")

    assert card.body == "Nobody has changed anything here yet."

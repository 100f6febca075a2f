"""A mentor looks after mentees."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.mentoring.values import Item, Note, Sharing, State
from bot.engine.plans.plan import CheckIn
from bot.engine.weekly.values import Question
from bot.ports.administering import Setting
from bot.ports.mentoring import Community, Tell
from bot.ports.outbox import Kind
from bot.ports.roster import Membership
from bot.usecases.mentors.asking import MENTEE_STATUS, Asked, Pressed, Wrote
from bot.usecases.mentors.notes import split_note
from tests.engine.mentoring.mentees import at_work, person
from tests.engine.weekly.steps import nudged, scheduled
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, MEMBERS, DeskTown, account

NOT_FOUND = (
    "I have nothing to show you there. Either there is no such person, or they are not your"
    " mentee."
)
NOT_A_MENTOR = "This is for mentors, and as far as I can see you are none here."


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("sam we talk on Monday", "we talk on Monday"),
        ("@Sam  Smith we talk on Monday", "we talk on Monday"),
        ("sam: at ten, or at 9: ok", "at ten, or at 9: ok"),
    ],
)
async def test_a_note_without_a_mention_is_about_the_mentee_with_whose_name_it_begins(
    town: DeskTown, words: str, text: str
) -> None:
    made = town.pair("sam")
    town.files.pairs[made.id] = replace(made, mentee_name="Sam Smith")
    town.pair("joe")

    card = await town.mentor("kim", f"note {words}")

    assert card.body.startswith(f"Nothing is noted about **Sam Smith** yet: “{text}”")
    assert (await town.mentor("kim", "note samantha is late")).body == NOT_FOUND


async def test_the_list_has_all_mentees_and_also_who_shares_nothing(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog, CheckIn.DONE)))
    town.pair("ana")
    town.pair("joe", *Item, mentor="lee")

    card = await town.status("kim")

    assert "**Sam** · data analyst" in card.body
    assert "**Ana** · shares nothing at the moment" in card.body
    assert "Joe" not in card.body
    assert card.private


async def test_F71_everybody_on_the_page_can_read_that_a_mentor_looked(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog)))
    await town.status("kim")

    card = await town.mentor("sam", "who-looked")

    assert card.body.splitlines()[1:] == [
        "- 2 March 2026: Kim saw role, weekly steps and your question to them"
    ]


async def test_a_mentee_is_found_by_name_by_its_beginning_and_by_a_mention(
    town: DeskTown,
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    town.pair("ana", here=person())

    bodies = [
        (await town.status("kim", "  SAM ")).body,
        (await town.status("kim", "sa")).body,
        (await town.status("kim", person="sam")).body,
        (await town.press("kim", await town.status("kim"), "open-1")).body,
    ]

    assert bodies[0].startswith("**Sam** · data analyst")
    assert len(set(bodies)) == 1


async def test_a_name_that_fits_several_is_asked_about(town: DeskTown) -> None:
    town.pair("sam")
    town.pair("sally")

    card = await town.status("kim", "sa")

    assert card.body == "That could be several of your mentees: Sam and Sally."
    assert [one.id for one in card.choices] == ["open-1", "open-2"]
    assert (await town.press("kim", card, "open-2")).body.startswith("**Sally**")


@pytest.fixture
def strangers(town: DeskTown) -> DeskTown:
    """Kim has one mentee; another's is theirs no longer, and a third is Lee's."""
    town.pair("ana", *Item, here=person())
    town.pair("joe", *Item, state=State.ENDED, here=person())
    town.pair("sam", *Item, mentor="lee", here=person())
    return town


CASES = [
    Asked(MENTEE_STATUS, "nobody of that name"),
    Asked(MENTEE_STATUS, "joe"),
    Asked(MENTEE_STATUS, "sam"),
]
PRESSES = [Pressed(Spot(View.STATUS), f"open-{number}") for number in (2, 3, 99)]


@pytest.mark.parametrize("acts", [CASES, PRESSES], ids=["asked", "pressed"])
async def test_F64_unknown_not_yours_and_over_are_one_card_by_the_same_calls(
    strangers: DeskTown, acts: list[Asked | Pressed]
) -> None:
    answers, calls = [], []
    for act in acts:
        strangers.files.counts.clear()
        strangers.roster.asked.clear()
        answers.append(await strangers.act("kim", act))
        calls.append((Counter(strangers.files.counts), [*strangers.roster.asked]))

    assert answers[0].body == NOT_FOUND
    assert answers[1:] == answers[:-1]
    assert calls[1:] == calls[:-1]
    assert calls[0][0]["record"] == 1


async def test_F64_somebody_mentioned_who_is_not_theirs_is_answered_alike(
    strangers: DeskTown,
) -> None:
    cards = [await strangers.status("kim", person=name) for name in ("sam", "joe", "zoe")]

    assert {card.body for card in cards} == {NOT_FOUND}


@pytest.mark.parametrize("by", ["kim", "ana", "boss"])
async def test_F71_whoever_is_looked_for_by_somebody_else_s_mentor_or_none_reads_of_it(
    town: DeskTown, by: str
) -> None:
    town.pair("sam", *Item, mentor="lee")

    refused = await town.status(by, person="sam")
    looks = await town.mentor("sam", "who-looked")

    assert refused.body == NOT_FOUND
    _, _, *refused_looks = looks.body.splitlines()
    assert refused_looks == [
        "**Looks that were shown nothing: 1**",
        f"- 2 March 2026: {by.title()}",
    ]


async def test_F64_a_typed_name_of_nobody_s_mentee_is_nobody_and_no_look_at_anybody(
    town: DeskTown,
) -> None:
    town.pair("sam", *Item, mentor="lee")

    refused = await town.status("kim", "sam")
    looks = await town.mentor("sam", "who-looked")

    assert refused.body == NOT_FOUND
    assert looks.body == "Nobody has seen anything of yours."


@pytest.mark.parametrize("view", [View.BRIEF, View.NOTE])
@pytest.mark.parametrize("choice", ["encourage", "note-both", "end", "ask-check-in", "x"])
async def test_F66_presses_on_the_brief_of_somebody_else_s_mentee_do_nothing(
    strangers: DeskTown, view: View, choice: str
) -> None:
    before = dict(strangers.files.pairs)

    card = await strangers.act("kim", Pressed(Spot(view, 3), choice))

    assert card.body == NOT_FOUND
    assert (strangers.files.pairs, strangers.files.told) == (before, [])


async def test_F66_a_note_about_somebody_else_s_mentee_is_not_kept(strangers: DeskTown) -> None:
    cards = [
        await strangers.act("kim", Wrote(Spot(View.NOTE, number, detail), "Hm"))
        for number, detail in ((3, "both"), (99, "both"), (1, "everybody"), (1, ""))
    ]

    assert {card.body for card in cards} == {NOT_FOUND}
    assert strangers.files.notes_of == {}


async def test_F62_a_mentor_who_is_none_any_more_gets_no_second_page(town: DeskTown) -> None:
    for number in range(12):
        town.pair(f"mentee{number:02}", Item.ROLE, here=person())
    card = await town.status("kim")
    town.demote("kim")

    page = await town.press("kim", card, "page-1")
    brief = await town.press("kim", card, "open-3")

    assert page.body.startswith(NOT_A_MENTOR)
    assert brief.body == NOT_FOUND


async def test_pages_are_turned(town: DeskTown) -> None:
    for number in range(12):
        town.pair(f"mentee{number:02}")

    card = await town.press("kim", await town.status("kim"), "page-1")

    assert "Page 2 of 2." in card.body
    assert "Mentee11" in card.body


@pytest.mark.parametrize(
    "there",
    [
        Membership(is_member=False, is_admin=True, groups=frozenset({"G1"})),
        Membership(is_member=True, is_admin=True, groups=frozenset({"G2"})),
        Membership(is_member=True),
    ],
    ids=["no full member", "an admin in another group", "a member"],
)
async def test_F61_only_a_full_member_of_the_group_is_a_mentor_by_it(
    town: DeskTown, there: Membership
) -> None:
    town.files.settled[CLUB] = {Setting.MENTORS: "G1"}
    town.pair("sam", *Item, mentor="zoe", here=person())
    town.roster.people[account("zoe"), CLUB] = there

    refused = await town.status("zoe")
    town.roster.people[account("zoe"), CLUB] = Membership(
        is_member=True, groups=frozenset({"G1"})
    )
    shown = await town.status("zoe")

    assert refused.body.startswith(NOT_A_MENTOR)
    assert "**Sam** · data analyst" in shown.body
    assert town.roster.asked[-1] == (account("zoe"), CLUB, "G1")


async def test_F61_who_left_is_no_mentor_though_the_list_names_them(town: DeskTown) -> None:
    town.pair("sam", *Item, here=person())
    town.leave("kim")

    assert (await town.status("kim")).body.startswith(NOT_A_MENTOR)


async def test_F60_another_community_shows_only_its_own(town: DeskTown) -> None:
    elsewhere = Community("slack", "T2")
    town.pair("sam", *Item, here=person(), community=elsewhere)

    assert "Nobody is your mentee here yet" in (await town.status("kim")).body


async def test_a_platform_that_cannot_be_asked_makes_nobody_a_mentor(town: DeskTown) -> None:
    other = Community("discord", "G1")
    foreigner = account("kim", other)
    town.roster.people[foreigner, CLUB] = Membership(is_member=True)
    town.files.named[CLUB, foreigner] = town.files.named[other, foreigner] = "Kim"

    caller_is_mentor = await town.desk.standings.is_mentor(foreigner, other)
    foreign = await town.desk.standings.is_mentor(foreigner, CLUB)

    assert (caller_is_mentor, foreign) == (False, False)


async def test_in_a_direct_message_all_communities_with_pairs_count(town: DeskTown) -> None:
    town.pair("sam", Item.ROLE, here=person())

    card = await town.act("kim", Asked(MENTEE_STATUS), here=False)

    assert "**Sam** · data analyst" in card.body


async def test_a_community_s_thresholds_decide_what_is_told(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(replace(at_work(catalog, CheckIn.NOT_YET))))
    usual = await town.status("kim")
    town.files.settled[CLUB] = {Setting.NOT_YET: "1", Setting.SILENT_DAYS: "0"}

    strict = await town.status("kim")

    assert "not yet" not in usual.body
    assert "“not yet” once" in strict.body


# A word, a note


async def test_an_encouragement_goes_once_a_day_however_often_it_is_pressed(
    town: DeskTown,
) -> None:
    town.pair("sam", here=person())
    brief = await town.status("kim", "sam")

    first = await town.press("kim", brief, "encourage")
    again = await town.mentor("kim", "encourage sam")
    town.clock.pass_by(timedelta(days=1))
    later = await town.press("kim", brief, "encourage")

    assert first.body.startswith("Your word is on its way to Sam.")
    assert again.body.startswith("You have sent Sam that already.")
    assert later.body.startswith("Your word is on its way to Sam.")
    assert town.files.told == [Tell(account("sam"), Kind.ENCOURAGED)] * 2


async def test_a_check_in_is_asked_for_once_a_week(catalog: Catalog, town: DeskTown) -> None:
    town.pair("sam", *Item, here=person(nudged(at_work(catalog))))
    brief = await town.status("kim", "sam")

    await town.press("kim", brief, "ask-check-in")
    town.clock.pass_by(timedelta(days=6))
    card = await town.press("kim", brief, "ask-check-in")

    assert card.body.startswith("You have sent Sam that already.")
    assert town.files.told == [Tell(account("sam"), Kind.CHECK_IN_WANTED)]


@pytest.mark.parametrize(
    "left", ["no steps", "no step yet", "said", "stopped", "paused", "hidden"]
)
async def test_A11_nobody_without_an_open_step_is_asked_how_it_goes_whatever_is_pressed(
    catalog: Catalog, town: DeskTown, left: str
) -> None:
    until = town.clock.now() + timedelta(days=9)
    weekly = {
        "no steps": None,
        "no step yet": at_work(catalog),
        "said": at_work(catalog, CheckIn.NOT_YET),
        "stopped": scheduled(nudged(at_work(catalog)), stopped=True),
        "paused": scheduled(nudged(at_work(catalog)), paused_until=until),
        "hidden": nudged(at_work(catalog)),
    }[left]
    shared = [one for one in Item if left != "hidden" or one is not Item.STEPS]
    town.pair("sam", *shared, here=person(weekly))
    brief = await town.status("kim", "sam")

    card = await town.press("kim", brief, "ask-check-in")

    assert "ask-check-in" not in [one.id for one in brief.choices]
    assert card.body.startswith(
        "I have not asked Sam. I ask only while a step of theirs is open"
    )
    assert town.files.told == []


@pytest.mark.parametrize(
    ("choice", "sharing", "said"),
    [
        ("note-only-me", Sharing.ONLY_ME, "Noted, for you alone."),
        ("note-both", Sharing.BOTH, "Noted, for both of you."),
    ],
)
async def test_who_can_read_a_note_is_decided_before_it_is_typed(
    town: DeskTown, choice: str, sharing: Sharing, said: str
) -> None:
    town.pair("sam")
    asks = await town.press("kim", await town.status("kim", "sam"), choice)

    card = await town.write("kim", asks, "Likes charts")

    assert card.body.startswith(said)
    assert town.files.notes_of == {1: [Note("Likes charts", sharing, town.clock.now())]}


async def test_the_mentee_reads_the_notes_for_both_and_sees_that_there_are_others(
    town: DeskTown,
) -> None:
    town.pair("sam")
    await town.mentor("kim", "note sam only-me: Shy")
    await town.mentor("kim", "note sam both: Likes charts")

    card = await town.mentor("sam", "who-looked")

    assert "**Kim** noted for the two of you: “Likes charts” (2 March 2026)" in card.body
    assert "Notes that only your mentors can read: 1." in card.body
    assert "Shy" not in card.body


async def test_a_note_without_words_is_asked_for_when_it_is_said_who_can_read_it(
    town: DeskTown,
) -> None:
    town.pair("sam")

    card = await town.mentor("kim", "note sam both:")
    await town.write("kim", card, "Likes charts")

    assert card.writes
    assert card.body.startswith("What would you like to note for you and **Sam**?")
    assert [one.text for notes in town.files.notes_of.values() for one in notes] == [
        "Likes charts"
    ]


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("Likes charts: a lot", "sam"),
        ("sam Likes charts: a lot", ""),
        ("@Sam: Likes charts: a lot", ""),
    ],
)
@pytest.mark.parametrize("sharing", ["only-me", "both"])
async def test_A19_words_of_a_note_wait_until_it_is_said_who_can_read_them(
    town: DeskTown, words: str, person: str, sharing: str
) -> None:
    town.pair("sam")

    asks = await town.mentor("kim", f"note {words}", person)
    before = dict(town.files.notes_of)
    kept = await town.press("kim", asks, f"note-{sharing}")
    again = await town.press("kim", asks, f"note-{sharing}")

    assert asks.body.startswith(
        "Nothing is noted about **Sam** yet: “Likes charts: a lot” Who can read it?"
    )
    assert before == {}
    assert kept.body.startswith("Noted, for ")
    assert [(one.text, one.sharing) for one in town.files.notes_of[1]] == [
        ("Likes charts: a lot", sharing)
    ]
    assert again.body.startswith("Those words wait here no longer")


async def test_words_of_a_note_that_nobody_wants_are_gone(town: DeskTown) -> None:
    town.pair("sam")
    town.pair("ana")
    asks = await town.mentor("kim", "note Likes charts", "sam")

    other = await town.press("kim", await town.status("kim", "ana"), "note-both")
    left = await town.press("kim", asks, "leave-it")
    late = await town.press("kim", asks, "note-both")
    stranger = await town.press("lee", asks, "note-both")

    assert other.writes
    assert left.body.startswith("**Sam**")
    assert late.body.startswith("Those words wait here no longer")
    assert stranger.body.startswith("I have nothing to show you there.")
    assert town.files.notes_of == {}


async def test_words_of_a_note_that_are_too_many_do_not_wait(town: DeskTown) -> None:
    town.pair("sam")

    card = await town.mentor("kim", f"note {'x' * (MOST_WORDS + 1)}", "sam")

    assert card.body.startswith("That is empty, or longer than 400 characters.")


@pytest.mark.parametrize("text", ["x" * (MOST_WORDS + 1), "  "])
async def test_a_note_that_is_empty_or_too_long_is_not_kept(town: DeskTown, text: str) -> None:
    town.pair("sam")
    asks = await town.press("kim", await town.status("kim", "sam"), "note-both")

    card = await town.write("kim", asks, text)

    assert card.body.startswith("That is empty, or longer than 400 characters.")
    assert town.files.notes_of == {}


async def test_whoever_is_asked_for_words_can_leave_it(town: DeskTown) -> None:
    town.pair("sam")
    asks = await town.press("kim", await town.status("kim", "sam"), "note-both")

    assert (await town.press("kim", asks, "leave-it")).body.startswith("**Sam**")


async def test_from_the_brief_one_comes_back_to_the_list_or_to_the_end(town: DeskTown) -> None:
    town.pair("sam")
    brief = await town.status("kim", "sam")

    back = await town.press("kim", brief, "list")
    end = await town.press("kim", brief, "end")
    still = await town.press("kim", brief, "no such button")

    assert back.body.startswith("1 mentee.")
    assert "Shall this end, between you and **Sam**?" in end.body
    assert still == brief


@pytest.mark.parametrize("words", ["encourage zoe", "note zoe both: x", "note zoe"])
async def test_words_for_nobody_are_answered_as_status_is(town: DeskTown, words: str) -> None:
    town.pair("sam")

    assert (await town.mentor("kim", words)).body == NOT_FOUND


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("both: well begun", (Sharing.BOTH, "well begun")),
        ("only-me: a: b", (Sharing.ONLY_ME, "a: b")),
        ("BOTH : well", (Sharing.BOTH, "well")),
        ("well", (None, "well")),
        ("struggled with both: a, b", (None, "struggled with both: a, b")),
        ("both", (None, "both")),
        ("", (None, "")),
    ],
)
def test_a_note_is_read_with_for_whom(words: str, parts: tuple[Sharing | None, str]) -> None:
    assert split_note(words) == parts


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("note struggled with both: it may be more", "sam"),
        ("note Sam struggled with both: it may be more", ""),
        ("note Sam: struggled with both: it may be more", ""),
    ],
)
async def test_a_word_before_a_colon_in_a_note_publishes_nothing(
    town: DeskTown, words: str, person: str
) -> None:
    town.pair("sam")

    card = await town.mentor("kim", words, person=person)

    assert "struggled with both: it may be more" in card.body
    assert town.files.notes_of == {}


@pytest.mark.parametrize(
    "words", ["note Sam both: well: begun", "note Sam  BOTH : well: begun"]
)
async def test_a_note_for_both_is_kept_whole(town: DeskTown, words: str) -> None:
    town.pair("sam")

    await town.mentor("kim", words)

    ((kept,),) = town.files.notes_of.values()
    assert (kept.text, kept.sharing) == ("well: begun", Sharing.BOTH)


async def test_everybody_but_the_mentor_reads_of_no_mentee(town: DeskTown) -> None:
    town.pair("sam", *Item, here=person())

    for name in {*MEMBERS, "boss", "guest"} - {"kim"}:
        assert "data analyst" not in (await town.status(name)).body
        assert "data analyst" not in (await town.status(name, "sam")).body


@pytest.mark.parametrize("words", ["encourage", "note", "encourage  "])
async def test_without_a_name_nobody_is_meant_not_even_the_only_one(
    town: DeskTown, words: str
) -> None:
    town.pair("sam")

    card = await town.mentor("kim", words)
    of_nobody = await town.mentor("lee", words)

    assert card.body == "Whom do you mean?"
    assert [one.label for one in card.choices] == ["Sam"]
    assert of_nobody.body.startswith("Nobody is your mentee here yet.")
    assert (town.files.told, town.files.looked) == ([], [])


@pytest.mark.parametrize(("words", "person"), [("note sam", ""), ("note", "sam")])
async def test_a_note_without_who_can_read_it_is_not_kept_and_asked_about(
    town: DeskTown, words: str, person: str
) -> None:
    town.pair("sam")

    card = await town.mentor("kim", words, person=person)

    assert card.body.startswith("Nothing is noted yet: first say who can read it.")
    assert "note-only-me" in [one.id for one in card.choices]
    assert town.files.notes_of == {}


@pytest.mark.parametrize(
    ("words", "person"),
    [("encourage well done, call me on Friday", "sam"), ("encourage Sam call me", "")],
)
async def test_words_that_encouragement_cannot_take_are_told_and_nothing_is_sent(
    town: DeskTown, words: str, person: str
) -> None:
    town.pair("sam")

    card = await town.mentor("kim", words, person=person)

    assert card.body.startswith("Nothing was sent:")
    assert "encourage" in [one.id for one in card.choices]
    assert town.files.told == []


# The table


async def test_A20_a_mentor_gets_a_table_of_what_each_mentee_shares(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog, CheckIn.DONE)))
    town.pair("ana", here=person(at_work(catalog, CheckIn.DONE)))
    town.pair("joe", *Item, mentor="lee", here=person())

    card = await town.status("kim", "csv")

    assert card.file is not None
    assert card.file.name == "mentees-2026-03-02.csv"
    _, sam, ana = card.file.text.splitlines()
    assert sam.startswith('"slack:T1","Sam","2026-03-02","reasons role steps words","data_an')
    assert ana == '"slack:T1","Ana","2026-03-02","","","","","","",""'
    assert [number for number, _ in town.files.looked] == [1]


async def test_F71_a_table_is_a_look_at_what_stands_in_its_columns(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog)))

    await town.status("kim", "csv mentee since shares")
    await town.status("kim", "csv mentee role")
    await town.status("kim", "csv question")

    assert [look.items for _, look in town.files.looked] == [{Item.ROLE}, {Item.WORDS}]


async def test_F71_a_question_that_was_not_let_go_is_no_part_of_a_look(
    catalog: Catalog, town: DeskTown
) -> None:
    kept = replace(at_work(catalog), question=Question("How?", NOON))
    town.pair("sam", Item.STEPS, Item.WORDS, here=person(kept))

    listed = await town.status("kim")
    await town.press("kim", listed, "open-1")

    assert [look.items for _, look in town.files.looked] == [{Item.STEPS}, {Item.STEPS}]


async def test_A20_the_table_has_the_columns_that_are_named_and_own_words_only_then(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", Item.WORDS, here=person(at_work(catalog)))

    usual = await town.status("kim", "csv")
    chosen = await town.status("kim", "CSV mentee, question")
    strange = await town.status("kim", "csv mentee shoe-size")

    assert usual.file is not None
    assert "chart" not in usual.file.text
    assert chosen.file is not None
    assert chosen.file.text.splitlines() == [
        '"mentee","question"',
        '"Sam","How do I know when a **chart** is too much?"',
    ]
    assert strange.problem
    assert strange.file is None
    assert "of-weeks" in strange.body


async def test_F61_a_table_is_for_mentors_and_has_nobody_whose_consent_or_pair_is_gone(
    town: DeskTown,
) -> None:
    pair = town.pair("sam", Item.ROLE, here=person())
    town.files.pairs[pair.id] = replace(pair, consents=frozenset())

    unshared = await town.status("kim", "csv")
    town.demote("kim")
    demoted = await town.status("kim", "csv")

    assert unshared.file is not None
    assert "data_analyst" not in unshared.file.text
    assert demoted.file is None
    assert demoted.body.startswith(NOT_A_MENTOR)


# All notes


async def test_A19_a_mentor_reads_all_their_notes_and_deletes_one(town: DeskTown) -> None:
    town.pair("sam", Item.ROLE, here=person())
    for at in range(1, 6):
        await town.mentor("kim", f"note Sam only-me: thought {at}")
    brief = await town.status("kim", "Sam")

    first = await town.press("kim", brief, "notes")
    second = await town.press("kim", first, "page-1")
    after = await town.press("kim", second, "drop-1")
    back = await town.press("kim", after, "brief")

    assert "and 2 more" in brief.body
    assert "thought 3" in first.body
    assert "thought 1" in second.body
    assert after.body.startswith("That note is gone.")
    assert [one.text for one in town.files.notes_of[1]] == [f"thought {n}" for n in range(2, 6)]
    assert back.body.startswith("**Sam** · ")


async def test_F61_whoever_is_no_mentor_any_more_reads_and_deletes_no_note(
    town: DeskTown,
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    brief = await town.mentor("kim", "note Sam only-me: shy")
    notes = await town.press("kim", brief, "notes")
    town.demote("kim")

    read = await town.press("kim", notes, "page-0")
    deleted = await town.press("kim", notes, "drop-1")

    assert read.body == deleted.body == NOT_FOUND
    assert len(town.files.notes_of[1]) == 1

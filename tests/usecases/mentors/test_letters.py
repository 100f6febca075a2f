"""Messages about mentors and mentees say what is true when they are sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import words
from bot.engine.mentoring.plan_letters import gathered
from bot.engine.mentoring.values import Item, LeftBy, State
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn
from bot.engine.weekly import times, weeks
from bot.ports.mentoring import Community, Pairing
from bot.ports.outbox import Kind, Message, Reason
from bot.ports.roster import STRANGER
from bot.usecases.mentors.letters import NOTHING_LEFT, Letters
from bot.usecases.wanting import ASKED_AGAIN, Waits, Withheld
from tests.engine.mentoring.mentees import at_work, person
from tests.engine.plans.weeks import step
from tests.engine.weekly.steps import nudged
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, DeskTown, account
from tests.fakes.message import message
from tests.fakes.roster import MEMBER
from tests.fakes.stepper import AT_NIGHT

ABOUT_A_PAIR = [
    Kind.INVITED,
    Kind.REQUESTED,
    Kind.PAIRED,
    Kind.CLOSED,
    Kind.ENCOURAGED,
    Kind.CHECK_IN_WANTED,
    Kind.PLAN_CHANGED,
    Kind.REQUEST_REMINDER,
    Kind.WORD,
]
NIGHT = NOON.replace(hour=23)
MORNING = NOON.replace(day=3, hour=6)
"""Seven o'clock in Berlin."""


@pytest.fixture
def letters(catalog: Catalog, town: DeskTown) -> Letters:
    return Letters(town.files, town.files, town.access, town.desk.standings, catalog)


def letter(kind: Kind, to: str, pair: Pairing | None = None) -> Message:
    about = pair.id if pair else None
    until = NOON + timedelta(days=7)
    writer = account("kim" if to == "sam" else "sam").user
    word = words.Word(writer, writer.title(), "Which city?")
    card = words.kept(word) if kind is Kind.WORD else None
    return message(kind=kind, to=account(to), card=card, about=about, useful_until=until)


async def said(letters: Letters, one: Message) -> str:
    card = await letters.card(one, NOON)
    assert isinstance(card, Card)
    return card.body


@pytest.mark.parametrize(
    ("kind", "to", "state", "begins"),
    [
        (Kind.INVITED, "sam", State.INVITED, "**Kim** would like to be your mentor."),
        (Kind.REQUESTED, "kim", State.ASKED, "**Sam** asks whether you would be their mentor"),
        (Kind.PAIRED, "sam", State.ACTIVE, "**Kim** is your mentor now."),
        (Kind.PAIRED, "kim", State.ACTIVE, "**Sam** is your mentee now."),
        (Kind.ENCOURAGED, "sam", State.ACTIVE, "**Kim**, your mentor, is thinking of you"),
        (Kind.REQUEST_REMINDER, "kim", State.ASKED, "Somebody is still waiting"),
        (Kind.REQUEST_REMINDER, "sam", State.INVITED, "Somebody is still waiting"),
    ],
)
async def test_each_says_what_it_is_about_as_long_as_that_stands(
    town: DeskTown, letters: Letters, kind: Kind, to: str, state: State, begins: str
) -> None:
    pair = town.pair("sam", state=state, here=person())

    assert (await said(letters, letter(kind, to, pair))).startswith(begins)


async def test_a_new_mentee_is_asked_for_consent_in_the_message_itself(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam")

    card = await letters.card(letter(Kind.PAIRED, "sam", pair), NOON)

    assert isinstance(card, Card)
    assert "share.role" in [one.id for one in card.choices]


async def test_F63_a_question_that_was_let_go_before_is_quoted_in_it(
    catalog: Catalog, town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", here=person(at_work(catalog)))

    told = await said(letters, letter(Kind.PAIRED, "sam", pair))
    to_kim = await said(letters, letter(Kind.PAIRED, "kim", pair))

    assert "You have let this question go: “How do I know" in told
    assert "How do I know" not in to_kim


@pytest.mark.parametrize("kind", ABOUT_A_PAIR)
@pytest.mark.parametrize("to", ["sam", "kim"])
async def test_F63_when_it_is_over_there_is_nothing_left_to_say(
    town: DeskTown, letters: Letters, kind: Kind, to: str
) -> None:
    pair = town.pair("sam", state=State.ENDED)

    assert await letters.card(letter(kind, to, pair), NOON) == NOTHING_LEFT


@pytest.mark.parametrize("kind", ABOUT_A_PAIR)
async def test_what_is_about_nobody_or_somebody_else_s_pair_says_nothing(
    town: DeskTown, letters: Letters, kind: Kind
) -> None:
    pair = town.pair("sam")

    found = [
        await letters.card(letter(kind, "joe", pair), NOON),
        await letters.card(letter(kind, "sam"), NOON),
        await letters.card(replace(letter(kind, "sam", pair), about=99), NOON),
    ]

    assert found == [NOTHING_LEFT] * 3


@pytest.mark.parametrize(
    ("kind", "to", "state"),
    [
        (Kind.INVITED, "kim", State.INVITED),
        (Kind.INVITED, "sam", State.ACTIVE),
        (Kind.REQUESTED, "sam", State.ASKED),
        (Kind.REQUESTED, "kim", State.ACTIVE),
        (Kind.PAIRED, "sam", State.ASKED),
        (Kind.REQUEST_REMINDER, "sam", State.ACTIVE),
        (Kind.REQUEST_REMINDER, "kim", State.INVITED),
        (Kind.ENCOURAGED, "kim", State.ACTIVE),
        (Kind.ENCOURAGED, "sam", State.ASKED),
    ],
)
async def test_what_was_settled_meanwhile_or_is_for_the_other_side_says_nothing(
    town: DeskTown, letters: Letters, kind: Kind, to: str, state: State
) -> None:
    pair = town.pair("sam", state=state)

    assert await letters.card(letter(kind, to, pair), NOON) == NOTHING_LEFT


async def test_a_request_that_another_mentor_has_now_is_not_told(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", state=State.ASKED)
    town.files.pairs[pair.id] = replace(pair, mentor=None)

    async def anybodys(who: object, number: int) -> Pairing:
        return town.files.pairs[number]

    town.files.pairing = anybodys  # type: ignore[method-assign]

    assert await letters.card(letter(Kind.REQUESTED, "kim", pair), NOON) == NOTHING_LEFT


@pytest.mark.parametrize("kind", [Kind.REQUESTED, Kind.PAIRED, Kind.REQUEST_REMINDER])
async def test_F62_whoever_is_no_mentor_any_more_reads_of_no_mentee(
    town: DeskTown, letters: Letters, kind: Kind
) -> None:
    state = State.ACTIVE if kind is Kind.PAIRED else State.ASKED
    pair = town.pair("sam", state=state)
    town.demote("kim")

    assert await letters.card(letter(kind, "kim", pair), NOON) == NOTHING_LEFT


@pytest.mark.parametrize("kind", [Kind.INVITED, Kind.PAIRED, Kind.ENCOURAGED])
async def test_F62_a_mentee_hears_nothing_of_a_mentor_who_is_none_any_more(
    town: DeskTown, letters: Letters, kind: Kind
) -> None:
    state = State.INVITED if kind is Kind.INVITED else State.ACTIVE
    pair = town.pair("sam", state=state)
    town.demote("kim")

    assert await letters.card(letter(kind, "sam", pair), NOON) == NOTHING_LEFT


@pytest.mark.parametrize(
    ("left_by", "begins"),
    [
        (LeftBy.MENTOR, "A mentor of yours has had everything about themselves deleted here"),
        (LeftBy.MENTEE, "A mentee of yours has had everything about themselves deleted here"),
        (LeftBy.WAITING, "Somebody with whom a request or an invitation of a mentor still"),
    ],
)
async def test_F68_whoever_is_left_behind_reads_what_is_over_and_of_nobody_s_name(
    letters: Letters, left_by: LeftBy, begins: str
) -> None:
    one = replace(letter(Kind.FORGOTTEN, "sam"), card=Card(body=left_by))

    assert (await said(letters, one)).startswith(begins)


@pytest.mark.parametrize("card", [None, Card(body="strange")])
async def test_an_id_that_nobody_knows_says_nothing(
    letters: Letters, card: Card | None
) -> None:
    one = replace(letter(Kind.FORGOTTEN, "sam"), card=card)

    assert await letters.card(one, NOON) == NOTHING_LEFT


# A word of the mentor


@pytest.fixture
def pair(catalog: Catalog, town: DeskTown) -> Pairing:
    here = person(nudged(at_work(catalog, CheckIn.DONE)))
    return town.pair("sam", Item.STEPS, here=here)


def with_schedule(town: DeskTown, **fields: object) -> None:
    here = town.files.here[account("sam")]
    assert here.weekly is not None
    agenda = here.weekly.agenda
    schedule = replace(agenda.schedule, **fields)  # type: ignore[arg-type]
    weekly = replace(here.weekly, agenda=replace(agenda, schedule=schedule))
    town.files.here[account("sam")] = replace(here, weekly=weekly)


async def test_a_check_in_is_asked_for_with_this_week_s_card_and_from_whom(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    card = await letters.card(letter(Kind.CHECK_IN_WANTED, "sam", pair), NOON)

    assert isinstance(card, Card)
    assert card.body.startswith("**Kim**, your mentor, would like to hear how it goes.")
    assert card.place is not None
    assert card.place.conversation == town.files.here[account("sam")].id


@pytest.mark.parametrize("kind", [Kind.ENCOURAGED, Kind.CHECK_IN_WANTED])
async def test_a_word_waits_for_the_end_of_a_pause(
    town: DeskTown, letters: Letters, pair: Pairing, kind: Kind
) -> None:
    with_schedule(town, paused_until=NOON + timedelta(days=2))

    found = await letters.card(letter(kind, "sam", pair), NOON)

    assert found == Waits(NOON + timedelta(days=2))


async def test_whoever_stopped_gets_a_word_and_is_asked_nothing(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    with_schedule(town, stopped=True)

    word = await letters.card(letter(Kind.ENCOURAGED, "sam", pair), NOON)
    asks = await letters.card(letter(Kind.CHECK_IN_WANTED, "sam", pair), NOON)

    assert isinstance(word, Card)
    assert asks == Withheld(Reason.STOPPED)


async def test_without_steps_there_is_a_word_but_no_check_in(
    town: DeskTown, letters: Letters
) -> None:
    pairs = [town.pair("sam", here=person()), town.pair("ana", here=person())]

    for pair, name in zip(pairs, ("sam", "ana"), strict=True):
        word = await letters.card(letter(Kind.ENCOURAGED, name, pair), NOON)
        asks = await letters.card(letter(Kind.CHECK_IN_WANTED, name, pair), NOON)

        assert isinstance(word, Card)
        assert asks == NOTHING_LEFT


@pytest.mark.parametrize("kind", [Kind.ENCOURAGED, Kind.CHECK_IN_WANTED])
async def test_F63_whoever_is_not_there_any_more_hears_no_word(
    town: DeskTown, letters: Letters, kind: Kind
) -> None:
    pair = town.pair("ana")

    assert await letters.card(letter(kind, "ana", pair), NOON) == NOTHING_LEFT


async def test_F63_whoever_shares_their_steps_no_longer_is_not_asked_how_it_goes(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    town.files.pairs[pair.id] = replace(pair, consents=frozenset(Item) - {Item.STEPS})

    assert await letters.card(letter(Kind.CHECK_IN_WANTED, "sam", pair), NOON) == NOTHING_LEFT


@pytest.mark.parametrize("word", [None, *CheckIn])
async def test_A11_whoever_said_a_word_or_has_no_open_step_is_not_asked_how_it_goes(
    catalog: Catalog, town: DeskTown, letters: Letters, word: CheckIn | None
) -> None:
    weekly = at_work(catalog) if word is None else at_work(catalog, word)
    pair = town.pair("sam", Item.STEPS, here=person(weekly))
    goes_on = word is CheckIn.KNOWN and weeks.today(catalog, weekly).awaits_word

    asks = await letters.card(letter(Kind.CHECK_IN_WANTED, "sam", pair), NOON)

    assert isinstance(asks, Card) if goes_on else asks == NOTHING_LEFT


async def test_A11_a_word_waits_for_the_usual_night_of_whoever_never_chose_times(
    catalog: Catalog, town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", here=person(zone="Europe/Berlin"))
    without_steps = await letters.card(letter(Kind.ENCOURAGED, "sam", pair), NIGHT)
    here = town.files.here[account("sam")]
    draft = times.draft(catalog, here, "data_analyst")
    town.files.here[account("sam")] = replace(here, weekly=draft)
    without_times = await letters.card(letter(Kind.ENCOURAGED, "sam", pair), NIGHT)

    assert (without_steps, without_times) == (Waits(MORNING), Waits(MORNING))


# The weekly overview


async def test_the_overview_goes_to_whoever_wants_it_through_consent_at_that_moment(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", Item.ROLE, here=person())
    town.files.digests = {(CLUB, account("kim"))}
    first = await said(letters, letter(Kind.DIGEST, "kim"))
    town.files.pairs[pair.id] = replace(pair, consents=frozenset())

    second = await said(letters, letter(Kind.DIGEST, "kim"))

    assert first.splitlines()[0] == "**Your mentees this week**"
    assert "data analyst" in first
    assert "data analyst" not in second
    assert [number for number, _ in town.files.looked] == [pair.id]


async def test_F71_the_mentee_reads_the_name_of_whoever_got_an_overview(
    town: DeskTown, letters: Letters
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    town.files.digests = {(CLUB, account("kim"))}

    await letters.card(letter(Kind.DIGEST, "kim"), NOON)

    assert [look.by for _, look in town.files.looked] == ["Kim"]


@pytest.mark.parametrize("gone", ["no wish", "no mentees", "no mentor"])
async def test_an_overview_that_nobody_wants_or_may_have_is_not_sent(
    town: DeskTown, letters: Letters, gone: str
) -> None:
    if gone != "no mentees":
        town.pair("sam", Item.ROLE, here=person())
    if gone != "no wish":
        town.files.digests = {(CLUB, account("kim"))}
    if gone == "no mentor":
        town.demote("kim")

    assert await letters.card(letter(Kind.DIGEST, "kim"), NOON) == NOTHING_LEFT


async def test_an_overview_waits_for_the_usual_morning_of_whoever_chose_no_times(
    town: DeskTown, letters: Letters
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    town.files.digests = {(CLUB, account("kim"))}
    town.files.here[account("kim")] = person(zone="Europe/Berlin")

    assert await letters.card(letter(Kind.DIGEST, "kim"), NIGHT) == Waits(MORNING)


async def test_an_overview_waits_for_the_mentor_s_own_morning(
    catalog: Catalog, town: DeskTown, letters: Letters
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    town.files.digests = {(CLUB, account("kim"))}
    weekly = at_work(catalog)
    schedule = replace(weekly.agenda.schedule, quiet=AT_NIGHT)
    weekly = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))
    town.files.here[account("kim")] = person(weekly)

    assert await letters.card(letter(Kind.DIGEST, "kim"), NIGHT) == Waits(MORNING)
    assert isinstance(await letters.card(letter(Kind.DIGEST, "kim"), NOON), Card)


@pytest.mark.parametrize("kind", [Kind.INVITED, Kind.REQUEST_REMINDER])
@pytest.mark.parametrize(
    ("mentor", "left", "is_told"),
    [("lee", False, False), ("lee", True, True)],
    ids=["has another", "was left by another"],
)
async def test_an_invitation_that_nobody_could_take_is_not_told(
    town: DeskTown, letters: Letters, kind: Kind, mentor: str, *, left: bool, is_told: bool
) -> None:
    pair = town.pair("sam", state=State.INVITED)
    other = town.pair("sam", mentor=mentor)
    town.files.pairs[other.id] = replace(other, left_at=NOON if left else None)

    found = await letters.card(letter(kind, "sam", pair), NOON)

    assert (found != NOTHING_LEFT) is is_told


async def test_whoever_has_a_mentor_elsewhere_or_mentees_here_reads_their_invitation(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", state=State.INVITED)
    town.pair("ana", mentor="sam")
    other = town.pair("sam", mentor="lee", community=Community("slack", "T2"))
    town.files.pairs[other.id] = replace(other, mentee=pair.mentee)

    assert await letters.card(letter(Kind.INVITED, "sam", pair), NOON) != NOTHING_LEFT


# What the other side wrote


@pytest.mark.parametrize("state", [State.ASKED, State.INVITED, State.ACTIVE])
@pytest.mark.parametrize("to", ["sam", "kim"])
async def test_what_the_other_side_wrote_comes_as_long_as_the_two_are_at_it(
    town: DeskTown, letters: Letters, state: State, to: str
) -> None:
    pair = town.pair("sam", state=state)

    writer = "Kim" if to == "sam" else "Sam"
    told = await said(letters, letter(Kind.WORD, to, pair))
    assert told == f"**{writer}** writes to you: “Which city?”"


@pytest.mark.parametrize("to", ["sam", "kim"])
async def test_F62_what_was_written_waits_in_vain_once_the_mentor_is_none(
    town: DeskTown, letters: Letters, to: str
) -> None:
    pair = town.pair("sam")
    town.demote("kim")

    assert await letters.card(letter(Kind.WORD, to, pair), NOON) == NOTHING_LEFT


async def test_a_question_to_a_mentor_who_cannot_take_the_request_any_more_is_not_told(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam", state=State.ASKED)
    town.files.pairs[pair.id] = replace(pair, mentor=account("lee"))

    found = await letters.card(letter(Kind.WORD, "kim", pair), NOON)

    assert found == NOTHING_LEFT


@pytest.mark.parametrize("state", [State.ASKED, State.ACTIVE])
async def test_F63_a_word_of_a_mentor_who_has_not_taken_it_is_not_told_when_another_has(
    town: DeskTown, letters: Letters, state: State
) -> None:
    town.files.named[CLUB, account("lee")] = "Lee"
    pair = town.pair("sam", state=state)
    town.files.pairs[pair.id] = replace(pair, mentor=account("lee"))

    found = await letters.card(letter(Kind.WORD, "sam", pair), NOON)

    assert found == NOTHING_LEFT


@pytest.mark.parametrize("state", [State.ASKED, State.INVITED, State.ACTIVE])
@pytest.mark.parametrize("to", ["sam", "kim"])
async def test_A11_what_was_written_waits_for_the_morning_of_whoever_reads_it(
    town: DeskTown, letters: Letters, state: State, to: str
) -> None:
    pair = town.pair("sam", state=state)
    town.files.here[account(to)] = person(zone="Europe/Berlin")

    assert await letters.card(letter(Kind.WORD, to, pair), NIGHT) == Waits(MORNING)


async def test_what_a_mentor_wrote_waits_for_the_end_of_a_pause(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    with_schedule(town, paused_until=NOON + timedelta(days=2))

    found = await letters.card(letter(Kind.WORD, "sam", pair), NOON)

    assert found == Waits(NOON + timedelta(days=2))


@pytest.mark.parametrize("to", ["sam", "kim"])
async def test_a_question_before_the_two_are_a_pair_waits_for_no_pause(
    town: DeskTown, letters: Letters, pair: Pairing, to: str
) -> None:
    with_schedule(town, paused_until=NOON + timedelta(days=2))
    town.files.here[account("kim")] = town.files.here[account("sam")]
    town.files.pairs[pair.id] = replace(pair, state=State.ASKED)

    assert isinstance(await letters.card(letter(Kind.WORD, to, pair), NOON), Card)


# What the mentor changed in a plan


async def test_A27_where_nothing_is_changed_in_the_end_no_letter_is_sent(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    assert await letters.card(changed(town, pair, back=True), NOON) == NOTHING_LEFT


def changed(town: DeskTown, pair: Pairing, to: str = "sam", *, back: bool = False) -> Message:
    """Kim has changed Sam's plan, and perhaps changed it back."""
    weekly = town.files.here[account("sam")].weekly
    assert weekly is not None
    now = weeks.today(town.catalog, weekly)
    was = planning.reorder(town.catalog, now, step(4), 6)
    told = gathered(None, was, now, step(4))
    if back:
        told = gathered(told, now, was, step(4))
    return replace(letter(Kind.PLAN_CHANGED, to, pair), card=told)


@pytest.mark.parametrize("state", [State.ACTIVE, State.ENDED])
async def test_A27_a_mentee_reads_who_changed_what_also_when_the_pair_is_over(
    town: DeskTown, letters: Letters, pair: Pairing, state: State
) -> None:
    town.files.pairs[pair.id] = replace(pair, state=state)

    body = await said(letters, changed(town, pair))

    assert body.startswith(
        "**Kim**, your mentor, has changed your plan:\n- “Spreadsheets done properly” is number"
    )
    assert body.endswith("say **plan**, and you can change it back.")


async def test_A27_it_waits_for_the_morning_and_for_the_end_of_a_pause(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    with_schedule(town, quiet=AT_NIGHT)
    at_night = await letters.card(changed(town, pair), NIGHT)
    with_schedule(town, paused_until=NOON + timedelta(days=2))
    in_a_pause = await letters.card(changed(town, pair), NOON)

    assert (at_night, in_a_pause) == (Waits(MORNING), Waits(NOON + timedelta(days=2)))


async def test_whoever_has_no_plan_any_more_or_is_the_mentor_reads_nothing_of_it(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    of_the_plan = changed(town, pair)
    to_kim = await letters.card(changed(town, pair, "kim"), NOON)
    without_words = await letters.card(letter(Kind.PLAN_CHANGED, "sam", pair), NOON)
    town.files.here[account("sam")] = person()
    without_steps = await letters.card(of_the_plan, NOON)

    assert [to_kim, without_words, without_steps] == [NOTHING_LEFT] * 3


# A platform that does not answer


@pytest.mark.parametrize(
    ("kind", "to", "state"),
    [
        (Kind.INVITED, "sam", State.INVITED),
        (Kind.REQUESTED, "kim", State.ASKED),
        (Kind.PAIRED, "sam", State.ACTIVE),
        (Kind.PAIRED, "kim", State.ACTIVE),
        (Kind.ENCOURAGED, "sam", State.ACTIVE),
        (Kind.CHECK_IN_WANTED, "sam", State.ACTIVE),
        (Kind.REQUEST_REMINDER, "kim", State.ASKED),
        (Kind.WORD, "sam", State.ACTIVE),
        (Kind.MENTOR_BACK, "sam", State.ACTIVE),
    ],
)
async def test_F61_what_nobody_can_judge_now_waits_and_is_not_lost(
    town: DeskTown, letters: Letters, pair: Pairing, kind: Kind, to: str, state: State
) -> None:
    town.files.pairs[pair.id] = replace(pair, state=state)
    one = letter(kind, to, pair)
    town.roster.people[account("kim"), CLUB] = STRANGER

    untold = await letters.card(one, NOON)
    town.roster.people[account("kim"), CLUB] = MEMBER
    told = await letters.card(one, NOON + ASKED_AGAIN)

    assert untold == Waits(NOON + ASKED_AGAIN)
    assert isinstance(told, Card)


async def test_F61_that_a_mentor_left_is_not_said_while_nobody_tells_it(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    town.roster.people[account("kim"), CLUB] = STRANGER

    found = await letters.card(letter(Kind.MENTOR_LEFT, "sam", pair), NOON)

    assert found == Waits(NOON + ASKED_AGAIN)


async def test_F61_what_nobody_can_judge_as_long_as_it_is_of_use_is_not_sent(
    town: DeskTown, letters: Letters, pair: Pairing
) -> None:
    town.roster.people[account("kim"), CLUB] = STRANGER
    one = replace(letter(Kind.PAIRED, "sam", pair), useful_until=NOON + ASKED_AGAIN)

    assert await letters.card(one, NOON) == Withheld(Reason.TOO_LATE)


async def test_F61_an_overview_waits_for_a_platform_that_does_not_answer(
    town: DeskTown, letters: Letters
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    town.files.digests = {(CLUB, account("kim"))}
    town.roster.people[account("kim"), CLUB] = STRANGER

    assert await letters.card(letter(Kind.DIGEST, "kim"), NOON) == Waits(NOON + ASKED_AGAIN)


@pytest.mark.parametrize("is_wanted", [True, False], ids=["put out", "not wanted"])
async def test_an_overview_does_not_wait_for_a_place_that_is_none_of_it(
    town: DeskTown, letters: Letters, *, is_wanted: bool
) -> None:
    town.pair("sam", Item.ROLE, here=person())
    if is_wanted:
        town.files.digests = {(CLUB, account("kim"))}
        town.files.absent = {CLUB}
    town.roster.people[account("kim"), CLUB] = STRANGER

    assert await letters.card(letter(Kind.DIGEST, "kim"), NOON) == NOTHING_LEFT

"""What somebody types and presses here, as what it asks of the desk."""

from datetime import timedelta

import pytest

from bot.adapters.terminal.deskside import Deskside, elsewhere
from bot.adapters.terminal.roster import HERE, named
from bot.adapters.terminal.surface import Pressed, Said, said_under
from bot.cards import NOWHERE, Card, Choice, Place
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.pairing_cards import WORD, word_of
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Community
from bot.ports.roster import STRANGER, Membership
from bot.usecases.mentors import asking
from bot.usecases.mentors.asking import MENTOR, Act, Asked, Named, Wrote
from bot.usecases.mentors.chasing import EVERY
from tests.fakes.clock import FakeClock

LIST = Spot(View.STATUS)
CHOICES = (Choice("open-1", "sam"), Choice("open-2", "ana"))
NEXT = Choice("page-1", "Next page")
OF_THE_DESK = Card("Two.", place_of(LIST), choices=CHOICES, controls=(NEXT,))
NOTE = Spot(View.NOTE, 7, "both")
TO_WRITE = Card(
    "Write.", place_of(NOTE), choices=(Choice("leave-it", "Rather not"),), writes=True
)
OF_THE_QUIZ = Card("Pace?", Place(1, 3, "pace"), choices=CHOICES)


class FakeDesk:
    """Keeps who asked what under which key."""

    def __init__(self) -> None:
        self.asked: list[tuple[Caller, EventKey, Act]] = []

    async def answer(self, caller: Caller, key: EventKey, act: Act) -> Card:
        self.asked.append((caller, key, act))
        return Card("said")


class Names:
    """A roster that knows names and nothing else."""

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        return STRANGER

    async def find(self, name: str, community: Community) -> Address | None:
        return named(name) if name != "nobody" else None


class Chase:
    """Counts how often it was to be done."""

    def __init__(self) -> None:
        self.times = 0
        self.problem: Exception | None = None

    async def __call__(self) -> int:
        self.times += 1
        if self.problem is not None:
            raise self.problem
        return 0


@pytest.fixture
def chase() -> Chase:
    return Chase()


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def deskside(desk: FakeDesk, catalog: Catalog, clock: FakeClock, chase: Chase) -> Deskside:
    return Deskside(desk, Names(), catalog, clock, named("kim"), chase)


async def test_a_command_names_people_by_what_they_call_themselves(deskside: Deskside) -> None:
    act = await deskside.act(Said("/mentor ask @sam hello"))
    of_nobody = await deskside.act(Said("/mentor invite nobody"))

    assert act == Asked(MENTOR, "ask hello", Named(named("sam"), "sam"))
    assert of_nobody == Asked(MENTOR, "invite")


async def test_F60_whoever_sits_here_acts_in_the_one_community_of_the_machine(
    deskside: Deskside, desk: FakeDesk
) -> None:
    for _ in range(2):
        await deskside.answer(Asked(MENTOR))

    callers, keys, _ = zip(*desk.asked, strict=True)
    assert set(callers) == {Caller(named("kim"), "kim", HERE)}
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("text", "choice"),
    [("1", "open-1"), ("ana", "open-2"), ("B", "open-2"), ("next page", "page-1")],
)
async def test_a_choice_of_a_card_is_made_by_its_number_or_its_name(
    deskside: Deskside, text: str, choice: str
) -> None:
    act = await deskside.act(said_under(text, OF_THE_DESK))

    assert act == asking.Pressed(LIST, choice)


@pytest.mark.parametrize("text", ["1 and 2", "9", "help", "/whichrole 1", "data engineer"])
async def test_other_words_are_for_the_conversation_and_answer_no_hidden_question(
    deskside: Deskside, text: str
) -> None:
    heard = said_under(text, OF_THE_DESK)

    assert await deskside.act(heard) is None
    assert elsewhere(heard) == Place(0, 0)


async def test_words_are_taken_as_they_are_where_a_card_asks_for_some(
    deskside: Deskside,
) -> None:
    written = await deskside.act(said_under("likes\x00 help", TO_WRITE))
    left = await deskside.act(said_under("rather not", TO_WRITE))

    assert written == Wrote(NOTE, "likes help")
    assert left == asking.Pressed(NOTE, "leave-it")


@pytest.mark.parametrize(("text", "is_an_answer"), [("Kyiv", True), ("help", False)])
async def test_words_under_somebody_s_words_are_an_answer_unless_they_are_a_command(
    deskside: Deskside, catalog: Catalog, text: str, is_an_answer: bool
) -> None:
    card = word_of(catalog, 4, "Kim", "Which city?")

    act = await deskside.act(said_under(text, card))

    assert act == (Wrote(Spot(View.PAIRING, 4, WORD), text) if is_an_answer else None)


async def test_words_under_a_card_of_the_conversation_are_left_to_it(
    deskside: Deskside,
) -> None:
    heard = said_under("1", OF_THE_QUIZ)

    assert await deskside.act(heard) is None
    assert await deskside.act(Said("1")) is None
    assert elsewhere(heard) == OF_THE_QUIZ.place


async def test_a_press_is_for_the_desk_if_its_card_is(deskside: Deskside) -> None:
    pressed = Pressed(place_of(LIST), frozenset({"open-1"}))

    assert await deskside.act(pressed) == asking.Pressed(LIST, "open-1")


@pytest.mark.parametrize(
    ("place", "choices"),
    [
        (Place(1, 3, "pace"), {"open-1"}),
        (NOWHERE, {"open-1"}),
        (place_of(LIST), {"open-1", "open-2"}),
        (place_of(LIST), set()),
        (Place(0, 0, "elsewhere.1"), {"open-1"}),
    ],
)
async def test_F66_any_other_press_is_not(
    deskside: Deskside, place: Place, choices: set[str]
) -> None:
    assert await deskside.act(Pressed(place, frozenset(choices))) is None


async def test_what_is_due_between_people_is_looked_at_once_an_hour(
    deskside: Deskside, clock: FakeClock, chase: Chase
) -> None:
    for pause in (timedelta(), EVERY - timedelta(seconds=1), timedelta(seconds=1)):
        clock.pass_by(pause)
        await deskside.catch_up()

    assert chase.times == 2


async def test_what_could_not_be_done_is_tried_again_at_the_next_look(
    deskside: Deskside, chase: Chase
) -> None:
    chase.problem = StoreError("locked")
    with pytest.raises(StoreError):
        await deskside.catch_up()
    chase.problem = None

    await deskside.catch_up()

    assert chase.times == 2

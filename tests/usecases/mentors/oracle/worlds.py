"""Worlds of mentors and mentees, and who sees what in them: told a second time, naively.

This is the judge. It imports nothing of the program and reads no database: it walks through
plain lists of what was generated, and says what the product promises in as few words as it can.
"""

from dataclasses import dataclass, field
from random import Random

ITEMS = ("role", "reasons", "steps", "words")
STATES = ("asked", "invited", "active", "ended")

KINDS = ("member", "guest", "outsider", "bot", "gone")

Place = tuple[str, str]
"""A platform and the id of a workspace or a guild."""

Account = tuple[str, str, str]
"""A platform, a workspace (empty on Discord), and a user."""


@dataclass
class Pair:
    """Two who were brought together somewhere, however far it got."""

    number: int
    place: Place
    mentor: Account | None
    mentee: Account
    state: str
    shares: set[str]
    left: bool = False
    """The mentee was told that the mentor is none any more, and nothing since."""


@dataclass
class World:
    """Everything that decides.

    Attributes:
        places: communities on two platforms.
        let_us_in: those of them in which we still are.
        accounts: everybody.
        kinds: what somebody is somewhere: member, guest, outsider, bot, gone; or nothing.
        admins: who may manage a place.
        listed: who stands on a place's list of mentors.
        grouped: who wears the group that could make mentors.
        with_group: places whose admins made it do so.
        pairs: all pairs.
        silent: who never spoke with us.
    """

    places: list[Place] = field(default_factory=list)
    let_us_in: set[Place] = field(default_factory=set)
    accounts: list[Account] = field(default_factory=list)
    kinds: dict[tuple[Account, Place], str] = field(default_factory=dict)
    admins: set[tuple[Account, Place]] = field(default_factory=set)
    listed: set[tuple[Account, Place]] = field(default_factory=set)
    grouped: set[tuple[Account, Place]] = field(default_factory=set)
    with_group: set[Place] = field(default_factory=set)
    pairs: list[Pair] = field(default_factory=list)
    silent: set[Account] = field(default_factory=set)


@dataclass
class Question:
    """Somebody asks for the pair of a number.

    Attributes:
        asker: who.
        place: where, or None in a direct message that belongs to no community.
        number: of the pair, which need not exist.
    """

    asker: Account
    place: Place | None
    number: int


def is_mentor(world: World, who: Account, place: Place) -> bool:
    """Whether somebody is a mentor somewhere at this moment."""
    if world.kinds.get((who, place)) != "member":
        return False
    if (who, place) in world.listed:
        return True
    return place in world.with_group and (who, place) in world.grouped


def knows(world: World, asked: Question) -> bool:
    """Whether the asker may know that this mentee is theirs."""
    for pair in world.pairs:
        if pair.number == asked.number:
            is_here = asked.place is None or asked.place == pair.place
            return (
                pair.state == "active"
                and not pair.left
                and pair.mentor == asked.asker
                and pair.place in world.let_us_in
                and is_here
                and is_mentor(world, asked.asker, pair.place)
            )
    return False


def sees(world: World, asked: Question, item: str) -> bool:
    """Whether the asker may see this of the mentee."""
    if not knows(world, asked):
        return False
    return any(pair.number == asked.number and item in pair.shares for pair in world.pairs)


def world(random: Random, people: int = 8, pairs: int = 40) -> World:
    """A world with four communities on two platforms."""
    made = World()
    made.places = [("slack", "T1"), ("slack", "T2"), ("discord", "G1"), ("discord", "G2")]
    gone = random.choice([*made.places, None, None])
    made.let_us_in = {place for place in made.places if place != gone}
    made.with_group = {place for place in made.places if random.random() < 0.5}
    for platform, workspace in (("slack", "T1"), ("slack", "T2"), ("discord", "")):
        made.accounts += [
            (platform, workspace, f"{platform}{workspace}u{n}") for n in range(people)
        ]
    for who in made.accounts:
        for place in made.places:
            _settle(random, made, who, place)
    made.silent = {who for who in made.accounts if random.random() < 0.15}
    for number in range(1, pairs + 1):
        made.pairs.append(_pair(random, made, number))
    return made


def question(random: Random, made: World) -> Question:
    """What somebody may ask; mostly what has a chance to be answered."""
    pair = random.choice(made.pairs)
    asker = pair.mentor if pair.mentor is not None and random.random() < 0.7 else None
    somewhere = random.choice([*made.places, None])
    place = random.choice([pair.place, pair.place, None, somewhere])
    is_wild = random.random() < 0.05
    number = random.choice([0, len(made.pairs) + 1, 10**12]) if is_wild else pair.number
    return Question(asker or random.choice(made.accounts), place, number)


def change(random: Random, made: World) -> None:
    """Something happens in the world, so that no two questions meet the same one."""
    who, place = random.choice(made.accounts), random.choice(made.places)
    pair = random.choice(made.pairs)
    match random.randrange(6):
        case 0:
            made.listed ^= {(who, place)}
        case 1:
            made.kinds[who, place] = random.choice(
                ["member", "guest", "outsider", "bot", "gone"]
            )
        case 2:
            made.grouped ^= {(who, place)}
        case 3 if pair.state == "active":
            pair.shares ^= {random.choice(ITEMS)}
        case 4 if pair.state == "active":
            pair.left = not pair.left
        case _ if random.random() < 0.1:
            pair.state, pair.shares = "ended", set()
        case _:
            pass


def _settle(random: Random, made: World, who: Account, place: Place) -> None:
    """What somebody is in one place; people of another platform are nothing there."""
    if who[0] != place[0]:
        return
    is_at_home = who[0] == "discord" or who[1] == place[1]
    kinds = ["member"] * 7 + ["guest", "bot", "gone"] if is_at_home else ["outsider", "gone"]
    made.kinds[who, place] = random.choice(kinds)
    if random.random() < 0.5:
        made.listed.add((who, place))
    if random.random() < 0.4:
        made.grouped.add((who, place))
    if random.random() < 0.2:
        made.admins.add((who, place))


def _pair(random: Random, made: World, number: int) -> Pair:
    """Two of one home, as every platform has them; the pool's requests have no mentor yet."""
    place = random.choice(made.places)
    there = [who for who in made.accounts if who[0] == place[0] and who[1] in ("", place[1])]
    mentor, mentee = random.sample(there, 2)
    state = random.choice(["active"] * 5 + ["asked", "invited", "ended"])
    is_pools = state == "asked" and random.random() < 0.4
    shares = {item for item in ITEMS if state == "active" and random.random() < 0.6}
    left = state == "active" and random.random() < 0.15
    return Pair(number, place, None if is_pools else mentor, mentee, state, shares, left)

"""Pairs of mentors and mentees, and steps that make of one whatever a test wants."""

from collections.abc import Sequence
from itertools import count

from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.administering import Administering
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Around, Caller, Change, Community, Pairing, PairingStep, Tell
from bot.store.sqlite import SqliteStore
from tests.fakes.step import saying

HERE, ELSEWHERE = Community("slack", "T1"), Community("slack", "T2")
KIM, SAM, LEE, EVE = (Address("slack", "T1", name) for name in ("kim", "sam", "lee", "eve"))
"""A mentor, two mentees, and somebody who is neither."""

_keys = (EventKey(f"event {number}") for number in count())


def fresh_key() -> EventKey:
    """The key of an event that nobody had before."""
    return next(_keys)


def acting(name: str) -> Caller:
    """Somebody who changes something, called so; the operator has no name."""
    return Caller(Address("slack", "T1", f"U-{name}" if name else ""), name, HERE)


async def made_mentor(
    mentors: Administering,
    community: Community,
    who: Address,
    name: str,
    by: Caller | None = None,
) -> None:
    """From now on somebody is on the list of mentors there, as the log tells."""
    by = by or acting("Ada")
    await mentors.change_mentor(fresh_key(), community, by, who, name, is_one=True)


async def unmade_mentor(
    mentors: Administering, community: Community, who: Address, name: str = ""
) -> None:
    """They are on it no longer."""
    by = acting("Ada")
    await mentors.change_mentor(fresh_key(), community, by, who, name, is_one=False)


async def assigned(store: SqliteStore, wanted: Pairing, by: Caller) -> Pairing:
    """A pair that an admin made, as the log tells."""
    made = await store.mentoring.assign(fresh_key(), by, wanted, wanting_just(wanted))
    assert made.after is not None
    return made.after


def wanting_just(wanted: Pairing, *told: Tell) -> PairingStep:
    """Makes this of a pairing, whatever it was, and tells these."""

    def step(around: Around, now: object) -> Change:
        return Change(wanted, told)

    return step


def pair(
    mentor: Address | None = KIM,
    mentee: Address = SAM,
    state: State = State.ACTIVE,
    origin: Origin = Origin.ASSIGNED,
    community: Community = HERE,
) -> Pairing:
    """A pairing to be written, with names and words to be looked for."""
    return Pairing(
        *(0, community, state, origin, mentor, mentee),
        mentor_name=f"{mentor.user} the mentor" if mentor else "",
        mentee_name=f"{mentee.user} the mentee",
        words=f"words about {mentee.user}",
    )


async def paired(
    store: SqliteStore,
    wanted: Pairing | None = None,
    shares: frozenset[Item] = frozenset(),
    by: Address | None = None,
) -> Pairing:
    """A pairing that stands, opened by its mentee unless told otherwise."""
    wanted = wanted or pair()
    mentoring = store.mentoring
    opened = await mentoring.open_pairing(
        fresh_key(), by or wanted.mentee, wanted, wanting_just(wanted)
    )
    assert opened.after is not None
    return await becomes(store, opened.after, consents=shares) if shares else opened.after


async def becomes(store: SqliteStore, before: Pairing, **changes: object) -> Pairing:
    """What a pairing is after its mentee has changed this of it."""
    after = replaced(before, **changes)
    changed = await store.mentoring.change_pairing(
        fresh_key(), before.mentee, before.id, wanting_just(after)
    )
    assert changed.after is not None
    return changed.after


def replaced(before: Pairing, **changes: object) -> Pairing:
    """The same with other values."""
    values = {name: getattr(before, name) for name in before.__slots__}
    return Pairing(**(values | changes))


async def speak(store: SqliteStore, *people: Address) -> None:
    """Each of these has spoken with us, and got an answer."""
    for one in people:
        claimed = await store.turn(fresh_key(), one, saying(f"hello {one.user}"))
        await store.mark_sent(claimed.messages)


def kinds(messages: Sequence[object]) -> list[str]:
    """Of which kind they are."""
    return [str(getattr(one, "kind", "")) for one in messages]

"""What happens between mentors and mentees: ``ports.mentoring.Pairings``."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.engine.mentoring.values import State
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Change, Changed, Community, Pairing, PairingStep
from bot.ports.waiting import BACK_AFTER, INVITED_FOR, REMINDED_AFTER
from bot.store import rows
from bot.store.mentoring import note_statements, pairing_statements, surroundings
from bot.store.mentoring.lent import table_of_mentor_goes
from bot.store.mentoring.pairing_rows import to_pairing
from bot.store.mentoring.telling import claim, make_known, tell
from bot.store.people.accounts import LONGEST_NAME
from bot.store.standings import named


def open_pairing(
    connection: Connection,
    key: EventKey,
    by: Address,
    wanted: Pairing,
    step: PairingStep,
    now: datetime,
) -> Changed:
    """See ``ports.mentoring.Pairings.open_pairing``."""
    if not claim(connection, key, by, now):
        return Changed(after=_of_the_same_two(connection, wanted), is_repeat=True)
    change = step(surroundings.of_a_new_one(connection, wanted, by), now)
    if change.pairing.state is State.ENDED:
        return Changed(after=change.pairing, why=change.why)
    make_known(connection, by, now)
    columns = {**_fixed(change.pairing), **_columns(change.pairing, None)}
    number = pairing_statements.add.insert(connection, columns)
    tell(connection, key, number, change.told, now)
    end(connection, key, change.also, now)
    return Changed(after=_numbered(connection, number))


def change_pairing(
    connection: Connection,
    key: EventKey,
    by: Address,
    number: int,
    step: PairingStep,
    now: datetime,
) -> Changed:
    """See ``ports.mentoring.Pairings.change_pairing``."""
    is_new = claim(connection, key, by, now)
    before = _row(connection, pairing_statements.theirs_to_change, by, number)
    if before is None or not is_new:
        return Changed(before, before, is_repeat=not is_new)
    around = surroundings.around(connection, before, by, before.mentor or by)
    change = step(around, now)
    is_refused = change == Change(before, why=change.why)
    if not is_refused:
        make_known(connection, by, now)
        keep(connection, before, change.pairing, now)
        tell(connection, key, number, change.told, now)
        end(connection, key, change.also, now)
    after = _numbered(connection, number)
    return Changed(before, after, is_refused=is_refused, why=change.why)


def pairing(connection: Connection, who: Address, number: int) -> Pairing | None:
    """See ``ports.mentoring.Pairings.pairing``."""
    return _row(connection, pairing_statements.theirs, who, number)


def pairings_of(connection: Connection, who: Address) -> list[Pairing]:
    """See ``ports.mentoring.Pairings.pairings_of``."""
    with rows.ours(connection.engine.url.database):
        found = pairing_statements.all_of_theirs.rows(connection, named(who))
        return [to_pairing(row) for row in found]


def waiting(connection: Connection, community: Community) -> list[Pairing]:
    """See ``ports.mentoring.Pairings.waiting``."""
    there = {"platform": community.platform, "workspace": community.workspace}
    with rows.ours(connection.engine.url.database):
        return [to_pairing(row) for row in pairing_statements.waiting.rows(connection, there)]


def pairs(connection: Connection, community: Community, after: int, most: int) -> list[Pairing]:
    """See ``ports.administering.PairsThere.pairs``."""
    asked = {
        "platform": community.platform,
        "workspace": community.workspace,
        "after": after,
        "most": most,
    }
    with rows.ours(connection.engine.url.database):
        found = pairing_statements.some_there.rows(connection, asked)
        return [to_pairing(row) for row in found]


def chase_answers(connection: Connection, most: int, step: PairingStep, now: datetime) -> int:
    """See ``ports.mentoring.Pairings.chase_answers``."""
    asked = {
        "remind_before": now - REMINDED_AFTER,
        "back_before": now - BACK_AFTER,
        "invited_before": now - INVITED_FOR,
        "most": most,
    }
    with rows.ours(connection.engine.url.database):
        found = pairing_statements.to_chase.rows(connection, asked)
        waiting = [to_pairing(row) for row in found]
    for one in waiting:
        change = step(surroundings.around(connection, one, None, one.mentor), now)
        if change != Change(one):
            keep(connection, one, change.pairing, now)
            tell(connection, EventKey(f"chased-{now.isoformat()}"), one.id, change.told, now)
    return len(waiting)


def _row(connection: Connection, statement: Any, who: Address, number: int) -> Pairing | None:
    with rows.ours(connection.engine.url.database):
        row = statement.row(connection, {**named(who), "number": number})
        return None if row is None else to_pairing(row)


def _numbered(connection: Connection, number: int) -> Pairing | None:
    """The pairing as it stands now, with the names that are known."""
    with rows.ours(connection.engine.url.database):
        row = pairing_statements.numbered.row(connection, {"number": number})
        return None if row is None else to_pairing(row)


def _of_the_same_two(connection: Connection, wanted: Pairing) -> Pairing | None:
    number = surroundings.of_the_same_two(connection, wanted)
    return None if number is None else _numbered(connection, number)


def end(connection: Connection, key: EventKey, also: Iterable[Change], now: datetime) -> None:
    """What else is over with a change, and who hears of it."""
    for one in also:
        keep(connection, one.pairing, one.pairing, now)
        tell(connection, key, one.pairing.id, one.told, now)


def keep(connection: Connection, before: Pairing, after: Pairing, now: datetime) -> None:
    """Write what a step has made of a pairing; one that ended keeps no consents, no notes.

    Words that wait between a mentee and a mentor who is not theirs any more go at once.
    """
    is_over = after.state is State.ENDED
    number = {"number": before.id}
    moved = {**number, **_fixed(after), **_columns(after, now if is_over else None)}
    pairing_statements.move.run(connection, moved)
    if is_over or before.mentor not in (None, after.mentor):
        pairing_statements.drop_words.run(connection, number)
    has_left = before.left_at is None and after.left_at is not None
    if is_over or has_left or before.consents - after.consents:
        table_of_mentor_goes(connection, before.id, now)
    if is_over:
        pairing_statements.end_consents.run(connection, number)
        note_statements.end_notes.run(connection, number)
        pairing_statements.end_declined.run(connection, number)
        return
    for item in before.consents - after.consents:
        pairing_statements.take_back_consent.run(connection, {**number, "item": item.value})
    for item in after.consents - before.consents:
        given = {"pairing_id": before.id, "item": item.value, "given_at": now}
        pairing_statements.give_consent.run(connection, given)
    for mentor in after.declined_by - before.declined_by:
        at = now if mentor == before.mentor else None  # of the pool's nobody hears
        said = {**number, **named(mentor), "declined_at": at}
        pairing_statements.decline.run(connection, said)


def _fixed(one: Pairing) -> Mapping[str, Any]:
    """Columns that no step changes.

    Raises:
        StoreError: the accounts of the two are of different platforms or workspaces.
    """
    accounts: Sequence[Address] = [one.mentee, *([one.mentor] if one.mentor else [])]
    homes = {(account.platform, account.workspace) for account in accounts}
    if homes != {(one.community.platform, one.mentee.workspace)}:
        raise StoreError("A mentor and a mentee of different workspaces cannot be a pair.")
    return {
        "platform": one.community.platform,
        "workspace": one.community.workspace,
        "home": one.mentee.workspace,
        "origin": one.origin.value,
    }


def _columns(one: Pairing, ended_at: datetime | None) -> Mapping[str, Any]:
    """Columns that steps change; the database adds the accounts that it knows."""
    return {
        "state": one.state.value,
        "mentor": one.mentor and one.mentor.user,
        "mentee": one.mentee.user,
        "mentor_name": one.mentor_name[:LONGEST_NAME],
        "mentee_name": one.mentee_name[:LONGEST_NAME],
        "words": one.words,
        "opened_at": one.opened_at,
        "began_at": one.began_at,
        "reminded_at": one.reminded_at,
        "ended_at": ended_at,
        "asked_by": one.asked_by and one.asked_by.value,
        "asked_at": one.asked_at,
        "ended_by": one.ended_by and one.ended_by.value,
        "left_at": one.left_at,
        "from_pool": one.from_pool,
    }

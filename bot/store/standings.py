"""Where people stand: read for many at once, and begun for newcomers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.engine.state import Conversation
from bot.engine.weekly.values import Weekly
from bot.ports.inbound import Address
from bot.store import rows, statements, weekly_statements
from bot.store.mentoring.arriving import Expected, welcome
from bot.store.own_words import from_own_words, to_own_words
from bot.store.weeklies import to_weekly


@dataclass(frozen=True, slots=True)
class Standing:
    """A conversation, and the account through which its owner speaks.

    Attributes:
        person: their row.
        account: the row of the account.
        conversation: where they stand.
        heard_at: when they were last heard from; aware.
        reachable: False if they could not be written to lately.
        something_waits: an earlier message to this account waits to be taken.
        expected: what waited for a newcomer.
    """

    person: int
    account: int
    conversation: Conversation
    heard_at: datetime
    reachable: bool = True
    something_waits: bool = False
    expected: tuple[Expected, ...] = ()


def standings(connection: Connection, accounts: Sequence[Address]) -> list[Standing | None]:
    """Where the owner of each account stands; None before their first turn."""
    asked = [(at, one.platform, one.workspace, one.user) for at, one in enumerate(accounts)]
    with rows.ours(connection.engine.url.database):
        found = statements.where_all_stand.rows(connection, asked)
        walks: dict[int, list[Any]] = {row.id: [] for row in found}
        attempts = [(row.id, row.attempt) for row in found]
        for answer in statements.walks.rows(connection, attempts):
            walks[answer.conversation_id].append(answer)
        planned = [(row.planned,) for row in found if row.planned is not None]
        weeklies = weeklies_of(connection, planned) if planned else {}
        by_place = {
            row.place: _standing(row, walks[row.id], weeklies.get(row.person)) for row in found
        }
    return [by_place.get(place) for place in range(len(accounts))]


def where_they_stand(connection: Connection, account: Address) -> Conversation | None:
    """The conversation of this account's owner, or None before their first turn."""
    (standing,) = standings(connection, [account])
    return None if standing is None else standing.conversation


def newcomer(connection: Connection, sender: Address, now: datetime) -> Standing:
    """Write a new person, with the account they speak through and an empty conversation.

    Pairings that others made with them have waited for this, and are theirs from now on.
    """
    person = statements.add_person.insert(connection, {"created_at": now})
    speaks = {"person_id": person, **named(sender)}
    account = statements.add_account.insert(connection, speaks)
    columns = {"person_id": person, **columns_of(Conversation(id=0), now)}
    conversation = statements.add_conversation.insert(connection, columns)
    expected = welcome(connection, sender, account)
    return Standing(person, account, Conversation(conversation), now, expected=expected)


def weeklies_of(connection: Connection, people: Sequence[tuple[int]]) -> Mapping[int, Weekly]:
    """The weekly steps of these people, all of whom have a plan, by person."""
    found = weekly_statements.weeklies.rows(connection, people)
    weeklies = {row.person_id: to_weekly(row) for row in found}
    return {person: weeklies[person] for (person,) in people}  # a plan has an agenda


def named(address: Address) -> dict[str, str]:
    """The columns that name an account."""
    return {
        "platform": address.platform,
        "workspace": address.workspace,
        "user": address.user,
    }


def columns_of(conversation: Conversation, now: datetime) -> Mapping[str, Any]:
    """The columns of a conversation whose owner was heard from now."""
    return {
        "version": conversation.version,
        "attempt": conversation.attempt,
        "stage": conversation.stage.value,
        "asking": conversation.asking,
        "chosen": conversation.chosen,
        "thorough": conversation.thorough,
        **rows.from_leaning("leaning_role", "leaned_at", conversation.leaning),
        **rows.from_leaning("earlier_role", "earlier_at", conversation.earlier),
        "moved_at": conversation.moved_at,
        "own_words": from_own_words(conversation.own_words),
        "advert": rows.from_reading(conversation.advert),
        "heard_at": now,
    }


def _standing(row: Any, walk: Sequence[Any], weekly: Weekly | None) -> Standing:
    return Standing(
        person=row.person,
        account=row.account,
        conversation=rows.to_conversation(row, walk, weekly, to_own_words(row.own_words)),
        heard_at=row.heard_at,
        reachable=row.unreachable_since is None,
        something_waits=bool(row.something_waits),
    )

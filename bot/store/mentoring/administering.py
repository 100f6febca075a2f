"""What the admins of a community set, and are told of it: ``ports.administering``."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.engine.mentoring.values import State
from bot.engine.state import Stage
from bot.ports.administering import BETWEEN_NAMES, OF_A_ROLE, Drop, Entry, Naming, Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Changed, Community, Pairing, PairingStep
from bot.store import rows
from bot.store.mentoring import mentors, pairings
from bot.store.mentoring.tables import admin_log, community_setting, pairing, wording
from bot.store.mentoring.telling import claim
from bot.store.prepared import Prepared
from bot.store.schema import account, answers, conversation

STAYED_AWAY = timedelta(days=7)
"""Whoever has not been heard from for so long since a question was asked has left it."""


def _there(table: Any) -> tuple[Any, Any]:
    return (
        table.c.platform == bindparam("platform"),
        table.c.workspace == bindparam("workspace"),
    )


_settings = Prepared(
    select(community_setting.c.setting, community_setting.c.value).where(
        *_there(community_setting)
    )
)
_setting = insert_on_conflict(community_setting)
_set = Prepared(
    _setting.on_conflict_do_update(
        index_elements=["platform", "workspace", "setting"],
        set_={"value": _setting.excluded.value},
        where=community_setting.c.value != _setting.excluded.value,
    ),
    ("platform", "workspace", "setting", "value"),
)
_take_back = Prepared(
    delete(community_setting).where(
        *_there(community_setting), community_setting.c.setting == bindparam("setting")
    )
)
_wording = Prepared(select(wording.c.key, wording.c.sentence).where(*_there(wording)))
_sentence = insert_on_conflict(wording)
_say = Prepared(
    _sentence.on_conflict_do_update(
        index_elements=["platform", "workspace", "key"],
        set_={"sentence": _sentence.excluded.sentence},
        where=wording.c.sentence != _sentence.excluded.sentence,
    ),
    ("platform", "workspace", "key", "sentence"),
)
_unsay = Prepared(delete(wording).where(*_there(wording), wording.c.key == bindparam("key")))
_note = Prepared(
    insert(admin_log),
    (
        *("platform", "workspace", "by", "what", "value", "changed_at"),
        *("by_user", "first_user", "second_user"),
    ),
)
_log = Prepared(
    select(admin_log.c.by, admin_log.c.what, admin_log.c.value, admin_log.c.changed_at)
    .where(*_there(admin_log))
    .order_by(admin_log.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_changes = Prepared(select(func.count()).select_from(admin_log).where(*_there(admin_log)))

_paired_there = select(pairing.c.mentee_account).where(*_there(pairing))
_people_there = select(account.c.person_id).where(
    account.c.platform == bindparam("platform"),
    or_(
        account.c.workspace == bindparam("workspace"),
        account.c.seen_in == bindparam("workspace"),
        account.c.id.in_(_paired_there),
    ),
)
"""Where accounts belong to no community: whoever was seen there last, or is a mentee there."""

_here = select(conversation).where(conversation.c.person_id.in_(_people_there)).cte("here")
_is_asked = (_here.c.stage == Stage.ASKING.value) & _here.c.asking.is_not(None)
_seen = (
    select(_here.c.id, answers.c.question)
    .join(answers, answers.c.conversation_id == _here.c.id)
    .union(select(_here.c.id, _here.c.asking).where(_is_asked))
    .cte("seen")
)
_has_left = (
    _is_asked
    & (_here.c.asking == _seen.c.question)
    & (_here.c.heard_at <= bindparam("away_since", type_=_here.c.heard_at.type))
)
_drops = (
    select(
        _seen.c.question,
        func.count().label("asked"),
        func.sum(case((_has_left, 1), else_=0)).label("left"),
    )
    .join(_here, _here.c.id == _seen.c.id)
    .group_by(_seen.c.question)
    .order_by(func.count().desc(), _seen.c.question)
)
"""Whoever answered a question, in any attempt, or is asked it now, has seen it."""


def settings(connection: Connection, community: Community) -> dict[Setting, str]:
    """See ``ports.administering.Administering.settings``."""
    with rows.ours(connection.engine.url.database):
        found = _settings.rows(connection, _named(community))
        return {Setting(row.setting): row.value for row in found}


def change_setting(
    connection: Connection,
    community: Community,
    by: Caller,
    setting: Setting,
    value: str | None,
    now: datetime,
) -> None:
    """See ``ports.administering.Administering.change_setting``."""
    changed = {**_named(community), "setting": setting.value}
    if value is None:
        is_news = _take_back.run(connection, changed)
    else:
        is_news = _set.run(connection, changed | {"value": value})
    if is_news:
        _note_it(connection, community, by, setting.value, value or "", now)


def wordings(connection: Connection, community: Community) -> Mapping[str, str]:
    """See ``ports.administering.Administering.wording``."""
    with rows.ours(connection.engine.url.database):
        return {row.key: row.sentence for row in _wording.rows(connection, _named(community))}


def change_wording(
    connection: Connection,
    community: Community,
    by: Caller,
    key: str,
    sentence: str | None,
    now: datetime,
) -> None:
    """See ``ports.administering.Administering.change_wording``."""
    changed = {**_named(community), "key": key}
    if sentence is None:
        is_news = _unsay.run(connection, changed)
    else:
        is_news = _say.run(connection, changed | {"sentence": sentence})
    if is_news:
        _note_it(connection, community, by, key, sentence or "", now)


def change_mentor(
    connection: Connection,
    key: EventKey,
    community: Community,
    by: Caller,
    who: Address,
    name: str,
    now: datetime,
    *,
    is_one: bool,
) -> bool:
    """See ``ports.administering.Administering.change_mentor``."""
    if not claim(connection, key, by.account, now):
        return True
    if mentors.is_named(connection, community, who) == is_one:
        return False
    if is_one:
        mentors.name_mentor(connection, community, who, name)
    else:
        mentors.unname_mentor(connection, community, who)
    what = Naming.MENTOR_ADDED if is_one else Naming.MENTOR_REMOVED
    _note_people(connection, community, by, what, {who: name}, now)
    return True


def assign(
    connection: Connection,
    key: EventKey,
    by: Caller,
    wanted: Pairing,
    step: PairingStep,
    now: datetime,
) -> Changed:
    """See ``ports.administering.Administering.assign``."""
    changed = pairings.open_pairing(connection, key, by.account, wanted, step, now)
    made = changed.after
    if made is None or changed.is_repeat or made.state is State.ENDED or made.mentor is None:
        return changed
    people = {made.mentor: wanted.mentor_name, made.mentee: wanted.mentee_name}
    _note_people(connection, wanted.community, by, Naming.ASSIGNED, people, now)
    return changed


def _note_people(
    connection: Connection,
    community: Community,
    by: Caller,
    what: Naming,
    people: Mapping[Address, str],
    now: datetime,
) -> None:
    """Note a change about people, at most two: by account, what they are called."""
    value = BETWEEN_NAMES.join(name or who.user for who, name in people.items())
    users = [who.user for who in people]
    _note_it(connection, community, by, what.value, value, now, users)


def note_role(
    connection: Connection,
    community: Community,
    by: Caller,
    role: str,
    stands_for: str,
    now: datetime,
) -> None:
    """See ``ports.administering.Administering.note_role``."""
    _note_it(connection, community, by, f"{OF_A_ROLE}{role}", stands_for, now)


def log(connection: Connection, community: Community, most: int, skipped: int) -> list[Entry]:
    """See ``ports.administering.Administering.log``."""
    wanted = {**_named(community), "most": most, "skipped": skipped}
    with rows.ours(connection.engine.url.database):
        return [
            rows.made(Entry, by=row.by, what=row.what, value=row.value, at=row.changed_at)
            for row in _log.rows(connection, wanted)
        ]


def changes(connection: Connection, community: Community) -> int:
    """See ``ports.administering.Administering.changes``."""
    (number,) = _changes.row(connection, _named(community))
    return int(number)


def drops(connection: Connection, community: Community, now: datetime) -> list[Drop]:
    """See ``ports.administering.Administering.drops``."""
    asked = {**_named(community), "away_since": now - STAYED_AWAY}
    with rows.ours(connection.engine.url.database):
        found = connection.execute(_drops, asked).all()
        return [
            rows.made(Drop, question=row.question, asked=row.asked, left=row.left)
            for row in found
        ]


def _note_it(
    connection: Connection,
    community: Community,
    by: Caller,
    what: str,
    value: str,
    now: datetime,
    about: Sequence[str] = (),
) -> None:
    """Write an entry, with the users whom it names beside their names."""
    first, second, *_ = [*about, None, None]
    entry = {
        "by": by.name or by.account.user,
        "by_user": by.account.user,
        "what": what,
        "value": value,
        "first_user": first,
        "second_user": second,
        "changed_at": now,
    }
    _note.run(connection, _named(community) | entry)


def _named(community: Community) -> dict[str, Any]:
    return {"platform": community.platform, "workspace": community.workspace}

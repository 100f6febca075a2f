"""The statements of codes and of who is linked, built once."""

from sqlalchemy import bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.store.linking.tables import link_code, wrong_code
from bot.store.prepared import Prepared
from bot.store.schema import account
from bot.store.statements import THIS_ACCOUNT

_mine = account.alias("mine")
_other = account.alias("other")
_NOW = bindparam("now", type_=link_code.c.made_at.type)

account_of = Prepared(
    select(account.c.id, account.c.person_id, account.c.name, account.c.linked_at).where(
        *THIS_ACCOUNT
    )
)

call = Prepared(
    update(account)
    .where(account.c.id == bindparam("account"))
    .values(name=bindparam("told", type_=account.c.name.type))
)
"""By the name that the platform tells now: the other side is to read it."""

others = Prepared(
    select(
        _other.c.id,
        _other.c.person_id,
        _other.c.platform,
        _other.c.workspace,
        _other.c.user,
        _other.c.name,
        _other.c.linked_at,
    )
    .join(_mine, _mine.c.person_id == _other.c.person_id)
    .where(_mine.c.id == bindparam("account"), _other.c.id != bindparam("account"))
    .order_by(_other.c.id)
)
"""Other accounts of the same person, the longest known first."""

drop_outdated = Prepared(
    delete(link_code).where(
        func.coalesce(link_code.c.agreed_at, link_code.c.typed_at, link_code.c.made_at)
        < bindparam("before", type_=link_code.c.made_at.type)
    )
)
drop_code = Prepared(delete(link_code).where(link_code.c.id == bindparam("number")))
drop_code_of = Prepared(delete(link_code).where(link_code.c.account_id == bindparam("account")))
drop_codes_between = Prepared(
    delete(link_code).where(
        link_code.c.account_id.in_([bindparam("one"), bindparam("two")])
        | link_code.c.typed_by.in_([bindparam("one"), bindparam("two")])
    )
)
"""Whatever either of the two accounts asked for or typed: who is linked has no code, so nobody
can be linked with a third account."""

add_code = Prepared(insert(link_code), ("account_id", "code", "made_at"))

code_like = Prepared(
    select(
        link_code.c.id,
        link_code.c.account_id,
        link_code.c.typed_by,
        account.c.platform,
        account.c.workspace,
        account.c.user,
    )
    .join(account, account.c.id == link_code.c.account_id)
    .where(link_code.c.code == bindparam("code"))
)
"""With whoever asked for it."""

take_code = Prepared(
    update(link_code)
    .where(link_code.c.id == bindparam("number"), link_code.c.typed_by.is_(None))
    .values(
        typed_by=bindparam("account"),
        typed_at=_NOW,
    )
)
"""No row: somebody was faster."""

codes_typed_by = Prepared(
    select(
        link_code.c.id,
        link_code.c.account_id,
        link_code.c.code,
        link_code.c.typed_at,
        link_code.c.agreed_at,
        account.c.name,
        account.c.platform,
        account.c.workspace,
        account.c.user,
        account.c.linked_at,
    )
    .join(account, account.c.id == link_code.c.account_id)
    .where(link_code.c.typed_by == bindparam("account"))
)
"""Codes that an account typed, with whoever asked for them."""

agree = Prepared(
    update(link_code)
    .where(link_code.c.id == bindparam("number"), link_code.c.agreed_at.is_(None))
    .values(agreed_at=_NOW)
)
"""No row: they have said yes before."""

_typist = account.alias("typist")
agreed_code_of = Prepared(
    select(
        link_code.c.id,
        link_code.c.typed_by,
        link_code.c.typed_at,
        link_code.c.agreed_at,
        _typist.c.name,
        _typist.c.person_id,
        _typist.c.platform,
        _typist.c.workspace,
        _typist.c.user,
        _typist.c.linked_at,
    )
    .join(_typist, _typist.c.id == link_code.c.typed_by)
    .where(link_code.c.account_id == bindparam("account"), link_code.c.agreed_at.is_not(None))
)
"""The code of an account, if somebody typed it and said yes to whose it is."""

wrong_codes = Prepared(
    select(wrong_code.c.number).where(
        wrong_code.c.account_id == bindparam("account"),
        wrong_code.c.since >= bindparam("recent", type_=wrong_code.c.since.type),
    )
)

_one_more = insert_on_conflict(wrong_code).values(
    account_id=bindparam("account"), number=1, since=_NOW
)
_is_recent = wrong_code.c.since >= bindparam("recent", type_=wrong_code.c.since.type)
count_wrong = Prepared(
    _one_more.on_conflict_do_update(
        index_elements=["account_id"],
        set_={
            "number": case((_is_recent, wrong_code.c.number + 1), else_=1),
            "since": case((_is_recent, wrong_code.c.since), else_=_one_more.excluded.since),
        },
    )
)
forgive = Prepared(delete(wrong_code).where(wrong_code.c.account_id == bindparam("account")))

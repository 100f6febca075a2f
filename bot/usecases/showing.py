"""What we keep about somebody, to read and as a file; the warning before it goes."""

import json
from datetime import datetime
from hashlib import blake2b

from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.telling import told_own_items
from bot.engine.mentoring.values import State
from bot.engine.state import Answer, Leaning, Wrote
from bot.engine.weekly.telling import told_zone
from bot.engine.weekly.telling_times import told_time
from bot.engine.weekly.times import is_draft
from bot.engine.wording import answered, clipped, day, listed, quoted
from bot.ports.inbound import Address
from bot.ports.keeping import WARNED_BEFORE, Keeping, Kept, Reader

MOST_CHARACTERS = 2_000
MOST_ANSWERS = 10
MOST_RESULTS = 3
MOST_ACCOUNTS = 3
MOST_READERS = 3
MOST_IN_A_LINE = 120
MOST_IN_A_FILE_NAME = 40
DAYS_OF_A_MONTH = 30.44


def kept_card(catalog: Catalog, kept: Kept, to: Address, keeping: Keeping) -> Card:
    """Everything that is kept about somebody: the gist to read, all of it in a file.

    Args:
        catalog: the words.
        kept: what is kept.
        to: the account that asked, for the name of the file.
        keeping: for how long it is kept.
    """
    file = Attachment(file_name(to), as_json(kept, to))
    for most in range(MOST_ANSWERS, -1, -1):
        body = _body(catalog, kept, keeping, most)
        if len(body) <= MOST_CHARACTERS:
            break
    return Card(body=body, file=file)


def warning_card(catalog: Catalog, kept: Kept, ends_at: datetime) -> Card | None:
    """That everything about somebody will go; None if they were heard from meanwhile.

    Args:
        catalog: the words.
        kept: what is kept.
        ends_at: until when the warning is of use: then it goes.
    """
    if kept.heard_at >= ends_at - WARNED_BEFORE:
        return None
    heard, until = day(catalog, kept.heard_at), day(catalog, ends_at)
    return Card(body=catalog.say("warning", heard=heard, date=until))


def as_json(kept: Kept, account: Address) -> str:
    """Every row about the owner of an account, by table; also the tables that hold none."""
    told = {
        "program": "whichrole",
        "account": f"{account.platform}:{account.workspace}:{account.user}",
        "tables": kept.tables,
        "tables_about_nobody": list(kept.elsewhere),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def file_name(account: Address) -> str:
    """A name that any folder takes, another one for each account.

    Folders may not tell capitals from small letters, so only a plain name in small letters
    stands for itself.
    """
    plain = "".join(one if one.isalnum() else "-" for one in account.user)
    name = plain[:MOST_IN_A_FILE_NAME]
    if name.lower() != account.user or account.platform != "terminal":
        told = "\0".join((account.platform, account.workspace, account.user))
        name += f"-{blake2b(told.encode(), digest_size=4).hexdigest()}"
    return f"whichrole-{name}.json"


def _body(catalog: Catalog, kept: Kept, keeping: Keeping, most: int) -> str:
    since, heard = day(catalog, kept.since), day(catalog, kept.heard_at)
    paragraphs = [
        [catalog.say("mydata.title")],
        [
            catalog.say("mydata.since", since=since, heard=heard),
            catalog.say("mydata.accounts", accounts=_accounts(catalog, kept)),
            catalog.say("mydata.at", place=_place(catalog, kept)),
            *_choice(catalog, kept),
            *_own_words(catalog, kept),
            *_steps(catalog, kept),
            *_profile(catalog, kept),
        ],
        _answers(catalog, kept, most),
        _results(catalog, kept),
        [catalog.say("mydata.messages", number=kept.messages), *_files(catalog, kept)],
        [_how_long(catalog, keeping), *_who(catalog, kept), catalog.say("mydata.file")],
    ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _accounts(catalog: Catalog, kept: Kept) -> str:
    told = [_account(catalog, one) for one in kept.accounts[:MOST_ACCOUNTS]]
    left = len(kept.accounts) - len(told)
    shown = ", ".join(told)
    return catalog.say("list-more", shown=shown, number=left) if left else listed(catalog, told)


def _account(catalog: Catalog, account: Address) -> str:
    user = quoted(catalog, account.user)
    if not account.workspace:
        return catalog.say("mydata.account", user=user, platform=account.platform)
    return catalog.say(
        "mydata.account-in",
        user=user,
        platform=account.platform,
        workspace=quoted(catalog, account.workspace),
    )


def _place(catalog: Catalog, kept: Kept) -> str:
    asking = kept.here.asking or ""
    question = catalog.questions.get(asking)
    name = question.name if question else asking
    return catalog.say(f"place.{kept.here.stage}", question=name)


def _choice(catalog: Catalog, kept: Kept) -> list[str]:
    """The role that they took for themselves, if they did."""
    chosen = kept.here.chosen
    return [catalog.say("mydata.chosen", role=_role(catalog, chosen))] if chosen else []


def _own_words(catalog: Catalog, kept: Kept) -> list[str]:
    """The beginning of the words that they wanted kept; the file has all of them."""
    own = kept.here.own_words
    words = own.kept or (own.draft.text if own.draft else "") if own else ""
    return [catalog.say("mydata.own-words", words=quoted(catalog, words))] if words else []


def _steps(catalog: Catalog, kept: Kept) -> list[str]:
    """Where their weekly steps lead and when they come, their cue, and what they would ask."""
    weekly = kept.here.weekly
    if weekly is None or is_draft(weekly):
        return []
    schedule, question, cue = weekly.agenda.schedule, weekly.question, weekly.plan.cue
    steps = catalog.say(
        "mydata.steps",
        role=_role(catalog, weekly.plan.role),
        time=told_time(catalog, schedule.day, schedule.hour),
        zone=told_zone(schedule.zone),
        number=weekly.plan.weeks,
    )
    return [
        steps,
        *([catalog.say("mydata.cue", words=quoted(catalog, cue))] if cue else []),
        *(
            [catalog.say("mydata.asks", words=quoted(catalog, question.text))]
            if question
            else []
        ),
    ]


def _profile(catalog: Catalog, kept: Kept) -> list[str]:
    """Time zone and language, if a platform told either."""
    told = next((one for one in kept.profiles if one.time_zone or one.locale), None)
    if told is None:
        return []
    untold = catalog.say("mydata.untold")
    zone, language = told.time_zone or untold, told.locale or untold
    return [catalog.say("mydata.profile", zone=zone, language=language)]


def _files(catalog: Catalog, kept: Kept) -> list[str]:
    return [catalog.say("mydata.files", number=kept.files)] if kept.files else []


def _role(catalog: Catalog, role: str) -> str:
    """A role as people read it; one that is gone by its id."""
    known = catalog.roles.get(role)
    return known.noun if known else role


def _answers(catalog: Catalog, kept: Kept, most: int) -> list[str]:
    """So many answers that count, and how many are left out, those of before included."""
    if not kept.answers:
        return [catalog.say("mydata.no-answers")]
    told = [
        clipped(
            catalog.say(
                "mydata.answer",
                date=day(catalog, kept.answered[question]),
                question=_question(catalog, question),
                answer=_answer(catalog, question, answer),
            ),
            MOST_IN_A_LINE,
        )
        for question, answer in [*kept.here.answers.items()][:most]
    ]
    left = kept.answers - len(told)
    more = [catalog.say("mydata.more", number=left)] if left else []
    return [catalog.say("mydata.answers", number=kept.answers), *told, *more]


def _question(catalog: Catalog, name: str) -> str:
    known = catalog.questions.get(name)
    return known.name if known else name


def _answer(catalog: Catalog, name: str, answer: Answer) -> str:
    """What was answered; of an answer to a question that is gone, what was written."""
    question = catalog.questions.get(name)
    if question is not None:
        return answered(catalog, question, answer)
    return (
        quoted(catalog, answer.text)
        if isinstance(answer, Wrote)
        else catalog.say("answered.gone")
    )


def _results(catalog: Catalog, kept: Kept) -> list[str]:
    """The latest results, and how many are left out."""
    if not kept.results:
        return []
    told = [_result(catalog, one) for one in kept.results[-MOST_RESULTS:]]
    left = len(kept.results) - len(told)
    more = [catalog.say("mydata.more", number=left)] if left else []
    return [catalog.say("mydata.results"), *told, *more]


def _result(catalog: Catalog, result: Leaning) -> str:
    date = day(catalog, result.at)
    if result.role is None:
        return catalog.say("mydata.result-open", date=date)
    return catalog.say("mydata.result", date=date, role=_role(catalog, result.role))


def _how_long(catalog: Catalog, keeping: Keeping) -> str:
    months = round(keeping.people.days / DAYS_OF_A_MONTH)
    return catalog.say("mydata.how-long", texts=keeping.texts.days, months=months)


def _who(catalog: Catalog, kept: Kept) -> list[str]:
    """Who else sees something of it, and what; that there are notes, and looks."""
    told = [_reader(catalog, one) for one in kept.readers[:MOST_READERS]]
    left = len(kept.readers) - len(told)
    more = [catalog.say("mydata.more", number=left)] if left else []
    who = catalog.say("mydata.who-sees" if told else "mydata.who")
    title = " ".join([who, catalog.say("mydata.operator")])
    return [title, *told, *more, *_traces(catalog, kept)]


def _traces(catalog: Catalog, kept: Kept) -> list[str]:
    """How many notes and looks there are; apart, how many looks were shown nothing (A19)."""
    numbers = {"notes": kept.notes, "looks": kept.looks}
    if not any(numbers.values()) and not kept.refused:
        return []
    told = [catalog.say("mydata.who-looked", **numbers)]
    refused = catalog.say("mydata.who-refused", number=kept.refused)
    return [*told, *([refused] if kept.refused else [])]


def _reader(catalog: Catalog, reader: Reader) -> str:
    """A line about one of them; of what their other account shares, it names that account."""
    line = _what_they_see(catalog, reader)
    if reader.through is None:
        return line
    account = _account(catalog, reader.through)
    return catalog.say("mydata.who-elsewhere", line=line, account=account)


def _what_they_see(catalog: Catalog, reader: Reader) -> str:
    name = name_of(catalog, reader.name)
    if reader.state is State.ASKED:
        key = "mydata.who-asked" if reader.name else "mydata.who-anybody"
        return catalog.say(key, name=name)
    if not reader.items:
        return catalog.say("mydata.who-nothing", name=name)
    items = told_own_items(catalog, reader.items)
    return catalog.say("mydata.who-mentor", name=name, items=items)

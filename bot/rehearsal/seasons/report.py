"""What a season came to: for people who plan one, and for programs."""

from collections import Counter
from datetime import datetime

from bot.rehearsal.clock import START
from bot.rehearsal.seasons.reasons import Skipped
from bot.rehearsal.seasons.season import Played, Size

BAR = 30
"""Cells of the longest bar."""

NOT_SENT = {
    Skipped.STOPPED: "members had stopped their steps",
    Skipped.PAUSED: "members had paused",
    Skipped.SNOOZED: "members had put the step off",
    Skipped.OFFLINE: "the program was off",
    Skipped.UNREACHABLE: "members could not be written to",
    Skipped.FORGOTTEN: "members had asked to be forgotten",
    Skipped.PERIOD_ENDED: "the week was over before it could be sent",
}


def as_json(played: Played, size: Size, seed: int) -> dict[str, object]:
    """The figures: ``due`` is ``sent``, ``unknown``, ``skipped`` and ``missing`` together."""
    account = played.account
    return {
        "members": size.members,
        "weeks": size.weeks,
        "due": account.due,
        "sent": account.sent,
        "doubled": account.doubled,
        "missing": account.missing,
        "skipped": {why.value: account.skipped[why] for why in Skipped},
        "unknown": account.unknown,
        "answers_lost": played.answers_lost,
        "faults": played.happened.total(),
        "violations": len(played.violations),
        "seed": seed,
    }


def as_text(played: Played, size: Size, seed: int) -> str:
    """A page for whoever wants to know what the next months would be like."""
    account = played.account
    lines = [
        (
            f"{_many(size.members, 'simulated member')}, {_many(size.weeks, 'week')} from "
            f"{START:%d %B}, seed {seed}"
        ),
        "",
        (
            f"{_many(account.due, 'nudge')} due: {account.sent:,} sent, "
            f"{account.skipped.total():,} not wanted or not possible, "
            f"{account.unknown:,} perhaps sent"
        ),
        *(
            f"  {number:,} because {NOT_SENT[why]}"
            for why, number in _by_number(account.skipped)
        ),
        (
            f"Sent twice: {account.doubled}. Missing: {account.missing}. "
            f"Answers lost: {played.answers_lost}."
        ),
        *_faults(played),
        "",
        *_weeks(played.sent_at),
    ]
    lines += [f"\n{violation}" for violation in played.violations]
    return "\n".join(lines) + "\n"


def _faults(played: Played) -> list[str]:
    if not played.happened:
        return []
    faults = _many(played.happened.total(), "fault")
    kinds, starts = _many(len(played.happened), "kind"), _many(played.lives, "start")
    return [f"On the way: {faults} of {kinds}, {starts} of the program."]


def _weeks(sent_at: Counter[datetime]) -> list[str]:
    """What was written to people each week, reminders included, and when most of it was."""
    if not sent_at:
        return ["Nothing was sent."]
    weeks = Counter[int]()
    for at, number in sent_at.items():
        weeks[(at - START).days // 7] += number
    most = max(weeks.values())
    busiest, number = max(sent_at.items(), key=lambda one: (one[1], -one[0].timestamp()))
    return [
        "Messages by week, reminders included:",
        *(
            f"  {week + 1:3}  {'█' * max(1, round(weeks[week] / most * BAR))} {weeks[week]:,}"
            for week in sorted(weeks)
        ),
        f"Most in one minute: {number:,}, on {busiest:%A, %d %B, at %H:%M} UTC.",
    ]


def _by_number(skipped: Counter[Skipped]) -> list[tuple[Skipped, int]]:
    return [(why, number) for why, number in skipped.most_common() if number]


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"

"""What is left of a mentee's steps and answers without all that they do not share.

Whoever shows a mentor something gets it from here, so that what was not shared cannot slip into
a sentence: it is not there.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import Result
from bot.catalog import Catalog, Role
from bot.engine import summary
from bot.engine.mentoring.flags import can_be_asked, flags
from bot.engine.mentoring.values import Flag, FlagKind, Item, Thresholds
from bot.engine.moves import at_home
from bot.engine.plans.plan import Plan
from bot.engine.state import Conversation
from bot.engine.weekly import weeks
from bot.engine.weekly.times import is_draft
from bot.engine.weekly.values import Question, Weekly


@dataclass(frozen=True, slots=True)
class Seen:
    """What a mentor may see of one mentee.

    Attributes:
        shared: which items.
        role: the one that they took or that leads, if they share it and there is one.
        result: how sure that is, if they share the role; never the reasons or the flip.
        decided_at: when they came to it, or None.
        reasons: the answers that mattered most, if they share them.
        plan: weeks and steps, if they share them and have any; without words of their own.
        paused_until: as in their schedule, if they share their steps.
        stopped: they want no more steps, and share that.
        can_be_asked: a step of theirs is open and they rest from nothing, and share that; of
            anybody else nobody asks how it goes.
        question: what they ask a mentor, if they share their words and let it go.
        flags: what a mentor should know first, as far as they share what it follows from.
    """

    shared: frozenset[Item] = frozenset()
    role: Role | None = None
    result: Result | None = None
    decided_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    plan: Plan | None = None
    paused_until: datetime | None = None
    stopped: bool = False
    can_be_asked: bool = False
    question: Question | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def told(self) -> frozenset[Item]:
        """The items of which there is something to see; this is what a look is a look at.

        That there is no role or no step yet is a word about them. Of a question that was not
        let go, and of reasons that there are not, nobody sees anything (F71).
        """
        unseen = {
            *([] if self.question is not None else [Item.WORDS]),
            *([] if self.reasons else [Item.REASONS]),
        }
        return self.shared - unseen


def seen(
    catalog: Catalog,
    before: Conversation | None,
    shared: frozenset[Item],
    now: datetime,
    thresholds: Thresholds,
    unreachable_since: datetime | None = None,
) -> Seen:
    """What a mentee shares of where they stand.

    Args:
        catalog: today's content.
        before: where they stand; None before their first turn.
        shared: which items they share.
        now: aware, UTC.
        thresholds: of the community.
        unreachable_since: since when no message reaches them, or None.
    """
    if before is None:
        return Seen(shared)
    here = at_home(catalog, before)
    weekly = None if here.weekly is None or is_draft(here.weekly) else here.weekly
    found = _with_steps(
        catalog,
        _with_role(catalog, Seen(shared), here),
        weekly,
        flags_of(catalog, here, shared, now, thresholds, unreachable_since),
    )
    if weekly is None or found.plan is None:
        return found
    lost = unreachable_since
    asked = can_be_asked(weekly, found.plan, now, unreachable_since=lost)
    return replace(found, can_be_asked=asked)


def flags_of(
    catalog: Catalog,
    here: Conversation,
    shared: frozenset[Item],
    now: datetime,
    thresholds: Thresholds,
    unreachable_since: datetime | None,
) -> tuple[Flag, ...]:
    """The flags of somebody at home; without steps, only whether anything reaches them.

    Nothing follows from steps that are not shared, not even that a question is over.
    """
    weekly = here.weekly
    if weekly is None or is_draft(weekly):
        lost = unreachable_since
        return () if lost is None else (Flag(FlagKind.UNREACHABLE, lost),)
    today = weeks.today(catalog, weekly)
    if Item.STEPS not in shared:
        today = replace(today, week=None, past=())
    return flags(weekly, today, now, thresholds, unreachable_since=unreachable_since)


def _with_role(catalog: Catalog, so_far: Seen, here: Conversation) -> Seen:
    """The role and the reasons for it; each only if it is shared."""
    if here.leaning is None and here.chosen is None:
        return so_far
    result = summary.without_flip(catalog, here)
    if Item.REASONS in so_far.shared:
        so_far = replace(so_far, reasons=result.reasons)
    if Item.ROLE not in so_far.shared:
        return so_far
    return replace(
        so_far,
        role=summary.in_force(catalog, here),
        result=replace(result, reasons=()),
        decided_at=here.leaning.at if here.leaning else None,
    )


def _with_steps(
    catalog: Catalog, so_far: Seen, weekly: Weekly | None, found: tuple[Flag, ...]
) -> Seen:
    """Weeks and what they wrote; each only if it is shared, and so is what follows from it."""
    shared = so_far.shared
    if Item.WORDS in shared and weekly is not None:
        so_far = replace(so_far, question=weekly.let_go)
    items = dict.fromkeys(FlagKind, Item.STEPS) | {FlagKind.STUCK: Item.WORDS}
    told = tuple(flag for flag in found if items[flag.kind] in shared)
    if Item.STEPS not in shared or weekly is None:
        return replace(so_far, flags=told)
    schedule = weekly.agenda.schedule
    return replace(
        so_far,
        plan=replace(weeks.today(catalog, weekly), cue=""),
        paused_until=schedule.paused_until,
        stopped=schedule.stopped,
        flags=told,
    )

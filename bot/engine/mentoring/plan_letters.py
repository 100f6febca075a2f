"""What a mentee reads of their mentor's changes of their plan: what these came to in the end.

As long as the letter waits, it holds the ids of steps and no words: how the plan was before the
first change and how it is after the last, and which steps the mentor changed. So what was
changed and changed back is not told, and what the mentee or their weeks changed meanwhile is
not said to be the mentor's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import Plan, Step
from bot.engine.plans.plan_cards import choice_of, step_of

MOST_TOLD = 10
"""Changes in a letter."""

_CHANGED = "changed"
_WAS, _NOW = "was", "now"
_PINNED, _OUT = "-pinned", "-out"
"""Labels of the ids: when it was so, and what it was beside being to come."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What a plan says about its steps to come.

    Attributes:
        steps: in order.
        pins: those that are pinned.
        out: steps that were left out.
    """

    steps: tuple[Step, ...]
    pins: frozenset[Step]
    out: frozenset[Step]

    def moved(self, step: Step, later: "_Order") -> bool:
        """Whether a step stands elsewhere later, among the steps that are in both."""
        both = frozenset(self.steps) & frozenset(later.steps)
        before, after = ([one for one in order.steps if one in both] for order in (self, later))
        return before.index(step) != after.index(step)


def gathered(before: Card | None, was: Plan, now: Plan, step: Step) -> Card:
    """What a letter is to tell, with one more change.

    Args:
        before: what it was to tell before that; None for the first change.
        was: the plan before this change.
        now: the plan after it.
        step: the one that was changed.
    """
    told = before.choices if before is not None else ()
    first = tuple(one for one in told if one.label.startswith(_WAS))
    changed = (*(one for one in _changed(told) if one != step), step)
    return Card(
        body="",
        choices=(
            *(first or _noted(_WAS, was)),
            *_noted(_NOW, now),
            *(Choice(choice_of(one), _CHANGED) for one in changed),
        ),
    )


def letter(catalog: Catalog, mentor: str, plan: Plan, told: Sequence[Choice]) -> Card | None:
    """What a mentee reads of their mentor's changes; None if these came to nothing.

    Of what has changed again since, by whomever, nothing is said but that there was something.

    Args:
        catalog: the words.
        mentor: their name.
        plan: the mentee's of today.
        told: as ``gathered``.
    """
    was, now, today = _order(_WAS, told), _order(_NOW, told), _of(plan)
    changed = [one for one in _changed(told) if _differs(one, was, now)]
    if _changed(told) and not changed:
        return None
    name = name_of(catalog, mentor)
    lines = [
        f"- {_became(catalog, plan, one, was)}"
        for one in changed
        if one in {*today.steps, *today.out} and not _differs(one, now, today)
    ]
    if not lines:
        return Card(body=catalog.say("letter.plan-was-changed", name=name))
    more = len(lines) - MOST_TOLD
    left = ["- " + catalog.say("desk.more", number=more)] if more > 0 else []
    changes = "\n".join([*lines[:MOST_TOLD], *left])
    return Card(body=catalog.say("letter.plan-changed", name=name, changes=changes))


def _became(catalog: Catalog, plan: Plan, step: Step, was: _Order) -> str:
    """Where a step is in the plan of today, and what else became of it."""
    words = {"topic": topic(catalog, step)}
    if step in plan.hidden:
        return catalog.say("plan.is-left-out", **words)
    place, runs = plan.upcoming.index(step), plan.week is not None
    number = place + 1
    if step in plan.pins:
        if place == (1 if runs else 0):
            return catalog.say("plan.is-pinned", **words)
        return catalog.say("letter.pinned", number=number, **words)
    if step not in was.pins:
        return catalog.say("plan.is-at", number=number, **words)
    if was.moved(step, _of(plan)):
        return catalog.say("letter.unpinned", number=number, **words)
    return catalog.say("plan.is-unpinned", **words)


def _differs(step: Step, one: _Order, other: _Order) -> bool:
    """Whether a step is left out, pinned or placed otherwise."""
    if step not in one.steps or step not in other.steps:
        return (step in one.steps, step in one.out) != (step in other.steps, step in other.out)
    return (step in one.pins) != (step in other.pins) or one.moved(step, other)


def _of(plan: Plan) -> _Order:
    return _Order(plan.upcoming, plan.pins, plan.hidden)


def _noted(when: str, plan: Plan) -> Iterator[Choice]:
    """A plan as ids: what is to come, in order, and what was left out."""
    for step in plan.upcoming:
        yield Choice(choice_of(step), f"{when}{_PINNED}" if step in plan.pins else when)
    for step in sorted(plan.hidden):
        yield Choice(choice_of(step), f"{when}{_OUT}")


def _order(when: str, told: Sequence[Choice]) -> _Order:
    """The same, read again."""
    pinned, out = f"{when}{_PINNED}", f"{when}{_OUT}"
    return _Order(
        _steps(told, when, pinned),
        frozenset(_steps(told, pinned)),
        frozenset(_steps(told, out)),
    )


def _changed(told: Sequence[Choice]) -> tuple[Step, ...]:
    """The steps that the mentor changed; none in what an older version wrote."""
    return _steps(told, _CHANGED)


def _steps(told: Sequence[Choice], *labels: str) -> tuple[Step, ...]:
    found = (step_of(one.id) for one in told if one.label in labels)
    return tuple(step for step in found if step is not None)

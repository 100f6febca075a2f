"""The summary: the role with its reasons, the flip, what to learn and what to leave out.

It says how sure we are and what it does not say. Somebody for whom nothing speaks yet gets
no role forced on them, but two small tasks that test the choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cards import Bar, Card, Result
from bot.catalog import Catalog, Kind, Role
from bot.engine import scoring, selecting
from bot.engine.scoring import Ticked
from bot.engine.state import Conversation, Picked, Wrote
from bot.engine.wording import listed, month, percent, shorts

MAJORITY = 0.5
"""A leading role with less than all others together is ahead, and no more."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the answers come to.

    Attributes:
        ticked: the options that count.
        fits: one probability per role, best first.
        role: the leading role, or None when nothing speaks for any.
    """

    ticked: Ticked
    fits: Mapping[str, float]
    role: str | None


def full(catalog: Catalog, here: Conversation) -> Card:
    """The whole summary, without buttons."""
    outcome = _outcome(catalog, here)
    if outcome.role is None:
        told = _without_a_leader(catalog, here, outcome)
        result = Result(None, outcome.fits, (), None)
    else:
        reasons = _reasons(catalog, outcome.ticked)
        flip = _flip(catalog, outcome.ticked)
        told = _decided(catalog, here, outcome, reasons, flip)
        result = Result(outcome.role, outcome.fits, reasons, flip)
    gone = [catalog.say("summary.gone")] if _has_gone_answers(catalog, here) else []
    return Card(
        body="\n\n".join([*told, *gone, catalog.say("summary.limits")]),
        chart=_bars(catalog, outcome),
        result=result,
    )


def in_short(catalog: Catalog, here: Conversation) -> Card:
    """The summary's first line, for somebody who has just read all of it."""
    outcome = _outcome(catalog, here)
    return replace(full(catalog, here), body=_in_short(catalog, here, outcome), chart=())


def so_far(catalog: Catalog, here: Conversation) -> str:
    """What can be said in the middle of the questions."""
    outcome = _outcome(catalog, here)
    if outcome.role is None:
        return catalog.say("summary.nothing")
    return catalog.say("summary.so-far", role=catalog.roles[outcome.role].noun)


def to_share(catalog: Catalog, here: Conversation) -> Card:
    """A card about oneself, to post where one likes; it holds no answers."""
    outcome = _outcome(catalog, here)
    role = _role_in_force(catalog, here, outcome)
    if role is None:
        return Card(body=catalog.say("share.undecided"))
    return Card(
        body=catalog.say(
            "share.card",
            role=role.noun,
            skills=" · ".join(focus.skill for focus in role.focus[:3]),
            things=" · ".join(skip.what for skip in role.skip[:3]),
        )
    )


def _outcome(catalog: Catalog, here: Conversation) -> _Outcome:
    ticked = scoring.counted(catalog, here.answers)
    fits = scoring.fits(catalog, scoring.scores(catalog, ticked))
    leads = scoring.speaks(catalog, ticked)
    return _Outcome(ticked, fits, next(iter(fits)) if leads else None)


def _bars(catalog: Catalog, outcome: _Outcome) -> tuple[Bar, ...]:
    """The fits to draw; where nothing speaks for any role they are all alike."""
    shown = outcome.fits if outcome.role else {}
    return tuple(Bar(catalog.roles[role].name, fit) for role, fit in shown.items())


def _role_in_force(catalog: Catalog, here: Conversation, outcome: _Outcome) -> Role | None:
    """The role that the person took, else the leading one, else none."""
    return catalog.roles.get(here.chosen or outcome.role or "")


def _in_short(catalog: Catalog, here: Conversation, outcome: _Outcome) -> str:
    role = _role_in_force(catalog, here, outcome)
    if role is None:
        return catalog.say("summary.undecided-short")
    if outcome.role is None:
        return catalog.say("summary.chosen-freely", role=role.noun)
    verdict = _verdict(catalog, outcome)
    if role.id == outcome.role:
        return verdict
    return " ".join((catalog.say("summary.chosen-short", role=role.noun), verdict))


def _without_a_leader(catalog: Catalog, here: Conversation, outcome: _Outcome) -> list[str]:
    """The paragraphs for somebody whose answers speak for no role."""
    role = _role_in_force(catalog, here, outcome)
    if role is None:
        return _undecided(catalog)
    return [
        f"{catalog.say('summary.chosen-freely', role=role.noun)}\n{role.job}",
        *_advice(catalog, role),
        catalog.say("summary.companies"),
    ]


def _undecided(catalog: Catalog) -> list[str]:
    """No role is forced on anybody: two tasks instead."""
    tasks = [f"**{taste.name}.** {taste.text} {taste.sign}" for taste in catalog.fortnight]
    return [catalog.say("summary.undecided"), *tasks, catalog.say("summary.after-fortnight")]


def _decided(
    catalog: Catalog,
    here: Conversation,
    outcome: _Outcome,
    reasons: tuple[str, ...],
    flip: str | None,
) -> list[str]:
    """The paragraphs for somebody with a leading role."""
    leading = catalog.roles[outcome.role or ""]
    role = _role_in_force(catalog, here, outcome) or leading
    return [
        catalog.say("summary.all" if _all_asked(catalog, here) else "summary.enough"),
        f"{_verdict(catalog, outcome)}\n{leading.job}",
        *_history(catalog, here),
        *([catalog.say("summary.reasons", reasons="; ".join(reasons))] if reasons else []),
        catalog.say("summary.flip", flip=flip) if flip else catalog.say("summary.firm"),
        *_own_choice(catalog, role, leading),
        *_advice(catalog, role),
        catalog.say("summary.companies"),
    ]


def _advice(catalog: Catalog, role: Role) -> list[str]:
    """What to learn, what to leave out, and the first week."""
    first, *others = role.skip
    return [
        catalog.say("summary.focus", skills=" · ".join(focus.skill for focus in role.focus)),
        catalog.say(
            "summary.skip",
            first=first.what,
            until=first.until,
            others=" · ".join(skip.what for skip in others),
        ),
        catalog.say("summary.first-week", topic=role.ladder[0].topic, task=role.ladder[0].task),
    ]


def _own_choice(catalog: Catalog, role: Role, leading: Role) -> list[str]:
    """That the person decides, when they took another role than the leading one."""
    if role.id == leading.id:
        return []
    return [
        catalog.say("summary.chosen", role=role.noun, difference=_difference(role, leading))
    ]


def _difference(role: Role, leading: Role) -> str:
    return role.neighbours[leading.id].difference


def _history(catalog: Catalog, here: Conversation) -> list[str]:
    """What the walk before came to, if there was one."""
    role = catalog.roles.get(here.earlier.role or "") if here.earlier else None
    if here.earlier is None or role is None:
        return []
    when = month(catalog, here.earlier.at)
    return [catalog.say("earlier.leaned", month=when, role=role.noun)]


def _verdict(catalog: Catalog, outcome: _Outcome) -> str:
    """The leading role, how sure we are, and who comes next."""
    (first, fit), (second, second_fit), *_ = outcome.fits.items()
    close = fit - second_fit < catalog.weights.close
    return catalog.say(
        "summary.close" if close else "summary.clear" if fit >= MAJORITY else "summary.ahead",
        role=catalog.roles[first].name,
        fit=percent(fit),
        second=catalog.roles[second].noun,
        second_fit=percent(second_fit),
    )


def _reasons(catalog: Catalog, ticked: Ticked) -> tuple[str, ...]:
    """The answers that mattered most, as people read them."""
    told = []
    for question_id, options in scoring.reasons(catalog, ticked):
        question = catalog.questions[question_id]
        if question.kind is Kind.SINGLE:
            told.append(question.options[options[0]].reason)
        else:
            names = listed(catalog, shorts(question, options))
            told.append(question.reason.substitute(options=names))
    return tuple(told)


def _flip(catalog: Catalog, ticked: Ticked) -> str | None:
    flip = scoring.flip(catalog, ticked)
    if flip is None:
        return None
    question = catalog.questions[flip.question]
    manner = "picked" if question.kind is Kind.SINGLE else "added" if flip.added else "left-out"
    return catalog.say(
        f"flip.{manner}",
        option=question.options[flip.option].short,
        question=question.name,
        role=catalog.roles[flip.role].noun,
    )


def _all_asked(catalog: Catalog, here: Conversation) -> bool:
    return not selecting.open_questions(catalog, here)


def _has_gone_answers(catalog: Catalog, here: Conversation) -> bool:
    """Whether some answer names a question or an option that today's content lacks (F55)."""
    for name, answer in here.answers.items():
        if isinstance(answer, Picked | Wrote):
            question = catalog.questions.get(name)
            if question is None or not answer.options <= question.options.keys():
                return True
    return False

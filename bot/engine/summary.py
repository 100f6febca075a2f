"""The summary: the role with its reasons, the flip, what to learn and what to leave out.

It says how sure we are and what it does not say. Somebody for whom nothing speaks yet gets
no role forced on them, but two small tasks that test the choice.
"""

from bot.cards import Bar, Card, Result
from bot.catalog import Catalog, Kind, Role
from bot.engine import explaining, scoring, selecting, work_and_wish
from bot.engine.explaining import Reason
from bot.engine.plans import skills
from bot.engine.scoring import Outcome, Some, Ticked
from bot.engine.state import Conversation, Leaning, NotSure, Picked, Wrote
from bot.engine.wording import listed, month, percent, shorts

MAJORITY, TWICE = 0.5, 2.0
"""A leading role with less than all others together, or less than twice the next, is ahead, and
no more."""


def full(catalog: Catalog, here: Conversation) -> Card:
    """The whole summary, without buttons."""
    outcome = scoring.outcome(catalog, here.answers)
    result = _result(catalog, here, outcome)
    decided = _decided if result.role else _without_a_leader
    gone = [catalog.say("summary.gone")] if _has_gone_answers(catalog, here) else []
    told = [*decided(catalog, here, result), *gone, catalog.say("summary.limits")]
    return Card(body="\n\n".join(told), chart=_bars(catalog, result), result=result)


def in_short(catalog: Catalog, here: Conversation) -> Card:
    """The summary's first line, for somebody who has just read all of it."""
    result = _result(catalog, here, scoring.outcome(catalog, here.answers))
    return Card(body=_in_short(catalog, here, result), result=result)


def without_flip(catalog: Catalog, here: Conversation) -> Result:
    """What the summary concludes, but for the flip, which takes longest to find."""
    outcome = scoring.outcome(catalog, here.answers)
    reasons = _reasons(catalog, outcome.ticked) if outcome.role is not None else ()
    return Result(outcome.role, outcome.fits, reasons, None)


def so_far(catalog: Catalog, here: Conversation) -> str:
    """What can be said in the middle of the questions."""
    outcome = scoring.outcome(catalog, here.answers)
    if outcome.role is None:
        return catalog.say("summary.nothing")
    role, second, *_ = (catalog.roles[one].noun for one in outcome.fits)
    if scoring.is_close(catalog, outcome.fits):
        return catalog.say("summary.so-far-close", role=role, second=second)
    return catalog.say("summary.so-far", role=role)


def in_force(catalog: Catalog, here: Conversation) -> Role | None:
    """The role that the person took, else the leading one, else none."""
    return _role_in_force(catalog, here, scoring.outcome(catalog, here.answers).role)


def to_share(catalog: Catalog, here: Conversation) -> Card:
    """A card about oneself, to post where one likes; it holds no answers."""
    role = in_force(catalog, here)
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


def _result(catalog: Catalog, here: Conversation, outcome: Outcome) -> Result:
    """The outcome with its reasons and the flip, where there is a leading role."""
    if outcome.role is None:
        return Result(None, outcome.fits, (), None)
    reasons = _reasons(catalog, outcome.ticked)
    return Result(outcome.role, outcome.fits, reasons, _flip(catalog, here, outcome.ticked))


def _bars(catalog: Catalog, result: Result) -> tuple[Bar, ...]:
    """The fits to draw; where nothing speaks for any role they are all alike."""
    shown = result.fits if result.role else {}
    return tuple(Bar(catalog.roles[role].name, fit) for role, fit in shown.items())


def _role_in_force(catalog: Catalog, here: Conversation, leading: str | None) -> Role | None:
    """The role that the person took, else the leading one, else none."""
    return catalog.roles.get(here.chosen or leading or "")


def _in_short(catalog: Catalog, here: Conversation, result: Result) -> str:
    role = _role_in_force(catalog, here, result.role)
    if role is None:
        return catalog.say("summary.undecided-short")
    if result.role is None:
        return catalog.say("summary.chosen-freely", role=role.noun)
    verdict = _verdict(catalog, result)
    if role.id == result.role:
        return verdict
    return " ".join((catalog.say("summary.chosen-short", role=role.noun), verdict))


def _without_a_leader(catalog: Catalog, here: Conversation, result: Result) -> list[str]:
    """The paragraphs for somebody whose answers speak for no role."""
    role = _role_in_force(catalog, here, result.role)
    if role is None:
        return _undecided(catalog)
    return [
        f"{catalog.say('summary.chosen-freely', role=role.noun)}\n{role.job}",
        *_advice(catalog, here, role),
        catalog.say("summary.companies"),
    ]


def _undecided(catalog: Catalog) -> list[str]:
    """No role is forced on anybody: two tasks instead."""
    tasks = [f"**{taste.name}.** {taste.text} {taste.sign}" for taste in catalog.fortnight]
    return [catalog.say("summary.undecided"), *tasks, catalog.say("summary.after-fortnight")]


def _decided(catalog: Catalog, here: Conversation, result: Result) -> list[str]:
    """The paragraphs for somebody with a leading role."""
    leading = catalog.roles[result.role or ""]
    role = _role_in_force(catalog, here, result.role) or leading
    spoke = "; ".join(result.reasons)
    return [
        _why_now(catalog, here),
        *_about(catalog, here, _verdict(catalog, result), role, leading),
        *([catalog.say("summary.reasons", reasons=spoke)] if spoke else []),
        catalog.say("summary.flip" if result.flip else "summary.firm", flip=result.flip),
        *_own_choice(catalog, role, leading),
        *_advice(catalog, here, role),
        catalog.say("summary.companies"),
    ]


def _why_now(catalog: Catalog, here: Conversation) -> str:
    """Why nothing more is asked; the guarantee, where questions about work are left out."""
    ahead = selecting.outlook(catalog, here)
    measured = catalog.weights.measured
    if scoring.is_partly_read(ahead.ticked):
        return catalog.say("summary.named", changed=percent(measured.named_changed))
    if not ahead.left:
        return catalog.say("summary.all")
    if not selecting.is_enough(catalog, ahead):
        return catalog.say("summary.stopped")
    if not ahead.evidence:
        return catalog.say("summary.enough")
    if not _has_answered_all_asked(catalog, here, ahead.ticked):
        return catalog.say("summary.stopped")
    of = len(measured.accuracy_by_questions)
    return catalog.say("summary.measured", changed=measured.guarantee, of=of)


def _has_answered_all_asked(catalog: Catalog, here: Conversation, ticked: Ticked) -> bool:
    """Whether every list about work that was asked has an answer, as the guarantee supposes."""
    work = scoring.of_work(catalog, ticked)
    return all(name in work for name in here.answers if name in catalog.weights.bias)


def _about(
    catalog: Catalog, here: Conversation, verdict: str, role: Role, leading: Role
) -> list[str]:
    """The verdict, and more about the leading role unless another one was taken."""
    if role is not leading:
        return [verdict]
    more = (*_work_and_wish(catalog, here), *_history(catalog, here))
    return [f"{verdict}\n{leading.job}", *more]


def _advice(catalog: Catalog, here: Conversation, role: Role) -> list[str]:
    """What to learn, what to leave out, and the first week of a plan that has not begun."""
    first, *others = role.skip
    return [
        catalog.say("summary.focus", skills=" · ".join(focus.skill for focus in role.focus)),
        catalog.say(
            "summary.skip",
            first=first.what,
            until=first.until,
            others=" · ".join(skip.what for skip in others),
        ),
        *_first_week(catalog, here, role),
    ]


def _first_week(catalog: Catalog, here: Conversation, role: Role) -> list[str]:
    """The step with which a plan would begin; none beside one that has begun."""
    weekly = here.weekly
    if weekly is not None and weekly.begun and weekly.plan.role == role.id:
        return []
    step = role.ladder[skills.passed(catalog, role, here.answers)]
    return [catalog.say("summary.first-week", topic=step.topic, task=step.task)]


def _own_choice(catalog: Catalog, role: Role, leading: Role) -> list[str]:
    """That the person decides, when they took another role than the leading one."""
    if role.id == leading.id:
        return []
    difference = role.neighbours[leading.id].difference
    return [catalog.say("summary.chosen", role=role.noun, difference=difference)]


def _work_and_wish(catalog: Catalog, here: Conversation) -> list[str]:
    """That work and wish speak for different roles, if they do."""
    apart = work_and_wish.apart(catalog, scoring.counted(catalog, here.answers))
    if apart is None:
        return []
    work, wish = catalog.roles[apart.work], catalog.roles[apart.wish]
    return [catalog.say("summary.apart", work=work.noun, longing=wish.longing)]


def _history(catalog: Catalog, here: Conversation) -> list[str]:
    """What the walk before came to, if there was one."""
    told = leaned(catalog, here.earlier)
    return [told] if told else []


def leaned(catalog: Catalog, earlier: Leaning | None) -> str:
    """The role that an earlier walk came to; empty if it came to none that we know."""
    role = catalog.roles.get(earlier.role or "") if earlier else None
    if earlier is None or role is None:
        return ""
    return catalog.say("earlier.leaned", month=month(catalog, earlier.at), role=role.noun)


def _verdict(catalog: Catalog, result: Result) -> str:
    """The leading role, how sure we are, and who comes next."""
    (first, fit), (second, second_fit), *_ = result.fits.items()
    clear = fit >= max(MAJORITY, TWICE * second_fit)
    close = scoring.is_close(catalog, result.fits)
    return catalog.say(
        "summary.close" if close else "summary.clear" if clear else "summary.ahead",
        role=catalog.roles[first].name,
        fit=percent(fit),
        second=catalog.roles[second].noun,
        second_fit=percent(second_fit),
    )


def _reasons(catalog: Catalog, ticked: Ticked) -> tuple[str, ...]:
    """The answers that mattered most, as people read them."""
    return tuple([_reason(catalog, ticked, one) for one in explaining.reasons(catalog, ticked)])


def _reason(catalog: Catalog, ticked: Ticked, reason: Reason) -> str:
    question = catalog.questions[reason.question]
    if not reason.options:
        is_some = isinstance(ticked[reason.question], Some)
        left_out = "reason.unnamed" if is_some else "reason.unticked"
        return catalog.say(left_out, question=question.name)
    if question.kind is Kind.SINGLE:
        return question.options[reason.options[0]].reason
    if question.options[reason.options[0]].alone:
        return catalog.say("reason.none", question=question.name)
    names = listed(catalog, shorts(question, reason.options))
    return question.reason.substitute(options=names)


def _flip(catalog: Catalog, here: Conversation, ticked: Ticked) -> str | None:
    unsure = [
        name
        for name, answer in here.answers.items()
        if isinstance(answer, NotSure) and name in catalog.questions
    ]
    flip = explaining.flip(catalog, ticked, unsure)
    if flip is None:
        return None
    question = catalog.questions[flip.question]
    return catalog.say(
        f"flip.{flip.manner}",
        option=question.options[flip.option].short,
        question=question.name,
        role=catalog.roles[flip.role].noun,
    )


def _has_gone_answers(catalog: Catalog, here: Conversation) -> bool:
    """Whether some answer names a question or an option that today's content lacks (F55)."""
    for name, answer in here.answers.items():
        if isinstance(answer, Picked | Wrote):
            question = catalog.questions.get(name)
            if question is None or not answer.options <= question.options.keys():
                return True
    return False

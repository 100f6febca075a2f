"""How sure are we? The honest figure for people like the one who asks, and what it rests on.

What was measured is how well answers about work find the role that people hold. So the figure
is that of somebody's work alone; for wishes and for boxes without data there is none, and the
card says so.
Source: ``content/SCORING.md``, "How sure we are".
"""

from bot.catalog import Band, Catalog, Found
from bot.engine import scoring, selecting
from bot.engine.scoring import Ticked
from bot.engine.state import Conversation
from bot.engine.wording import grouped, percent

ENOUGH_LISTS = 3
"""What was measured by leading fit holds people at the end of asking, after about four lists.
After fewer than these the leading role is right less often at the same fit, but for those whom
asking left early because nothing more would have changed it: they were measured so, too."""


def told(catalog: Catalog, here: Conversation) -> str:
    """How often such a result was right, or why nobody can say; German stays below 900."""
    ticked = scoring.counted(catalog, here.answers)
    if not scoring.speaks(catalog, ticked):
        return catalog.say("sure.nothing")
    work = scoring.of_work(catalog, ticked)
    if not scoring.speaks(catalog, work):
        return catalog.say(_why_no_figure(catalog, ticked, work))
    told = (_figure(catalog, here, work), _wishes(catalog, ticked, work), _basis(catalog))
    return "\n\n".join(told)


def _why_no_figure(catalog: Catalog, ticked: Ticked, work: Ticked) -> str:
    """The sentence for somebody of whose work nothing that was measured speaks."""
    if _has_boxes_without_data(catalog, ticked, work):
        return "sure.no-data"
    return "sure.no-box" if work else "sure.wishes-only"


def _has_boxes_without_data(catalog: Catalog, ticked: Ticked, work: Ticked) -> bool:
    """Whether some list about work has no tick that was measured."""
    return any(name in catalog.weights.bias and name not in work for name in ticked)


def band(catalog: Catalog, fit: float) -> Band:
    """What was measured of people whose leading fit, by work alone, was about this."""
    lowest, *higher = catalog.weights.measured.reliability
    return max(
        (lowest, *(one for one in higher if one.at_least_fit <= fit)),
        key=lambda one: one.at_least_fit,
    )


def _figure(catalog: Catalog, here: Conversation, work: Ticked) -> str:
    """What was measured of people with such answers about their work."""
    role, fit = next(iter(_fits(catalog, work).items()))
    leads = catalog.say("sure.leads", role=catalog.roles[role].noun, fit=percent(fit))
    named = scoring.is_partly_read(work)
    few = len(work) < ENOUGH_LISTS
    if few and not selecting.is_stopped_early(catalog, selecting.outlook(catalog, here)):
        said = _by_number(
            catalog, "sure.few" if _are_first(catalog, work) else "sure.others", len(work)
        )
    else:
        said = (_of_people_alike(catalog, role, fit),)
        if not named and not few and _are_first(catalog, work):
            said += _by_number(catalog, "sure.number", len(work))
    return " ".join((leads, *said, *((catalog.say("sure.named"),) if named else ())))


def _of_people_alike(catalog: Catalog, role: str, fit: float) -> str:
    key, alike = _alike(band(catalog, fit), role)
    return catalog.say(
        key,
        people=grouped(catalog, alike.people),
        right=percent(alike.share_right),
        either=percent(alike.share_in_first_two),
    )


def _alike(alike: Band, role: str) -> tuple[str, Band | Found]:
    """What was measured of people like them, and the sentence for it.

    Those with the same leading role, as some are harder to tell; where these were too few, all
    whose leading fit was about this.
    """
    of_role = alike.of_role.get(role)
    return ("sure.figure", alike) if of_role is None else ("sure.figure-role", of_role)


def _are_first(catalog: Catalog, work: Ticked) -> bool:
    """Whether these are the first lists in asking order, as which they were measured."""
    in_order = [name for name in catalog.questions if name in catalog.weights.bias]
    return work.keys() == {*in_order[: len(work)]}


def _by_number(catalog: Catalog, key: str, answered: int) -> tuple[str, ...]:
    """How often so many questions about work are right, and all, where some are left."""
    by_questions = catalog.weights.measured.accuracy_by_questions
    if answered >= len(by_questions):
        return ()
    now, then = by_questions[answered - 1], by_questions[-1]
    said = catalog.say(
        key,
        number=answered,
        now=percent(now),
        of=len(by_questions),
        then=percent(then),
    )
    return (said,)


def _wishes(catalog: Catalog, ticked: Ticked, work: Ticked) -> str:
    """That wishes have no data, and whether what has none made another role lead."""
    leading, by_work = (next(iter(_fits(catalog, part))) for part in (ticked, work))
    if leading == by_work:
        return catalog.say("sure.wishes")
    judged = _has_boxes_without_data(catalog, ticked, work)
    key = "sure.judged-lead" if judged else "sure.wishes-lead"
    return catalog.say(key, role=catalog.roles[leading].noun)


def _basis(catalog: Catalog) -> str:
    """Whom it was measured on, and why nobody could always be right."""
    measured = catalog.weights.measured
    people = grouped(catalog, measured.people)
    return catalog.say("sure.basis", people=people, source=measured.attribution)


def _fits(catalog: Catalog, ticked: Ticked) -> dict[str, float]:
    return scoring.fits(catalog, scoring.scores(catalog, ticked))

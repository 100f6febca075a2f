"""A mentor pins, hides or reorders steps for one mentee (A27)."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import their_plan
from bot.engine.mentoring.values import Item
from bot.engine.plans.plan import Step
from bot.engine.plans.plan_cards import PlanButton, step_of
from bot.engine.weekly.plan_choices import EDITS
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller
from bot.usecases.access import Access, Sight
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.mentees import Mentees, listed
from bot.usecases.mentors.standing import Standing, Standings


class TheirPlans:
    """Shows mentees' plans to their mentors, who may change what is to come.

    Args:
        mentees: shows the brief, from which one comes.
        access: shows what may be seen, and changes what may be changed.
        standings: tells who is a mentor.
        catalog: the words.
    """

    def __init__(
        self, mentees: Mentees, access: Access, standings: Standings, catalog: Catalog
    ) -> None:
        self._mentees = mentees
        self._access = access
        self._standings = standings
        self._catalog = catalog

    async def pressed(self, caller: Caller, key: EventKey, act: Pressed) -> Card:
        """Another step, a change of one, or the way back; each is judged anew (F61)."""
        number = act.spot.about
        standing = await self._standings.of(caller)
        if act.choice == their_plan.BACK:
            return await self._mentees.brief(caller, standing, number)
        sight = await self._access.mentee(
            caller, number, standing.mentors_in, standing.thresholds
        )
        if sight is None or Item.STEPS not in sight.seen.shared:
            return self._mentees.nothing()
        step = step_of(act.spot.detail)
        if step is not None and act.choice in EDITS:
            button = PlanButton(act.choice)
            return await self._change(caller, key, standing, number, step, button)
        return await self._shown(caller, sight, step_of(act.choice))

    async def _change(
        self,
        caller: Caller,
        key: EventKey,
        standing: Standing,
        number: int,
        step: Step,
        button: PlanButton,
    ) -> Card:
        """The step after a change, with what became of it."""
        judged_by = standing.mentors_in, standing.thresholds
        made = await self._access.rearrange(caller, key, number, *judged_by, step, button)
        if made is None:
            return self._mentees.nothing()
        plan, one = made.sight.seen.plan, listed(made.sight)
        if plan is None:
            return await self._shown(caller, made.sight, None)
        if made.is_changed:
            note = their_plan.became(self._catalog, plan, step, button)
        else:
            note = their_plan.unchanged(self._catalog, one, plan, step, button)
        return await self._shown(caller, made.sight, step, note)

    async def _shown(
        self, caller: Caller, sight: Sight, step: Step | None, note: str = ""
    ) -> Card:
        """The step or the plan; of one that has come to its end, the brief."""
        one, plan = listed(sight), sight.seen.plan
        if plan is None or not their_plan.can_be_changed(sight.seen):
            return await self._mentees.shown(caller, sight, note)
        if step is None:
            return their_plan.whole(self._catalog, one, plan, note)
        return their_plan.one_step(self._catalog, one, plan, step, note)

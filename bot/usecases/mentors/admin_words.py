"""A community says things in its own words: checked, shown, and only then in force."""

from collections import OrderedDict
from hashlib import blake2b

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.catalog.own_words import own_words_problem
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.pages import Section, paged
from bot.engine.wording import clipped
from bot.ports.administering import Administering
from bot.ports.inbound import Address, readable
from bot.ports.mentoring import Caller, Community
from bot.usecases.mentors.asking import AdminWord, Pressed

USE, OURS = "use-", "ours-again"
MOST_DRAFTS = 100
MOST_IN_A_LINE = 100


class Wordings:
    """Shows sentences, and changes them.

    A sentence that is not in force yet stands in memory only: after a restart it is written
    again. So a press cannot bring in a sentence that nobody checked.

    Args:
        kept: the community's own sentences.
        catalog: ours.
    """

    def __init__(self, kept: Administering, catalog: Catalog) -> None:
        self._kept = kept
        self._catalog = catalog
        self._drafts: OrderedDict[tuple[Community, Address, str], str] = OrderedDict()

    async def asked(self, caller: Caller, here: Community, words: str) -> Card:
        """``wording``: those of the community; with a key, that one; with words, a preview."""
        key, _, sentence = words.strip().partition(" ")
        if not key:
            return await self.listed(here, 0)
        if not sentence.strip():
            return await self._one(here, key)
        return self._preview(caller, here, key, readable(sentence.strip()))

    async def pressed(self, caller: Caller, here: Community, act: Pressed) -> Card:
        """The sentence that was shown is in force from now on, or ours is again."""
        key = act.spot.detail
        if act.choice == OURS:
            await self._kept.change_wording(here, caller, key, None)
            return self._say("admin.wording-ours", which=key)
        sentence = self._drafts.get((here, caller.account, key), "")
        if not sentence or act.choice != f"{USE}{_mark(sentence)}":
            return self._say("admin.wording-again")
        await self._kept.change_wording(here, caller, key, sentence)
        return self._say("admin.wording-used", which=key)

    async def listed(self, here: Community, page: int) -> Card:
        """One page of the community's own sentences, and how to change them."""
        found = await self._kept.wording(here)
        lines = [
            self._catalog.say(
                "admin.wording-line", which=key, sentence=clipped(said, MOST_IN_A_LINE)
            )
            for key, said in sorted(found.items())
        ]
        lists = [Section("", lines)] if lines else []
        how = self._catalog.say("admin.wording-how")
        return paged(self._catalog, AdminWord.WORDING, lists, page, how)

    async def _one(self, here: Community, key: str) -> Card:
        ours = self._catalog.phrases.get(key)
        if ours is None:
            return self._problem(key, "")
        own = (await self._kept.wording(here)).get(key)
        told = [self._catalog.say("admin.wording-is", which=key, sentence=ours.template)]
        if own is None:
            return Card(body=told[0])
        told.append(self._of_theirs(key, own))
        again = Choice(OURS, self._catalog.say("admin.ours-again"))
        return Card(
            body="\n\n".join(told),
            place=place_of(Spot(View.ADMIN, detail=key)),
            choices=(again,),
        )

    def _of_theirs(self, key: str, own: str) -> str:
        """How it reads there; or why it does not, of a sentence that is kept and not used."""
        problem = own_words_problem(key, own)
        if problem:
            return self._told(problem)
        return self._catalog.say("admin.wording-own", sentence=own)

    def _preview(self, caller: Caller, here: Community, key: str, sentence: str) -> Card:
        if own_words_problem(key, sentence):
            return self._problem(key, sentence)
        self._drafts[here, caller.account, key] = sentence
        while len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)
        use = Choice(f"{USE}{_mark(sentence)}", self._catalog.say("admin.use-it"))
        return Card(
            body=self._catalog.say("admin.wording-preview", which=key, sentence=sentence),
            place=place_of(Spot(View.ADMIN, detail=key)),
            choices=(use,),
        )

    def _problem(self, key: str, sentence: str) -> Card:
        """What is wrong, in the words in which authors of content read it."""
        return Card(body=self._told(own_words_problem(key, sentence)), problem=True)

    def _told(self, problem: str) -> str:
        """A problem as a sentence; one that asks what was meant has its end."""
        ended = problem if problem.endswith((".", "?", "!")) else f"{problem}."
        return self._catalog.say("admin.wording-problem", problem=ended)

    def _say(self, key: str, **facts: object) -> Card:
        return Card(body=self._catalog.say(key, **facts))


def _mark(sentence: str) -> str:
    """A short name of a sentence, so that a press means the one that its card showed."""
    return blake2b(sentence.encode(), digest_size=6).hexdigest()

"""What the other side reads when something between two is over."""

from collections.abc import Callable

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.values import State
from bot.ports.mentoring import Pairing
from bot.usecases.mentors.places import where_of


class Closing:
    """Makes those cards.

    Args:
        catalog: the words.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def over(self, *, by_mentee: bool) -> Callable[[Pairing], Card]:
        """That one of the two ended it, declined or withdrew, said to the other."""

        def say(one: Pairing) -> Card:
            by = one.mentee_name if by_mentee else one.mentor_name
            name = name_of(self._catalog, by)
            if one.state is State.ACTIVE:
                return Card(body=self._catalog.say("pair.is-over", name=name))
            is_declined = one.state is State.INVITED and by_mentee
            key = "pair.is-declined" if is_declined else "pair.is-withdrawn"
            return Card(body=self._catalog.say(key, name=name))

        return say

    def back_to_the_pool(self, one: Pairing, *, words_go: bool) -> Card:
        """That a mentor cannot say yes, and that others are asked now; said to the mentee.

        Args:
            one: the request, as it was to that mentor.
            words_go: whether the others do not get what was written with it.
        """
        name = name_of(self._catalog, one.mentor_name)
        keys = ["pair.is-for-anybody", *(["pair.words-go"] if words_go else [])]
        return Card(body=" ".join(self._catalog.say(key, name=name) for key in keys))

    def another_stands(self, one: Pairing) -> Card:
        """The same, where others are asked already by another request; said to the mentee."""
        return self._about(one.mentor_name, "pair.another-stands")

    def found_another(self, one: Pairing) -> Card:
        """That a mentee has a mentor now, said to another one whom they had asked."""
        return self._about(one.mentee_name, "pair.found-another", one)

    def found_another_since(self, one: Pairing) -> Card:
        """That a mentee has another mentor now, said to one who had left."""
        return self._about(one.mentee_name, "pair.found-another-since", one)

    def left_is_over(self, one: Pairing) -> Card:
        """The same, said to the mentee."""
        return self._about(one.mentor_name, "pair.left-is-over", one)

    def mentor_is_back(self, one: Pairing) -> Card:
        """That what a mentee asked others is over, as their mentor is one again."""
        return self._about(one.mentor_name, "pair.asked-in-vain")

    def mentee_is_gone(self, one: Pairing) -> Card:
        """That a mentee is no member any more, said to the mentor."""
        key = "pair.mentee-gone" if one.state is State.ACTIVE else "pair.other-gone"
        return self._about(one.mentee_name, key, one)

    def you_are_gone(self, one: Pairing) -> Card:
        """The same, said to the mentee of a pair."""
        return self._about(one.mentor_name, "pair.you-are-gone")

    def unanswered(self, one: Pairing) -> Card:
        """That nobody answered an invitation, said to the mentor."""
        return self._about(one.mentee_name, "pair.is-unanswered")

    def _about(self, name: str, key: str, at: Pairing | None = None) -> Card:
        """A sentence about somebody; with the pairing, also about where that is."""
        facts = {"where": where_of(self._catalog, at)} if at is not None else {}
        return Card(body=self._catalog.say(key, name=name_of(self._catalog, name), **facts))

from bot.cards import Card
from bot.engine.effects import Say, Turn
from bot.engine.state import Conversation
from bot.ports.store import Step


def saying(*bodies: str) -> Step:
    """A step that moves nothing and says so many cards."""

    def step(before: Conversation) -> Turn:
        return Turn(before, tuple(Say(Card(body=body)) for body in bodies))

    return step

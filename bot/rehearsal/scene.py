"""What an episode and a season share: a machine, platforms, and lives of the program."""

import asyncio
from abc import ABC, abstractmethod
from random import Random
from typing import Any, Generic, TypeVar

from bot.catalog import Catalog
from bot.rehearsal.arrivals import Post
from bot.rehearsal.books import Books
from bot.rehearsal.file import File
from bot.rehearsal.life import LIFE, Life
from bot.rehearsal.loop import Stalled
from bot.rehearsal.platforms import Platform
from bot.rehearsal.promises import Witness
from bot.rehearsal.weather import Weather
from bot.rehearsal.world import World
from bot.store.rehearsed.onlooker import Locker, Onlooker

PLATFORMS = {"harbour": ("north", "south", "west"), "meadow": ("east", "mill")}

Seeing = TypeVar("Seeing", bound=Witness)


class Scene(ABC, Generic[Seeing]):
    """Where a story is played, until it ends or a promise is broken.

    Args:
        world: what everybody shares.
        name: of the story, for its own choices.
        file: where; what an earlier story left there goes.
        catalog: what is asked.
        others: who looks at the file, and who locks it.
        witness: the class of whoever holds the promises against all of it.

    Attributes:
        lives: how often the program was started.
    """

    def __init__(
        self,
        world: World,
        name: str,
        file: File,
        catalog: Catalog,
        others: tuple[Onlooker, Locker],
        witness: type[Seeing],
    ) -> None:
        onlooker, locker = others
        self.lives = 0
        self.world = world
        self.random = Random(f"{world.seed}/{world.episode}/{name}")
        self.life: Life | None = None
        self.books = Books(onlooker)
        self._events: dict[str, Any] = {}
        self.witness = witness(world, catalog, self.books, self._events)
        self.weather = Weather(world, locker, self.witness.shaken)
        self._file = file
        self._catalog = catalog
        self.platforms = {
            name: Platform(name, world, communities, repeats_clicks=name == "harbour")
            for name, communities in PLATFORMS.items()
        }
        self.posts = {
            name: Post(platform, world, self._hearer, self.witness.acknowledged)
            for name, platform in self.platforms.items()
        }
        self._events |= {name: post.events for name, post in self.posts.items()}
        world.loop.set_task_factory(_adopted)
        world.loop.set_exception_handler(self._unexpected)

    def run(self) -> None:
        """Until everything is checked, or a promise is broken."""
        loop = self.world.loop
        story = loop.create_task(self.story())
        story.add_done_callback(lambda _: loop.stop())
        try:
            loop.run_forever()
        except Stalled as problem:
            self.world.broken("I9", str(problem))
        if story.done() and not story.cancelled():
            story.result()
        self.world.trace.close()

    def clear_away(self) -> None:
        """Let every task end, without any effect."""
        self.world.trace.close()
        if self.life is not None and self.life.is_alive:
            self.life.end()
        loop = self.world.loop
        while tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.call_soon(loop.stop)
            loop.run_forever()
        loop.close()

    @abstractmethod
    async def story(self) -> None:
        """What happens."""

    @property
    def works(self) -> bool:
        """Whether the program is up, and nobody waits for it."""
        return (
            self.life is not None
            and self.life.is_alive
            and not any(post.open for post in self.posts.values())
            and self.life.at_rest()
        )

    def start(self) -> None:
        """Begin a life, as whoever keeps the program running does."""
        self.lives += 1
        self.world.trace.fault(f"the program starts for the {self.lives}. time")
        self.life = Life(
            self.world,
            self._catalog,
            self._file,
            self.platforms,
            self.weather,
            self.witness,
            self._mourn,
        )
        self.life.begin()

    def _mourn(self) -> None:
        """The program is dead; it is started again in a while."""
        self.world.later(self.random.uniform(0.05, 1), self.start_again)

    def start_again(self) -> None:
        """Look at what the dead one left, and begin another life."""
        if not self.world.is_over:
            self.witness.check()
            self.start()

    def _hearer(self) -> Life | None:
        return self.life if self.life is not None and self.life.is_alive else None

    def _unexpected(self, _loop: asyncio.AbstractEventLoop, found: dict[str, Any]) -> None:
        """Something was raised, and nobody waited for it."""
        self.world.unexpected(found.get("exception"), found["message"])


def _adopted(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> "asyncio.Task[Any]":
    """A task that lives and dies with the life that began it."""
    task = asyncio.Task(work, loop=loop, **options)
    context = options.get("context")
    life = LIFE.get(None) if context is None else context.get(LIFE)
    if life is not None:
        life.adopt(task)
    return task

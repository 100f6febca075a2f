"""The whole of it, on a port of its own."""

from types import TracebackType

from aiohttp import web

from tests.fakes.discord.about import About
from tests.fakes.discord.answers import Answers
from tests.fakes.discord.arriving import Request
from tests.fakes.discord.channels import Channels
from tests.fakes.discord.composing import Composing
from tests.fakes.discord.control import Control
from tests.fakes.discord.faults import Plan
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.guilds import Guilds
from tests.fakes.discord.happening import Happening
from tests.fakes.discord.interacting import DEADLINE, Interacting
from tests.fakes.discord.judging import Validator
from tests.fakes.discord.models import Guild
from tests.fakes.discord.person import Person
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.rest import Rest
from tests.fakes.discord.watch import Watch
from tests.fakes.discord.world import World


class FakeDiscord:
    """``async with FakeDiscord() as discord``: a Discord that serves until the end.

    Args:
        plan: what goes wrong.
        deadline: seconds in which an interaction must be answered.
        limited: whether rates are enforced.
        validator: knows what Discord takes and answers; without one everything is in order.
        port: where it serves; 0 takes any that is free.

    Attributes:
        watch: its time, which may be let pass.
        world: what stands there.
        town: a guild that everybody is in.
        gateway: connections of the program.
        rest: the API.
        answers: what was answered to people.
        happens: what becomes of guilds, people and roles.
    """

    def __init__(
        self,
        plan: Plan | None = None,
        deadline: float = DEADLINE,
        *,
        limited: bool = True,
        validator: Validator | None = None,
        port: int = 0,
    ) -> None:
        self.validator = validator
        self.plan = plan or Plan()
        self.watch = Watch()
        self.world = World(self.watch)
        self.town: Guild = self.world.add_guild("Town")
        self.answers = Answers(deadline)
        self.rates = Rates(self.watch, enforced=limited)
        composing = Composing(self.world, self._address)
        self.interacting = Interacting(self.world, composing, self.answers.take)
        self.interacting.deadline = deadline
        self.gateway = Gateway(
            self.plan, lambda: self.rest.token, lambda session: self.happens.greeting(session)
        )
        self.happens = Happening(self.world, self.gateway, lambda: self.gateway_url)
        self.rest = Rest(
            (
                About(self.world, lambda: self.gateway_url).routes(),
                Channels(self.world, composing).routes(),
                self.interacting.routes(),
                Guilds(self.world).routes(),
            ),
            self.plan,
            self.rates,
            keeps_answers=validator is not None,
        )
        self._people: dict[str, Person] = {}
        self._port = port
        self._runner: web.AppRunner | None = None
        self._root = ""

    @property
    def api_url(self) -> str:
        """Where the API is."""
        return self._address("api/v10")

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return self._address("gateway").replace("http", "ws", 1)

    @property
    def people(self) -> list[str]:
        """Everybody who was ever asked for, by name."""
        return list(self._people)

    def requests(self, route: str = "") -> list[Request]:
        """Every request that came, or those of one route."""
        return [one for one in self.rest.requests if not route or one.route == route]

    def problems(self) -> list[str]:
        """What breaks the spec; found now, because whoever serves has no time."""
        if self.validator is None:
            return []
        return [
            problem for one in self.rest.exchanges for problem in one.problems(self.validator)
        ]

    def person(self, name: str = "Sam") -> Person:
        """Somebody in town, the same whenever they are asked for."""
        if name not in self._people:
            user = self.world.add_user(name)
            self.world.join(self.town, user)
            self._people[name] = Person(user, self.world, self.gateway, self.answers)
        return self._people[name]

    def visitor(self, name: str) -> Person:
        """Somebody new who is in no guild, and who has installed us for themselves."""
        user = self.world.add_user(name)
        user.has_installed = True
        return Person(user, self.world, self.gateway, self.answers)

    def forget(self, person: Person) -> None:
        """They will not come again, and nothing of theirs will be asked for."""
        self._people.pop(person.name, None)
        self.world.forget(person.id)
        self.rest.requests.clear()
        self.gateway.told.clear()
        self.answers.answered.clear()

    async def __aenter__(self) -> "FakeDiscord":
        app = web.Application(client_max_size=2**25)
        app.router.add_route("*", "/api/v10/{path:.*}", self.rest.call)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.add_routes(Control(self.person, self.plan, self.gateway).routes())
        app.router.add_get("/attachments/{number}/{filename}", self._attachment)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=1024)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._root = f"http://{host}:{port}/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _attachment(self, request: web.Request) -> web.Response:
        """A file of a message."""
        content = self.world.contents.get(request.match_info["number"])
        if content is None:
            return web.Response(status=404)
        return web.Response(body=content)

    def _address(self, path: str) -> str:
        return f"{self._root}{path}"

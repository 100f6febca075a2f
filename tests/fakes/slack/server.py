"""The whole of it, on a port of its own."""

from collections.abc import Mapping
from types import TracebackType

from aiohttp import web

from tests.fakes.slack.arriving import Request
from tests.fakes.slack.control import Control
from tests.fakes.slack.echoes import Echoes
from tests.fakes.slack.faults import Plan
from tests.fakes.slack.person import Person
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.sockets import DEADLINE, Sockets
from tests.fakes.slack.validating import Validators
from tests.fakes.slack.web_api import WebApi
from tests.fakes.slack.workspace import Workspace


class FakeSlack:
    """``async with FakeSlack() as slack``: a workspace that serves until the end.

    Args:
        plan: what goes wrong.
        deadline: seconds in which an envelope must be acknowledged.
        limited: whether rates are enforced.
        validators: know what Slack takes; without them every request is in order.
        echoes: the program is told of its own messages, too.
        port: where it serves; 0 takes any that is free.

    Attributes:
        workspace: what stands there.
        sockets: connections of the program.
        api: the Web API.
    """

    def __init__(
        self,
        plan: Plan | None = None,
        deadline: float = DEADLINE,
        *,
        limited: bool = True,
        validators: Validators | None = None,
        echoes: bool = False,
        port: int = 0,
    ) -> None:
        self.validators = validators
        self.plan = plan or Plan()
        self.workspace = Workspace()
        self.sockets = Sockets(self.plan, deadline)
        self.rates = Rates(enforced=limited)
        self.api = WebApi(
            self.workspace, self.plan, self.rates, self._address, self._connection_address
        )
        self._people: dict[str, Person] = {}
        self._echoes = Echoes(self.workspace, self.sockets) if echoes else None
        self._port = port
        self._runner: web.AppRunner | None = None
        self._root = ""

    @property
    def api_url(self) -> str:
        """Where the Web API is."""
        return self._address("api/")

    @property
    def people(self) -> list[str]:
        """Everybody who was ever asked for, by their ids."""
        return list(self._people)

    def requests(self, method: str = "") -> list[Request]:
        """Every request that came, or those of one method."""
        return [one for one in self.api.requests if not method or one.method == method]

    def problems(self) -> list[str]:
        """What Slack would have refused; found now, because whoever serves has no time."""
        if self.validators is None:
            return []
        under_commands = [Request("response_url", told, 0.0) for told in self.sockets.said]
        in_windows = [
            Request("views.update", {"view_id": "V1", "view": told["view"]}, 0.0)
            for _, _, told in self.sockets.answered
            if isinstance(told, Mapping) and "view" in told
        ]
        return [
            f"{one.method}: {problem}"
            for one in (*self.api.requests, *under_commands, *in_windows)
            for problem in self.validators.problems(
                one.method, one.arguments, is_form=one.is_form
            )
        ]

    def person(self, user: str = "U0SAM") -> Person:
        """Somebody, the same whenever they are asked for."""
        if user not in self._people:
            self._people[user] = Person(
                user,
                self.workspace,
                self.sockets,
                lambda secret: self._address(f"response/{secret}"),
            )
        return self._people[user]

    def forget(self, person: Person) -> None:
        """They will not come again, and nothing of theirs will be asked for."""
        self._people.pop(person.user, None)
        self.workspace.channels.pop(person.channel, None)
        self.workspace.deleted.pop(person.channel, None)
        self.workspace.whispered.pop(person.user, None)
        self.workspace.triggers.clear()
        self.api.requests.clear()

    async def __aenter__(self) -> "FakeSlack":
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/api/{method}", self.api.call)
        app.router.add_post("/response/{secret}", self.api.respond)
        app.router.add_post("/upload/{file}", self.api.upload)
        app.router.add_get("/socket", self.sockets.serve)
        app.add_routes(Control(self.person, self.plan, self.sockets).routes())
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
        if self._echoes is not None:
            self._echoes.stop()
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _connection_address(self) -> str:
        return self._address(self.sockets.ticket()).replace("http", "ws", 1)

    def _address(self, path: str) -> str:
        return f"{self._root}{path}"

"""Who may call what: tokens, and the scopes that each method needs."""

from dataclasses import dataclass

from tests.fakes.slack.refused import Refused

BOT_TOKEN, APP_TOKEN = "xoxb-fake-1", "xapp-fake-1"
SCOPES = (
    "app_mentions:read,channels:read,chat:write,commands,files:write,im:history,im:write,"
    "usergroups:read,users:read"
)
APP_SCOPES = "connections:write"

NEEDED = {
    "apps.connections.open": "connections:write",
    "bots.info": "users:read",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "team.info": "team:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
}
"""The others need none."""

WITH_APP_TOKEN = frozenset({"apps.connections.open"})


@dataclass(slots=True)
class Admission:
    """Lets requests in.

    Attributes:
        bot_token, app_token: what lets somebody in.
        scopes, app_scopes: what each of them allows, with commas.
        revoked_as: what every call is refused with; empty while the tokens live.
    """

    bot_token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    scopes: str = SCOPES
    app_scopes: str = APP_SCOPES
    revoked_as: str = ""

    def provided(self, method: str) -> str:
        """The scopes of the token that a method takes."""
        return self.app_scopes if method in WITH_APP_TOKEN else self.scopes

    def check(self, method: str, token: str) -> None:
        """Let one call in.

        Raises:
            Refused: there is no such token, it is of the other kind, or it may not do this.
        """
        wanted, other = self.bot_token, self.app_token
        if method in WITH_APP_TOKEN:
            wanted, other = other, wanted
        if not token:
            raise Refused("not_authed")
        if token == other:
            raise Refused("not_allowed_token_type")
        if token != wanted:
            raise Refused("invalid_auth")
        if self.revoked_as:
            raise Refused(self.revoked_as)
        needed, provided = NEEDED.get(method), self.provided(method)
        if needed is not None and needed not in provided.split(","):
            raise Refused("missing_scope", needed=needed, provided=provided)

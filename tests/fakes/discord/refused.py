"""What Discord answers when it will not."""

from tests.fakes.discord.models import Json

SENTENCES: dict[int, tuple[int, str]] = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30032: (400, "Maximum number of application commands reached (100)."),
    40001: (401, "Unauthorized. Provide a valid token and try again."),
    40003: (403, "You are opening direct messages too fast."),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50025: (403, "Invalid OAuth2 access token provided"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}
"""By code: the status, and the sentence."""


class Refused(Exception):
    """Discord says no.

    Args:
        code: of the error.
        wrong: by the name of a field, what is wrong with it.

    Attributes:
        status: of the answer.
        answer: the whole of it.
    """

    def __init__(self, code: int, **wrong: str) -> None:
        self.status, sentence = SENTENCES[code]
        self.answer: Json = {"message": sentence, "code": code}
        if wrong:
            told = {
                name: {"_errors": [{"code": "BASE_TYPE_INVALID", "message": problem}]}
                for name, problem in wrong.items()
            }
            self.answer["errors"] = told
        super().__init__(f"{code} {sentence} {wrong or ''}".strip())

"""What Slack answers when it will not."""

from tests.fakes.slack.workspace import Json


class Refused(Exception):
    """Slack says no, with HTTP 200.

    Args:
        code: of the error, as Slack writes it.
        more: what stands beside it in the answer.

    Attributes:
        answer: the whole of it.
    """

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.answer: Json = {"ok": False, "error": code, **more}

"""Methods of files: an address to bring them to, then where they belong."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.slack.refused import Refused
from tests.fakes.slack.workspace import Json, Workspace


class Files:
    """Files of one workspace."""

    def __init__(
        self,
        workspace: Workspace,
        channel: Callable[[str], str],
        address: Callable[[str], str],
    ) -> None:
        self._workspace = workspace
        self._channel = channel
        self._address = address
        self._given = 0

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """What can be called."""
        return {
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete,
            "files.delete": self._delete,
        }

    def take(self, file: str, content: bytes) -> bool:
        """The content of a file arrives; whether somebody waits for it."""
        if file not in self._workspace.files:
            return False
        self._workspace.contents[file] = content
        return True

    def _upload_url(self, arguments: Json) -> Json:
        if not arguments.get("filename") or not str(arguments.get("length", "")).isdigit():
            raise Refused("invalid_arguments")
        file = f"F{self._given}"
        self._given += 1
        self._workspace.files[file] = None
        return {"upload_url": self._address(f"upload/{file}"), "file_id": file}

    def _complete(self, arguments: Json) -> Json:
        channel = self._channel(str(arguments.get("channel_id", "")))
        told = arguments.get("files")
        if not isinstance(told, list) or not told:
            raise Refused("invalid_arguments")
        for file in told:
            if file.get("id") not in self._workspace.contents:
                raise Refused("file_not_found")
        for file in told:
            self._workspace.files[file["id"]] = channel
        return {"files": [_told(file) for file in told]}

    def _delete(self, arguments: Json) -> Json:
        file = str(arguments.get("file"))
        if file not in self._workspace.files:
            raise Refused("file_not_found")
        del self._workspace.files[file]
        self._workspace.contents.pop(file, None)
        return {}


def _told(file: Mapping[str, Any]) -> Json:
    return {"id": file["id"], "title": file.get("title", "")}

"""Files that people attach to a command."""

from abc import abstractmethod
from typing import Protocol

import aiohttp

from app.bot.interactions.chosen import GivenFile
from app.bot.wording.wording import Wording
from app.shared.domain.errors import Invalid, Unavailable

MOST_KB = 1024
"""The largest blueprint that there can be has about a fifth of it."""


class FileTooLarge(Invalid):
    code = "file_too_large"


class FileAway(Unavailable):
    code = "file_away"


class Attachments(Protocol):
    @abstractmethod
    async def content(self, file: GivenFile) -> bytes:
        """Raises FileTooLarge and FileAway."""


class FetchedAttachments(Attachments):
    """From the very address that Discord gave for the file, whatever that answers: nobody is
    followed elsewhere, and no more is read than is allowed."""

    def __init__(
        self, session: aiohttp.ClientSession, wording: Wording, *, within_s: float = 20.0
    ) -> None:
        self._session = session
        self._wording = wording
        self._timeout = aiohttp.ClientTimeout(total=within_s)

    async def content(self, file: GivenFile) -> bytes:
        if file.size > MOST_KB * 1024:
            raise self._too_large()
        try:
            async with self._session.get(
                file.url, timeout=self._timeout, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise self._away()
                content = await response.content.read(MOST_KB * 1024 + 1)
                while len(content) <= MOST_KB * 1024 and (
                    more := await response.content.read(MOST_KB * 1024 + 1 - len(content))
                ):
                    content += more
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise self._away() from error
        if len(content) > MOST_KB * 1024:
            raise self._too_large()
        return content

    def _too_large(self) -> FileTooLarge:
        return FileTooLarge(
            self._wording.file_too_large(MOST_KB), remedy=self._wording.file_too_large_remedy
        )

    def _away(self) -> FileAway:
        return FileAway(self._wording.file_away, remedy=self._wording.file_away_remedy)

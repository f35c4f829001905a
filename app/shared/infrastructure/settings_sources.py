"""How one concern's settings are read, whatever the concern."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say, to_say
from app.shared.infrastructure.placeholder_hosts import is_placeholder_host

ENV_FILE = ".env"
LONGEST_BYTES = 32_768
"""Of a line in it and of a file that holds a secret; docker/validate-env.sh has it too."""
# What it cannot read is told once, by setting_names, and not by a warning for each concern.
logging.getLogger("dotenv.main").setLevel(logging.ERROR)


def read_from(prefix: str) -> SettingsConfigDict:
    return SettingsConfigDict(
        env_prefix=prefix,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )


class ConcernSettings(BaseSettings):
    """A field `x` that stands beside a field `x_file` may lie in that file instead."""

    @model_validator(mode="before")
    @classmethod
    def _secrets_may_lie_in_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name in cls.model_fields:
            path = values.get(f"{name}_file")
            if path is not None:
                values = {**values, name: _content(Path(path), beside=values.get(name))}
        return values

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_unreadable(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, _Unreadable):
            name = variable(cls, str(info.field_name))
            reason = say(value.reason, variable=name, problem=value.problem)
            raise ValueError(reason)  # noqa: TRY004 - for pydantic
        return value


def variable(concern: type[BaseSettings], field: str) -> str:
    """The name of the environment variable that sets the field."""
    return f"{concern.model_config.get('env_prefix', '')}{field}".upper()


def refuse_odd_address(text: str, schemes: frozenset[str]) -> None:
    """Raise ValueError unless the URL is whole and its host is somebody's. The message quotes
    nothing of it."""
    expected = one_of(f"{scheme}://…" for scheme in sorted(schemes))
    scheme, found, rest = text.partition("://")
    if not found or scheme not in schemes:
        raise ValueError(say("must be a URL like {examples}", examples=expected))
    parts = urlsplit(f"any://{rest}")
    try:
        whole = bool(parts.hostname or parts.path.strip("/") or parts.query)
        _ = parts.port
    except ValueError:
        whole = False
    if not whole or any(letter.isspace() for letter in text):
        raise ValueError(
            say(
                "is not a whole URL; special characters in a user name or password are written as "
                "in a browser's address: / as %2F, @ as %40, # as %23, : as %3A, a space as %20"
            )
        )
    if is_placeholder_host(parts.hostname or ""):
        raise ValueError(
            say("has a placeholder where the host belongs: write the name or address of yours")
        )


def problems_of(concern: type[BaseSettings], wrong: ValidationError) -> list[str]:
    """One line for each thing that is wrong with a value, which is never quoted."""
    return [
        f"{variable(concern, str(error['loc'][0]))}: {line}"
        for error in wrong.errors(include_input=False, include_url=False)
        for line in error["msg"].removeprefix("Value error, ").splitlines()
    ]


class _Unreadable:
    def __init__(self, reason: str, problem: str = "") -> None:
        self.reason = reason
        """To be said, with `{variable}` and `{problem}`."""
        self.problem = problem


def _content(path: Path, *, beside: object) -> SecretStr | _Unreadable:
    if beside is not None:
        return _Unreadable(to_say("{variable} and {variable}_FILE are both set: keep one of them"))
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_BYTES + 1)
        text = content.decode("utf-8").strip() if len(content) <= LONGEST_BYTES else None
    except OSError as problem:
        return _Unreadable(
            to_say("the file that {variable}_FILE names: {problem}"), str(problem.strerror)
        )
    except UnicodeDecodeError:
        return _Unreadable(to_say("the file that {variable}_FILE names is not UTF-8 text"))
    if text is None:
        return _Unreadable(
            to_say(
                "the file that {variable}_FILE names has more than {problem} bytes, which no "
                "secret has: look whether it is the right one"
            ),
            str(LONGEST_BYTES),
        )
    if text:
        return SecretStr(text)
    return _Unreadable(to_say("the file that {variable}_FILE names is empty"))

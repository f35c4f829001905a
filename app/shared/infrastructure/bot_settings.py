"""What the bot can be told: its process, its shards, and the servers that may use it."""

from pydantic import Field, ValidationInfo, field_validator

from app.shared.domain.guilds.admission import AdmissionMode, AdmissionPolicy
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.settings_sources import ConcernSettings, read_from

_LARGEST_ID = (1 << 64) - 1
_MOST_SHARDS = 100_000


class BotSettings(ConcernSettings):
    model_config = read_from("BOT_")

    runs_worker: bool = Field(
        True,
        description="Whether the bot carries out approved plans too. Set it to false where "
        "`guildwright worker` runs beside it.",
    )
    port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="The port on which the bot serves /healthz, /readyz and /metrics. Without it, "
        "none is served.",
    )
    commands_guild: int | None = Field(
        None,
        ge=1,
        le=_LARGEST_ID,
        description="The id of one server in which the bot's commands are to appear, at once, in "
        "place of everywhere: for trying out changes of them.",
    )
    host: str = Field(
        "127.0.0.1",
        description="The address that BOT_PORT is served on. It asks for no password: open it to "
        "those networks alone that may see how the bot is.",
    )


class ShardSettings(ConcernSettings):
    model_config = read_from("SHARD_")

    count: int | None = Field(
        None,
        ge=1,
        le=_MOST_SHARDS,
        description="Into how many shards the bot's servers are divided. Without it, as many as "
        "Discord recommends.",
    )
    ids: str | None = Field(
        None,
        description="Which of SHARD_COUNT shards this process holds, counted from 0: like 0-3,7. "
        "Without it, all of them.",
    )

    @field_validator("ids")
    @classmethod
    def _some_of_the_count(cls, text: str | None, info: ValidationInfo) -> str | None:
        if text is None:
            return None
        ids = _ids(text)
        count = info.data.get("count")
        if count is None:
            raise ValueError(say("needs SHARD_COUNT: how many there are in all processes together"))
        if max(ids) >= count:
            raise ValueError(say("must be below SHARD_COUNT: from 0 to {last}", last=count - 1))
        return text

    def chosen(self) -> tuple[int, ...] | None:
        return None if self.ids is None else _ids(self.ids)


class GuildSettings(ConcernSettings):
    model_config = read_from("GUILD_")

    admission: AdmissionMode = Field(
        AdmissionMode.OPEN,
        description="Which servers may use this installation: open (all that invite the bot), "
        "allow_list (those in GUILD_ALLOW_LIST), or approval (those that an operator lets in).",
    )
    allow_list: str | None = Field(
        None,
        description="Ids of the servers that may use it whatever GUILD_ADMISSION says, with commas "
        "between.",
    )
    contact: str | None = Field(
        None,
        max_length=200,
        description="Whom people ask to let their server in, as you would write it: a name or an "
        "address. Shown to those who wait or are refused.",
    )
    kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        description="For how many days everything about a server is kept after the bot has left "
        "it, from 1 to 3650.",
    )

    @field_validator("admission", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("allow_list")
    @classmethod
    def _server_ids(cls, text: str | None) -> str | None:
        if not all(_is_id(part) for part in _parts(text)):
            raise ValueError(say("must be ids of servers: numbers like 80351110224678912"))
        return text

    def policy(self) -> AdmissionPolicy:
        return AdmissionPolicy(
            mode=self.admission,
            allowed=frozenset(GuildId(int(part)) for part in _parts(self.allow_list)),
            contact=(self.contact or "").strip(),
        )


def _ids(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in _parts(text) or ("",):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        ends = (first, last) if dash else (first, first)
        if not all(end.isascii() and end.isdecimal() and len(end) < 7 for end in ends):
            raise ValueError(say("must be numbers or ranges with commas between: like 0-3,7"))
        if int(ends[0]) > int(ends[1]):
            raise ValueError(say("has a range that goes backwards: write 0-3"))
        found.update(range(int(ends[0]), int(ends[1]) + 1))
    return tuple(sorted(found))


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_ID

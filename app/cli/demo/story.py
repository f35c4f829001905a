"""What happens in a demo, from the first line to the last."""

import asyncio
import socket
from importlib.resources import files

from pydantic import SecretStr

from app.cli.data_folder import data_folder
from app.cli.demo.place import DemoPlace
from app.cli.demo.stay import Outside, serve_until_stopped
from app.cli.demo.telling import heading, tell_next, tell_start
from app.cli.handlers.applying import Consent, apply_stored
from app.cli.handlers.plan import Asked, plan_document
from app.cli.handlers.web import oauth_of
from app.cli.log_file import log_to_file
from app.cli.sandbox_child import Introduction, SandboxChild
from app.cli.terminal import out
from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.runs.list_runs import ListRunsCommand
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.backup_settings import BackupSettings
from app.shared.infrastructure.bot_settings import BotSettings, GuildSettings, ShardSettings
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.language_settings import LanguageSettings
from app.shared.infrastructure.languages.language import Language
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import (
    DatabaseSettings,
    DiscordSettings,
    LoggingSettings,
    RedisSettings,
    Settings,
    WorkerSettings,
    load_language,
)
from app.shared.infrastructure.telemetry_settings import OtelSettings, SentrySettings
from app.shared.infrastructure.web_settings import WebSettings
from app.web.listening import loopback_address

_DESIGN = "copper-guild.yaml"


def tell_story(sandbox: SandboxChild, listener: socket.socket | None) -> int:
    """With a listener the web app is served there afterwards, until Ctrl-C."""
    return asyncio.run(_story(sandbox, listener))


async def _story(sandbox: SandboxChild, listener: socket.socket | None) -> int:
    design = files("app.cli.demo").joinpath(_DESIGN).read_text(encoding="utf-8")
    language = load_language()
    async with DemoPlace(data_folder() / "demo", design) as place:
        discord = sandbox.introduction()
        addresses = _addresses(place, discord)
        log_to_file(_settings(addresses))
        speak_language(language)
        web = None if listener is None else _web_settings(discord, listener)
        oauth = None if web is None else oauth_of(web, _discord_settings(discord))
        opened = open_container(addresses, name="guildwright demo", oauth=oauth)
        async with opened as container:
            place.write_settings(_environment(addresses, language))
            tell_start(discord)
            run = await _play(container, place, GuildId(discord.guild_id), design)
            verified = run.report is not None and run.report.verified
            if web is None or listener is None or not verified:
                return 0 if verified else 1
            tell_next(discord, web.public_url, place.folder, run.id)
            await serve_until_stopped(container, web, listener, Outside(sandbox, discord))
            return 0


async def _play(container: Container, place: DemoPlace, guild_id: GuildId, design: str) -> Run:
    heading("The server as it is, as a blueprint")
    await _import(container, guild_id, place)
    heading("What the council wants, as a plan")
    place.write_blueprint(design)
    asked = Asked(file=place.blueprint_path, guild=str(guild_id), message="What the council wants")
    stored = await plan_document(container, asked)
    await apply_stored(container, stored, Consent(yes=True), None)
    (run,) = await container.list_runs()(ListRunsCommand(guild_id=guild_id, limit=1))
    return run


async def _import(container: Container, guild_id: GuildId, place: DemoPlace) -> None:
    imported = await container.import_guild()(ImportGuildCommand(guild_id=guild_id))
    place.write_blueprint(write_blueprint(imported.blueprint, notes=imported.notes))
    asked = Asked(file=place.blueprint_path, guild=str(guild_id), message="As it was found")
    plan = (await plan_document(container, asked)).plan
    structure = imported.blueprint.structure
    out.print(f"{len(structure.roles) - 1} roles and {len(structure.channels)} channels, imported.")
    if plan.is_empty:
        out.print("A plan from this blueprint to the server is empty, as it must be.")


def _addresses(place: DemoPlace, discord: Introduction) -> Addresses:
    return Addresses(
        database_url=place.database_url,
        redis_url=place.redis_url,
        discord_token=discord.token,
        discord_api_url=discord.api,
    )


def _web_settings(discord: Introduction, listener: socket.socket) -> WebSettings:
    """The owner of the server runs the demo too."""
    return WebSettings.model_construct(
        public_url=loopback_address(listener).origin,
        client_id=discord.client_id,
        client_secret=SecretStr(discord.client_secret),
        operators=str(discord.owner_id),
    )


def _discord_settings(discord: Introduction) -> DiscordSettings:
    return DiscordSettings.model_construct(
        token=SecretStr(discord.token), api_url=discord.api, site_url=discord.url
    )


def _environment(addresses: Addresses, language: Language) -> dict[str, str]:
    return {
        "GUILDWRIGHT_LANGUAGE": language.tag,
        "DATABASE_URL": addresses.database_url,
        "REDIS_URL": addresses.redis_url,
        "DISCORD_TOKEN": addresses.discord_token,
        "DISCORD_API_URL": addresses.discord_api_url,
    }


def _settings(addresses: Addresses) -> Settings:
    """For the log alone: a demo takes nothing from the environment but its language."""
    return Settings(
        database=DatabaseSettings.model_construct(url=SecretStr(addresses.database_url)),
        redis=RedisSettings.model_construct(url=SecretStr(addresses.redis_url)),
        discord=DiscordSettings.model_construct(token=SecretStr(addresses.discord_token)),
        logging=LoggingSettings.model_construct(),
        worker=WorkerSettings.model_construct(),
        web=WebSettings.model_construct(),
        bot=BotSettings.model_construct(),
        shard=ShardSettings.model_construct(),
        guild=GuildSettings.model_construct(),
        sentry=SentrySettings.model_construct(),
        otel=OtelSettings.model_construct(),
        backup=BackupSettings.model_construct(),
        language=LanguageSettings.model_construct(),
    )

"""Serves the web app until it is stopped."""

import asyncio
import logging
import signal

from prometheus_client import CollectorRegistry

from app.cli.handlers.connections import connected, named
from app.cli.log_file import log_to_terminal
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.discord.oauth import OAuthSettings
from app.shared.infrastructure.health.address import HealthAddress
from app.shared.infrastructure.health.telling import telling_health
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import DiscordSettings, Settings, load_settings
from app.shared.infrastructure.web_settings import WebSettings
from app.web.application import create_app
from app.web.listening import listen
from app.web.public_address import PublicAddress
from app.web.serving import serving

log = logging.getLogger(__name__)


def serve_until_stopped() -> int:
    settings = load_settings()
    log_to_terminal(settings)
    speak_language(settings.language.chosen())
    asyncio.run(_serve(settings))
    return 0


def oauth_of(web: WebSettings, discord: DiscordSettings) -> OAuthSettings | None:
    """None where no client is set: then people are shown how to get one."""
    secret = named(web.client_secret)
    if web.client_id is None or secret is None:
        return None
    return OAuthSettings(
        client_id=web.client_id,
        client_secret=secret,
        redirect_uri=PublicAddress(web.public_url).redirect_uri,
        site_url=discord.site_url,
        api_url=discord.api_url,
    )


def _address(web: WebSettings) -> HealthAddress | None:
    return None if web.metrics_port is None else HealthAddress(web.metrics_host, web.metrics_port)


async def _serve(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    with listen(settings.web.host, settings.web.port) as listener:
        oauth = oauth_of(settings.web, settings.discord)
        registry = CollectorRegistry()
        meter = PrometheusMeter(registry)
        async with (
            connected("web", settings, meter, oauth, registry) as container,
            telling_health(container, registry, _address(settings.web)),
        ):
            app = create_app(container, settings.web, registry=registry)
            async with serving(app, listener) as web:
                log.info("the web app is served", extra={"url": settings.web.public_url})
                stop = asyncio.create_task(stopping.wait())
                await asyncio.wait({web, stop}, return_when=asyncio.FIRST_COMPLETED)
                stop.cancel()
            log.info("the web app has ended")

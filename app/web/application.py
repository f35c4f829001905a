"""The web app, put together: layers, pages, API, static files."""

from importlib.metadata import version

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from starlette.middleware import Middleware

from app.shared.infrastructure.container import Container
from app.shared.infrastructure.health.service_readiness import KeptReadiness, ServiceReadiness
from app.shared.infrastructure.web_settings import WebSettings
from app.web.answering import handle_failures
from app.web.api.live.stream_numbers import StreamNumbers
from app.web.api.openapi import describe
from app.web.api.router import ROUTES as API
from app.web.attended import AttendedRequests
from app.web.compression import CompressedAnswers
from app.web.entrance import Entrance
from app.web.health_answers import HealthAnswers
from app.web.lifespan import background
from app.web.measuring.request_meter import RequestMeter
from app.web.pages.rendering import templates
from app.web.pages.router import ROUTES as PAGES
from app.web.public_address import PublicAddress
from app.web.readiness import Readiness
from app.web.route_tree import RouteTree
from app.web.security.body_limit import BodyLimit
from app.web.security.cross_site import CrossSiteGuard
from app.web.security.csp_reports import ReportCount
from app.web.security.csp_reports import router as csp_reports
from app.web.security.headers import SecurityHeaders
from app.web.security.hosts import AllowedHosts
from app.web.security.proxies import TrustedProxies
from app.web.security.who_asks import WhoAsks
from app.web.sign_in.inviting import router as inviting
from app.web.sign_in.routes import router as sign_in
from app.web.static_files import StaticFiles


def create_app(
    container: Container,
    settings: WebSettings,
    *,
    static: StaticFiles | None = None,
    registry: CollectorRegistry | None = None,
) -> FastAPI:
    """Ready to serve; opens and closes nothing: the container is the caller's. What is measured
    goes to the registry, one for each app."""
    registry = registry or CollectorRegistry()
    static = static or StaticFiles.read()
    address = PublicAddress(settings.public_url)
    app = FastAPI(
        title="Guildwright",
        version=version("guildwright"),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=background,
        # Requests are told of by our own spans (AttendedRequests), which hold no text of an error.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=_layers(container, settings, address, static, RequestMeter(registry)),
    )
    app.state.container = container
    app.state.settings = settings
    app.state.address = address
    app.state.readiness = Readiness(settings, address, container.registered_redirects())
    app.state.templates = templates(static)
    app.state.csp_reports = ReportCount()
    registry.register(StreamNumbers(app))
    handle_failures(app)
    outside = (csp_reports, sign_in, inviting)
    unlisted = [route for router in outside for route in router.routes]
    app.router.routes.append(RouteTree([*API, *PAGES, *unlisted]))
    describe(app)
    return app


def _layers(
    container: Container,
    settings: WebSettings,
    address: PublicAddress,
    static: StaticFiles,
    meter: RequestMeter,
) -> list[Middleware]:
    """From the outside in. What is above Entrance raises nothing; what is below may."""
    return [
        Middleware(HealthAnswers, readiness=KeptReadiness(ServiceReadiness(container))),
        Middleware(
            AttendedRequests,
            meter=meter,
            tracing=container.tracing(),
            proxies=TrustedProxies(settings.proxies()),
            headers=SecurityHeaders(address=address),
        ),
        Middleware(
            Entrance,
            hosts=AllowedHosts(hosts=settings.hosts(), public_url=settings.public_url),
            files=static,
            bodies=BodyLimit(),
            who_asks=WhoAsks(
                counted=container.counted_sessions(),
                sessions=container.web_sessions(),
                limits=container.rate_limits(),
                operators=settings.operator_ids(),
                per_minute=settings.requests_per_minute,
            ),
            cross_site=CrossSiteGuard(address=address),
        ),
        Middleware(CompressedAnswers),
    ]

"""What docker-compose.yml can be told besides the settings of Guildwright itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """`default` is empty where there is none."""

    name: str
    default: str
    meaning: str


COMPOSE = (
    Variable(
        "COMPOSE_PROFILES",
        "",
        "What runs besides the web app, the bot, PostgreSQL and Redis, with commas between: proxy "
        "(TLS by Caddy), workers, monitoring, backup, sandbox.",
    ),
    Variable("COMPOSE_PROJECT_NAME", "guildwright", "What containers and volumes are named after."),
    Variable(
        "WEB_IMAGE",
        "guildwright-web:local",
        "The image of the web app: a published one with its digest, or the one that is built here.",
    ),
    Variable("BOT_IMAGE", "guildwright-bot:local", "The image of the bot, likewise."),
    Variable(
        "WEB_PUBLISH",
        "127.0.0.1:8000",
        "Where this machine answers for the web app. Leave it on loopback behind a proxy.",
    ),
    Variable("PROXY_HTTP_PUBLISH", "80", "Where Caddy answers plain HTTP, to lead on to HTTPS."),
    Variable("PROXY_HTTPS_PUBLISH", "443", "Where Caddy answers HTTPS."),
    Variable("GRAFANA_PUBLISH", "127.0.0.1:3000", "Where this machine answers for Grafana."),
    Variable(
        "SANDBOX_PUBLISH",
        "127.0.0.1:8090",
        "Where this machine answers for the embedded Discord. Whoever reaches it may do anything "
        "in it: leave it on loopback.",
    ),
    Variable("PROMETHEUS_KEEP", "15d", "How long measurements are kept."),
    Variable("POSTGRES_IMAGE", "postgres:17", "PostgreSQL. Stay on 17: see docs/operations.md."),
    Variable("REDIS_IMAGE", "redis:8", "Redis."),
    Variable("CADDY_IMAGE", "caddy:2", "Caddy."),
    Variable("PROMETHEUS_IMAGE", "prom/prometheus:v3.5.0", "Prometheus."),
    Variable("ALERTMANAGER_IMAGE", "prom/alertmanager:v0.28.1", "Alertmanager."),
    Variable("BLACKBOX_IMAGE", "prom/blackbox-exporter:v0.27.0", "The check from outside."),
    Variable("GRAFANA_IMAGE", "grafana/grafana:12.1.1", "Grafana."),
    Variable("LOKI_IMAGE", "grafana/loki:3.5.3", "Loki."),
    Variable("ALLOY_IMAGE", "grafana/alloy:v1.10.1", "Alloy."),
    Variable(
        "DOCKER_CONTAINERS_FOLDER",
        "/var/lib/docker/containers",
        "Where Docker keeps what containers say, for Alloy to read.",
    ),
)

SECRET_FILES = (
    Variable("DISCORD_TOKEN_FILE", "docker/secrets/discord_token", "The bot's token."),
    Variable(
        "WEB_CLIENT_SECRET_FILE",
        "docker/secrets/web_client_secret",
        "The client secret for sign-in.",
    ),
    Variable(
        "DATABASE_URL_FILE",
        "docker/secrets/database_url",
        "Where PostgreSQL is. Name another file to use a PostgreSQL of your own.",
    ),
    Variable(
        "REDIS_URL_FILE",
        "docker/secrets/redis_url",
        "Where Redis is. Name another file to use a Redis of your own.",
    ),
    Variable(
        "POSTGRES_PASSWORD_FILE",
        "docker/secrets/postgres_password",
        "With which PostgreSQL is set up at its first start; the same as in database_url.",
    ),
    Variable(
        "REDIS_PASSWORD_FILE",
        "docker/secrets/redis_password",
        "The same as in redis_url and redis_conf, for the check of health.",
    ),
    Variable("REDIS_CONF_FILE", "docker/secrets/redis_conf", "What Redis starts with."),
    Variable(
        "GRAFANA_PASSWORD_FILE", "docker/secrets/grafana_password", "Of Grafana's user admin."
    ),
    Variable(
        "ALERT_WEBHOOK_URL_FILE",
        "docker/secrets/alert_webhook_url",
        "Where Alertmanager sends what it has to say.",
    ),
)
"""Files whose content is handed to containers below /run/secrets, never as a variable."""

FIXED = frozenset(
    {
        "DATABASE_URL",
        "REDIS_URL",
        "DISCORD_TOKEN",
        "WEB_CLIENT_SECRET",
        "WEB_HOST",
        "WEB_PORT",
        "BOT_HOST",
        "BOT_PORT",
        "WEB_METRICS_HOST",
        "WEB_METRICS_PORT",
        "WORKER_METRICS_HOST",
        "WORKER_METRICS_PORT",
        "BACKUP_FOLDER",
    }
)
"""Settings that docker-compose.yml decides by itself."""

"""Environment files with what is wrong in each, for everything that reads one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

STRONG = "3f9a1c7e5b2d8046a1f3c5e7"
"""A password as docker/make-secrets.sh makes them."""
LONGEST = 32_768
"""Bytes of a line, and of a secret in a file."""
IDS = ",".join(str(80351110224678912 + number) for number in range(2000))
PUBLIC_KEY = "age17yhq79jps82pk3zrshqc0eqrq82tqqurgurtcp2rk8a9hghr7ars9qptxh"


@dataclass(frozen=True, slots=True)
class EnvironmentFile:
    """`wrong` names the variables about which something is said, in any order. `files` lie beside
    it in the folder in which it is read."""

    says: str
    lines: tuple[str, ...]
    wrong: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


def good(says: str, *lines: str, **files: bytes) -> EnvironmentFile:
    return EnvironmentFile(says, lines, files=files)


def bad(says: str, wrong: str, *lines: str, **files: bytes) -> EnvironmentFile:
    return EnvironmentFile(says, lines, frozenset(wrong.split()), files)


DATABASE = f"DATABASE_URL=postgresql://guildwright:{STRONG}@postgres:5432/guildwright"

EVERYBODY_AGREES = (
    good("an empty file"),
    good(
        "comments, blank lines and empty values", "# LOG_LEVEL=loud", "", "LOG_LEVEL=", "BOT_PORT="
    ),
    good("a whole database URL", DATABASE),
    good("its other forms", f"DATABASE_URL=postgresql+asyncpg://u:{STRONG}@h/d?sslmode=require"),
    good("an IPv6 address", f"DATABASE_URL=postgresql://u:{STRONG}@[::1]:5432/d"),
    good("a socket", f"DATABASE_URL=postgresql://u:{STRONG}@/d?host=%2Frun"),
    good("Redis with and without TLS", f"REDIS_URL=rediss://:{STRONG}@cache:6379/1"),
    good("a token, with the word that people copy along", "DISCORD_TOKEN=Bot MTA.GxYz.abcdef_-0"),
    good("quotes and export", 'export LOG_LEVEL="debug"', "LOG_FORMAT='console'"),
    good("a comment behind a value", "LOG_LEVEL=debug # while we look"),
    good("lines as Windows ends them", "LOG_LEVEL=debug\r", "BOT_PORT=8001\r"),
    good("the last of two", "LOG_LEVEL=loud", "LOG_LEVEL=info"),
    good("words in any case", "LOG_LEVEL=WARNING", "GUILD_ADMISSION=Allow_List"),
    good("a language", "GUILDWRIGHT_LANGUAGE= EN "),
    bad("a language that nobody has written", "GUILDWRIGHT_LANGUAGE", "GUILDWRIGHT_LANGUAGE=tlh"),
    good("switches", "BOT_RUNS_WORKER=off"),
    good("lists", "WEB_OPERATORS=80351110224678912, 2", "WEB_EXTRA_HOSTS=a.guildwright.test,[::1]"),
    good("networks", "WEB_TRUSTED_PROXIES=10.0.0.5, 172.16.0.0/12, fd00::/8"),
    good("shards", "SHARD_COUNT=8", "SHARD_IDS=0-3, 7"),
    good("an origin", "WEB_PUBLIC_URL=https://guild.guildwright.test/"),
    good("a secret in a file", "DISCORD_TOKEN_FILE=token", token=b"MTA.GxYz.abcdef\n"),
    good("a file that nobody names", "DISCORD_TOKEN_FILE=", token=b""),
    bad(
        "a database without a name", "DATABASE_URL", f"DATABASE_URL=postgresql://u:{STRONG}@h:5432"
    ),
    bad("another kind of database", "DATABASE_URL", f"DATABASE_URL=mysql://u:{STRONG}@h/d"),
    bad("no URL", "DATABASE_URL REDIS_URL", f"DATABASE_URL={STRONG}", f"REDIS_URL={STRONG}"),
    bad("a slash in a password", "DATABASE_URL", f"DATABASE_URL=postgresql://u:a/{STRONG}@h:1/d"),
    bad("a bracket in a password", "DATABASE_URL", f"DATABASE_URL=postgresql://u:[{STRONG}@h:1/d"),
    bad("a port that is none", "REDIS_URL", f"REDIS_URL=redis://:{STRONG}@cache:port"),
    bad("a port that is too high", "REDIS_URL", f"REDIS_URL=redis://:{STRONG}@cache:70000"),
    bad("no host", "DISCORD_API_URL", "DISCORD_API_URL=https://"),
    bad("no scheme", "DISCORD_SITE_URL", "DISCORD_SITE_URL=discord.com"),
    bad("a token of two words", "DISCORD_TOKEN", "DISCORD_TOKEN=MTA.GxYz and more"),
    bad("a token with a letter nobody sees", "DISCORD_TOKEN", "DISCORD_TOKEN=MTA.GxYz\u200b"),
    bad("only the word Bot", "DISCORD_TOKEN", 'DISCORD_TOKEN="Bot "'),
    bad("the same word without a space", "DISCORD_TOKEN", "DISCORD_TOKEN=Bot"),
    bad("a secret of two words", "WEB_CLIENT_SECRET", "WEB_CLIENT_SECRET=abc def"),
    bad("a client id with letters", "WEB_CLIENT_ID", "WEB_CLIENT_ID=wright"),
    good(
        "errors and traces that are sent somewhere",
        "SENTRY_DSN=https://3f2a9c41b7@sentry.guildwright.test/42",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318",
        "OTEL_EXPORTER_OTLP_HEADERS=x-key=abc, x-tenant=7",
    ),
    bad("no DSN", "SENTRY_DSN", "SENTRY_DSN=https://sentry.guildwright.test/42"),
    bad(
        "a DSN of no project", "SENTRY_DSN", "SENTRY_DSN=https://abc@sentry.guildwright.test/wright"
    ),
    bad("a project in other digits", "SENTRY_DSN", "SENTRY_DSN=https://k@sentry.lan/\u0663"),
    bad("no headers at all", "OTEL_EXPORTER_OTLP_HEADERS", 'OTEL_EXPORTER_OTLP_HEADERS=" , "'),
    bad("a header without a value", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS=x"),
    bad("no address", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318"),
    bad(
        "hosts that stand in guides for one's own",
        "DATABASE_URL REDIS_URL SENTRY_DSN OTEL_EXPORTER_OTLP_ENDPOINT WEB_PUBLIC_URL "
        "DISCORD_API_URL DISCORD_SITE_URL ALERT_WEBHOOK_URL",
        f"DATABASE_URL=postgresql://u:{STRONG}@db.example.com:5432/d",
        f"REDIS_URL=redis://:{STRONG}@<your-redis>:6379",
        "SENTRY_DSN=https://3f2a9c41b7@sentry.Example.ORG/42",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://changeme:4318",
        "WEB_PUBLIC_URL=https://guildwright.your-domain.com",
        "DISCORD_API_URL=http://proxy.example/api/v10",
        "DISCORD_SITE_URL=https://example.net",
        "ALERT_WEBHOOK_URL_FILE=hook",
        hook=b"https://hooks\xe2\x80\xa6/alerts",
    ),
    good(
        "hosts that only look like it",
        f"DATABASE_URL=postgresql://u:{STRONG}@static.2.1.clients.your-server.de/d",
        "WEB_PUBLIC_URL=https://notexample.org",
        "DISCORD_API_URL=http://examples:8080/api/v10?to=example.org",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://for-example.guildwright.test:4318",
        "SENTRY_DSN=https://example.org@sentry.guildwright.test/42",
    ),
    bad("a path", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://guildwright.test/guildwright"),
    bad("nobody in an origin", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://@guildwright.test"),
    bad("a password in an origin", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://:p@guildwright.test"),
    bad("brackets around no address", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://[cafe]"),
    bad("brackets around an older address", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://[10.0.0.1]"),
    good("an address in an origin", "WEB_PUBLIC_URL=http://[fd00::7]:8000"),
    bad("a name in an origin", "WEB_PUBLIC_URL", "WEB_PUBLIC_URL=https://me@guildwright.test"),
    bad(
        "words for numbers",
        "DATABASE_POOL_SIZE BOT_PORT",
        "DATABASE_POOL_SIZE=many",
        "BOT_PORT=http",
    ),
    bad(
        "too few",
        "DISCORD_REQUESTS_PER_SECOND WORKER_RUNS_AT_ONCE SHARD_COUNT",
        "DISCORD_REQUESTS_PER_SECOND=9",
        "WORKER_RUNS_AT_ONCE=0",
        "SHARD_COUNT=0",
    ),
    bad(
        "too many",
        "DISCORD_REQUESTS_PER_SECOND GUILD_KEPT_DAYS WEB_PORT",
        "DISCORD_REQUESTS_PER_SECOND=1001",
        "GUILD_KEPT_DAYS=3651",
        "WEB_PORT=65536",
    ),
    bad(
        "unknown words",
        "LOG_LEVEL LOG_FORMAT GUILD_ADMISSION",
        "LOG_LEVEL=loud",
        "LOG_FORMAT=xml",
        "GUILD_ADMISSION=closed",
    ),
    bad("a server that is a name", "BOT_COMMANDS_GUILD", "BOT_COMMANDS_GUILD=workshop"),
    good("whom to ask, with letters of all kinds", f"GUILD_CONTACT={'ö' * 200}"),
    bad("an address that is a story", "GUILD_CONTACT", f"GUILD_CONTACT={'ö' * 201}"),
    bad("spaces around yes", "BOT_RUNS_WORKER", 'BOT_RUNS_WORKER=" true "'),
    bad("neither yes nor no", "BOT_RUNS_WORKER", "BOT_RUNS_WORKER=perhaps"),
    bad(
        "names for ids",
        "WEB_OPERATORS GUILD_ALLOW_LIST",
        "WEB_OPERATORS=marten",
        "GUILD_ALLOW_LIST=1,x",
    ),
    bad("a network that is none", "WEB_TRUSTED_PROXIES", "WEB_TRUSTED_PROXIES=10.0.0.256"),
    bad("a host with a port", "WEB_EXTRA_HOSTS", "WEB_EXTRA_HOSTS=guildwright.test:8000"),
    bad("shards of nothing", "SHARD_IDS", "SHARD_IDS=0-3"),
    bad("shards beyond the count", "SHARD_IDS", "SHARD_COUNT=8", "SHARD_IDS=0-8"),
    bad("shards backwards", "SHARD_IDS", "SHARD_COUNT=8", "SHARD_IDS=3-0"),
    bad("no shards", "SHARD_IDS", "SHARD_COUNT=8", "SHARD_IDS=a"),
    good("backups that are encrypted", f"BACKUP_PUBLIC_KEY={PUBLIC_KEY}", "BACKUP_KEEP_WEEKLY=0"),
    bad("a key with a slip", "BACKUP_PUBLIC_KEY", f"BACKUP_PUBLIC_KEY={PUBLIC_KEY[:-1]}q"),
    bad("a key that lacks a letter", "BACKUP_PUBLIC_KEY", f"BACKUP_PUBLIC_KEY={PUBLIC_KEY[:-1]}"),
    bad(
        "backups of nothing",
        "BACKUP_PUBLIC_KEY BACKUP_KEEP_DAILY BACKUP_EVERY_HOURS BACKUP_CHECK",
        "BACKUP_PUBLIC_KEY=age1nonsense",
        "BACKUP_KEEP_DAILY=0",
        "BACKUP_EVERY_HOURS=often",
        "BACKUP_CHECK=maybe",
    ),
    bad(
        "a secret twice",
        "DISCORD_TOKEN",
        "DISCORD_TOKEN=MTA.x",
        "DISCORD_TOKEN_FILE=token",
        token=b"MTA.x",
    ),
    bad("a secret file that is not there", "DATABASE_URL", "DATABASE_URL_FILE=missing"),
    bad("an empty secret file", "REDIS_URL", "REDIS_URL_FILE=empty", empty=b" \n"),
    bad(
        "a secret file that is no text",
        "WEB_CLIENT_SECRET",
        "WEB_CLIENT_SECRET_FILE=b",
        b=b"\xff\xfe",
    ),
    bad("a secret file with two lines", "DISCORD_TOKEN", "DISCORD_TOKEN_FILE=two", two=b"MTA\nMTB"),
    bad("a wrong secret in a file", "DATABASE_URL", "DATABASE_URL_FILE=u", u=STRONG.encode()),
    bad(
        "everything at once",
        "DATABASE_URL REDIS_URL DISCORD_TOKEN LOG_LEVEL WEB_PUBLIC_URL WEB_PORT SHARD_IDS",
        f"DATABASE_URL={STRONG}",
        "REDIS_URL_FILE=missing",
        "DISCORD_TOKEN=a b",
        "LOG_LEVEL=loud",
        "WEB_PUBLIC_URL=https://guildwright.example.org",
        "WEB_PORT=x",
        "SHARD_IDS=1",
    ),
    good("a mark that some editors begin a file with", "\ufeffLOG_LEVEL=debug"),
    bad("the same before what is wrong", "LOG_LEVEL", "\ufeffLOG_LEVEL=loud"),
    good("a comment behind quotes", 'LOG_LEVEL="debug" # while we look'),
    good("a dollar that stands for itself", "GUILD_CONTACT='costs $five'", "SENTRY_ENVIRONMENT=a$"),
    bad("a line that is no setting", ".env", "LOG_LEVEL"),
    bad("a quote that is not closed", ".env", 'GUILD_CONTACT="the smiths'),
    bad("something behind a closing quote", ".env", 'LOG_LEVEL="debug"ging'),
    bad("a comment where the value belongs", "LOG_LEVEL", "LOG_LEVEL=#debug"),
    bad("an id of twenty digits", "BOT_COMMANDS_GUILD", "BOT_COMMANDS_GUILD=99999999999999999999"),
    bad("too many colons", "WEB_TRUSTED_PROXIES", "WEB_TRUSTED_PROXIES=1::2::3"),
    bad("too few parts of an address", "WEB_TRUSTED_PROXIES", "WEB_TRUSTED_PROXIES=1:2:3:4:5:6"),
    bad("too many parts of one", "WEB_TRUSTED_PROXIES", "WEB_TRUSTED_PROXIES=1:2:3:4::5:6:7:8"),
    good("addresses in short", "WEB_TRUSTED_PROXIES=::1,::,fe80::/10,1:2:3:4:5:6:7:8,1::8"),
    good("a line as long as it may be", f"GUILD_ALLOW_LIST={IDS[: LONGEST - 17]}"),
    bad("a line that is longer", ".env", f"GUILD_ALLOW_LIST={IDS[: LONGEST - 16]}"),
    bad("a comment of a million letters", ".env", f"#{'x' * 1_000_000}"),
    bad("a name of a million letters", ".env", f"{'X' * 1_000_000}"),
    good("a secret as long as it may be", "DISCORD_TOKEN_FILE=t", t=b"M" * LONGEST),
    bad("a secret that is longer", "DISCORD_TOKEN", "DISCORD_TOKEN_FILE=t", t=b"M" * (LONGEST + 1)),
    bad("a slip of the pen", "DISCORD_TOKN", "DISCORD_TOKN=MTA.x"),
    bad("a placeholder for a token", "DISCORD_TOKEN", "DISCORD_TOKEN=your-token-here"),
    bad(
        "a placeholder in a file", "WEB_CLIENT_SECRET", "WEB_CLIENT_SECRET_FILE=s", s=b"changeme\n"
    ),
    bad(
        "a password that everybody knows",
        "DATABASE_URL",
        "DATABASE_URL=postgresql://u:password1234567890@h/d",
    ),
    bad("a short password", "REDIS_URL", "REDIS_URL=redis://:Zk3V0cJ1@cache"),
    bad("no password where one is begun", "REDIS_URL", "REDIS_URL=redis://u:@cache"),
    bad(
        "an example as it stands",
        "DATABASE_URL",
        "DATABASE_URL=postgresql://u:<your-password-1>@h/d",
    ),
    bad("a token that is an example", "DISCORD_TOKEN", "DISCORD_TOKEN_FILE=t", t=b"Bot CHANGEME"),
    good(
        "what needs no password on this machine",
        "DATABASE_URL=postgresql://u:p@localhost:5432/d",
        "REDIS_URL=redis://:p@127.0.0.1:6379",
    ),
    good("a socket of this machine", "DATABASE_URL=postgresql://u:p@/d?host=%2Frun"),
    good("Redis without a password", "REDIS_URL=redis://cache:6379/0"),
    good("the letters of a placeholder inside of a token", "DISCORD_TOKEN=MTA.xtodox.abc"),
    good(
        "what compose alone reads",
        "COMPOSE_PROFILES=proxy, backup",
        "WEB_PUBLIC_URL=https://guild.guildwright.test",
        "WEB_TRUSTED_PROXIES=172.16.0.0/12",
        "WEB_PUBLISH=8000",
        "GRAFANA_PUBLISH=[::1]:3000",
        "SANDBOX_PUBLISH=127.0.0.1:8090",
        "PROMETHEUS_KEEP=15d",
        "WEB_IMAGE=guildwright-web:local",
        "POSTGRES_PASSWORD_FILE=p",
        p=STRONG.encode(),
    ),
    bad(
        "slips in names of every kind",
        "WEB_PROT BACKUP_KEEP_DAYS COMPSE_PROFILES",
        "WEB_PROT=8000",
        "BACKUP_KEEP_DAYS=14",
        "COMPSE_PROFILES=proxy",
    ),
    bad(
        "a password of compose twice",
        "REDIS_PASSWORD",
        f"REDIS_PASSWORD={STRONG}",
        "REDIS_PASSWORD_FILE=p",
        p=b"0b8f5e",
    ),
    bad(
        "a password of compose that is nowhere", "GRAFANA_PASSWORD", "GRAFANA_PASSWORD_FILE=missing"
    ),
    bad("alerts to nowhere", "ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_URL=mailto:me@guildwright.test"),
    good(
        "images of every kind",
        f"WEB_IMAGE=ghcr.io/smiths/guildwright-web@sha256:{'a1' * 32}",
        f"BOT_IMAGE=registry.lan:5000/guildwright-bot:1.2.3@sha256:{'0f' * 32}",
        "POSTGRES_IMAGE=postgres:17",
        "GRAFANA_IMAGE=grafana/grafana:12.1.1-Ubuntu",
        "COMPOSE_PROJECT_NAME=guildwright-2",
    ),
    bad(
        "images that are none, and a project",
        "WEB_IMAGE BOT_IMAGE REDIS_IMAGE LOKI_IMAGE COMPOSE_PROJECT_NAME",
        "WEB_IMAGE=ghcr.io/OWNER/guildwright-web:1.2.3",
        "BOT_IMAGE=ghcr.io/smiths/guildwright-bot@sha256:a1…",
        "REDIS_IMAGE=https://redis:8",
        "LOKI_IMAGE=grafana/loki 3.5",
        "COMPOSE_PROJECT_NAME=Guildwright",
    ),
    bad("a port beyond all ports", "GRAFANA_PUBLISH", "GRAFANA_PUBLISH=127.0.0.1:70000"),
    bad("one letter again and again", "POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE=p", p=b"b" * 32),
    bad("a profile that is none", "COMPOSE_PROFILES", "COMPOSE_PROFILES=sandbox,montoring"),
    bad("a port that is published nowhere", "WEB_PUBLISH", "WEB_PUBLISH=0.0.0.0:http"),
    bad("a time without a unit", "PROMETHEUS_KEEP", "PROMETHEUS_KEEP=15"),
    bad(
        "a slash that the proxy takes for the only page",
        "WEB_PUBLIC_URL",
        "COMPOSE_PROFILES=proxy",
        "WEB_PUBLIC_URL=https://guild.guildwright.test/",
        "WEB_TRUSTED_PROXIES=172.16.0.0/12",
    ),
    good(
        "a proxy at a port of its own",
        "COMPOSE_PROFILES=proxy",
        "WEB_PUBLIC_URL=https://guild.guildwright.test:8443",
        "WEB_TRUSTED_PROXIES=172.16.0.0/12",
    ),
    bad(
        "a proxy for plain http",
        "WEB_PUBLIC_URL WEB_TRUSTED_PROXIES",
        "COMPOSE_PROFILES=proxy",
        "WEB_PUBLIC_URL=http://guild.guildwright.test",
    ),
)

THE_SCRIPT_IS_STRICTER = (
    bad("a name that is like none of ours, which may be another program's", "TZ", "TZ=UTC"),
    bad(
        "a comment that compose takes for the value",
        "WEB_CLIENT_ID",
        "WEB_CLIENT_ID= # from Discord",
    ),
    bad("a dollar that compose takes for a variable", "GUILD_CONTACT", "GUILD_CONTACT=costs $five"),
    bad("the same in quotes", "GUILD_CONTACT", 'GUILD_CONTACT="costs $five"'),
    bad("two dollars, of which compose leaves one", "GUILD_CONTACT", "GUILD_CONTACT=costs 5$$"),
    bad("a variable of the shell", "SENTRY_ENVIRONMENT", "SENTRY_ENVIRONMENT=${USER}"),
)

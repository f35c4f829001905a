"""Where a session is used, cut down to what lets its owner recognise it."""

import re
from ipaddress import IPv4Address, ip_address, ip_network

from starlette.requests import Request

from app.shared.application.ports.web_sessions import Browser
from app.shared.domain.language.saying import say

# In this order: each of them also claims to be those below it.
_PROGRAMS = (
    ("Edge", re.compile(r"\bEdg(?:e|A|iOS)?/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(?:Chrome|CriOS|Chromium|HeadlessChrome)/")),
    ("Safari", re.compile(r"\bSafari/")),
)
_SYSTEMS = (
    ("Android", re.compile(r"\bAndroid\b")),
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("macOS", re.compile(r"\bMac OS X\b")),
    ("ChromeOS", re.compile(r"\bCrOS\b")),
    ("Linux", re.compile(r"\bLinux\b")),
)
_LONGEST = 1000


def browser_of(request: Request) -> Browser:
    agent = request.headers.get("user-agent", "")[:_LONGEST]
    address = "" if request.client is None else request.client.host
    return Browser(address=truncated(address), summary=summary(agent))


def summary(agent: str) -> str:
    """Like "Firefox on Linux"."""
    program = next((name for name, sign in _PROGRAMS if sign.search(agent)), None)
    system = next((name for name, sign in _SYSTEMS if sign.search(agent)), None)
    name = say("Unknown browser") if program is None else program
    return name if system is None else say("{browser} on {system}", browser=name, system=system)


def truncated(address: str) -> str:
    """The network that it is in: the last 8 bits of IPv4 and the last 80 of IPv6 are cleared."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    bits = 24 if isinstance(found, IPv4Address) else 48
    return str(ip_network(f"{found}/{bits}", strict=False).network_address)

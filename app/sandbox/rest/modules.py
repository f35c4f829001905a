"""All of the REST API's parts, in one list: a new resource joins here."""

from collections.abc import Sequence

from app.sandbox.rest import (
    applications,
    audit_log,
    automod,
    channels,
    community,
    emojis,
    gateway,
    guilds,
    members,
    oauth2,
    overwrites,
    roles,
    templates,
    users,
)
from app.sandbox.rest.routes import Routes

MODULES: Sequence[Routes] = (
    guilds.routes,
    roles.routes,
    channels.routes,
    overwrites.routes,
    members.routes,
    audit_log.routes,
    community.routes,
    automod.routes,
    emojis.routes,
    templates.routes,
    users.routes,
    applications.routes,
    gateway.routes,
    oauth2.routes,
)

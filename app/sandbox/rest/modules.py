"""All of the REST API's parts, in one list: a new resource joins here."""

from collections.abc import Sequence

from app.sandbox.rest import (
    applications,
    audit_log,
    automod,
    channels,
    commands,
    community,
    emojis,
    gateway,
    guilds,
    interactions,
    members,
    messages,
    oauth2,
    overwrites,
    pins,
    roles,
    templates,
    users,
    webhook_messages,
    webhooks,
)
from app.sandbox.rest.routes import Routes

MODULES: Sequence[Routes] = (
    guilds.routes,
    roles.routes,
    channels.routes,
    overwrites.routes,
    messages.routes,
    pins.routes,
    members.routes,
    audit_log.routes,
    community.routes,
    automod.routes,
    emojis.routes,
    templates.routes,
    users.routes,
    applications.routes,
    commands.routes,
    interactions.routes,
    webhooks.routes,
    webhook_messages.routes,
    gateway.routes,
    oauth2.routes,
)

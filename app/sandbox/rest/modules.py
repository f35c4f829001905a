"""All of the REST API's parts, in one list: a new resource joins here."""

from collections.abc import Sequence

from app.sandbox.rest import guilds
from app.sandbox.rest.routes import Routes

MODULES: Sequence[Routes] = (guilds.routes,)

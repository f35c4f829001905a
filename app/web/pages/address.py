"""Where somebody is, to come back to."""

from starlette.requests import Request


def address_of(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path

"""The route table of the app as it is served."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.web.route_tree import RouteTree

PREFIX = "/api/v1"


def served_routes(app: FastAPI) -> Iterator[APIRoute]:
    """Pages and API alike."""
    for tree in app.routes:
        for route in tree.routes if isinstance(tree, RouteTree) else ():
            if isinstance(route, APIRoute):
                yield route

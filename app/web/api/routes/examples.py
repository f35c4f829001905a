"""Designs to start from."""

from pathlib import Path
from typing import NamedTuple

from app.shared.domain.errors import NotFound
from app.shared.domain.language.saying import say
from app.web.api.identity import IdentityDep
from app.web.api.parameters import ExamplePath
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page
from app.web.api.schemas.designs import Example, ExampleLine
from app.web.dependencies import ContainerDep

router = ApiRouter("/examples", tags=["Designs"])

_FOLDER = Path(__file__).parents[4] / "examples"


class ExampleNotFound(NotFound):
    """No example has that name."""

    code = "example_not_found"


class _Example(NamedTuple):
    name: str
    title: str
    summary: str
    text: str


@router.get("", summary="List the examples to start from.")
async def list_examples(_identity: IdentityDep) -> Page[ExampleLine]:
    found = [ExampleLine(name=e.name, title=e.title, summary=e.summary) for e in _EXAMPLES]
    return Page(items=found, next=None)


@router.get(
    "/{name}",
    summary="Get one example.",
    response_model=Example,
    responses=problems(ExampleNotFound),
)
async def get_example(_identity: IdentityDep, name: ExamplePath, container: ContainerDep) -> object:
    found = next((one for one in _EXAMPLES if one.name == name), None)
    if found is None:
        raise ExampleNotFound(
            say("There is no such example."), remedy=say("The list has all that there are.")
        )
    documents = container.documents()
    blueprint = await documents.read(found.text)
    return {"design": await documents.design_of(blueprint), "text": found.text}


def _read(path: Path) -> _Example:
    """The comment at the top says what it is for; the editor's line stays out of it."""
    text = path.read_text(encoding="utf-8")
    remarks = [line.removeprefix("#").strip() for line in _comment(text)]
    return _Example(
        name=path.stem,
        title=path.stem.replace("-", " ").capitalize(),
        summary=" ".join(line for line in remarks if line),
        text="".join(
            line for line in text.splitlines(keepends=True) if "yaml-language-server" not in line
        ),
    )


def _comment(text: str) -> list[str]:
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return [line for line in lines[:end] if "yaml-language-server" not in line]


_EXAMPLES = [_read(path) for path in sorted(_FOLDER.glob("*.yaml"))]

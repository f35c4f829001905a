"""Migrations say truthfully whether they take something away from older programs."""

import ast
from pathlib import Path

import pytest

from app.shared.infrastructure.postgres.migrate import MIGRATIONS

FILES = sorted((MIGRATIONS / "versions").glob("[0-9]*_*.py"))
TAKES_AWAY = {
    "drop_table",
    "drop_column",
    "rename_table",
    "alter_column",
    "create_unique_constraint",
}
HARMLESS_CHANGES = {"server_default", "comment", "existing_type", "existing_nullable"}
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))


def contracts(path: Path) -> object:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (said,) = [
        one.value
        for one in tree.body
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "contracts"
    ]
    return ast.literal_eval(said)


def going_up(tree: ast.Module) -> list[ast.Call]:
    """Every call but those of `downgrade`."""
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    return [
        node
        for function in functions
        if function.name != "downgrade"
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    ]


def takes_away(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name.removeprefix("op.") not in TAKES_AWAY or not name.startswith("op."):
        return name == "op.add_column" and wants_a_value(call)
    words = {word.arg or "" for word in call.keywords}
    if name != "op.alter_column":
        return True
    widens = "nullable=True" in ast.unparse(call)
    return not (words <= HARMLESS_CHANGES or widens)


def wants_a_value(call: ast.Call) -> bool:
    """A column that older programs do not know, and cannot leave out."""
    text = ast.unparse(call)
    made = "server_default" in text or "sa.Identity(" in text
    return "nullable=False" in text and not made


@EACH
def test_a_migration_says_whether_it_contracts(path: Path) -> None:
    assert isinstance(contracts(path), bool)


@EACH
def test_what_takes_something_away_says_so(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert contracts(path) or not [ast.unparse(one) for one in going_up(tree) if takes_away(one)]


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("op.drop_column('run', 'state')", True),
        ("op.alter_column('run', 'state', new_column_name='status')", True),
        ("op.alter_column('run', 'state', nullable=False)", True),
        ("op.add_column('run', sa.Column('a', sa.Text(), nullable=False))", True),
        ("op.add_column('run', sa.Column('a', sa.Text(), sa.Identity(), nullable=False))", False),
        ("op.alter_column('run', 'state', nullable=True)", False),
        ("op.alter_column('run', 'state', server_default='queued')", False),
        (
            "op.add_column('run', sa.Column('a', sa.Text(), nullable=False, server_default=''))",
            False,
        ),
        ("op.add_column('run', sa.Column('a', sa.Text()))", False),
        ("op.create_table('a', sa.Column('b', sa.Text(), nullable=False))", False),
    ],
)
def test_what_is_taken_for_taking_away(code: str, is_one: bool) -> None:
    (call,) = going_up(ast.parse(f"def upgrade():\n    {code}"))[:1]

    assert takes_away(call) is is_one

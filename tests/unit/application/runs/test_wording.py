"""Sentences about steps."""

import pytest

from app.shared.application.runs.wording import gone_sentence
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_step


@pytest.mark.parametrize(
    ("action", "name", "begins"),
    [
        (Action.EDIT_CHANNEL, "lobby", "#lobby was deleted meanwhile."),
        (Action.EDIT_ROLE, "Helper", "Helper was deleted meanwhile."),
        (
            Action.ORDER_ROLES,
            "order of the roles",
            "Something in the order of the roles was deleted meanwhile.",
        ),
    ],
)
def test_an_order_is_not_said_to_be_deleted(action: Action, name: str, begins: str) -> None:
    said = gone_sentence(a_step(1, action, key=Key("any"), name=name))

    assert said.startswith(begins)
    assert "Make a new plan" in said

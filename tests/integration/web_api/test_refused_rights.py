"""Which right a refusal names where any of several would do."""

import pytest

from tests.integration.web_api.place import Place


@pytest.mark.parametrize(
    ("path", "body", "needed"),
    [
        ("/plans", {}, "change the design"),
        (f"/plans/{'0' * 64}/apply", {"confirmed": []}, "apply plans"),
        (f"/plans/{'0' * 64}/choose", {"chosen": []}, "change the design"),
    ],
)
async def test_a_refusal_names_the_right_that_the_action_takes_in_general(
    place: Place, path: str, body: dict[str, object], needed: str
) -> None:
    refused = await place.ask("viewer", "POST", path, body)

    assert (refused.status_code, refused.json()["code"]) == (403, "access_denied")
    assert refused.json()["detail"] == f"You may not {needed} in this server."
    assert refused.json()["remedy"]


async def test_any_of_the_rights_will_do(place: Place) -> None:
    served = await place.ask("reverter", "POST", f"/plans/{'0' * 64}/apply", {"confirmed": []})

    assert served.json()["code"] == "plan_not_found"

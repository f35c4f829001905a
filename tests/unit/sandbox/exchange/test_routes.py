from app.sandbox.exchange.routes import RouteTable, shape_of

ROUTES = RouteTable(
    [
        ("GET", "/users/{user_id}"),
        ("GET", "/users/@me"),
        ("GET", "/guilds/{guild_id}/roles/{role_id}"),
        ("GET", "/guilds/{guild_id}/roles/member-counts"),
        ("PATCH", "/guilds/{guild_id}/roles"),
    ]
)


def test_a_fixed_segment_beats_a_placeholder() -> None:
    assert ROUTES.match("GET", "/users/@me") == ("/users/@me", {})
    assert ROUTES.match("GET", "/users/7") == ("/users/{user_id}", {"user_id": "7"})
    counts = "/guilds/{guild_id}/roles/member-counts"
    assert ROUTES.match("GET", "/guilds/1/roles/member-counts") == (counts, {"guild_id": "1"})


def test_a_path_of_another_method_or_length_has_no_route() -> None:
    assert ROUTES.match("DELETE", "/users/7") is None
    assert ROUTES.match("PATCH", "/guilds/1/roles/2") is None
    assert ROUTES.match("PATCH", "/guilds/1/emojis") is None


def test_an_empty_segment_fills_nothing() -> None:
    assert ROUTES.match("GET", "/users/") is None


def test_the_shape_of_a_template_forgets_the_names() -> None:
    assert shape_of("/channels/{channel_id}/permissions/{target_id}") == shape_of(
        "/channels/{id}/permissions/{overwrite_id}"
    )

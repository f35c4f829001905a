from dataclasses import replace

import pytest

from app.sandbox.exchange.messages import Exchange
from app.sandbox.specification.document import Documents
from app.sandbox.specification.specification import Specification
from app.sandbox.specification.violation import Side
from tests.support.exchanges import FakeStored, Handler, exchange
from tests.support.openapi import tiny_document

CREATE = "POST /guilds/{guild_id}/channels"
MOVE = "PATCH /guilds/{guild_id}/channels"
EDIT = "PATCH /channels/{channel_id}"
OVERWRITE = "PUT /channels/{channel_id}/permissions/{overwrite_id}"
MESSAGE = "POST /channels/{channel_id}/messages"
RULE = "POST /guilds/{guild_id}/auto-moderation/rules"
EDIT_RULE = "PATCH /guilds/{guild_id}/auto-moderation/rules/{rule_id}"

TEXT, VOICE, THREAD, FORUM, MEDIA = "10", "12", "11", "15", "16"
KEYWORD_RULE, SPAM_RULE = "1", "3"
STORED = FakeStored(
    channel_types={10: 0, 12: 2, 11: 11, 15: 15, 16: 16}, automod_triggers={1: 1, 3: 3}
)
GOOD = {
    CREATE: (201, {"id": "1", "type": 0}),
    EDIT: (200, {"id": "1", "type": 0}),
    MOVE: (204, None),
    OVERWRITE: (204, None),
}
DOCUMENTS = Documents(tiny_document())


async def complaints(route: str, body: object, **params: str) -> list[tuple[str, str]]:
    """Where and what is wrong with a request that the sandbox accepted."""
    return await complaints_of(route, exchange(route, body, **params))


async def complaints_of(route: str, request: Exchange) -> list[tuple[str, str]]:
    specification = Specification(DOCUMENTS, STORED)
    status, answer = GOOD.get(route, (200, {}))
    await specification.layer(request, Handler(status, answer))
    return [
        (violation.place, violation.what)
        for violation in specification.violations
        if violation.side is Side.REQUEST
    ]


async def places(route: str, body: object, **params: str) -> list[str]:
    return [place for place, _ in await complaints(route, body, **params)]


async def test_a_body_as_documented_is_fine() -> None:
    overwrite = {"id": "5", "allow": "1024"}
    body = {"name": "general", "type": 0, "parent_id": None, "permission_overwrites": [overwrite]}

    assert await complaints(CREATE, body) == []


@pytest.mark.parametrize("allow", [1024, "1024", "0", None, str(1 << 52)])
async def test_permissions_are_numbers_or_text(allow: object) -> None:
    overwrite = {"id": "5", "allow": allow}

    assert await places(CREATE, {"name": "a", "permission_overwrites": [overwrite]}) == []
    assert await places(OVERWRITE, {"type": 0, "allow": allow}) == []


@pytest.mark.parametrize("allow", ["-1", -1, "0x400", 1.5, ""])
async def test_permissions_are_nothing_else(allow: object) -> None:
    overwrite = {"id": "5", "allow": allow}

    found = await places(CREATE, {"name": "a", "permission_overwrites": [overwrite]})

    assert found == ["/permission_overwrites/0/allow"]


@pytest.mark.parametrize("parent_id", ["77", 77, None, str((1 << 64) - 1)])
async def test_ids_are_text_or_numbers(parent_id: object) -> None:
    assert await places(CREATE, {"name": "a", "parent_id": parent_id}) == []


@pytest.mark.parametrize("parent_id", ["x", "-1", "01", -1, str(1 << 64), 1 << 64, 1.5])
async def test_ids_have_64_bits_and_no_sign(parent_id: object) -> None:
    found = await places(CREATE, {"name": "a", "parent_id": parent_id})

    assert set(found) == {"/parent_id"}


async def test_a_key_that_is_not_named_is_a_mistake_in_spelling() -> None:
    (complaint,) = await complaints(CREATE, {"name": "a", "nfsw": True})

    assert "nfsw" in complaint[1]


async def test_a_number_past_32_bits_is_found() -> None:
    assert await places(MOVE, [{"id": "5", "position": 1 << 31}]) == ["/0/position"]
    assert await places(MOVE, [{"id": "5", "position": -(1 << 31) - 1}]) == ["/0/position"]
    assert await places(MOVE, [{"id": "5", "position": (1 << 31) - 1}]) == []


async def test_media_channels_are_known() -> None:
    assert await places(CREATE, {"name": "a", "type": 16}) == []
    assert set(await places(CREATE, {"name": "a", "type": 17})) == {"/type"}


async def test_an_edit_is_held_against_what_is_stored_not_against_the_loosest_branch() -> None:
    assert await places(EDIT, {"archived": True}, channel_id=THREAD) == []
    assert await places(EDIT, {"topic": "x"}, channel_id=TEXT) == []
    assert await places(EDIT, {"archived": True}, channel_id=TEXT) == [""]
    assert await places(EDIT, {"topic": "x"}, channel_id=THREAD) == [""]


async def test_a_rule_is_held_against_its_trigger() -> None:
    assert await places(RULE, {"trigger_type": 1, "keywords": []}) == []
    assert await places(RULE, {"trigger_type": 3, "keywords": []}) == [""]
    assert await places(RULE, {"trigger_type": 1, "keywords": "x"}) == ["/keywords"]
    assert await places(RULE, {"trigger_type": 2}) == ["/trigger_type"]


async def test_an_edit_of_a_rule_is_held_against_the_stored_trigger() -> None:
    assert await places(EDIT_RULE, {"keywords": []}, rule_id=KEYWORD_RULE) == []
    assert await places(EDIT_RULE, {"keywords": []}, rule_id=SPAM_RULE) == [""]
    assert await places(EDIT_RULE, {"trigger_type": 3, "strictness": 1}, rule_id="9") == []


@pytest.mark.parametrize(
    ("body", "channel_id", "place"),
    [
        ({"bitrate": 64000}, TEXT, "/bitrate"),
        ({"bitrate": 384_001}, VOICE, "/bitrate"),
        ({"topic": "x"}, VOICE, "/topic"),
        ({"topic": "x" * 1025}, TEXT, "/topic"),
        ({"topic": "x" * 4097}, FORUM, "/topic"),
    ],
)
async def test_fields_go_with_the_kind_of_channel(
    body: dict[str, object], channel_id: str, place: str
) -> None:
    assert await places(EDIT, body, channel_id=channel_id) == [place]


@pytest.mark.parametrize(
    ("body", "channel_id"),
    [
        ({"bitrate": None}, TEXT),
        ({"bitrate": 96_000}, VOICE),
        ({"topic": "x" * 1024}, TEXT),
        ({"topic": "x" * 4096}, MEDIA),
        ({"topic": "x" * 4096}, FORUM),
    ],
)
async def test_null_and_what_fits_pass(body: dict[str, object], channel_id: str) -> None:
    assert await places(EDIT, body, channel_id=channel_id) == []


async def test_a_default_reaction_is_one_emoji_of_one_kind() -> None:
    async def found(**reaction: str | None) -> list[str]:
        return await places(EDIT, {"default_reaction_emoji": reaction}, channel_id=FORUM)

    assert await found(emoji_id="5", emoji_name=None) == []
    assert await found(emoji_name="x") == []
    assert await found() == ["/default_reaction_emoji"]
    assert await found(emoji_id="5", emoji_name="x") == ["/default_reaction_emoji"]


async def test_on_creation_the_kind_is_in_the_body_and_text_without_one() -> None:
    assert await places(CREATE, {"name": "a", "type": 2, "bitrate": 64000}) == []
    assert await places(CREATE, {"name": "a", "bitrate": 64000}) == ["/bitrate"]


async def test_every_entry_of_a_bulk_move_names_its_channel() -> None:
    assert await places(MOVE, [{"id": 5, "position": 1}, {"id": "6", "flags": 0}]) == []
    assert "" not in await places(MOVE, [{"id": None}])
    assert await places(MOVE, [{"position": 1}]) == ["/0"]


async def test_an_overwrite_says_whether_it_is_a_role_or_a_member() -> None:
    assert await places(OVERWRITE, {"allow": "0"}) == [""]


async def test_components_v2_exclude_content() -> None:
    assert await places(MESSAGE, {"content": "hi", "flags": 1 << 15}) == ["/content"]
    assert await places(MESSAGE, {"content": None, "flags": 1 << 15}) == []
    assert await places(MESSAGE, {"content": "hi", "flags": 0}) == []


async def test_content_is_as_short_as_documented() -> None:
    assert await places(MESSAGE, {"content": "x" * 2000}) == []
    assert await places(MESSAGE, {"content": "x" * 2001}) == ["/content"]


async def test_the_json_in_a_form_is_checked_too() -> None:
    def form(payload: str) -> Exchange:
        content = (
            '--edge\r\nContent-Disposition: form-data; name="files[0]"; filename="a.json"\r\n'
            'Content-Type: application/json\r\n\r\n{"contents": 1}\r\n'
            '--edge\r\nContent-Disposition: form-data; name="payload_json"\r\n'
            f"Content-Type: application/json\r\n\r\n{payload}\r\n--edge--\r\n"
        )
        headers = {"content-type": "multipart/form-data; boundary=edge"}
        return replace(exchange(MESSAGE), headers=headers, content=content.encode())

    good, bad = form('{"content": "hi"}'), form('{"contents": "hi"}')

    assert await complaints_of(MESSAGE, good) == []
    ((place, what),) = await complaints_of(MESSAGE, bad)
    assert (place, "contents" in what) == ("", True)


async def test_a_body_is_there_where_one_is_needed_and_nowhere_else() -> None:
    nothing = await complaints(CREATE, None)
    broken = await complaints_of(CREATE, replace(exchange(CREATE), content=b"{"))
    needless = await complaints_of(
        "GET /channels/{channel_id}",
        replace(exchange("GET /channels/{channel_id}"), content=b"{}"),
    )

    assert nothing == [("", "a body is needed")]
    assert broken == [("", "the body is not JSON")]
    assert needless == [("", "takes no body")]


async def test_a_wrong_request_that_was_refused_is_no_violation() -> None:
    specification = Specification(DOCUMENTS, STORED)
    errors = {"nfsw": {"_errors": [{"code": "X", "message": "no"}]}}
    refusal = {"code": 50035, "message": "Invalid Form Body", "errors": errors}

    await specification.layer(exchange(CREATE, {"nfsw": 1}), Handler(400, refusal))

    assert specification.violations == []
    assert {violation.side for violation in specification.refused} == {Side.REQUEST}


async def test_a_test_that_sends_bad_bodies_answers_for_the_accepted_ones_itself() -> None:
    specification = Specification(DOCUMENTS, STORED)
    await specification.layer(exchange(CREATE, {"name": "a", "x": 1}), Handler(201, {"id": 7}))

    tolerant = specification.complaints(expect_bad_requests=True)

    assert {violation.side for violation in specification.complaints()} == set(Side)
    assert {violation.side for violation in tolerant} == {Side.RESPONSE}

"""Discord's own document, where the environment names it: its pitfalls, each put right."""

import os
from pathlib import Path
from typing import Any

import pytest

from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.specification.document import Documents, documents_at, pointer_to
from app.sandbox.specification.specification import VARIABLE, Specification
from app.sandbox.specification.violation import Side
from tests.support.exchanges import FakeStored, Handler, exchange

TEXT, VOICE, CATEGORY, THREAD, FORUM, MEDIA = "10", "12", "14", "11", "15", "16"
STORED = FakeStored(
    channel_types={10: 0, 12: 2, 14: 4, 11: 11, 15: 15, 16: 16},
    automod_triggers={1: 1, 3: 3, 5: 5},
)
CREATE_CHANNEL = "POST /guilds/{guild_id}/channels"
MOVE_CHANNELS = "PATCH /guilds/{guild_id}/channels"
EDIT_CHANNEL = "PATCH /channels/{channel_id}"
CREATE_ROLE = "POST /guilds/{guild_id}/roles"
MOVE_ROLES = "PATCH /guilds/{guild_id}/roles"
OVERWRITE = "PUT /channels/{channel_id}/permissions/{overwrite_id}"
MESSAGE = "POST /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
RULE = "/guilds/{guild_id}/auto-moderation/rules"
COMMAND = "POST /applications/{application_id}/commands"
CHANNEL: dict[str, Any] = {
    "id": "10",
    "type": 0,
    "flags": 0,
    "guild_id": "1",
    "name": "general",
    "position": 0,
}


@pytest.mark.skipif(VARIABLE not in os.environ, reason=f"{VARIABLE} names no document")
class TestDiscordsDocument:
    @pytest.fixture
    def documents(self) -> Documents:
        return documents_at(Path(os.environ[VARIABLE]))

    @pytest.fixture
    def specification(self, documents: Documents) -> Specification:
        return Specification(documents, STORED)

    async def places(
        self, specification: Specification, route: str, body: object, **params: str
    ) -> set[str]:
        """Where an accepted request is wrong."""
        before = len(specification.violations)
        await specification.layer(exchange(route, body, **params), Handler(200))
        found = specification.violations[before:]
        return {violation.place for violation in found if violation.side is Side.REQUEST}

    async def answered(
        self, specification: Specification, route: str, status: int, body: object
    ) -> set[str]:
        """Where an answer is wrong."""
        before = len(specification.violations)
        await specification.layer(exchange(route, channel_id=TEXT), Handler(status, body))
        found = specification.violations[before:]
        return {violation.place for violation in found if violation.side is Side.RESPONSE}

    def test_every_schema_of_both_copies_is_usable(self, documents: Documents) -> None:
        for document in (documents.requests, documents.responses):
            for name in document.root["components"]["schemas"]:
                document.mismatches(pointer_to("components", "schemas", name), {})

    @pytest.mark.parametrize("value", [1024, "1024", None])
    async def test_1_permissions_are_numbers_or_text(
        self, specification: Specification, value: object
    ) -> None:
        overwrite = {"id": "5", "type": 0, "allow": value, "deny": value}
        created = {"name": "a", "permission_overwrites": [overwrite]}
        command = {"name": "a", "type": 2, "default_member_permissions": value}

        assert not await self.places(specification, CREATE_ROLE, {"permissions": value})
        assert not await self.places(specification, OVERWRITE, {"type": 0, "allow": value})
        assert not await self.places(specification, CREATE_CHANNEL, created)
        assert not await self.places(specification, COMMAND, command)

    async def test_1_minus_one_is_no_set_of_permissions(self, specification: Specification) -> None:
        assert await self.places(specification, CREATE_ROLE, {"permissions": "-1"})

    async def test_2_an_edit_of_a_channel_is_not_vacuous(
        self, specification: Specification
    ) -> None:
        body = {"nsfw": "definitely", "bitrate": -5}

        found = await self.places(specification, EDIT_CHANNEL, body, channel_id=VOICE)

        assert found == {"/nsfw", "/bitrate"}

    async def test_2_threads_rules_and_posts_go_by_what_is_stored(
        self, specification: Specification
    ) -> None:
        thread = {"name": "a", "type": 11}
        post = {"name": "a", "message": {"content": "hi"}}
        threads = "POST /channels/{channel_id}/threads"
        edit_rule = f"PATCH {RULE}/{{rule_id}}"
        mentions = {"trigger_metadata": {"mention_total_limit": 5}}

        assert not await self.places(
            specification, EDIT_CHANNEL, {"archived": True}, channel_id=THREAD
        )
        assert await self.places(specification, EDIT_CHANNEL, {"archived": True}, channel_id=TEXT)
        assert not await self.places(specification, threads, thread, channel_id=TEXT)
        assert not await self.places(specification, threads, post, channel_id=FORUM)
        assert await self.places(specification, threads, thread, channel_id=FORUM)
        assert not await self.places(specification, edit_rule, mentions, rule_id="5")
        assert await self.places(specification, edit_rule, mentions, rule_id="1")

    async def test_2_a_new_rule_goes_by_its_trigger(self, specification: Specification) -> None:
        rule = {"name": "a", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}]}
        limit = {"mention_total_limit": 500}
        mention_rule = rule | {"trigger_type": 5, "trigger_metadata": limit}

        assert not await self.places(specification, f"POST {RULE}", rule)
        found = await self.places(specification, f"POST {RULE}", mention_rule)
        assert found == {"/trigger_metadata/mention_total_limit"}

    async def test_3_a_callback_is_told_by_its_type(self, specification: Specification) -> None:
        message = {"type": 4, "data": {"content": "x" * 9000}}

        assert not await self.places(specification, CALLBACK, {"type": 5})
        assert await self.places(specification, CALLBACK, message) == {"/data/content"}
        assert await self.places(specification, CALLBACK, {"type": 99}) == {"/type"}

    async def test_4_a_component_is_told_by_its_type(self, specification: Specification) -> None:
        def row(**button: object) -> dict[str, Any]:
            parts = [{"type": 2, "style": 1, "custom_id": "a"} | button]
            return {"components": [{"type": 1, "components": parts}]}

        assert not await self.places(specification, MESSAGE, row(label="ok"))
        assert await self.places(specification, MESSAGE, row(label="x" * 81)) == {
            "/components/0/components/0/label"
        }

    async def test_5_a_misspelt_key_is_found(self, specification: Specification) -> None:
        assert await self.places(specification, CREATE_ROLE, {"colour": 1}) == {""}
        assert await self.places(
            specification,
            CREATE_CHANNEL,
            {"name": "a", "type": 15, "available_tags": [{"nam": "x"}]},
        ) == {"/available_tags/0"}

    async def test_6_fields_go_with_the_kind_of_channel(self, specification: Specification) -> None:
        wrong = {"name": "a", "type": 0, "bitrate": 64000}
        long = {"topic": "x" * 2000}

        assert await self.places(specification, CREATE_CHANNEL, wrong) == {"/bitrate"}
        assert await self.places(specification, EDIT_CHANNEL, long, channel_id=TEXT) == {"/topic"}
        assert not await self.places(specification, EDIT_CHANNEL, long, channel_id=FORUM)

    async def test_7_content_and_components_v2_exclude_each_other(
        self, specification: Specification
    ) -> None:
        data = {"content": "hi", "flags": 1 << 15}

        assert await self.places(specification, MESSAGE, data) == {"/content"}
        assert await self.places(specification, CALLBACK, {"type": 4, "data": data}) == {
            "/data/content"
        }

    async def test_8_null_is_taken_in_both_of_its_spellings(
        self, specification: Specification
    ) -> None:
        body = {"name": "a", "topic": None, "parent_id": None, "type": None}

        assert not await self.places(specification, CREATE_CHANNEL, body)

    async def test_9_formats_have_ranges(self, specification: Specification) -> None:
        moved = [{"id": "5", "position": 1 << 40}]

        assert await self.places(specification, MOVE_CHANNELS, moved) == {"/0/position"}
        assert await self.places(specification, MOVE_ROLES, [{"id": str(1 << 64)}]) == {"/0/id"}
        assert await self.answered(
            specification, "GET /channels/{channel_id}", 200, CHANNEL | {"position": 1 << 40}
        ) == {"/position"}

    async def test_10_ids_in_requests_are_numbers_too(self, specification: Specification) -> None:
        assert not await self.places(specification, MOVE_ROLES, [{"id": 5, "position": 1}])
        assert await self.answered(
            specification, "GET /channels/{channel_id}", 200, CHANNEL | {"id": 10}
        ) == {"/id"}

    async def test_11_media_channels_exist(self, specification: Specification) -> None:
        media = {"name": "a", "type": 16, "available_tags": []}

        assert not await self.places(specification, CREATE_CHANNEL, media)
        assert not await self.places(specification, EDIT_CHANNEL, {"type": 16}, channel_id=MEDIA)
        assert not await self.answered(
            specification, "GET /channels/{channel_id}", 200, CHANNEL | {"type": 16}
        )

    async def test_12_the_headers_of_a_429_are_checked(self, specification: Specification) -> None:
        async def refuse(_exchange: Exchange) -> Answer:
            body = {"message": "slow", "retry_after": 1.0, "global": False}
            return Answer.of_json(429, body)

        await specification.refusals_layer(exchange(), refuse)

        found = {violation.place for violation in specification.violations}
        assert {"via", "retry-after", "x-ratelimit-scope", "x-ratelimit-bucket"} <= found

    async def test_13_errors_are_checked(self, specification: Specification) -> None:
        get = "GET /channels/{channel_id}"
        leaf = {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "x"}]}
        form = {"code": 50035, "message": "Invalid Form Body", "errors": {"name": leaf}}

        assert not await self.answered(specification, get, 400, form)
        assert await self.answered(specification, get, 400, form | {"errors": {}}) == {"/errors"}
        assert await self.answered(specification, get, 403, form) == {"/code"}

    async def test_15_the_json_of_a_form_is_checked(self, specification: Specification) -> None:
        lines = ["--e", 'Content-Disposition: form-data; name="payload_json"', "", '{"tts": 7}']
        request = Exchange(
            "POST",
            "/channels/10/messages",
            headers={"content-type": "multipart/form-data; boundary=e"},
            content="\r\n".join([*lines, "--e--", ""]).encode(),
        )

        await specification.layer(request, Handler(200))

        found = [v.place for v in specification.violations if v.side is Side.REQUEST]
        assert found == ["/tts"]

    async def test_what_only_the_documentation_knows_is_taken(
        self, specification: Specification
    ) -> None:
        moved = [{"id": "5", "position": 1, "flags": 0}]
        tag = {"name": "x" * 21}

        assert not await self.places(specification, CREATE_CHANNEL, {"name": "a", "flags": 16})
        assert not await self.places(specification, MOVE_CHANNELS, moved)
        assert await self.places(specification, MOVE_CHANNELS, [{}]) == {"/0"}
        assert await self.places(specification, OVERWRITE, {"allow": "1"}) == {""}
        assert await self.places(
            specification, EDIT_CHANNEL, {"available_tags": [tag]}, channel_id=FORUM
        ) == {"/available_tags/0/name"}

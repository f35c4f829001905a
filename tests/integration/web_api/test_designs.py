"""The design of a server over HTTP: taken over, checked, saved by version, merged."""

from typing import Any

import httpx2

from tests.integration.web_api.place import Place


async def imported(place: Place) -> dict[str, Any]:
    answer = await place.ask("designer", "POST", "/import")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["design"]
    return found


async def saved(
    place: Place, design: dict[str, Any], tag: str = '"0"', who: str = "designer"
) -> httpx2.Response:
    return await place.ask(who, "PUT", "/design", {"design": design}, if_match=tag)


def channel(design: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in design["channels"] if one["name"] == name)
    return found


async def test_a_server_is_taken_over_as_design_and_as_text(place: Place) -> None:
    answer = await place.ask("designer", "POST", "/import")

    names = [one["name"] for one in answer.json()["design"]["channels"]]
    assert names == ["Lobby", "general", "rules"]
    assert "channels: [general, rules]" in answer.json()["text"]


async def test_before_anything_is_saved_the_design_is_version_nothing(place: Place) -> None:
    answer = await place.ask("viewer", "GET", "/design")

    assert answer.status_code == 200
    assert answer.headers["etag"] == '"0"'
    assert answer.json()["version"] is None
    assert answer.json()["design"] is None


async def test_a_design_is_saved_and_read_back(place: Place) -> None:
    design = await imported(place)
    channel(design, "general")["topic"] = "Anything goes"

    first = await saved(place, design)
    read = await place.ask("viewer", "GET", "/design")

    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    assert read.json()["design"] == design
    assert read.json()["author"] == f"user:{place.user_id('designer')}"
    assert read.headers["etag"] == '"1"'


async def test_text_is_saved_as_it_was_written(place: Place) -> None:
    text = "# ours\nversion: 1\nchannels:\n  - text: general\n"

    answer = await place.ask("designer", "PUT", "/design", {"text": text}, if_match='"0"')

    assert answer.status_code == 200, answer.text
    assert answer.json()["text"] == text


async def test_comments_stay_when_the_designer_saves_over_a_text(place: Place) -> None:
    text = "# ours\nversion: 1\nchannels:\n  - text: general\n"
    first = await place.ask("designer", "PUT", "/design", {"text": text}, if_match='"0"')
    design = first.json()["design"]
    channel(design, "general")["topic"] = "Hello"

    second = await saved(place, design, '"1"')

    assert second.json()["text"].startswith("# ours\n")
    assert "Hello" in second.json()["text"]


async def test_what_the_client_has_already_is_not_sent_again(place: Place) -> None:
    await saved(place, await imported(place))

    known = await place.ask("viewer", "GET", "/design", if_none_match='"1"')
    weak = await place.ask("viewer", "GET", "/design", if_none_match='"7", W/"1"')
    other = await place.ask("viewer", "GET", "/design", if_none_match='"2"')

    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", '"1"')
    assert (weak.status_code, other.status_code) == (304, 200)


async def test_saving_needs_the_version_it_starts_from(place: Place) -> None:
    design = await imported(place)

    answer = await place.ask("designer", "PUT", "/design", {"design": design})

    assert answer.status_code == 428
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "precondition_required"
    assert "ETag" in answer.json()["remedy"]


async def test_a_weak_tag_is_heeded_and_a_star_saves_over_anything(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    channel(design, "general")["topic"] = "one"

    weak = await saved(place, design, 'W/"1"')
    channel(design, "general")["topic"] = "two"
    star = await saved(place, design, "*")

    assert (weak.json()["version"], star.json()["version"]) == (2, 3)


async def test_a_tag_that_is_none_of_ours_is_refused(place: Place) -> None:
    answer = await saved(place, await imported(place), '"latest"')

    assert (answer.status_code, answer.json()["code"]) == (422, "if_match_invalid")


async def test_nobody_overwrites_what_they_have_not_seen(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    theirs, mine = await imported(place), await imported(place)
    channel(theirs, "general")["topic"] = "theirs"
    channel(mine, "general")["topic"] = "mine"
    await saved(place, theirs, '"1"', "manager")

    answer = await saved(place, mine, '"1"')

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "version_conflict")
    assert problem["latest"]["version"] == 2
    assert channel(problem["latest"]["design"], "general")["topic"] == "theirs"
    (difference,) = problem["differences"]
    assert (difference["mine"], difference["theirs"]) == ("mine", "theirs")
    assert difference["path"][-1] == "topic"


async def test_two_who_changed_different_things_are_merged(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    theirs, mine = await imported(place), await imported(place)
    channel(theirs, "general")["topic"] = "theirs"
    channel(mine, "rules")["topic"] = "mine"
    await saved(place, theirs, '"1"', "manager")

    answer = await place.ask(
        "designer", "POST", "/design/merge", {"base_version": 1, "design": mine}
    )

    merged = answer.json()
    assert (answer.status_code, merged["version"], merged["conflicts"]) == (200, 2, [])
    assert channel(merged["design"], "general")["topic"] == "theirs"
    assert channel(merged["design"], "rules")["topic"] == "mine"


async def test_a_merge_names_what_both_changed(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    theirs, mine = await imported(place), await imported(place)
    channel(theirs, "general")["topic"] = "theirs"
    channel(mine, "general")["topic"] = "mine"
    await saved(place, theirs, '"1"', "manager")

    answer = await place.ask(
        "designer", "POST", "/design/merge", {"base_version": 1, "design": mine}
    )

    (conflict,) = answer.json()["conflicts"]
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == ("", "mine", "theirs")


async def test_a_merge_from_a_version_that_never_was_finds_nothing(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)

    answer = await place.ask(
        "designer", "POST", "/design/merge", {"base_version": 9, "design": design}
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "version_not_found")


async def test_everything_wrong_with_a_design_is_told_with_its_place(place: Place) -> None:
    design = await imported(place)
    design["channels"][1]["topic"] = "x" * 5000
    design["roles"][0]["name"] = ""

    answer = await saved(place, design)

    problem = answer.json()
    pointers = {one["pointer"] for one in problem["problems"]}
    assert (answer.status_code, problem["code"]) == (422, "blueprint_refused")
    assert pointers == {"/channels/1/topic", "/roles/0/name"}
    assert all(one["what"] and one["remedy"] for one in problem["problems"])


async def test_a_text_that_is_wrong_is_told_by_line_and_column(place: Place) -> None:
    text = "version: 1\nchannels:\n  - text: general\n    topik: a\n"

    answer = await place.ask("designer", "PUT", "/design", {"text": text}, if_match='"0"')

    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["line"], problem["column"]) == (422, 4, 5)


async def test_a_check_answers_with_problems_and_saves_nothing(place: Place) -> None:
    answer = await place.ask("viewer", "POST", "/design/check", {"text": "version: 1\nroles: 3\n"})
    after = await place.ask("viewer", "GET", "/design")

    assert (answer.status_code, answer.json()["ok"]) == (200, False)
    assert answer.json()["problems"][0]["line"] == 2
    assert after.json()["version"] is None


async def test_a_check_turns_text_into_design_and_design_into_text(place: Place) -> None:
    base = "# ours\nversion: 1\nchannels:\n  - text: general\n"
    first = await place.ask("viewer", "POST", "/design/check", {"text": base})
    design = first.json()["design"]
    channel(design, "general")["topic"] = "Hello"

    second = await place.ask(
        "viewer", "POST", "/design/check", {"design": design, "base_text": base}
    )

    assert first.json()["text"] == base
    assert second.json()["ok"] is True
    assert second.json()["text"].startswith("# ours\n")
    assert "topic: Hello" in second.json()["text"]


async def test_a_body_is_either_a_design_or_a_text(place: Place) -> None:
    neither = await place.ask("designer", "PUT", "/design", {}, if_match='"0"')
    both = await place.ask("viewer", "POST", "/design/check", {"design": {}, "text": ""})

    assert {neither.status_code, both.status_code} == {422}
    assert neither.json()["code"] == "invalid_request"


async def test_versions_are_listed_in_pages_compared_and_restored(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    for number in (1, 2):
        channel(design, "general")["topic"] = f"topic {number}"
        await saved(place, design, f'"{number}"')

    first = (await place.ask("viewer", "GET", "/versions?limit=2")).json()
    second = (await place.ask("viewer", "GET", f"/versions?limit=2&cursor={first['next']}")).json()
    compared = (await place.ask("viewer", "GET", "/versions/1/compare/3")).json()
    restored = await place.ask("designer", "POST", "/versions/1/restore", {"message": "Back"})

    assert [one["version"] for one in first["items"] + second["items"]] == [3, 2, 1]
    assert second["next"] is None
    (difference,) = compared["differences"]
    assert (difference["before"], difference["after"]) == ("", "topic 2")
    assert (restored.status_code, restored.headers["etag"]) == (201, '"4"')
    assert channel(restored.json()["design"], "general")["topic"] == ""
    assert (await place.ask("viewer", "GET", "/versions/4")).json()["message"] == "Back"


async def test_what_is_no_version_is_not_found(place: Place) -> None:
    paths = ("/versions/1", "/versions/0", "/versions/x", "/versions/99999999999", "/versions/-1")

    answers = [await place.ask("viewer", "GET", path) for path in paths]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {
        (404, "version_not_found")
    }


async def test_a_cursor_of_nobody_is_refused(place: Place) -> None:
    for cursor in ("x", "%00", "cnVuOjE", "%F0%9F%98%80", "dmVyc2lvbjp4"):
        answer = await place.ask("viewer", "GET", f"/versions?cursor={cursor}")

        assert answer.status_code == 422, cursor
        assert answer.json()["code"] in {"cursor_invalid", "invalid_request"}


async def test_restoring_may_be_held_to_the_version_seen(place: Place) -> None:
    design = await imported(place)
    await saved(place, design)
    channel(design, "general")["topic"] = "new"
    await saved(place, design, '"1"', "manager")

    answer = await place.ask("designer", "POST", "/versions/1/restore", {}, if_match='"1"')

    assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")


async def test_whoever_edits_is_shown_to_the_others(place: Place) -> None:
    nobody = await place.ask("viewer", "GET", "/design/editors")
    await place.ask("designer", "PUT", "/design/editors")

    answer = await place.ask("viewer", "GET", "/design/editors")

    assert nobody.json()["editors"] == []
    (editor,) = answer.json()["editors"]
    assert editor["id"] == str(place.user_id("designer"))

"""Puts uploaded files into a message, and lets its embeds and components point to them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.sandbox.world.files import StoredFile, Upload, content_type_of
from app.sandbox.world.forms.component_trees import every_component
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.files import file_url, media_payload
from app.sandbox.world.refusals import Refusal, invalid_field
from app.sandbox.world.world import World

MOST_BYTES = 10 * 1024 * 1024
"""Of one file, without boosts. A bot's request as a whole is held to 25 MiB at the door."""

MOST_ATTACHMENTS = 10
_SCHEME = "attachment://"

type Uploads = Mapping[int, Upload]
"""By the number in the name of the form's field: files[0], files[1] …"""


def attach(
    world: World, message: Message, listed: list[dict[str, Any]] | None, uploads: Uploads
) -> None:
    """`listed` names new files by their number and old ones by their id; what is old and not
    listed goes. Without a list all stay.
    """
    _refuse_large(uploads)
    old = {file.id: file for file in message.attachments}
    kept: list[StoredFile] = list(old.values()) if listed is None else []
    about: dict[int, Mapping[str, Any]] = {}
    for index, each in enumerate(listed or ()):
        if each["id"] in uploads:
            about[each["id"]] = each
        elif each["id"] in old:
            kept.append(old[each["id"]])
        else:
            message_text = "Unknown attachment: no file with that number was sent."
            raise invalid_field(f"attachments.{index}.id", "UNKNOWN_ATTACHMENT", message_text)
    fresh = [
        _stored(world, message, upload, about.get(number, {}))
        for number, upload in sorted(uploads.items())
    ]
    if len(kept) + len(fresh) > MOST_ATTACHMENTS:
        text = f"Must be {MOST_ATTACHMENTS} or fewer in length."
        raise invalid_field("attachments", "BASE_TYPE_MAX_LENGTH", text)
    message.attachments = kept + fresh


def store(world: World, message: Message) -> None:
    """Makes the message's files reachable: only once everything else has been accepted."""
    for file in message.attachments:
        world.files[file.id] = file


def point_to_files(world: World, message: Message) -> None:
    """`attachment://name` becomes the file's address, in embeds and in components."""
    files = {file.filename: file for file in message.attachments}
    message.embeds = [_embed(world, embed, files) for embed in message.embeds]
    for place, holder, key in _media(message.components):
        holder[key] = _medium(world, place, holder[key], files)
    for each in every_component(message.components):
        if each["type"] == 13:
            file = world.files.get(int(each["file"]["id"])) or _named(files, each["file"]["id"])
            each["name"] = None if file is None else file.filename
            each["size"] = None if file is None else len(file.content)


def _refuse_large(uploads: Uploads) -> None:
    if any(len(upload.content) > MOST_BYTES for upload in uploads.values()):
        raise Refusal(413, 40005, "Request entity too large")


def _stored(world: World, message: Message, upload: Upload, about: Mapping[str, Any]) -> StoredFile:
    filename = about.get("filename") or upload.filename
    return StoredFile(
        world.next_id(),
        message.channel_id,
        filename.replace("/", "_"),
        upload.content,
        content_type_of(upload),
        about.get("description") or None,
        ephemeral=message.is_ephemeral,
    )


def _embed(world: World, embed: dict[str, Any], files: Mapping[str, StoredFile]) -> dict[str, Any]:
    """A picture that points to no file that was sent is left out, as Discord does."""
    found = dict(embed)
    for key in ("image", "thumbnail"):
        if key in found:
            url = _resolved(world, found[key]["url"], files)
            found[key] = {"url": url, "proxy_url": url}
            if url is None:
                del found[key]
    for key in ("author", "footer"):
        if "icon_url" in found.get(key, {}):
            url = _resolved(world, found[key]["icon_url"], files)
            found[key] = {**found[key], "icon_url": url, "proxy_icon_url": url}
            if url is None:
                del found[key]["icon_url"], found[key]["proxy_icon_url"]
    return found


def _resolved(world: World, url: str, files: Mapping[str, StoredFile]) -> str | None:
    if not url.startswith(_SCHEME):
        return url
    file = files.get(url.removeprefix(_SCHEME))
    return None if file is None else file_url(world, file)


def _media(components: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Where media are: their place for an error, what holds them, and under which key."""
    for each in every_component(components):
        place = f"components.{each['id']}"
        for key in ("media", "file"):
            if key in each:
                yield f"{place}.{key}", each, key
        for index, item in enumerate(each.get("items", ())):
            yield f"{place}.items.{index}.media", item, "media"


def _medium(
    world: World, place: str, medium: dict[str, Any], files: Mapping[str, StoredFile]
) -> dict[str, Any]:
    """One that has been resolved before stays as it is."""
    if "proxy_url" in medium:
        return medium
    url = medium["url"]
    if not url.startswith(_SCHEME):
        return {"id": str(world.next_id()), "url": url, "proxy_url": url}
    file = files.get(url.removeprefix(_SCHEME))
    if file is None:
        text = "Unknown attachment: no file with that name was sent."
        raise invalid_field(f"{place}.url", "UNKNOWN_ATTACHMENT", text)
    return media_payload(world, file)


def _named(files: Mapping[str, StoredFile], file_id: str) -> StoredFile | None:
    return next((file for file in files.values() if str(file.id) == file_id), None)

"""Posts hang on the ids of a forum's tags, so tags that live are sent with them."""

from app.shared.domain.planning.steps import Action, Json, reference
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_channel
from tests.unit.domain.planning.cases import LiveGuild, a_design, the_plan, the_step

LIVE = (Tag(key=Key("301"), name="Help"), Tag(key=Key("302"), name="Bug"))
HELP, BUG = (reference(Kind.TAG, Key(f"forum/{key}")) for key in ("help", "bug"))


def tags_sent(*tags: Tag) -> dict[str, Json]:
    """The id that each tag of the edit is sent with, by name; None where it is sent without."""
    guild = LiveGuild(a_channel("forum", ChannelType.FORUM, tags=LIVE))
    bound = {
        Binding(Kind.TAG, Key("forum/help"), 301),
        Binding(Kind.TAG, Key("forum/bug"), 302),
    }
    guild.bindings = Bindings(frozenset(guild.bindings.entries | bound))
    design = a_design(a_channel("forum", ChannelType.FORUM, tags=tags))
    body = the_step(the_plan(guild, design), Action.EDIT_CHANNEL).body
    assert isinstance(body, dict)
    sent = body["available_tags"]
    assert isinstance(sent, list)
    return {str(tag["name"]): tag.get("id") for tag in sent if isinstance(tag, dict)}


def test_living_tags_keep_their_ids_when_one_is_renamed_and_one_is_added() -> None:
    sent = tags_sent(
        Tag(key=Key("help"), name="Questions"),
        Tag(key=Key("bug"), name="Bug"),
        Tag(key=Key("idea"), name="Idea"),
    )

    assert sent == {"Questions": HELP, "Bug": BUG, "Idea": None}


def test_living_tags_keep_their_ids_when_their_order_changes() -> None:
    sent = tags_sent(Tag(key=Key("bug"), name="Bug"), Tag(key=Key("help"), name="Help"))

    assert sent == {"Bug": BUG, "Help": HELP}


def test_the_tag_that_stays_keeps_its_id_when_another_goes() -> None:
    assert tags_sent(Tag(key=Key("bug"), name="Bug")) == {"Bug": BUG}

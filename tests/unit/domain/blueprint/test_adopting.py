"""A design that takes over what the server has become."""

from app.shared.domain.blueprint.adoption import adopting
from app.shared.domain.blueprint.blueprint import Ignore, Unmanaged
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_blueprint, a_channel, a_role

HELPER, LOBBY, GONE = Key("helper"), Key("lobby"), Key("gone")


def test_what_the_server_is_comes_with_what_the_design_leaves_alone() -> None:
    design = a_blueprint(
        a_role(HELPER),
        a_channel(LOBBY),
        a_channel(GONE),
        unmanaged_channels=Unmanaged.ARCHIVE,
        ignored=frozenset(
            {
                Ignore(Kind.CHANNEL, None, "topic"),
                Ignore(Kind.ROLE, HELPER, "colors"),
                Ignore(Kind.CHANNEL, GONE, "name"),
            }
        ),
        protected=frozenset({(Kind.CHANNEL, LOBBY), (Kind.CHANNEL, GONE)}),
    )
    live = a_blueprint(
        a_role(HELPER, name="Renamed by hand"),
        a_channel(LOBBY),
        ignored=frozenset({Ignore(Kind.CHANNEL, LOBBY, "parent")}),
    )

    adopted = adopting(design, live)

    assert adopted.structure == live.structure
    assert adopted.unmanaged_channels is Unmanaged.ARCHIVE
    assert adopted.ignored == {
        Ignore(Kind.CHANNEL, None, "topic"),
        Ignore(Kind.ROLE, HELPER, "colors"),
        Ignore(Kind.CHANNEL, LOBBY, "parent"),
    }
    assert adopted.protected == {(Kind.CHANNEL, LOBBY)}

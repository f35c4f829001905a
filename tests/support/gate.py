"""A gate before a store, for people as a test says they are."""

from app.shared.application.access.gate import Gate
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.clock import Clock
from app.shared.domain.access.membership import Membership
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memberships import FakeMemberships
from tests.support.fakes.unit_of_work import InMemoryStore


def a_gate(store: InMemoryStore, *members: Membership, clock: Clock | None = None) -> Gate:
    memberships = FakeMemberships()
    for member in members:
        memberships.put(member)
    return Gate(RightsOf(store, memberships, clock or FakeClock()))

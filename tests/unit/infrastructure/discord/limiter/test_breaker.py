"""The breaker opens long before Discord bans, and closes by itself."""

from app.shared.infrastructure.discord.limiter.breaker import SPAN, THRESHOLD, Breaker


def test_it_opens_at_a_fifth_of_what_discord_allows() -> None:
    breaker = Breaker()
    for second in range(THRESHOLD - 1):
        breaker.refused(second * 0.1)
    before = breaker.open_for(200.0)

    breaker.refused(200.0)

    assert THRESHOLD * 5 <= 10_000
    assert before == 0.0
    assert breaker.open_for(200.0) == 400.0


def test_refusals_older_than_ten_minutes_do_not_count() -> None:
    breaker = Breaker(threshold=3)
    for moment in (0.0, 1.0, SPAN + 0.5):
        breaker.refused(moment)

    assert breaker.open_for(SPAN + 0.5) == 0.0
    breaker.refused(SPAN + 0.6)
    assert breaker.open_for(SPAN + 0.6) > 0.0


def test_a_ban_is_sat_out() -> None:
    breaker = Breaker()
    breaker.banned(50.0)
    breaker.banned(20.0)

    assert breaker.open_for(10.0) == 40.0
    assert breaker.open_for(50.0) == 0.0

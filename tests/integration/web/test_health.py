"""`/healthz` and `/readyz` of the web app, at its public address."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from tests.support.served_web import ServedWeb, served_web


@pytest.fixture
async def served(migrated_url: str, clean_redis_url: str) -> AsyncIterator[ServedWeb]:
    async with served_web(migrated_url, clean_redis_url, requests_per_minute=2) as served:
        yield served


@pytest.fixture
async def prober(served: ServedWeb) -> AsyncIterator[httpx2.AsyncClient]:
    """Knows the address alone, as a probe of Kubernetes or a balancer does."""
    async with httpx2.AsyncClient(
        base_url=served.url, headers={"host": "10.2.3.4:8000"}, trust_env=False
    ) as client:
        yield client


async def test_it_answers_whatever_name_it_is_asked_by_and_however_often(
    prober: httpx2.AsyncClient,
) -> None:
    statuses = [
        (await prober.get(path)).status_code for path in ("/healthz", "/readyz") for _ in range(4)
    ]

    assert statuses == [200] * 8


async def test_what_is_there_is_told_by_name(prober: httpx2.AsyncClient) -> None:
    answer = await prober.get("/readyz")

    assert answer.json() == {
        "ready": True,
        "checks": [
            {"name": name, "ok": True, "reason": ""} for name in ("database", "schema", "redis")
        ],
    }
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


async def test_a_head_has_no_body(prober: httpx2.AsyncClient) -> None:
    answer = await prober.head("/readyz")

    assert answer.status_code == 200
    assert answer.content == b""


async def test_numbers_are_not_told_here(served: ServedWeb, prober: httpx2.AsyncClient) -> None:
    async with served.browser() as browser:
        by_name = await browser.get("/metrics")

    assert by_name.status_code == 404
    assert (await prober.get("/metrics")).status_code == 400


async def test_nothing_else_answers_to_a_name_that_is_not_ours(prober: httpx2.AsyncClient) -> None:
    assert (await prober.post("/readyz")).status_code == 400
    assert (await prober.get("/readyz/")).status_code == 400


async def test_without_redis_it_is_alive_and_not_ready(migrated_url: str) -> None:
    async with (
        served_web(migrated_url, "redis://127.0.0.1:1") as served,
        served.browser() as browser,
    ):
        alive, ready = await browser.get("/healthz"), await browser.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert [one["reason"] for one in ready.json()["checks"] if not one["ok"]] == [
        "Redis does not answer."
    ]

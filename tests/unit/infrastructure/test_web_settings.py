"""What the web app can be told, and what is refused with what would be right."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from app.shared.infrastructure.settings import InvalidSettings, load_settings
from app.shared.infrastructure.settings_sources import variable
from app.shared.infrastructure.web_settings import WebSettings


@pytest.fixture(autouse=True)
def _empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in WebSettings.model_fields:
        monkeypatch.delenv(variable(WebSettings, name), raising=False)


def test_lists_are_read_and_the_public_address_is_one_of_the_hosts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEB_PUBLIC_URL", "https://Guild.Guildwright.test:8443/")
    monkeypatch.setenv("WEB_TRUSTED_PROXIES", "10.0.0.5, 172.16.0.0/12 ,::1")
    monkeypatch.setenv("WEB_EXTRA_HOSTS", "inside.lan, [::1]")
    monkeypatch.setenv("WEB_OPERATORS", "1,2")

    web = load_settings().web

    assert web.public_url == "https://guild.guildwright.test:8443"
    assert web.hosts() == {"guild.guildwright.test", "inside.lan", "::1"}
    assert web.proxies() == tuple(map(ip_network, ("10.0.0.5/32", "172.16.0.0/12", "::1/128")))
    assert web.operator_ids() == {1, 2}


def test_nobody_is_trusted_unless_somebody_says_so() -> None:
    web = load_settings().web

    assert web.proxies() == ()
    assert web.operator_ids() == frozenset()
    assert web.hosts() == {"127.0.0.1"}
    assert web.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "guild.guildwright.test"),
        ("PUBLIC_URL", "ftp://guild.guildwright.test"),
        ("PUBLIC_URL", "https://guild.guildwright.test/guildwright"),
        ("PUBLIC_URL", "https://guild.guildwright.test/?a=b"),
        ("PUBLIC_URL", "https://user@guild.guildwright.test"),
        ("PORT", "70000"),
        ("CLIENT_ID", "my-app"),
        ("CLIENT_ID", "0"),
        ("CLIENT_SECRET", "swordfish and more"),
        ("TRUSTED_PROXIES", "10.0.0.5, proxy"),
        ("TRUSTED_PROXIES", "*"),
        ("EXTRA_HOSTS", "https://inside.lan"),
        ("EXTRA_HOSTS", "*"),
        ("OPERATORS", "marten"),
        ("OPERATORS", str(1 << 64)),
        ("REQUESTS_PER_MINUTE", "0"),
    ],
)
def test_what_cannot_be_used_is_named_and_secrets_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"WEB_{name}", value)

    with pytest.raises(InvalidSettings) as refused:
        load_settings()

    (problem,) = refused.value.problems
    assert problem.startswith(f"WEB_{name}: ")
    assert "swordfish" not in str(refused.value)


def test_the_client_secret_is_hidden_from_logs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("swordfish\n")
    monkeypatch.setenv("WEB_CLIENT_SECRET_FILE", str(tmp_path / "secret"))

    settings = load_settings()

    assert "swordfish" in settings.secrets()
    assert "swordfish" not in repr(settings)

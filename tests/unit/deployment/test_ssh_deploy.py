"""deploy/ssh-deploy.sh against a host that is pretended: order, going back, nothing twice."""

from pathlib import Path

import pytest

from tests.unit.deployment.pretended_host import BOT, OLD_BOT, OLD_WEB, WEB, PretendedHost


@pytest.fixture
def host(tmp_path: Path) -> PretendedHost:
    return PretendedHost(tmp_path)


def place_of(told: list[str], what: str) -> int:
    return next(index for index, line in enumerate(told) if what in line)


def test_it_pulls_backs_up_migrates_and_rolls_web_before_bot(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy()

    told = host.told()
    steps = [
        "pull",
        "guildwright backup",
        "run --rm --no-deps -T migrate",
        "180 web",
        "180 bot",
        "--remove-",
    ]
    places = [place_of(told, step) for step in steps]
    assert ended.returncode == 0, ended.stderr
    assert places == sorted(places)
    assert host.images.read_text() == f"WEB_IMAGE={WEB}\nBOT_IMAGE={BOT}\n"


def test_what_is_rolled_is_waited_for(host: PretendedHost) -> None:
    host.deploy("--within", "42")

    rolled = [line for line in host.told() if line.endswith((" web", " bot"))]
    assert len(rolled) == 2
    assert all("--wait --wait-timeout 42" in line for line in rolled)


def test_workers_are_rolled_last_where_their_profile_is_on(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(PROFILED="worker")

    told = host.told()
    assert ended.returncode == 0, ended.stderr
    assert place_of(told, "180 bot") < place_of(told, "180 worker")


def test_workers_that_do_not_become_healthy_take_everything_back(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(PROFILED="worker", fails_at="*wait-timeout*worker*a1a1*")

    assert ended.returncode == 1, ended.stderr
    assert host.told()[-1].endswith("180 worker")
    assert host.images.read_text() == f"WEB_IMAGE={OLD_WEB}\nBOT_IMAGE={OLD_BOT}\n"


def test_the_backup_is_whole_and_closed_to_others(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    host.deploy()

    (dump,) = (host.folder / "backups").iterdir()
    assert dump.name.startswith("before-")
    assert dump.read_text() == "dump"
    assert dump.stat().st_mode & 0o077 == 0


def test_the_backup_is_made_by_the_new_image_while_the_old_one_runs_on(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    host.deploy()

    assert host.made_by("guildwright backup") == WEB
    assert host.made_by("run --rm --no-deps -T migrate") == ""


def test_a_database_that_was_never_set_up_is_no_reason_to_stop(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(DUMP="")

    assert ended.returncode == 0, ended.stderr
    assert list((host.folder / "backups").iterdir()) == []


@pytest.mark.parametrize(
    "fails_at", ["*migrate*", "*wait-timeout*web*a1a1*", "*wait-timeout*bot*WEB_IMAGE*a1a1*"]
)
def test_what_fails_after_the_images_are_named_goes_back(
    host: PretendedHost, fails_at: str
) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(fails_at=fails_at)

    assert ended.returncode == 1, ended.stderr
    assert host.images.read_text() == f"WEB_IMAGE={OLD_WEB}\nBOT_IMAGE={OLD_BOT}\n"
    assert host.told()[-1].endswith(" bot")


@pytest.mark.parametrize(
    "fails_at",
    [
        "*pull*",
        "*ps --status*",
        "*config --services*",
        "*guildwright backup*",
        "*cat /backups*",
        "*backup-volume*",
    ],
)
def test_what_fails_before_touches_nothing(host: PretendedHost, fails_at: str) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(fails_at=fails_at)

    assert ended.returncode == 2
    assert "Nothing was touched" in ended.stderr
    assert host.images.read_text() == f"WEB_IMAGE={OLD_WEB}\nBOT_IMAGE={OLD_BOT}\n"
    assert not [line for line in host.told() if " up " in line]


def test_a_host_that_cannot_go_back_either_says_where_to_look(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy(fails_at="*wait-timeout*web*")

    assert ended.returncode == 3
    assert "docs/operations.md" in ended.stderr


def test_a_first_deployment_that_fails_has_nothing_to_go_back_to(host: PretendedHost) -> None:
    ended = host.deploy(RUNNING="postgres", fails_at="*wait-timeout*web*")

    assert ended.returncode == 3
    assert "nothing to go back to" in ended.stderr


def test_a_host_that_built_its_images_itself_goes_back_to_those(host: PretendedHost) -> None:
    ended = host.deploy(fails_at="*wait-timeout*bot*WEB_IMAGE*a1a1*")

    assert ended.returncode == 1, ended.stderr
    assert host.images.read_text().strip() == ""
    assert [line.rpartition(" ")[2] for line in host.told()[-2:]] == ["web", "bot"]


def test_doing_it_again_ends_as_it_began(host: PretendedHost) -> None:
    host.deploy()
    before = host.images.read_text()

    ended = host.deploy()

    assert ended.returncode == 0
    assert host.images.read_text() == before


def test_a_dry_run_tells_and_does_nothing(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    ended = host.deploy("--dry-run")

    assert ended.returncode == 0
    assert "Would migrate" in ended.stderr
    assert host.told() == []
    assert OLD_WEB in host.images.read_text()


def test_a_dry_run_leaves_a_host_as_it_was_that_never_had_images(host: PretendedHost) -> None:
    ended = host.deploy("--dry-run")

    assert ended.returncode == 0, ended.stderr
    assert not host.images.exists()


def test_that_no_database_runs_to_be_backed_up_is_said(host: PretendedHost) -> None:
    ended = host.deploy(RUNNING="web")

    assert ended.returncode == 0, ended.stderr
    assert "No backup" in ended.stderr
    assert not [line for line in host.told() if "guildwright backup" in line]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"web": "ghcr.io/smiths/guildwright-web:1.2"}, "no digest"),
        ({"web": f"{WEB};reboot"}, "no name of an image"),
        ({"host": "me@elsewhere"}, "cannot be reached"),
        ({"VALIDATION": "1"}, "docker/.env"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything(
    host: PretendedHost, words: dict[str, str], says: str
) -> None:
    ended = host.deploy(**words)

    assert ended.returncode == 2
    assert says in ended.stderr
    assert host.told() == []


def test_a_folder_is_no_command(host: PretendedHost) -> None:
    ended = host.deploy("--folder", "/srv; touch run")

    assert ended.returncode == 2
    assert host.told() == []


def test_beside_another_one_nothing_is_touched(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)
    host.taken.write_text("since 2026-01-31 10:00 UTC\n")

    ended = host.deploy()

    assert ended.returncode == 2
    assert "Another deployment is under way at me@host, since 2026-01-31 10:00 UTC" in ended.stderr
    assert f"remove {host.taken} there" in ended.stderr
    assert host.told() == []
    assert host.taken.exists()


@pytest.mark.parametrize("fails_at", ["nowhere", "*pull*", "*migrate*"])
def test_whatever_becomes_of_it_the_next_one_may_begin(host: PretendedHost, fails_at: str) -> None:
    host.runs(OLD_WEB, OLD_BOT)

    host.deploy(fails_at=fails_at)

    assert not host.taken.exists()


def test_it_is_alone_while_it_works(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)
    host.validation.write_text("cat docker/deploying >&2\n")

    assert "since 20" in host.deploy().stderr


def test_a_folder_that_cannot_be_written_is_not_taken_for_another_one(host: PretendedHost) -> None:
    host.runs(OLD_WEB, OLD_BOT)
    host.taken.symlink_to(host.folder / "nowhere" / "deploying")

    ended = host.deploy()

    assert ended.returncode == 2
    assert "docker/deploying cannot be written at me@host" in ended.stderr

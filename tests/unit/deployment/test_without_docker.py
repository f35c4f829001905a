"""tools/docker-test where there is no Docker: said plainly, and never green."""

import json
import os
import subprocess
from pathlib import Path

from tests.support.processes import PROJECT


def test_where_no_docker_answers_nothing_counts_as_tried(tmp_path: Path) -> None:
    docker = tmp_path / "docker"
    docker.write_text("#!/bin/sh\nexit 1\n")
    docker.chmod(0o755)

    ended = subprocess.run(
        ["sh", PROJECT / "tools" / "docker-test"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert json.loads(ended.stdout.splitlines()[-1])["docker_test"] == "left out"
    assert "nothing was tried" in ended.stderr

"""The API as the designer sees it; versions and problems are made by the project's own code."""

from dataclasses import dataclass, field
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.design.reading import read_design
from app.shared.infrastructure.files.design.writing import design_of
from tests.browser.pages.stage import GUILD, USER, Asked, Reply, Scene, problem

BASE = f"/guilds/{GUILD}"
SAVED_AT = "2026-11-28T06:00:00Z"
MEMBERS = [
    {
        "id": "830000000000000001", "name": "pia", "display_name": "Pia", "avatar_url": None,
        "roles": ["840000000000000002"], "bot": False,
    }
]  # fmt: skip


@dataclass
class DesignServer:
    """One guild's designs. `versions` are those saved, oldest first."""

    versions: list[dict[str, Any]] = field(default_factory=list)
    editors: list[dict[str, Any]] = field(default_factory=list)
    live: dict[str, Any] = field(default_factory=dict)

    def save(
        self,
        design: Any,
        message: str = "",
        author: str = f"user:{USER}",
        author_name: str = "Mara",
    ) -> dict[str, Any]:
        """What a PUT answers; also how a test lets somebody else save."""
        version = {
            "version": len(self.versions) + 1, "design": design, "author": author,
            "author_name": author_name,
            "text": write_blueprint(read_design(design)), "saved_at": SAVED_AT, "message": message,
        }  # fmt: skip
        self.versions.append(version)
        return version

    @property
    def latest(self) -> dict[str, Any]:
        names = ("version", "design", "text", "saved_at", "author", "author_name", "message")
        return self.versions[-1] if self.versions else dict.fromkeys(names)

    def scene(self) -> Scene:
        return Scene(
            {
                f"GET {BASE}/design": lambda _: self.latest,
                f"PUT {BASE}/design": self._put,
                f"POST {BASE}/design/check": check,
                f"PUT {BASE}/design/editors": lambda _: {"editors": self.editors},
                f"GET {BASE}/live": lambda _: self.live,
                f"GET {BASE}/members": lambda asked: {"items": found(asked), "next": None},
                f"GET {BASE}/versions": lambda _: {"items": self.versions[::-1], "next": None},
                rf"GET {BASE}/versions/\d+": self._version,
                f"POST {BASE}/plans": {"hash": "ab" * 32},
                "GET /examples": {"items": [], "next": None},
                "GET /status": {"bot": {"online": True, "latency_ms": 32, "seen_at": SAVED_AT}},
                "GET /guilds": {"manage": [], "invite": [], "session_guilds_read_at": SAVED_AT},
                "GET /me": {"user": {"id": USER}, "csrf": "a-token"},
            }
        )

    def _put(self, asked: Asked) -> Reply:
        if asked.headers.get("if-match") != f'"{len(self.versions)}"':
            return problem(409, "version_conflict", "Somebody saved.", "Merge, then save again.")
        try:
            design = design_of(read(asked.body))
        except BlueprintRefused as refused:
            return Reply({"status": 422, "detail": "No valid design.", "code": refused.code,
                          "problems": told(refused.problems)}, 422)  # fmt: skip
        saved = self.save(design, asked.body["message"])
        saved["text"] = asked.body.get("text") or saved["text"]
        return Reply(saved)

    def _version(self, asked: Asked) -> Any:
        return self.versions[int(asked.path.rsplit("/", 1)[1]) - 1]


def check(asked: Asked) -> Any:
    try:
        blueprint = read(asked.body)
    except BlueprintRefused as refused:
        problems = told(refused.problems)
        return {"ok": False, "design": None, "text": None, "problems": problems}
    text = asked.body.get("text") or write_blueprint(blueprint)
    return {"ok": True, "design": design_of(blueprint), "text": text, "problems": []}


def read(body: Any) -> Blueprint:
    text = body.get("text")
    return read_design(body["design"]) if text is None else read_blueprint(text)


def told(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [
        {
            "what": one.what, "remedy": one.remedy, "path": list(one.path),
            "line": one.line or None, "column": one.column or None,
            "pointer": "".join(f"/{part}" for part in one.path),
        }
        for one in problems
    ]  # fmt: skip


def found(asked: Asked) -> list[dict[str, Any]]:
    wanted = asked.query["query"][0].lower()
    return [one for one in MEMBERS if wanted in str(one["display_name"]).lower()]

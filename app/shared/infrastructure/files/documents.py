"""Designs as documents, worked on beside the event loop."""

import asyncio
from typing import Any

from app.shared.application.ports.documents import DesignDocuments
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.design.reading import read_design
from app.shared.infrastructure.files.design.writing import design_of
from app.shared.infrastructure.files.read_texts import ReadTexts
from app.shared.infrastructure.files.updating.update import update_document
from app.shared.infrastructure.files.written_designs import WrittenDesigns


class FileDocuments(DesignDocuments):
    def __init__(self) -> None:
        self._texts = ReadTexts()
        self._designs = WrittenDesigns()

    async def read(self, text: str) -> Blueprint:
        return (await asyncio.to_thread(self._texts.read, text)).blueprint

    async def fresh(self, blueprint: Blueprint) -> str:
        return await asyncio.to_thread(write_blueprint, blueprint)

    async def updated(self, text: str, blueprint: Blueprint) -> str:
        return await asyncio.to_thread(self._updated, text, blueprint)

    async def read_design(self, value: Any) -> Blueprint:
        return await asyncio.to_thread(read_design, value)

    async def design_of(self, blueprint: Blueprint) -> dict[str, Any]:
        design = self._designs.of(blueprint)
        if design is None:
            design = await asyncio.to_thread(design_of, blueprint)
            self._designs.keep(blueprint, design)
        return design

    def _updated(self, text: str, blueprint: Blueprint) -> str:
        try:
            return update_document(text, blueprint, self._texts.read)
        except BlueprintRefused:
            return write_blueprint(blueprint)

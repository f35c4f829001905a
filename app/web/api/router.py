"""Everything below /api/v1."""

from fastapi import APIRouter

from app.web.api import me, status

router = APIRouter(prefix="/api/v1")
router.include_router(status.router)
router.include_router(me.router)

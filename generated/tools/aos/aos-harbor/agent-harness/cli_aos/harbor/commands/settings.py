"""The `settings` commands and their options."""

from ..command import Command, body
from ..options import Boolean, Integer, Json, Text


def settings_update() -> Command:
    """Change settings of the workspace: PATCH /settings."""
    return Command(
        "settings.update",
        "Change settings of the workspace",
        [
            Integer(
                "--auto-close-days",
                least=0,
                most=365,
                help="Days after which a solved ticket closes by itself; 0 never",
            ),
            Json(
                "--business-hours",
                types=("object",),
                example='{"days":["mon"],"time_zone":"example"}',
                help="When answers can be expected",
            ),
            Boolean("--portal-enabled", help="Whether customers may sign in to the portal"),
            Text("--workspace-name", help="The name that customers see"),
            body("object"),
        ],
    )


COMMANDS = {
    "settings.update": settings_update,
}

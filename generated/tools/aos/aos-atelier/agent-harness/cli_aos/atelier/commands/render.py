"""The `render` commands and their options."""

from ..command import Command, body
from ..options import Choice, Json, Text


def render_start() -> Command:
    """Render a film or a large picture: POST /renders."""
    return Command(
        "render.start",
        "Render a film or a large picture (requires --asset-id, --preset)",
        [
            Text("--asset-id", format="uuid", required=True, member="asset_id", help="The asset"),
            Choice(
                "--preset",
                ["web", "print", "cinema"],
                required=True,
                member="preset",
                help="What it is for",
            ),
            Json("--settings", types=("object",), help="Settings of the preset"),
            body("object"),
        ],
    )


def render_watch() -> Command:
    """Watch the progress of a render: GET /renders/{render_id}/progress."""
    return Command(
        "render.watch",
        "Watch the progress of a render (requires --render-id)",
        [
            Text("--render-id", required=True, help="The render"),
        ],
        path=("render_id",),
    )


COMMANDS = {
    "render.start": render_start,
    "render.watch": render_watch,
}

"""The `asset` commands and their options."""

from ..command import Command, body, paging
from ..options import Boolean, Choice, Content, File, Integer, Items, Json, Text


def asset_blur() -> Command:
    """Get what stands for a picture while it is loaded: GET /assets/{asset_id}/thumbnail{format}."""
    return Command(
        "asset.blur",
        "Get what stands for a picture while it is loaded (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
        ],
        path=("asset_id",),
        saves=True,
    )


def asset_download() -> Command:
    """Download an asset: GET /files/{asset_id}.{format}."""
    return Command(
        "asset.download",
        "Download an asset (requires --asset-id, --format)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Choice(
                "--format",
                ["png", "jpeg", "tiff", "mp4", "woff2"],
                required=True,
                help="The format to make it in",
            ),
        ],
        path=("asset_id", "format"),
        saves=True,
    )


def asset_get() -> Command:
    """Show one asset: GET /assets/{asset_id}."""
    return Command(
        "asset.get",
        "Show one asset (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Text("--x-trace", format="uuid", help="Found again in Atelier's logs"),
        ],
        path=("asset_id",),
    )


def asset_list() -> Command:
    """List assets: GET /assets."""
    return Command(
        "asset.list",
        "List assets",
        [
            Text("--before", format="date-time", help="Made before this time"),
            Items(
                "--fields",
                values=["id", "title", "format", "bytes", "created_at", "palette"],
                help="The members to answer",
            ),
            Json(
                "--filter",
                types=("object",),
                example='{"min_height":1,"min_width":1,"orientation":"landscape"}',
                help="Bounds of measures",
            ),
            Items(
                "--formats",
                values=["png", "jpeg", "tiff", "mp4", "woff2"],
                help="Only in these formats",
            ),
            Items("--include", values=["owner", "versions"], help="What to answer besides"),
            Text("--like", format="uri", help="The address of a picture that they resemble"),
            Integer("--page", least=1, help="Which page"),
            Integer("--per-page", least=1, most=100, help="Assets on a page"),
            Items("--tags", help="Only with all of these tags"),
            Text("--taken-on", format="date", help="Taken on this day"),
            Boolean("--archived", help="Also those that are in the archive"),
            Choice(
                "--locale", ["en", "de", "fr"], env="ATELIER_LOCALE", help="The language of names"
            ),
            *paging(url=True),
        ],
    )


def asset_note_add() -> Command:
    """Write a note on an asset: POST /assets/{asset_id}/notes."""
    return Command(
        "asset.note.add",
        "Write a note on an asset (requires --asset-id, --body)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Content("--body", required=True, help="The request body, text/markdown."),
        ],
        path=("asset_id",),
    )


def asset_purge() -> Command:
    """Delete an asset and all of its versions: DELETE /assets/{asset_id}."""
    return Command(
        "asset.purge",
        "Delete an asset and all of its versions (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
        ],
        path=("asset_id",),
    )


def asset_replace() -> Command:
    """Upload a new version of an asset: PUT /assets/{asset_id}/content."""
    return Command(
        "asset.replace",
        "Upload a new version of an asset (requires --asset-id, --body)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Content(
                "--body",
                binary=True,
                required=True,
                help="The request body, application/octet-stream.",
            ),
        ],
        path=("asset_id",),
    )


def asset_thumbnail() -> Command:
    """Get a small picture of an asset: GET /assets/{asset_id}/thumbnail{format}."""
    return Command(
        "asset.thumbnail",
        "Get a small picture of an asset (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Choice("--format", ["png", "webp"], default="png", help="The format of the picture"),
        ],
        path=("asset_id", "format"),
        saves=True,
    )


def asset_tile() -> Command:
    """Get a part of a picture: GET /assets/{asset_id}/tile{box}."""
    return Command(
        "asset.tile",
        "Get a part of a picture (requires --asset-id, --box)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Json(
                "--box",
                types=("object",),
                example='{"side":256,"x":0,"y":512}',
                required=True,
                help="Where the part lies",
            ),
        ],
        path=("asset_id", "box"),
        saves=True,
    )


def asset_update() -> Command:
    """Change what is known about an asset: PATCH /assets/{asset_id}."""
    return Command(
        "asset.update",
        "Change what is known about an asset (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Text("--description", longest=10000, help="What it shows, in Markdown"),
            Text(
                "--expires-on",
                format="date",
                nullable=True,
                help="Until when it may be used; null for ever",
            ),
            Json(
                "--rights",
                types=("object",),
                example='{"contact":"ada@example.com","holder":"Park Studios"}',
                member="rights",
                help="Whose it is",
            ),
            Text("--title", longest=120, help="What it is called"),
            Text("--rights-holder", member="rights.holder", help="Who holds the rights"),
            Text("--rights-contact", format="email", member="rights.contact", help="Whom to ask"),
            body("object"),
        ],
        path=("asset_id",),
    )


def asset_upload() -> Command:
    """Upload an asset: POST /assets."""
    return Command(
        "asset.upload",
        "Upload an asset (requires --file, --title)",
        [
            File("--file", required=True, member="file", help="The asset itself"),
            Text(
                "--title",
                longest=120,
                required=True,
                member="details.title",
                help="What it is called",
            ),
            Json(
                "--details",
                types=("object",),
                example='{"description":"example","expires_on":"2026-01-31","rights":{"contact":"ada@example.com","holder":"Park Studios"},"title":"example"}',
                member="details",
            ),
            File("--cover", help="A picture for what has none"),
            Text("--notes", help="What colleagues should know"),
            Items("--tags", help="Words to find it by"),
            Text("--rights-holder", member="details.rights.holder", help="Who holds the rights"),
            body("object"),
        ],
    )


def asset_version_compare() -> Command:
    """Compare two versions: GET /compare/{base}...{head}."""
    return Command(
        "asset.version.compare",
        "Compare two versions (requires --base, --head)",
        [
            Text("--base", required=True, help="The older version"),
            Text("--head", required=True, help="The newer version"),
        ],
        path=("base", "head"),
    )


def asset_version_list() -> Command:
    """List the versions of an asset: GET /assets/{asset_id}/versions."""
    return Command(
        "asset.version.list",
        "List the versions of an asset (requires --asset-id)",
        [
            Text("--asset-id", format="uuid", required=True, help="The asset"),
            Integer("--limit", least=1, help="How many to list"),
            Integer("--offset", least=0, help="How many to skip"),
            *paging(limit=False),
        ],
        path=("asset_id",),
    )


COMMANDS = {
    "asset.blur": asset_blur,
    "asset.download": asset_download,
    "asset.get": asset_get,
    "asset.list": asset_list,
    "asset.note.add": asset_note_add,
    "asset.purge": asset_purge,
    "asset.replace": asset_replace,
    "asset.thumbnail": asset_thumbnail,
    "asset.tile": asset_tile,
    "asset.update": asset_update,
    "asset.upload": asset_upload,
    "asset.version.compare": asset_version_compare,
    "asset.version.list": asset_version_list,
}

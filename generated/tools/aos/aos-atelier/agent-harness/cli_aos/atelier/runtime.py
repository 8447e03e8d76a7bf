"""What the commands of the Atelier connector do: call the client, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import checkup, config
from .answers import Data, as_items, as_object
from .pages import Pages, as_pages

if TYPE_CHECKING:
    from .client import Client


def connect(**settings: Any) -> Client:
    """A client with the configuration in force."""
    from .client import Client

    return Client(config.resolve_config(), **settings)


def health(**settings: Any) -> Data:
    """Whether the credential is there and the vendor answers."""
    return checkup.check(lambda client: client.probe(), connect, **settings)


def doctor(**settings: Any) -> Data:
    """Health, and which commands are ready."""
    return checkup.examine(health(**settings))


def asset_blur(client: Client, **options: Any) -> Data:
    """Get what stands for a picture while it is loaded."""
    return as_object(client.asset_blur(**options))


def asset_download(client: Client, **options: Any) -> Data:
    """Download an asset."""
    return as_object(client.asset_download(**options))


def asset_get(client: Client, **options: Any) -> Data:
    """Show one asset."""
    return as_object(client.asset_get(**options))


def asset_list(client: Client, **options: Any) -> Data:
    """List assets."""
    return as_pages(client, client.asset_list, options, Pages("link", size="per_page", most=100))


def asset_note_add(client: Client, **options: Any) -> Data:
    """Write a note on an asset."""
    return as_object(client.asset_note_add(**options))


def asset_purge(client: Client, **options: Any) -> Data:
    """Delete an asset and all of its versions."""
    return as_object(client.asset_purge(**options))


def asset_replace(client: Client, **options: Any) -> Data:
    """Upload a new version of an asset."""
    return as_object(client.asset_replace(**options))


def asset_thumbnail(client: Client, **options: Any) -> Data:
    """Get a small picture of an asset."""
    return as_object(client.asset_thumbnail(**options))


def asset_tile(client: Client, **options: Any) -> Data:
    """Get a part of a picture."""
    return as_object(client.asset_tile(**options))


def asset_update(client: Client, **options: Any) -> Data:
    """Change what is known about an asset."""
    return as_object(client.asset_update(**options))


def asset_upload(client: Client, **options: Any) -> Data:
    """Upload an asset."""
    return as_object(client.asset_upload(**options))


def asset_version_compare(client: Client, **options: Any) -> Data:
    """Compare two versions."""
    return as_object(
        client.asset_version_compare(**options), at="data.comparison", drop=("heat_map",)
    )


def asset_version_list(client: Client, **options: Any) -> Data:
    """List the versions of an asset."""
    return as_pages(
        client,
        client.asset_version_list,
        options,
        Pages("offset", option="offset", size="limit", most=200),
        at="versions",
    )


def audit_export(client: Client, **options: Any) -> Data:
    """Export what was done on a day."""
    return as_items(client.audit_export(**options), stopped=client.stopped)


def audit_list(client: Client, **options: Any) -> Data:
    """List what was done."""
    return as_pages(
        client,
        client.audit_list,
        options,
        Pages("token-header", option="page_token", next="X-Next-Token", size="page_size", most=500),
    )


def collection_comment_list(client: Client, **options: Any) -> Data:
    """List the comments on a collection."""
    return as_pages(
        client,
        client.collection_comment_list,
        options,
        Pages("url", next="links.next"),
        at="comments",
    )


def collection_list(client: Client, **options: Any) -> Data:
    """List collections."""
    return as_pages(
        client,
        client.collection_list,
        options,
        Pages("page", option="page", size="per_page", most=50, start=0),
        at="result.collections",
        id="slug",
        drop=("secret_note",),
    )


def render_start(client: Client, **options: Any) -> Data:
    """Render a film or a large picture."""
    return as_object(client.render_start(**options))


def render_watch(client: Client, **options: Any) -> Data:
    """Watch the progress of a render."""
    return as_items(client.render_watch(**options), stopped=client.stopped)


def status_show(client: Client, **options: Any) -> Data:
    """Show whether Atelier works."""
    return as_object(client.status_show(**options))


def swatch_find(client: Client, **options: Any) -> Data:
    """Find named colors near a color."""
    return as_items(client.swatch_find(**options), id="hex")

"""Calls of the Atelier API: one method for each command."""

from typing import Any

from .contents import multipart, raw
from .encode import members, styled, under
from .transport import Transport


class Client(Transport):
    """The vendor's operations, with the vendor's names on the wire and ours in Python."""

    def probe(self) -> Any:
        """The request that `health` makes: GET /assets."""
        return self.request(
            "GET",
            "/assets",
            query={"per_page": 1},
            accept="*/*",
            answer="any",
        )

    def asset_blur(
        self,
        *,
        asset_id: str,
    ) -> Any:
        """Get what stands for a picture while it is loaded: GET /assets/{asset_id}/thumbnail{format}."""
        return self.request(
            "GET",
            "/assets/{asset_id}/thumbnail{format}",
            values={"asset_id": asset_id, "format": styled("png", "label")},
            query={"hash": True},
            accept="text/plain",
            answer="text",
        )

    def asset_download(
        self,
        *,
        asset_id: str,
        format: str,
    ) -> Any:
        """Download an asset: GET /files/{asset_id}.{format}."""
        return self.request(
            "GET",
            "/files/{asset_id}.{format}",
            values={"asset_id": asset_id, "format": format},
            accept="application/octet-stream",
            answer="binary",
            server="https://us.files.atelier.example",
        )

    def asset_get(
        self,
        *,
        asset_id: str,
        x_trace: str | None = None,
    ) -> Any:
        """Show one asset: GET /assets/{asset_id}."""
        return self.request(
            "GET",
            "/assets/{asset_id}",
            values={"asset_id": asset_id},
            headers={"X-Trace": x_trace},
        )

    def asset_list(
        self,
        *,
        before: str | None = None,
        fields: list[Any] | None = None,
        filter: Any = None,
        formats: list[Any] | None = None,
        include: list[Any] | None = None,
        like: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        tags: list[Any] | None = None,
        taken_on: str | None = None,
        archived: bool | None = None,
        locale: str | None = None,
    ) -> Any:
        """List assets: GET /assets."""
        return self.request(
            "GET",
            "/assets",
            query={
                "StartTime<": before,
                "fields[asset]": styled(fields, "comma"),
                "filter": styled(filter, "json"),
                "formats": styled(formats, "pipe"),
                "include[]": include,
                "like": styled(like, "form", reserved=True),
                "page": page,
                "per_page": per_page,
                "tags": styled(tags, "space"),
                "taken_on": taken_on,
                "archived": archived,
            },
            cookies={"locale": locale},
        )

    def asset_note_add(
        self,
        *,
        asset_id: str,
        body: Any = None,
    ) -> Any:
        """Write a note on an asset: POST /assets/{asset_id}/notes."""
        return self.request(
            "POST",
            "/assets/{asset_id}/notes",
            values={"asset_id": asset_id},
            body=raw(body, "text/markdown"),
            accept="*/*",
            answer="any",
            schemes=(("StudioLogin",), ("StudioKey",)),
        )

    def asset_purge(
        self,
        *,
        asset_id: str,
    ) -> Any:
        """Delete an asset and all of its versions: DELETE /assets/{asset_id}."""
        return self.request(
            "DELETE",
            "/assets/{asset_id}",
            values={"asset_id": asset_id},
            accept="*/*",
            answer="any",
            schemes=(("StudioLogin", "VaultKey"), ("VaultCertificate",)),
        )

    def asset_replace(
        self,
        *,
        asset_id: str,
        body: Any = None,
    ) -> Any:
        """Upload a new version of an asset: PUT /assets/{asset_id}/content."""
        return self.request(
            "PUT",
            "/assets/{asset_id}/content",
            values={"asset_id": asset_id},
            body=raw(body, "application/octet-stream"),
            schemes=(("StudioLogin",), ("StudioKey",)),
            server="https://us.uploads.atelier.example/v3",
        )

    def asset_thumbnail(
        self,
        *,
        asset_id: str,
        format: str | None = None,
    ) -> Any:
        """Get a small picture of an asset: GET /assets/{asset_id}/thumbnail{format}."""
        return self.request(
            "GET",
            "/assets/{asset_id}/thumbnail{format}",
            values={"asset_id": asset_id, "format": styled(format, "label")},
            accept="image/*",
            answer="binary",
        )

    def asset_tile(
        self,
        *,
        asset_id: str,
        box: Any,
    ) -> Any:
        """Get a part of a picture: GET /assets/{asset_id}/tile{box}."""
        return self.request(
            "GET",
            "/assets/{asset_id}/tile{box}",
            values={"asset_id": asset_id, "box": styled(box, "matrix-exploded")},
            accept="image/png",
            answer="binary",
        )

    def asset_update(
        self,
        *,
        asset_id: str,
        description: str | None = None,
        expires_on: Any = None,
        rights: Any = None,
        title: str | None = None,
        rights_holder: str | None = None,
        rights_contact: str | None = None,
        body: Any = None,
    ) -> Any:
        """Change what is known about an asset: PATCH /assets/{asset_id}."""
        return self.request(
            "PATCH",
            "/assets/{asset_id}",
            values={"asset_id": asset_id},
            body=members(
                body,
                {
                    "description": description,
                    "expires_on": expires_on,
                    "rights": under(rights, {"holder": rights_holder, "contact": rights_contact}),
                    "title": title,
                },
                required=True,
            ),
            content_type="application/merge-patch+json",
            schemes=(("StudioLogin",), ("StudioKey",)),
        )

    def asset_upload(
        self,
        *,
        file: str | None = None,
        title: str | None = None,
        details: Any = None,
        cover: str | None = None,
        notes: str | None = None,
        tags: list[Any] | None = None,
        rights_holder: str | None = None,
        body: Any = None,
    ) -> Any:
        """Upload an asset: POST /assets."""
        return self.request(
            "POST",
            "/assets",
            body=multipart(
                members(
                    body,
                    {
                        "file": file,
                        "details": under(
                            details,
                            {"title": title, "rights": under(None, {"holder": rights_holder})},
                        ),
                        "cover": cover,
                        "notes": notes,
                        "tags": tags,
                    },
                    required=True,
                ),
                {
                    "cover": "image/png, image/jpeg",
                    "details": "application/json",
                    "notes": "text/markdown",
                },
                files=("file", "cover"),
            ),
            schemes=(("StudioLogin",), ("StudioKey",)),
            server="https://us.uploads.atelier.example/v3",
        )

    def asset_version_compare(
        self,
        *,
        base: str,
        head: str,
    ) -> Any:
        """Compare two versions: GET /compare/{base}...{head}."""
        return self.request(
            "GET",
            "/compare/{base}...{head}",
            values={"base": base, "head": head},
        )

    def asset_version_list(
        self,
        *,
        asset_id: str,
        limit: int | None = None,
        offset: int | None = None,
    ) -> Any:
        """List the versions of an asset: GET /assets/{asset_id}/versions."""
        return self.request(
            "GET",
            "/assets/{asset_id}/versions",
            values={"asset_id": asset_id},
            query={"limit": limit, "offset": offset},
        )

    def audit_export(
        self,
        *,
        day: str,
    ) -> Any:
        """Export what was done on a day: GET /audit/export."""
        return self.request(
            "GET",
            "/audit/export",
            query={"day": day},
            accept="application/x-ndjson",
            answer="lines",
        )

    def audit_list(
        self,
        *,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> Any:
        """List what was done: GET /audit."""
        return self.request(
            "GET",
            "/audit",
            query={"page_size": page_size, "page_token": page_token},
        )

    def collection_comment_list(
        self,
        *,
        slug: str,
    ) -> Any:
        """List the comments on a collection: GET /collections/{slug}/comments."""
        return self.request(
            "GET",
            "/collections/{slug}/comments",
            values={"slug": slug},
        )

    def collection_list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Any:
        """List collections: GET /collections."""
        return self.request(
            "GET",
            "/collections",
            query={"page": page, "per_page": per_page},
        )

    def render_start(
        self,
        *,
        asset_id: str | None = None,
        preset: str | None = None,
        settings: Any = None,
        body: Any = None,
    ) -> Any:
        """Render a film or a large picture: POST /renders."""
        return self.request(
            "POST",
            "/renders",
            body=members(
                body, {"asset_id": asset_id, "preset": preset, "settings": settings}, required=True
            ),
            schemes=(("StudioLogin",), ("StudioKey",)),
        )

    def render_watch(
        self,
        *,
        render_id: str,
    ) -> Any:
        """Watch the progress of a render: GET /renders/{render_id}/progress."""
        return self.request(
            "GET",
            "/renders/{render_id}/progress",
            values={"render_id": render_id},
            accept="text/event-stream",
            answer="events",
        )

    def status_show(self) -> Any:
        """Show whether Atelier works: GET /status."""
        return self.request(
            "GET",
            "/status",
            schemes=(),
            server="https://atelier.example",
        )

    def swatch_find(
        self,
        *,
        color: Any,
        locale: str | None = None,
    ) -> Any:
        """Find named colors near a color: GET /swatches/{color}."""
        return self.request(
            "GET",
            "/swatches/{color}",
            values={"color": styled(color, "simple-exploded")},
            cookies={"locale": locale},
            schemes=(("StudioLogin",), ("StudioKey",), ()),
        )

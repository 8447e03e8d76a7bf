"""Calls of the Ferry API: one method for each command."""

from typing import Any

from .contents import form, multipart, raw
from .encode import members, styled, under
from .transport import Transport


class Client(Transport):
    """The vendor's operations, with the vendor's names on the wire and ours in Python."""

    def probe(self) -> Any:
        """The request that `health` makes: GET /line."""
        return self.request(
            "GET",
            "/line",
            accept="*/*",
            answer="any",
        )

    def board_show(self) -> Any:
        """Get what the boards on the quay show: GET /board."""
        return self.request(
            "GET",
            "/board",
            schemes=(),
            server="http://api.ferry.example/line/v2",
        )

    def booking_cancel(
        self,
        *,
        booking_id: str,
    ) -> Any:
        """Cancel a booking, without a refund: DELETE /bookings/{booking_id}."""
        return self.request(
            "DELETE",
            "/bookings/{booking_id}",
            values={"booking_id": booking_id},
            accept="*/*",
            answer="any",
            schemes=(("LineKey",),),
        )

    def booking_change(
        self,
        *,
        booking_id: str,
        passengers: list[Any] | None = None,
        sailing: int | None = None,
        contact: Any = None,
        remark: Any = None,
        email: str | None = None,
        phone: Any = None,
        body: Any = None,
    ) -> Any:
        """Change a booking: PUT /bookings/{booking_id}."""
        return self.request(
            "PUT",
            "/bookings/{booking_id}",
            values={"booking_id": booking_id},
            body=members(
                body,
                {
                    "passengers": passengers,
                    "sailing": sailing,
                    "contact": under(contact, {"email": email, "phone": phone}),
                    "remark": remark,
                },
                required=True,
            ),
        )

    def booking_create(
        self,
        *,
        passenger: list[Any] | None = None,
        sailing: int | None = None,
        cabins: list[Any] | None = None,
        extras: list[Any] | None = None,
        length: float | None = None,
        remark: str | None = None,
        vehicle: str | None = None,
        body: Any = None,
    ) -> Any:
        """Book a passage: POST /bookings."""
        return self.request(
            "POST",
            "/bookings",
            body=form(
                members(
                    body,
                    {
                        "passengers": passenger,
                        "sailing": sailing,
                        "cabins": cabins,
                        "extras": extras,
                        "length": length,
                        "remark": remark,
                        "vehicle": vehicle,
                    },
                    required=True,
                ),
                {"cabins": "pipe", "extras": "comma", "passengers": "form"},
            ),
        )

    def booking_get(
        self,
        *,
        booking_id: str,
    ) -> Any:
        """Get a booking: GET /bookings/{booking_id}."""
        return self.request(
            "GET",
            "/bookings/{booking_id}",
            values={"booking_id": booking_id},
        )

    def line_show(self) -> Any:
        """Get the line that the key belongs to: GET /line."""
        return self.request("GET", "/line")

    def paper_add(
        self,
        *,
        booking_id: str,
        kind: str | None = None,
        paper: str | None = None,
        countries: list[Any] | None = None,
        passengers: list[Any] | None = None,
        body: Any = None,
    ) -> Any:
        """Upload a passport, a visa or the papers of a vehicle: POST /bookings/{booking_id}/papers."""
        return self.request(
            "POST",
            "/bookings/{booking_id}/papers",
            values={"booking_id": booking_id},
            body=multipart(
                members(
                    body,
                    {
                        "kind": kind,
                        "paper": paper,
                        "countries": countries,
                        "passengers": passengers,
                    },
                    required=True,
                ),
                {"countries": "comma", "passengers": "form"},
                files=("paper",),
            ),
        )

    def sailing_list(
        self,
        *,
        cancelled: bool | None = None,
        classes: list[Any] | None = None,
        decks: list[Any] | None = None,
        after: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        port: list[Any] | None = None,
        weekday: list[Any] | None = None,
        words: list[Any] | None = None,
    ) -> Any:
        """List sailings: GET /sailings."""
        return self.request(
            "GET",
            "/sailings",
            query={
                "cancelled": cancelled,
                "classes": styled(classes, "pipe"),
                "decks": styled(decks, "tab"),
                "from": after,
                "page": page,
                "per_page": per_page,
                "ports": styled(port, "comma"),
                "weekday": weekday,
                "words": styled(words, "space"),
            },
        )

    def sailing_price_list(
        self,
        *,
        sailing_ids: list[Any],
        currency: str | None = None,
        agents: list[Any] | None = None,
    ) -> Any:
        """List what sailings cost: GET /sailings/{sailing_ids}/prices."""
        return self.request(
            "GET",
            "/sailings/{sailing_ids}/prices",
            values={"sailing_ids": styled(sailing_ids, "pipe")},
            query={"currency": currency},
            headers={"X-Agents": agents},
        )

    def ticket_get(
        self,
        *,
        booking_id: str,
    ) -> Any:
        """Get the ticket as a file: GET /bookings/{booking_id}/ticket."""
        return self.request(
            "GET",
            "/bookings/{booking_id}/ticket",
            values={"booking_id": booking_id},
            accept="application/pdf",
            answer="binary",
        )

    def tide_show(
        self,
        *,
        port: str,
    ) -> Any:
        """Get the tides of a port: GET /ports/{port}/tides."""
        return self.request(
            "GET",
            "/ports/{port}/tides",
            values={"port": port},
            accept="text/csv",
            answer="text",
            schemes=(),
        )

    def vessel_load(
        self,
        *,
        vessel: str,
        body: Any = None,
    ) -> Any:
        """Declare what a vessel carries: POST /vessels/{vessel}/cargo."""
        return self.request(
            "POST",
            "/vessels/{vessel}/cargo",
            values={"vessel": vessel},
            body=body,
            accept="*/*",
            answer="any",
        )

    def vessel_photo(
        self,
        *,
        vessel: str,
        body: Any = None,
    ) -> Any:
        """Replace the photograph of a vessel: PUT /vessels/{vessel}/photo."""
        return self.request(
            "PUT",
            "/vessels/{vessel}/photo",
            values={"vessel": vessel},
            body=raw(body, "image/jpeg"),
            accept="*/*",
            answer="any",
        )

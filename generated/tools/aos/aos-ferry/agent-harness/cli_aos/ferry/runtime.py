"""What the commands of the Ferry connector do: call the client, shape the answer."""

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


def board_show(client: Client, **options: Any) -> Data:
    """Get what the boards on the quay show."""
    return as_items(client.board_show(**options))


def booking_cancel(client: Client, **options: Any) -> Data:
    """Cancel a booking, without a refund."""
    return as_object(client.booking_cancel(**options))


def booking_change(client: Client, **options: Any) -> Data:
    """Change a booking."""
    return as_object(client.booking_change(**options))


def booking_create(client: Client, **options: Any) -> Data:
    """Book a passage."""
    return as_object(client.booking_create(**options))


def booking_get(client: Client, **options: Any) -> Data:
    """Get a booking."""
    return as_object(client.booking_get(**options))


def line_show(client: Client, **options: Any) -> Data:
    """Get the line that the key belongs to."""
    return as_object(client.line_show(**options))


def paper_add(client: Client, **options: Any) -> Data:
    """Upload a passport, a visa or the papers of a vehicle."""
    return as_object(client.paper_add(**options))


def sailing_list(client: Client, **options: Any) -> Data:
    """List sailings."""
    return as_pages(
        client,
        client.sailing_list,
        options,
        Pages("page", option="page", size="per_page", most=100),
    )


def sailing_price_list(client: Client, **options: Any) -> Data:
    """List what sailings cost."""
    return as_items(client.sailing_price_list(**options), at="prices", id="sailing")


def ticket_get(client: Client, **options: Any) -> Data:
    """Get the ticket as a file."""
    return as_object(client.ticket_get(**options))


def tide_show(client: Client, **options: Any) -> Data:
    """Get the tides of a port."""
    return as_object(client.tide_show(**options))


def vessel_load(client: Client, **options: Any) -> Data:
    """Declare what a vessel carries."""
    return as_object(client.vessel_load(**options))


def vessel_photo(client: Client, **options: Any) -> Data:
    """Replace the photograph of a vessel."""
    return as_object(client.vessel_photo(**options))

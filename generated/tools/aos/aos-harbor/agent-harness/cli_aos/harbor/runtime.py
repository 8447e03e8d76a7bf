"""What the commands of the Harbor Desk connector do: call the client, shape the answer."""

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


def agent_me(client: Client, **options: Any) -> Data:
    """Show the owner of the key."""
    return as_object(client.agent_me(**options))


def category_get(client: Client, **options: Any) -> Data:
    """Show a category and those below it."""
    return as_object(client.category_get(**options))


def customer_list(client: Client, **options: Any) -> Data:
    """List customers."""
    return as_items(client.customer_list(**options), at="data")


def search(client: Client, **options: Any) -> Data:
    """Search tickets, customers and articles."""
    return as_items(client.search(**options), at="data")


def settings_update(client: Client, **options: Any) -> Data:
    """Change settings of the workspace."""
    return as_object(client.settings_update(**options))


def ticket_bulk_close(client: Client, **options: Any) -> Data:
    """Close many tickets at once."""
    return as_object(client.ticket_bulk_close(**options))


def ticket_comment_add(client: Client, **options: Any) -> Data:
    """Add a comment to a ticket, public or among agents."""
    return as_object(client.ticket_comment_add(**options))


def ticket_comment_list(client: Client, **options: Any) -> Data:
    """List the comments of a ticket."""
    return as_items(client.ticket_comment_list(**options))


def ticket_create(client: Client, **options: Any) -> Data:
    """Create a ticket."""
    return as_object(client.ticket_create(**options))


def ticket_delete(client: Client, **options: Any) -> Data:
    """Delete a ticket for good."""
    return as_object(client.ticket_delete(**options))


def ticket_get(client: Client, **options: Any) -> Data:
    """Show one ticket."""
    return as_object(client.ticket_get(**options))


def ticket_list(client: Client, **options: Any) -> Data:
    """List tickets."""
    return as_pages(
        client,
        client.ticket_list,
        options,
        Pages("cursor", option="cursor", next="next_cursor", size="limit", most=100),
        at="tickets",
    )


def ticket_update(client: Client, **options: Any) -> Data:
    """Change a ticket."""
    return as_object(client.ticket_update(**options))


def ticket_watch(client: Client, **options: Any) -> Data:
    """Watch a ticket."""
    return as_object(client.ticket_watch(**options))

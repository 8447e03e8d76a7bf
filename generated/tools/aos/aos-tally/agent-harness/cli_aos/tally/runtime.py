"""What the commands of the Tally connector do: call the client, shape the answer."""

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


def account_close(client: Client, **options: Any) -> Data:
    """Close an account for good."""
    return as_object(client.account_close(**options))


def account_show(client: Client, **options: Any) -> Data:
    """Show the account of the key."""
    return as_object(client.account_show(**options))


def balance_get(client: Client, **options: Any) -> Data:
    """Show the balance."""
    return as_object(client.balance_get(**options))


def charge_authorize(client: Client, **options: Any) -> Data:
    """Hold money of a customer for seven days."""
    return as_object(client.charge_authorize(**options))


def charge_capture(client: Client, **options: Any) -> Data:
    """Capture a charge that is held."""
    return as_object(client.charge_capture(**options))


def charge_create(client: Client, **options: Any) -> Data:
    """Charge a customer."""
    return as_object(client.charge_create(**options))


def charge_get(client: Client, **options: Any) -> Data:
    """Show one charge."""
    return as_object(client.charge_get(**options))


def charge_list(client: Client, **options: Any) -> Data:
    """List charges."""
    return as_pages(
        client,
        client.charge_list,
        options,
        Pages("last-id", option="starting_after", more="has_more", size="limit", most=100),
        at="data",
        drop=("object", "metadata"),
    )


def charge_refund(client: Client, **options: Any) -> Data:
    """Refund a charge."""
    return as_object(client.charge_refund(**options))


def charge_search(client: Client, **options: Any) -> Data:
    """Search charges."""
    return as_items(client.charge_search(**options), at="data")


def customer_block(client: Client, **options: Any) -> Data:
    """Refuse every further charge of a customer."""
    return as_object(client.customer_block(**options))


def customer_create(client: Client, **options: Any) -> Data:
    """Create a customer."""
    return as_object(client.customer_create(**options))


def customer_list(client: Client, **options: Any) -> Data:
    """List customers."""
    return as_pages(
        client,
        client.customer_list,
        options,
        Pages("last-id", option="starting_after", more="has_more", size="limit", most=100),
        at="data",
        keep=("id", "name", "email", "class"),
    )


def customer_metadata_replace(client: Client, **options: Any) -> Data:
    """Replace the metadata of a customer."""
    return as_object(client.customer_metadata_replace(**options), at="data")


def customer_source_add(client: Client, **options: Any) -> Data:
    """Add a source."""
    return as_object(client.customer_source_add(**options), at="data")


def customer_source_list(client: Client, **options: Any) -> Data:
    """List the sources that a customer pays with."""
    return as_items(client.customer_source_list(**options), at="data")


def customer_source_remove(client: Client, **options: Any) -> Data:
    """Remove a source."""
    return as_object(client.customer_source_remove(**options))


def customer_update(client: Client, **options: Any) -> Data:
    """Change a customer."""
    return as_object(client.customer_update(**options))


def link_send(client: Client, **options: Any) -> Data:
    """Send a link to pay with."""
    return as_object(client.link_send(**options), at="data", drop=("qr_code",))


def payout_create(client: Client, **options: Any) -> Data:
    """Pay out to your bank account."""
    return as_object(client.payout_create(**options))


def rate_get(client: Client, **options: Any) -> Data:
    """Show a rate of exchange."""
    return as_object(client.rate_get(**options))


def statement_camt(client: Client, **options: Any) -> Data:
    """Get the statement of a month as camt.053."""
    return as_object(client.statement_camt(**options))


def statement_table(client: Client, **options: Any) -> Data:
    """Get the statement of a month as comma-separated values."""
    return as_object(client.statement_table(**options))


def transfer_batch(client: Client, **options: Any) -> Data:
    """Transfer money to many accounts."""
    return as_items(client.transfer_batch(**options), at="data", id="transfer")

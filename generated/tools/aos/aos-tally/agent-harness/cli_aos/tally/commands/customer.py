"""The `customer` commands and their options."""

from ..command import Command, body, paging
from ..options import Choice, Integer, Json, Text


def customer_block() -> Command:
    """Refuse every further charge of a customer: POST /customers/{customer}."""
    return Command(
        "customer.block",
        "Refuse every further charge of a customer (requires --customer)",
        [
            Text("--customer", required=True, help="The customer"),
        ],
        path=("customer",),
    )


def customer_create() -> Command:
    """Create a customer: POST /customers."""
    return Command(
        "customer.create",
        "Create a customer (requires --name)",
        [
            Text("--name", longest=100, required=True, member="name", help="The name on receipts"),
            Json(
                "--address",
                types=("object",),
                example='{"city":"example","country":"EX","line1":"example"}',
                member="address",
            ),
            Choice("--class", ["retail", "wholesale"], into="class_"),
            Text("--email", format="email", help="Where receipts are sent"),
            Text("--street", member="address.line1"),
            Text("--city", member="address.city"),
            Text(
                "--country",
                pattern="^[A-Z]{2}$",
                member="address.country",
                help="Two letters, as in ISO 3166",
            ),
            body("object"),
        ],
    )


def customer_list() -> Command:
    """List customers: GET /customers."""
    return Command(
        "customer.list",
        "List customers",
        [
            Choice(
                "--class",
                ["retail", "wholesale"],
                into="class_",
                help="Only customers of this class",
            ),
            Integer("--limit", least=1, help="How many items a page has"),
            Text("--starting-after", help="The id of the item before the page"),
            Choice("--type", ["person", "company"], "--customer-type", help="People, or companies"),
            Json(
                "--where",
                types=("object",),
                example='{"country":"CH"}',
                help="Only customers who live there",
            ),
            *paging(limit=False),
        ],
    )


def customer_metadata_replace() -> Command:
    """Replace the metadata of a customer: PUT /customers/{customer}/metadata."""
    return Command(
        "customer.metadata.replace",
        "Replace the metadata of a customer (requires --customer, --body)",
        [
            Text("--customer", required=True, help="The customer"),
            body("object", required=True),
        ],
        path=("customer",),
    )


def customer_source_add() -> Command:
    """Add a source: POST /customers/{customer}/sources."""
    return Command(
        "customer.source.add",
        "Add a source (requires --customer, --kind, --card-token or an alternative)",
        [
            Text("--customer", required=True, help="The customer"),
            Choice("--kind", ["card", "bank", "wallet"], required=True, member="kind"),
            Text("--card-token", help="What the form on your page made of the card"),
            Text("--email", format="email", help="The owner's address at the provider"),
            Text("--holder", help="Whose account it is"),
            Text("--iban", pattern="^[A-Z]{2}[0-9A-Z]{13,32}$", help="The account's number"),
            Choice("--provider", ["pear", "orchard"], help="Whose wallet it is"),
            body("object"),
        ],
        path=("customer",),
    )


def customer_source_list() -> Command:
    """List the sources that a customer pays with: GET /customers/{customer}/sources."""
    return Command(
        "customer.source.list",
        "List the sources that a customer pays with (requires --customer)",
        [
            Text("--customer", required=True, help="The customer"),
        ],
        path=("customer",),
    )


def customer_source_remove() -> Command:
    """Remove a source: DELETE /customers/{customer}/sources/{source}."""
    return Command(
        "customer.source.remove",
        "Remove a source (requires --customer, --source)",
        [
            Text("--customer", required=True, help="The customer"),
            Text("--source", required=True, help="The source"),
            Text("--reason", help="Shown in the log of the account"),
            body("object"),
        ],
        path=("customer", "source"),
    )


def customer_update() -> Command:
    """Change a customer: POST /customers/{customer}."""
    return Command(
        "customer.update",
        "Change a customer (requires --customer)",
        [
            Text("--customer", required=True, help="The customer"),
            Json(
                "--address",
                types=("object",),
                example='{"city":"example","country":"EX","line1":"example"}',
            ),
            Choice("--class", ["retail", "wholesale"], into="class_"),
            Text("--email", format="email", help="Where receipts are sent"),
            Text("--name", longest=100, help="The name on receipts"),
            body("object"),
        ],
        path=("customer",),
    )


COMMANDS = {
    "customer.block": customer_block,
    "customer.create": customer_create,
    "customer.list": customer_list,
    "customer.metadata.replace": customer_metadata_replace,
    "customer.source.add": customer_source_add,
    "customer.source.list": customer_source_list,
    "customer.source.remove": customer_source_remove,
    "customer.update": customer_update,
}

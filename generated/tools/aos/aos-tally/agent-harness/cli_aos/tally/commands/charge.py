"""The `charge` commands and their options."""

from ..command import Command, body, paging
from ..options import Choice, Integer, Items, Json, Number, Text


def charge_authorize() -> Command:
    """Hold money of a customer for seven days: POST /charges."""
    return Command(
        "charge.authorize",
        "Hold money of a customer for seven days (requires --amount, --customer)",
        [
            Text(
                "--idempotency-key",
                longest=64,
                help="The same key makes the same charge once, however often it is sent",
            ),
            Text(
                "--account",
                pattern="^acct_[a-z0-9]+$",
                env="TALLY_ACCOUNT_ID",
                help="The connected account to act for, by default your own",
            ),
            Integer(
                "--amount",
                least=50,
                most=99999999,
                required=True,
                member="amount",
                help="How much to charge",
            ),
            Choice(
                "--currency",
                ["chf", "eur", "gbp", "usd"],
                required=True,
                member="currency",
                env="TALLY_CURRENCY",
            ),
            Text("--customer", required=True, member="customer", help="Who pays"),
            Text("--description", help="Shown on the customer's receipt"),
            Items(
                "--lines",
                "json",
                types=("object",),
                example='[{"quantity":1,"sku":"shoe-42"}]',
                help="What is paid for",
            ),
            Json("--metadata", types=("object",)),
            Items(
                "--methods", values=["card", "bank", "wallet"], help="The kinds of source to try"
            ),
            Json(
                "--shipping",
                types=("object",),
                example='{"address":{"city":"Bern","country":"CH"},"name":"Ada Park"}',
                help="Where the goods go",
            ),
            Items("--tags", longest=5, unique=True, help="Words to find the charge by"),
            Number(
                "--tax-percent",
                values=[0, 5.5, 10, 20],
                help="The tax that is in the amount, in percent",
            ),
            body("object"),
        ],
    )


def charge_capture() -> Command:
    """Capture a charge that is held: POST /charges/{charge}/capture."""
    return Command(
        "charge.capture",
        "Capture a charge that is held (requires --charge)",
        [
            Text("--charge", pattern="^ch_[A-Za-z0-9]+$", required=True, help="The charge"),
            Integer("--amount", least=1, help="How much to take, by default all"),
            body("object"),
        ],
        path=("charge",),
    )


def charge_create() -> Command:
    """Charge a customer: POST /charges."""
    return Command(
        "charge.create",
        "Charge a customer (requires --amount, --customer)",
        [
            Text(
                "--idempotency-key",
                longest=64,
                help="The same key makes the same charge once, however often it is sent",
            ),
            Text(
                "--account",
                pattern="^acct_[a-z0-9]+$",
                env="TALLY_ACCOUNT_ID",
                help="The connected account to act for, by default your own",
            ),
            Integer(
                "--amount",
                least=50,
                most=99999999,
                required=True,
                member="amount",
                help="How much to charge",
            ),
            Choice(
                "--currency",
                ["chf", "eur", "gbp", "usd"],
                required=True,
                member="currency",
                env="TALLY_CURRENCY",
            ),
            Text("--customer", required=True, member="customer", help="Who pays"),
            Text("--description", help="Shown on the customer's receipt"),
            Integer("--installments", values=[1, 3, 6, 12], help="In how many months it is paid"),
            Items(
                "--lines",
                "json",
                types=("object",),
                example='[{"quantity":1,"sku":"shoe-42"}]',
                help="What is paid for",
            ),
            Json("--metadata", types=("object",)),
            Items(
                "--methods", values=["card", "bank", "wallet"], help="The kinds of source to try"
            ),
            Json(
                "--shipping",
                types=("object",),
                example='{"address":{"city":"Bern","country":"CH"},"name":"Ada Park"}',
                member="shipping",
                help="Where the goods go",
            ),
            Items("--tags", longest=5, unique=True, help="Words to find the charge by"),
            Number(
                "--tax-percent",
                values=[0, 5.5, 10, 20],
                help="The tax that is in the amount, in percent",
            ),
            Text("--ship-to", member="shipping.name"),
            Text("--ship-city", member="shipping.address.city"),
            body("object"),
        ],
    )


def charge_get() -> Command:
    """Show one charge: GET /charges/{charge}."""
    return Command(
        "charge.get",
        "Show one charge (requires --charge)",
        [
            Text("--charge", pattern="^ch_[A-Za-z0-9]+$", required=True, help="The charge"),
            Items(
                "--expand",
                values=["customer", "source", "refunds"],
                help="Members to answer as objects instead of ids",
            ),
        ],
        path=("charge",),
    )


def charge_list() -> Command:
    """List charges: GET /charges."""
    return Command(
        "charge.list",
        "List charges",
        [
            Json(
                "--created",
                types=("object",),
                example='{"gte":1735689600}',
                help="Bounds of the time of creation, in seconds since 1970",
            ),
            Text("--customer", help="Only charges of this customer"),
            Items(
                "--expand",
                values=["customer", "source", "refunds"],
                help="Members to answer as objects instead of ids",
            ),
            Integer("--limit", least=1, default=20, help="How many items a page has"),
            Choice("--ledger", ["live", "test"], help="Real charges or those of the test mode"),
            Text("--starting-after", help="The id of the item before the page"),
            Text(
                "--account",
                pattern="^acct_[a-z0-9]+$",
                env="TALLY_ACCOUNT_ID",
                help="The connected account to act for, by default your own",
            ),
            *paging(limit=False),
        ],
    )


def charge_refund() -> Command:
    """Refund a charge: POST /refunds."""
    return Command(
        "charge.refund",
        "Refund a charge (requires --charge, --amount)",
        [
            Text("--idempotency-key", help="The same key makes the same refund once"),
            Text("--charge", required=True, member="charge", help="The charge"),
            Integer(
                "--amount",
                least=1,
                required=True,
                member="amount",
                help="How much to give back, in the smallest unit of the currency",
            ),
            Choice(
                "--reason",
                ["duplicate", "fraudulent", "requested"],
                nullable=True,
                help="Why, if it is known",
            ),
            body("object"),
        ],
    )


def charge_search() -> Command:
    """Search charges: GET /charges/search."""
    return Command(
        "charge.search",
        "Search charges",
        [
            Integer("--limit", least=1, most=50, clamp=True, help="How many to find"),
            Text("--words", help="Words of the description"),
            Text("--status", default="succeeded", help="held, succeeded, failed or refunded"),
            Text("--currency", default="eur", env="TALLY_CURRENCY", help="chf, eur, gbp or usd"),
        ],
    )


COMMANDS = {
    "charge.authorize": charge_authorize,
    "charge.capture": charge_capture,
    "charge.create": charge_create,
    "charge.get": charge_get,
    "charge.list": charge_list,
    "charge.refund": charge_refund,
    "charge.search": charge_search,
}

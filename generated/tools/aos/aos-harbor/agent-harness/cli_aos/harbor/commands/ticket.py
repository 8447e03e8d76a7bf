"""The `ticket` commands and their options."""

from ..command import Command, body, paging
from ..options import Boolean, Choice, Integer, Items, Json, Text


def ticket_bulk_close() -> Command:
    """Close many tickets at once: POST /tickets/bulk_close."""
    return Command(
        "ticket.bulk_close",
        "Close many tickets at once (requires --ticket-ids)",
        [
            Items(
                "--ticket-ids",
                "integer",
                fewest=1,
                longest=500,
                required=True,
                member="ticket_ids",
                help="The tickets to close",
            ),
            Boolean("--notify", help="Send the customers a message"),
            Text("--reason", help="Written to each ticket as a private note"),
            body("object"),
        ],
    )


def ticket_comment_add() -> Command:
    """Add a comment to a ticket, public or among agents: POST /tickets/{ticket_id}/comments."""
    return Command(
        "ticket.comment.add",
        "Add a comment to a ticket, public or among agents (requires --ticket-id, --message)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
            Text(
                "--x-harbor-agent",
                format="email",
                help="The agent in whose name the request is made; by default the owner of the key",
            ),
            Text("--message", required=True, member="body", help="What is said"),
            Items(
                "--attachments",
                "json",
                types=("object",),
                example='[{"file_id":"example"}]',
                help="Files that were uploaded before",
            ),
            Boolean(
                "--public", help="Show it to the customer; otherwise it is a note among agents"
            ),
            body("object"),
        ],
        path=("ticket_id",),
    )


def ticket_comment_list() -> Command:
    """List the comments of a ticket: GET /tickets/{ticket_id}/comments."""
    return Command(
        "ticket.comment.list",
        "List the comments of a ticket (requires --ticket-id)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
        ],
        path=("ticket_id",),
    )


def ticket_create() -> Command:
    """Create a ticket: POST /tickets."""
    return Command(
        "ticket.create",
        "Create a ticket (requires --message, --subject)",
        [
            Text(
                "--workspace-id",
                pattern="^ws_[a-z0-9]+$",
                env="HARBOR_WORKSPACE_ID",
                help="The workspace to work in, for keys that are valid in several",
            ),
            Text("--message", required=True, member="body", help="The first message"),
            Text(
                "--subject",
                longest=200,
                required=True,
                member="subject",
                help="One line that says what the ticket is about",
            ),
            Text(
                "--assignee-id",
                nullable=True,
                help="The agent who works on it; null takes it away from everyone",
            ),
            Json(
                "--channel",
                types=("object",),
                example='{"kind":"email"}',
                help="How the customer reached us",
            ),
            Items(
                "--custom-fields",
                "json",
                types=("object",),
                example='[{"key":"example","value":"example"}]',
                help="Values of the fields that the workspace has added",
            ),
            Text("--customer-email", format="email", help="The customer's e-mail address"),
            Text("--due-at", format="date-time", nullable=True, help="When an answer is due"),
            Integer(
                "--estimate-minutes",
                least=0,
                most=10080,
                help="How long the work is expected to take",
            ),
            Choice(
                "--priority",
                ["low", "normal", "high", "urgent"],
                help="How soon the ticket needs an answer",
            ),
            Boolean("--private", help="Hide the ticket from the customer's portal"),
            Items("--tags", help="Words to find the ticket by"),
            body("object"),
        ],
    )


def ticket_delete() -> Command:
    """Delete a ticket for good: DELETE /tickets/{ticket_id}."""
    return Command(
        "ticket.delete",
        "Delete a ticket for good (requires --ticket-id)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
        ],
        path=("ticket_id",),
    )


def ticket_get() -> Command:
    """Show one ticket: GET /tickets/{ticket_id}."""
    return Command(
        "ticket.get",
        "Show one ticket (requires --ticket-id)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
        ],
        path=("ticket_id",),
    )


def ticket_list() -> Command:
    """List tickets: GET /tickets."""
    return Command(
        "ticket.list",
        "List tickets",
        [
            Text("--cursor", help="The `next_cursor` of the page before"),
            Integer("--limit", least=1, default=30, help="How many to return at once"),
            Items(
                "--status",
                values=["open", "pending", "solved", "closed"],
                help="Only tickets in one of these states",
            ),
            Items("--tag", help="Only tickets with all of these tags"),
            Text(
                "--updated-since",
                format="date-time",
                help="Only tickets changed at this time or later",
            ),
            Text(
                "--workspace-id",
                pattern="^ws_[a-z0-9]+$",
                env="HARBOR_WORKSPACE_ID",
                help="The workspace to work in, for keys that are valid in several",
            ),
            *paging(limit=False),
        ],
    )


def ticket_update() -> Command:
    """Change a ticket: PATCH /tickets/{ticket_id}."""
    return Command(
        "ticket.update",
        "Change a ticket (requires --ticket-id, at least one option of the body)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
            Text(
                "--assignee-id",
                nullable=True,
                help="The agent who works on it; null takes it away from everyone",
            ),
            Json(
                "--channel",
                types=("object",),
                example='{"kind":"email"}',
                help="How the customer reached us",
            ),
            Items(
                "--custom-fields",
                "json",
                types=("object",),
                example='[{"key":"example","value":"example"}]',
                help="Values of the fields that the workspace has added",
            ),
            Text("--due-at", format="date-time", nullable=True, help="When an answer is due"),
            Integer(
                "--estimate-minutes",
                least=0,
                most=10080,
                help="How long the work is expected to take",
            ),
            Choice(
                "--priority",
                ["low", "normal", "high", "urgent"],
                help="How soon the ticket needs an answer",
            ),
            Boolean("--private", help="Hide the ticket from the customer's portal"),
            Choice("--status", ["open", "pending", "solved", "closed"]),
            Text("--subject", longest=200, help="One line that says what the ticket is about"),
            Items("--tags", help="Words to find the ticket by"),
            body("object"),
        ],
        path=("ticket_id",),
    )


def ticket_watch() -> Command:
    """Watch a ticket: PUT /tickets/{ticket_id}/watch."""
    return Command(
        "ticket.watch",
        "Watch a ticket (requires --ticket-id)",
        [
            Integer(
                "--ticket-id",
                least=1,
                required=True,
                help="The ticket's number, as shown in its address",
            ),
        ],
        path=("ticket_id",),
    )


COMMANDS = {
    "ticket.bulk_close": ticket_bulk_close,
    "ticket.comment.add": ticket_comment_add,
    "ticket.comment.list": ticket_comment_list,
    "ticket.create": ticket_create,
    "ticket.delete": ticket_delete,
    "ticket.get": ticket_get,
    "ticket.list": ticket_list,
    "ticket.update": ticket_update,
    "ticket.watch": ticket_watch,
}

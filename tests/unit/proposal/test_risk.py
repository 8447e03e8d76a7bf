"""Operations to proposals: for every rule what it is meant for, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from vendors import answer, proposed

from aos_gen.mapping.check import LEAST_MODES
from aos_gen.plan.model import Mode
from aos_gen.proposal.lexicon import ACTING, NOUNS_TOO, READING
from aos_gen.proposal.rules import RULES
from aos_gen.proposal.words import forms

Row = tuple[str, str, str, str, str, int]

# key, operationId, summary, then the rule, the mode and the tier that are proposed.
CASES: list[Row] = [
    # read-word: a reading word leads a text, and things that look like verbs are no verbs.
    ("GET /tickets", "listTickets", "List tickets", "read-word", "readonly", 1),
    ("GET /tickets/{id}", "", "Retrieve a ticket", "read-word", "readonly", 1),
    ("GET /sends", "getScheduledSends", "", "read-word", "readonly", 1),
    (
        "GET /pulls/{n}/merge",
        "pulls/check-if-merged",
        "Check if it has been merged",
        "read-word",
        "readonly",
        1,
    ),
    ("GET /orders", "orders_list", "", "read-word", "readonly", 1),
    ("GET /checks/{id}", "check_retrieve", "Retrieve", "read-word", "readonly", 1),
    ("GET /lists", "get_lists", "Get all lists", "read-word", "readonly", 1),
    ("GET /deleted-users", "listDeletedUsers", "", "read-word", "readonly", 1),
    ("GET /restore-jobs", "list_restore_jobs", "List restore jobs", "read-word", "readonly", 1),
    ("GET /monitor/can_delete", "CheckCanDelete", "Check if it can be deleted", "read-word", "readonly", 1),
    ("GET /notes", "", "Get a preview of a note without creating it", "read-word", "readonly", 1),
    ("HEAD /tickets", "listTicketsHead", "List tickets", "read-word", "readonly", 1),
    ("GET /bill/{id}", "Bill-GetById", "", "read-word", "readonly", 1),
    ("GET /issue/{id}/properties", "", "Get issue property keys", "read-word", "readonly", 1),
    # acting-get: the method proves nothing.
    ("GET /session/keepalive", "refreshSession", "", "acting-get", "write", 2),
    ("GET /messages/{id}", "", "Get a message and mark it as read", "acting-get", "write", 2),
    ("GET /report/export", "exportReport", "Export the report", "acting-get", "write", 2),
    ("GET /jobs/{id}/resume", "getJob", "Get a job", "acting-get", "write", 2),
    ("GET /tasks/{id}", "waitForTask", "", "acting-get", "write", 2),
    ("GET /account/logout", "", "Log out", "revoke", "admin", 4),
    ("GET /jobs/{id}/cancel", "getJobsCancel", "", "cancel", "write", 3),
    ("GET /mail/send", "sendMail", "Sends a mail", "publish", "write", 3),
    ("GET /users/{id}/delete", "", "Delete a user", "delete", "admin", 4),
    ("GET /endpoint/rotate-secret", "v1.endpoint.rotate-secret", "", "credentials", "admin", 4),
    # unproven-get: nobody says that it reads.
    ("GET /docs", "", "Documentation", "unproven-get", "write", 2),
    ("GET /tickets", "", "", "unproven-get", "write", 2),
    # post-search, and what is none.
    ("POST /search", "searchTickets", "Search", "post-search", "write", 2),
    ("POST /files/list_folder", "list_folder", "list_folder", "post-search", "write", 2),
    ("POST /catalog/batch-retrieve", "BatchRetrieveObjects", "", "post-search", "write", 2),
    ("POST /checks", "check_create", "Create", "money", "write", 3),
    ("POST /lists", "create_list", "Create a list", "write", "write", 2),
    # delete, revoke, cancel-subscription
    ("DELETE /tickets/{id}", "", "", "delete", "admin", 4),
    ("POST /tickets/{id}/removeTag", "", "", "delete", "admin", 4),
    ("POST /subusers:batchDelete", "", "", "delete", "admin", 4),
    ("POST /sets", "deletedSetsRestore", "Restore deleted sets", "write", "write", 2),
    ("POST /shares/{id}", "unshare_file", "", "revoke", "admin", 4),
    ("POST /subscriptions/{id}/cancel", "", "", "cancel-subscription", "admin", 4),
    ("POST /jobs/{id}/cancel", "", "", "cancel", "write", 3),
    # credentials, access, webhooks, settings
    ("POST /api-keys", "createKey", "Create an API key", "credentials", "admin", 4),
    ("PUT /issues/{id}/properties", "setPropertyKeys", "Set property keys", "write", "write", 2),
    ("POST /roles", "", "", "access", "admin", 4),
    ("POST /members", "", "Add a member", "access", "admin", 4),
    ("POST /users/{id}/playlists", "createPlaylist", "Create a playlist for a user", "write", "write", 2),
    ("POST /invites", "inviteUser", "", "access", "admin", 4),
    ("POST /webhooks", "", "Create a webhook", "webhooks", "admin", 3),
    ("POST /webhooks/{id}/test", "", "Test a webhook", "write", "write", 2),
    ("PATCH /settings", "", "", "settings", "admin", 3),
    ("PATCH /sets/{id}", "updateSet", "", "write", "write", 2),
    # bulk
    ("POST /tickets/bulk", "", "", "bulk", "full", 2),
    ("POST /tickets", "", "Create up to 100 tickets", "bulk", "full", 2),
    ("PUT /invoices", "createInvoices", "Creates one or more invoices", "bulk", "full", 3),
    ("PATCH /tickets/{id}", "", "Updates one or more properties of a ticket", "write", "write", 2),
    # money
    ("POST /refunds", "", "", "money", "write", 3),
    ("POST /orders", "createOrder", "", "money", "write", 3),
    ("POST /fields/{id}/move", "reorderFields", "Change the order of fields", "write", "write", 2),
    ("POST /invoices/{id}/attachments", "addAttachment", "Add an attachment", "write", "write", 2),
    ("POST /creditmemo", "CreditMemo-Create", "", "money", "write", 3),
    ("PUT /threads/{id}/watching", "", "Set a thread subscription", "write", "write", 2),
    # publish, business, run, switch, cancel, compute
    ("POST /invoices/{id}/publish", "PublishInvoice", "", "money", "write", 3),
    ("POST /sendMessage", "", "", "publish", "write", 3),
    ("POST /senders", "createSender", "Create a sender", "write", "write", 2),
    ("PUT /pulls/{n}/merge", "", "Merge a pull request", "business", "write", 3),
    ("POST /contracts", "", "Create a contract", "business", "write", 3),
    ("POST /workflows/{id}/run", "", "", "run", "write", 3),
    ("POST /typing", "trigger_typing_indicator", "", "write", "write", 2),
    ("PUT /cards/{id}/enable", "", "", "switch", "write", 3),
    ("POST /chat/completions", "chat_completion", "", "compute", "write", 2),
    ("POST /speech", "", "Converts text into speech", "compute", "write", 2),
    # write
    ("POST /tickets", "createTicket", "", "write", "write", 2),
    ("PUT /tickets/{id}", "", "", "write", "write", 2),
]


@pytest.mark.parametrize(("key", "name", "summary", "rule", "mode", "risk"), CASES)
def test_rules(key: str, name: str, summary: str, rule: str, mode: str, risk: int) -> None:
    """Each rule fits what it is meant for, and leaves alone what only looks like it."""
    found = proposed(key, name, summary)
    assert (found.rule, found.mode.value, found.risk) == (rule, mode, risk), found.reason


def test_every_rule_has_a_case() -> None:
    """The table above and the secrets and answers below leave no rule out."""
    assert {case[3] for case in CASES} | {"read-secret", "read-answer"} == {rule.id for rule in RULES}


def test_a_description_alone_is_believed_only_of_a_name_that_says_nothing() -> None:
    """A verb that we don't know is still a verb; what answers nothing has done something."""
    told: dict[str, Any] = {"description": "Returns the device.", "responses": answer({"type": "object"})}
    assert proposed("GET /devices/{id}", "GetDevicesId", **told).mode is Mode.READONLY
    assert proposed("GET /devices/{id}", **told).mode is Mode.READONLY
    assert proposed("GET /devices/{id}", "frobnicateDevice", **told).mode is Mode.WRITE
    assert proposed("GET /devices/{id}/frobnicate", description="Returns at once.").mode is Mode.WRITE


TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("key", "summary", "schema", "rule"),
    [
        ("GET /api_keys", "List API keys", {"type": "object", "properties": {"key": TEXT}}, "read-secret"),
        ("GET /api_keys", "List API keys", {"type": "object", "properties": {"name": TEXT}}, "read-word"),
        (
            "GET /hooks/{id}",
            "Get it",
            {"type": "object", "properties": {"signing_secret": TEXT}},
            "read-secret",
        ),
        ("GET /hooks", "List", {"type": "array", "items": {"properties": {"api_key": TEXT}}}, "read-secret"),
        ("GET /hooks/{id}", "Get it", {"properties": {"api_key": {"type": "boolean"}}}, "read-word"),
        ("GET /users", "List", {"properties": {"password": {**TEXT, "writeOnly": True}}}, "read-word"),
        ("GET /ssh/keys", "List public keys", {"properties": {"key": TEXT}}, "read-word"),
        ("GET /conversation/token", "Get a token", {}, "read-secret"),
    ],
)
def test_a_read_that_reveals_a_secret_is_for_admins(
    key: str, summary: str, schema: dict[str, Any], rule: str
) -> None:
    """By the answer where it is described, else by its words; what lists only names is a read."""
    found = proposed(key, summary=summary, responses=answer(schema))
    assert (found.rule, found.mode) == (rule, Mode.ADMIN if rule == "read-secret" else Mode.READONLY)


def test_an_undescribed_answer_of_secrets_says_what_it_keeps_back() -> None:
    """A vendor that says that no value is shown is believed only where the answer says nothing."""
    told = {"description": "Lists the secrets without revealing their values."}
    assert proposed("GET /secrets", summary="List secrets", **told).rule == "read-word"
    assert proposed("GET /secrets", summary="List secrets").rule == "read-secret"


def test_an_answer_of_the_paths_own_thing_is_evidence() -> None:
    """`/tickets` that answers Tickets reads, where no text says anything at all."""
    schemas = {"$ref": "#/components/schemas/Ticket"}
    found = proposed("GET /tickets", responses=answer({"type": "array", "items": schemas}))
    assert (found.rule, found.mode) == ("read-answer", Mode.READONLY)
    assert proposed("GET /tickets", responses=answer({"type": "array"})).rule == "unproven-get"


def test_a_deal_is_moved_by_its_body() -> None:
    """A deal's stage is a state of the business; its other members are not."""

    def update(*members: str) -> str:
        schema = {"type": "object", "properties": {name: TEXT for name in members}}
        body = {"content": {"application/json": {"schema": schema}}}
        return proposed("PATCH /leads/deals/{id}", "patchIt", requestBody=body).rule

    assert update("title", "stage_id") == "business"


def test_the_reason_quotes_the_evidence_and_where_it_stood() -> None:
    """The word, and its place; a second rule that raised the tier is named behind it."""
    found = proposed("PUT /invoices", "createInvoices", "Creates one or more invoices")
    assert found.reason == (
        'changes many things at once: "one or more" in the summary; '
        'moves money, or what stands for it: "invoices" in the operationId [money]'
    )


def test_what_looks_like_a_read_says_so() -> None:
    """A note tells the operator which two lines make it one."""
    assert "readonly" in proposed("POST /search", "searchTickets").note
    assert "readonly" in proposed("GET /docs").note
    assert proposed("POST /tickets").note == ""


SURE = sorted(ACTING - NOUNS_TOO - READING)


@pytest.mark.parametrize("verb", SURE)
def test_no_get_that_acts_is_a_read(verb: str) -> None:
    """Whichever verb, wherever it leads: in the name, the path, or the summary in any present form."""
    third = next(form for form, kind in forms(verb).items() if kind == "s")
    calls = [
        ("GET /things/{id}", f"{verb}Thing", "Get the thing"),
        ("GET /things/{id}", f"things/{verb}-it", "Get the thing"),
        (f"GET /things/{{id}}/{verb}", "", "Get the thing"),
        ("GET /things/{id}", "getThing", f"{verb.capitalize()} the thing"),
        ("GET /things/{id}", "getThing", f"{third.capitalize()} the thing"),
        ("GET /things/{id}", "getThing", f"Get the thing and {verb} it"),
    ]
    for key, name, summary in calls:
        assert proposed(key, name, summary).mode is not Mode.READONLY, (key, name, summary)


@settings(deadline=None)
@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    st.text(max_size=30),
    st.text(max_size=40),
    st.text(max_size=60),
    st.lists(st.text(st.characters(blacklist_characters="{}/?#"), min_size=1, max_size=12), max_size=4),
)
def test_any_text_gives_a_proposal_that_a_map_may_hold(
    method: str, name: str, summary: str, description: str, segments: list[str]
) -> None:
    """Never an error, never a mode below what the tier needs, never a reason of more than one line."""
    found = proposed(f"{method} /{'/'.join(segments)}", name, summary, description=description)
    assert found.mode.rank >= LEAST_MODES[found.risk].rank
    assert found.reason.isprintable() and found.note.isprintable()
    if method not in ("GET", "HEAD"):
        assert found.mode is not Mode.READONLY


def test_the_readme_holds_the_table() -> None:
    """Every rule stands in the README, with its mode, its tier and what it means."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for rule in RULES:
        assert f"| `{rule.id}` | {rule.mode.value} | {rule.risk} | {rule.means} |" in readme, rule.id

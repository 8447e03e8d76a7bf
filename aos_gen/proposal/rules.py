"""The table of rules behind a proposal: what words mean which mode and which tier (CONTRACT.md, 7).

Every rule that fits counts: the highest mode and the highest tier of them are proposed. `README.md`
repeats the table, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.plan.model import Mode
from aos_gen.proposal import lexicon as words
from aos_gen.proposal.words import vocabulary

Things = frozenset[tuple[str, ...]]


def _things(*names: str) -> Things:
    return frozenset(tuple(name.split()) for name in names)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. A writing rule fits where one of `verbs` leads a text, or one of the things is written to."""

    id: str
    mode: Mode
    risk: int
    means: str
    """What the operation does, as the reason begins and as the README has it."""
    verbs: frozenset[str] = frozenset()
    on: Things = frozenset()
    """The verbs count only on one of these; empty for any."""
    things: Things = frozenset()
    """Written to wherever they stand in the path, or in what a text's verb is done to."""
    objects: Things = frozenset()
    """Written to where they end the path, or what the verb is done to: a user, not a user's playlist."""
    unless: frozenset[str] = frozenset()
    """Verbs and last words that make it something else."""


_ASIDE = vocabulary(
    """attachment attachments note notes comment comments history file files metadata tag tags label labels
    image images photo picture evidence attribute attributes watcher follower followers pdf document
    documents"""
)

READ_RULES = (
    Rule("read-word", Mode.READONLY, 1, "reads"),
    Rule("read-answer", Mode.READONLY, 1, "reads, as far as its answer shows"),
)

WRITE_RULES = (
    Rule(
        "delete",
        Mode.ADMIN,
        4,
        "deletes or removes",
        verbs=words.DELETING,
        objects=_things("deletion", "eviction", "erasure"),
    ),
    Rule("revoke", Mode.ADMIN, 4, "takes access away", verbs=words.REVOKING),
    Rule(
        "cancel-subscription",
        Mode.ADMIN,
        4,
        "ends a subscription, an account or a contract",
        verbs=words.CANCELLING | {"end", "downgrade", "pause"},
        on=_things(
            "subscription", "membership", "account", "contract", "plan", "service", "signature request"
        ),
    ),
    Rule(
        "credentials",
        Mode.ADMIN,
        4,
        "changes credentials",
        verbs=words.KEYING,
        things=_things(
            *("api key", "access key", "secret", "credential", "password", "private key", "public key"),
            *("application key", "app key", "license key", "unlock key", "unlockkey", "signed url"),
            *("ssh key", "gpg key", "deploy key", "signing key", "service key", "encryption key"),
            *("client secret", "access token", "refresh token", "certificate", "oauth", "oauth2", "passkey"),
            *("mfa", "2fa", "totp", "two factor", "ephemeral key", "client key", "hmac", "api credential"),
        ),
        objects=_things("token", "key", "login", "apikey"),
    ),
    Rule(
        "access",
        Mode.ADMIN,
        4,
        "changes who may do what",
        verbs=words.GRANTING - {"promote", "share"},
        things=_things(
            *("role", "permission", "privilege", "membership", "collaborator", "invitation", "invite", "acl"),
            *("access level", "ownership", "grant", "scim", "restriction"),
            *("administrator", "teammate", "subuser", "sub account", "service account", "role assignment"),
            *("entitlement", "impersonation", "access request"),
        ),
        objects=_things(
            *("user", "member", "team", "guest", "seat", "ban", "scope", "admin", "access", "owner", "share"),
            *("sharing", "shared link"),
        ),
    ),
    Rule(
        "webhooks",
        Mode.ADMIN,
        3,
        "changes where events are sent",
        things=_things("webhook", "hook", "event subscription", "callback url", "webhook endpoint"),
        objects=_things("endpoint"),
        unless=vocabulary("test ping redeliver resend retry replay"),
    ),
    Rule(
        "settings",
        Mode.ADMIN,
        3,
        "changes settings that hold for others",
        verbs=words.CONFIGURING,
        things=_things(
            *("setting", "preference", "configuration", "config", "policy", "sso", "saml", "ruleset"),
            *("protection", "allowlist", "whitelist", "allow list", "permission scheme", "security"),
            *("integration", "installation", "credit limit", "rate limit", "audit log"),
        ),
        objects=_things("domain", "scheme", "environment", "runner", "workspace", "guild", "ip"),
    ),
    Rule(
        "bulk",
        Mode.FULL,
        2,
        "changes many things at once",
        verbs=words.IMPORTING,
        things=_things("bulk", "batch", "mass", "multiple", "bulk job", "several"),
    ),
    Rule(
        "money",
        Mode.WRITE,
        3,
        "moves money, or what stands for it",
        verbs=words.PAYING
        - {"transfer", "subscribe", "order", "finalize", "bill", "credit", "charge", "debit"},
        things=_things(
            *(
                "payment",
                "refund",
                "charge",
                "invoice",
                "payout",
                "credit note",
                "credit memo",
                "bank transfer",
            ),
            *(
                "purchase order",
                "sales receipt",
                "refund receipt",
                "journal entry",
                "manual journal",
                "deposit",
            ),
            *(
                "vendor credit",
                "bill payment",
                "payment intent",
                "payment method",
                "bank account",
                "checkout",
            ),
            *("gift card", "dispute", "overpayment", "prepayment", "expense", "balance", "topup", "mandate"),
            *("subscription schedule", "invoice item", "bank transaction", "donation", "capture", "billing"),
            *("quote", "receipt", "credit grant", "cash drawer", "payroll", "loan", "financing", "tax rate"),
            *("reversal", "treasury", "issuing", "fee", "authorization hold"),
        ),
        objects=_things(
            *("order", "bill", "transaction", "subscription", "transfer", "estimate", "price", "purchase"),
            *("journal", "receipt", "loyalty", "reward", "coupon", "discount", "sale", "ticket order"),
            *("installment", "postcard", "letter", "check", "self mailer", "snap pack", "booklet"),
        ),
        unless=_ASIDE,
    ),
    Rule(
        "publish",
        Mode.WRITE,
        3,
        "sends to people, or publishes",
        verbs=words.SENDING - {"reply", "call", "post", "invite", "dispatch"},
        objects=_things("post", "tweet", "broadcast", "release"),
        unless=_ASIDE | {"test", "draft"},
    ),
    Rule(
        "business",
        Mode.WRITE,
        3,
        "decides something that the business goes by",
        verbs=words.DECIDING - {"convert", "transition"},
        things=_things("contract", "deal stage", "pipeline stage", "signature request"),
        objects=_things("stage", "opportunity", "deal"),
        unless=_ASIDE,
    ),
    Rule(
        "run",
        Mode.WRITE,
        3,
        "starts what goes on by itself",
        verbs=words.RUNNING | {"dispatch", "stop", "halt", "abort"},
        on=_things(
            *("workflow", "workflow dispatch", "pipeline", "automation", "flow", "deployment", "container"),
            *("server", "instance", "campaign", "dispatch", "single send", "singlesend", "cluster", "action"),
        ),
    ),
    Rule("switch", Mode.WRITE, 3, "switches something on or off", verbs=words.SWITCHING),
    Rule(
        "cancel",
        Mode.WRITE,
        3,
        "cancels, or undoes",
        verbs=words.CANCELLING - {"dismiss", "close", "stop"},
        unless=frozenset({"lookup", "lookups"}),
    ),
    Rule("compute", Mode.WRITE, 2, "only computes, and may cost money", verbs=words.COMPUTING),
    Rule("post-search", Mode.WRITE, 2, "looks like a read, sent as what may write"),
    Rule("acting-get", Mode.WRITE, 2, "is a GET whose words act"),
    Rule("unproven-get", Mode.WRITE, 2, "is a GET, and nothing else shows that it only reads"),
    Rule("write", Mode.WRITE, 2, "writes, within bounds"),
)

SECRET_RULE = Rule(
    "read-secret",
    Mode.ADMIN,
    4,
    "reveals a secret's value",
    things=_things(
        *("api key", "access key", "secret", "credential", "password", "private key", "signing key"),
        *("application key", "app key", "license key"),
        *("client secret", "access token", "refresh token", "service key", "master key", "encryption key"),
        *("recovery code", "backup code", "registration token", "remove token", "session token"),
    ),
    objects=_things("token", "key", "apikey"),
)

RULES = (*READ_RULES, SECRET_RULE, *WRITE_RULES)
BY_ID = {rule.id: rule for rule in RULES}

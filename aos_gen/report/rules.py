"""The rules of a report, as a table: what each change is called, how grave it is, and its mirror.

A change widens what an agent may do or see (never less than a warning), narrows what callers could
rely on (breaking), puts one thing in another's place (both at once), changes a behaviour, or is
only told. The next version follows: breaking is major, what was added is minor, the rest a patch.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a change asks of a reviewer."""

    BREAKING = "breaking"
    WARNING = "warning"
    INFO = "info"


class Effect(StrEnum):
    """What a change does to what an agent may do."""

    WIDENED = "widened"
    NARROWED = "narrowed"
    REPLACED = "replaced"
    """One thing goes and another comes: it counts as widened too."""
    CHANGED = "changed"
    TOLD = "told"


class Bump(StrEnum):
    """The part of the version that a change raises."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for major to 3 for none."""
        return list(Bump).index(self)


USUAL = {
    Effect.WIDENED: Severity.WARNING,
    Effect.NARROWED: Severity.BREAKING,
    Effect.REPLACED: Severity.BREAKING,
    Effect.CHANGED: Severity.WARNING,
    Effect.TOLD: Severity.INFO,
}
"""The severity of each effect, unless the rule says otherwise."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change; `mirror` is the rule that fires on the way back, often itself."""

    id: str
    effect: Effect
    severity: Severity
    bump: Bump
    mirror: str
    text: str
    delta: bool
    """Whether it stands in the first block: what an agent may now do."""

    @property
    def widens(self) -> bool:
        """Whether there is something that was not there before."""
        return self.effect in (Effect.WIDENED, Effect.REPLACED)

    def record(self) -> dict[str, object]:
        """The rule as JSON data."""
        return {
            "id": self.id,
            "severity": self.severity.value,
            "effect": self.effect.value,
            "bump": self.bump.value,
            "mirror": self.mirror,
            "permission": self.delta,
            "text": self.text,
        }


def _bump(effect: Effect, severity: Severity) -> Bump:
    if severity is Severity.BREAKING:
        return Bump.MAJOR
    return Bump.MINOR if effect in (Effect.WIDENED, Effect.REPLACED) else Bump.PATCH


W, N, R, C, T = Effect.WIDENED, Effect.NARROWED, Effect.REPLACED, Effect.CHANGED, Effect.TOLD

# id, effect, what it means; then id, effect and meaning of its mirror.
_PAIRS: tuple[tuple[str, Effect, str, str, Effect, str], ...] = (
    ("option-added", W, "A command takes another option.",
     "option-removed", N, "An option is gone."),
    ("required-option-added", R, "A command asks for an option that there was not.",
     "required-option-removed", R, "An option that had to be given is gone."),
    ("option-optional", W, "An option need not be given any more.",
     "option-required", N, "An option must be given now."),
    ("option-null-allowed", W, "An option takes null.",
     "option-null-refused", N, "An option takes null no more."),
    ("option-alias-added", W, "An option has another spelling.",
     "option-alias-removed", N, "A spelling of an option is gone."),
    ("option-type-allowed", W, "A JSON option takes another type.",
     "option-type-refused", N, "A JSON option takes a type no more."),
    ("option-any-type", W, "A JSON option takes any type.",
     "option-types-limited", N, "A JSON option takes certain types only."),
    ("enum-value-added", W, "A value is allowed that was not.",
     "enum-value-removed", N, "A value is allowed no more."),
    ("enum-removed", W, "A list of allowed values is gone: any value is sent.",
     "enum-added", N, "Only certain values are allowed now."),
    ("bound-loosened", W, "A bound of a value is wider, or gone.",
     "bound-tightened", N, "A bound of a value is narrower, or new."),
    ("pattern-removed", W, "A value need not match a pattern any more.",
     "pattern-added", N, "A value must match a pattern."),
    ("format-removed", W, "A value need not have a format any more.",
     "format-added", N, "A value must have a format."),
    ("clamp-removed", W, "A number out of bounds is moved to the bound no more.",
     "clamp-added", N, "A number out of bounds is moved to the bound."),
    ("reserved-allowed", W, "Reserved characters of a value travel as they are.",
     "reserved-escaped", N, "Reserved characters of a value are escaped."),
    ("default-added", C, "A value is sent when the caller gives none.",
     "default-removed", C, "Nothing is sent any more when the caller gives nothing."),
    ("environment-default-added", W, "A value comes from an environment variable.",
     "environment-default-removed", N, "A value comes from an environment variable no more."),
    ("composed-value-added", R, "A value is put together from options.",
     "composed-value-removed", R, "A value is put together from options no more."),
    ("body-added", W, "A command takes a body.",
     "body-removed", N, "A command takes a body no more."),
    ("body-optional", W, "A body need not be given any more.",
     "body-required", N, "A body must be given now."),
    ("body-opened", W, "Callers may give a body of their own.",
     "body-closed", N, "Callers may not give a body of their own any more."),
    ("body-file-added", W, "A member of the body is a file.",
     "body-file-removed", N, "A member of the body is a file no more."),
    ("answer-member-added", W, "An agent sees a member of the answer that it did not.",
     "answer-member-removed", N, "An agent does not see a member of the answer any more."),
    ("answer-unlimited", W, "An agent sees every member of the answer.",
     "answer-limited", N, "An agent sees certain members of the answer only."),
    ("pagination-added", W, "A list can be read page by page.",
     "pagination-removed", N, "A list has one page only."),
    ("page-limit-raised", W, "A page may be larger.",
     "page-limit-lowered", N, "A page must be smaller."),
    ("constant-header-added", W, "A header is sent with every request.",
     "constant-header-removed", N, "A header is sent no more."),
    ("event-added", W, "The manifest tells of another event.",
     "event-removed", N, "An event is gone."),
    ("event-field-added", W, "An event has another field.",
     "event-field-removed", N, "A field of an event is gone."),
    ("probe-added", W, "`health` calls the vendor.",
     "probe-removed", N, "`health` calls the vendor no more."),
    ("optional-key-added", W, "A variable may be set that was not read.",
     "optional-key-removed", N, "A variable that could be set is read no more, or must be set."),
    ("service-key-added", R, "A variable must be set that need not be.",
     "service-key-removed", R, "A variable need not be set any more."),
    ("group-added", T, "There is another group of commands.",
     "group-removed", T, "A group of commands is gone."),
    ("picker-added", T, "A list command fills a select.",
     "picker-removed", T, "A list command fills a select no more."),
    ("limitation-added", T, "The README tells of another limitation.",
     "limitation-removed", T, "A limitation is told no more."),
    ("approval-added", C, "Somebody approved a command.",
     "approval-removed", C, "The approval of a command is gone."),
)  # fmt: skip  # each pair reads as one

# The same, for the first block.
_DELTA_PAIRS: tuple[tuple[str, Effect, str, str, Effect, str], ...] = (
    ("command-added", W, "An agent may call another command.",
     "command-removed", N, "A command is gone."),
    ("mode-lowered", W, "A command may be called in a lower mode.",
     "mode-raised", N, "A command needs a higher mode."),
    ("tier-lowered", W, "A command counts as less risky: it needs a lighter review.",
     "tier-raised", N, "A command counts as riskier."),
    ("action-lowered", W, "A command's action class is milder.",
     "action-raised", N, "A command's action class is graver."),
    ("host-added", W, "Requests go to a host that they did not go to.",
     "host-removed", N, "No request goes to a host any more."),
    ("allowed-host-added", W, "The base URL may name another host, which gets the credential.",
     "allowed-host-removed", N, "The base URL may name a host no more."),
    ("value-freed", W, "A value that was fixed is an option now.",
     "value-pinned", N, "An option is a fixed value now."),
    ("fixed-value-removed", W, "A value that was always sent is sent no more.",
     "fixed-value-added", N, "A value is always sent now."),
    ("body-member-allowed", W, "A member that the map left out may be sent.",
     "body-member-refused", N, "A member of the body may be sent no more."),
    ("file-taken-over", W, "A generated file is somebody's own, or left out: it is not compared.",
     "file-given-back", C, "A file is generated that was somebody's own, or left out."),
    ("extensions-changed", W, "extensions.py runs other code than it did: read it.",
     "extensions-removed", N, "extensions.py has no code any more."),
    ("policy-changed", W, "The rules of the policies are others: read them.",
     "policy-added", C, "There are policies where there was none."),
    ("environment-added", W, "`--env` offers another server.",
     "environment-removed", N, "`--env` offers a server no more."),
    ("credential-added", W, "The connector holds another credential.",
     "credential-removed", N, "The connector holds a credential no more."),
    ("credential-variable-added", W, "A credential is read from another variable.",
     "credential-variable-removed", N, "A credential is read from a variable no more."),
    ("scope-added", W, "A token is asked for with another scope.",
     "scope-removed", N, "A token is asked for without a scope."),
    ("way-added", W, "A request may carry another set of credentials.",
     "way-removed", N, "A request may carry a set of credentials no more."),
    ("file-access-added", W, "A command reads or writes files that it did not.",
     "file-access-removed", N, "A command reads or writes files no more."),
)  # fmt: skip  # each pair reads as one

# A rule that is its own mirror: id, effect, its severity where it is not the usual one, what it means.
_SELF: tuple[tuple[str, Effect, Severity | None, str], ...] = (
    ("connector-renamed", R, None, "The connector, its tool and its variables have another name."),
    ("command-renamed", R, None, "A command has another id; it calls the same operation."),
    ("method-changed", R, None, "A command sends another HTTP method."),
    ("path-changed", R, None, "A command calls another path."),
    ("option-renamed", R, None, "An option is spelled otherwise."),
    ("option-field-changed", R, None, "The field of an option has another id in workflows."),
    ("option-wire-changed", R, None, "An option fills another parameter or member."),
    ("option-type-changed", R, None, "An option reads its text as another type."),
    ("option-style-changed", C, None, "A value is written otherwise into the request."),
    ("default-changed", C, None, "Another value is sent when the caller gives none."),
    ("vendor-default-changed", C, None, "The vendor assumes another value when nothing is sent."),
    ("environment-default-changed", R, None, "A value comes from another environment variable."),
    ("pattern-changed", R, None, "A value must match another pattern."),
    ("format-changed", R, None, "A value must have another format."),
    ("fixed-value-changed", R, Severity.WARNING, "Another value is always sent."),
    ("composed-value-changed", R, None, "A value is put together otherwise."),
    ("body-media-type-changed", R, Severity.WARNING, "A body is sent as another media type."),
    ("body-kind-changed", R, None, "A body is written in another way."),
    ("body-type-changed", R, None, "`--body` must be of another type."),
    ("body-options-changed", C, None, "The members of a body are options, or are no options any more."),
    ("contract-changed", R, Severity.WARNING, "What a review covers changed deeper than the options."),
    ("answer-kind-changed", R, None, "An answer becomes an object, a list or nothing, other than before."),
    ("answer-reading-changed", R, None, "The bytes of an answer are read otherwise."),
    ("answer-place-changed", R, None, "What an agent sees is taken from elsewhere in the answer."),
    ("answer-key-changed", R, None, "Items of a list have another id or label."),
    ("answer-media-type-changed", C, None, "Another media type is asked for."),
    ("pagination-changed", R, None, "The next page is found otherwise."),
    ("event-changed", R, None, "An event is delivered otherwise, or a field of it changed."),
    ("probe-changed", R, Severity.WARNING, "`health` makes another request."),
    ("constant-header-changed", R, None, "A header that is always sent has another value."),
    ("idempotency-changed", R, None, "Another header, or none, carries the key of a write."),
    ("approval-changed", C, None, "Somebody approved a command anew."),
    ("label-changed", T, None, "A name for people changed."),
    ("description-changed", T, None, "A description changed."),
    ("help-changed", T, None, "The help of an option or of a credential changed."),
    ("category-changed", T, None, "The connector stands in other categories."),
    ("backend-changed", T, None, "The manifest names another backend."),
    ("vendor-changed", T, None, "The vendor's document has another title or version."),
    ("operation-renamed", T, None, "The operation has another operationId, or the map names it otherwise."),
    ("group-changed", T, None, "A command or an event stands in another group."),
    ("picker-changed", T, None, "A select is filled otherwise."),
    ("shown-changed", T, None, "A field of a workflow is shown otherwise."),
    ("setup-changed", T, None, "The way to a credential is described otherwise."),
    ("reason-changed", T, None, "A choice of the generator has another reason."),
    ("order-changed", T, None, "The same things stand in another order."),
)  # fmt: skip - a table is read by rows

_DELTA_SELF: tuple[tuple[str, Effect, Severity | None, str], ...] = (
    ("base-url-changed", R, None, "Requests go to another base URL."),
    ("environment-changed", R, None, "A name of `--env` means another server."),
    ("command-server-changed", R, None, "A command calls another server."),
    ("token-url-changed", R, None, "A token is fetched elsewhere."),
    ("auth-kind-changed", R, None, "The connector authenticates in another way."),
    ("credential-kind-changed", R, None, "A credential is put on requests in another way."),
    ("credential-carrier-changed", R, None, "A credential travels elsewhere in the request."),
    ("way-order-changed", R, Severity.WARNING, "Another set of credentials comes first."),
    ("permission-edited-by-hand", R, None, "permissions.json on disk is not what was generated."),
)  # fmt: skip - a table is read by rows

# Of operations and of the version: nothing in the connector follows from them.
_ASIDE: tuple[tuple[str, str, str], ...] = (
    ("operation-undecided", "operation-undecided-gone", "An operation is new, and nobody has decided on it."),
    ("operation-undecided-gone", "operation-undecided", "An operation that nobody decided on is gone."),
    ("operation-excluded", "operation-excluded-gone", "An operation is new, and the map leaves it out."),
    ("operation-excluded-gone", "operation-excluded", "An operation that the map left out is gone."),
    ("operation-mapped", "operation-mapped-gone", "An operation is new, and a command calls it."),
    ("operation-mapped-gone", "operation-mapped", "An operation that a command called is gone."),
    ("operation-decided-otherwise", "operation-decided-otherwise", "The map decides otherwise."),
    ("operation-id-changed", "operation-id-changed", "An operation has another operationId."),
    ("version-changed", "version-changed", "The connector has another version."),
)  # fmt: skip - a table is read by rows


def _table() -> dict[str, Rule]:
    rules: list[Rule] = []

    def add(
        name: str, effect: Effect, severity: Severity | None, mirror: str, text: str, delta: bool
    ) -> None:
        grave = severity or USUAL[effect]
        rules.append(Rule(name, effect, grave, _bump(effect, grave), mirror, text, delta))

    for pairs, delta in ((_DELTA_PAIRS, True), (_PAIRS, False)):
        for one, effect, text, other, contrary, meaning in pairs:
            add(one, effect, None, other, text, delta)
            add(other, contrary, None, one, meaning, delta)
    for singles, delta in ((_DELTA_SELF, True), (_SELF, False)):
        for name, effect, severity, text in singles:
            add(name, effect, severity, name, text, delta)
    for name, mirror, text in _ASIDE:
        rules.append(Rule(name, Effect.TOLD, Severity.INFO, Bump.NONE, mirror, text, False))
    return {rule.id: rule for rule in rules}


RULES: dict[str, Rule] = _table()
"""Every rule by its id, in the order in which a report tells of them."""

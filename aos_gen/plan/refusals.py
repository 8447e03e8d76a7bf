"""What an operation may ask that this release does not do: one constructor for each refusal.

`unsupported-*` says "not yet", never "wrong". Each names the operation and the way around.
"""

from __future__ import annotations

from aos_gen.diagnostics import Diagnostic, Location

# code: (sentence with {what}, hint with {key}).
REFUSALS = {
    "unsupported-parameter-style": (
        "parameter {what}",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-parameter-place": (
        "parameter {what}, which is no place that OpenAPI knows",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-override": (
        "{what} is required, and some servers would take the request for another one",
        "map another operation, or exclude this one",
    ),
    "unsupported-path": (
        "{what} is not the path that would be called: it has a step, an empty part or a needless code",
        "write it in the document as it is called, or exclude the operation",
    ),
    "unsendable-name": (
        "{what} has a name that no request can carry there",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-path-query": (
        "path {what} has a variable inside a text of its query string",
        "map another operation, or exclude this one",
    ),
    "unsupported-request-body": (
        "{what} is not supported",
        "map another operation, or exclude this one",
    ),
    "unsupported-security-scheme": (
        "security scheme {what} is not supported",
        (
            "if the vendor also takes a key or a token, declare that one: type: bearer or apiKey; "
            "else exclude the operation"
        ),
    ),
    "unsupported-method": (
        "the method of {what} is not supported",
        "map another operation, or exclude this one",
    ),
}


def refusal(
    code: str, what: str, location: Location, at: Location, key: str = "", hint: str = ""
) -> Diagnostic:
    """The diagnostic for `code` at the vendor's `location`; `at` is the command in the map.

    `hint` is a better way around than the usual one, where there is one.
    """
    message, usual = REFUSALS[code]
    return Diagnostic(code, message.format(what=what), location, hint or usual.format(key=key), related=(at,))

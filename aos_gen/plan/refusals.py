"""What an operation may ask that this release does not do: one constructor for each refusal.

`unsupported-*` says "not yet", never "wrong". Each names the operation and the way around.
"""

from __future__ import annotations

from aos_gen.diagnostics import Diagnostic, Location

# code: (sentence with {what}, hint with {key}).
REFUSALS = {
    "unsupported-parameter-style": (
        "parameter {what}, which its place does not have for a list or an object",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-parameter-place": (
        "parameter {what}, which is no place that OpenAPI knows",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-path-query": (
        "path {what} has a variable in its query string",
        "map another operation, or exclude this one",
    ),
    "unsupported-request-body": (
        "{what} is not supported",
        "map another operation, or exclude this one",
    ),
    "unsupported-security-scheme": (
        "security scheme {what} is not supported",
        "obtain a token yourself and map the scheme with `type: bearer` and its `env`",
    ),
    "unsupported-method": (
        "the method of {what} is not supported",
        "map another operation, or exclude this one",
    ),
}


def refusal(code: str, what: str, location: Location, at: Location, key: str = "") -> Diagnostic:
    """The diagnostic for `code` at the vendor's `location`; `at` is the command in the map."""
    message, hint = REFUSALS[code]
    return Diagnostic(code, message.format(what=what), location, hint.format(key=key), related=(at,))

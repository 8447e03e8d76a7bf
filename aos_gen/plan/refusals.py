"""What an operation may ask that this release does not do: one constructor for each refusal.

`unsupported-*` says "not yet", never "wrong". Each names the operation and the way around.
"""

from __future__ import annotations

from aos_gen.diagnostics import Diagnostic, Location

# code: (sentence with {what}, hint with {key}).
REFUSALS = {
    "unsupported-parameter-style": (
        "parameter {what}, a style that is not supported yet",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-parameter-place": (
        "parameter {what}, a place that is not supported yet",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-parameter-content": (
        "parameter {what} is described by a media type, which is not supported yet",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-cookie-parameter": (
        "cookie parameter {what} is not supported yet",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-parameter-object": (
        "parameter {what} takes an object, which is not supported yet",
        "leave it out: parameters: {{{key}: {{omit: true}}}}",
    ),
    "unsupported-path-query": (
        "path {what} holds a query string, which is not supported yet",
        "map another operation, or exclude this one",
    ),
    "unsupported-request-body": (
        "{what} is not supported yet; only JSON is",
        "map another operation, or exclude this one",
    ),
    "unsupported-body-method": (
        "{what} takes a body, which is not supported yet with its method",
        "map another operation, or exclude this one",
    ),
    "unsupported-answer": (
        "{what} is not supported yet; only JSON and empty answers are",
        "map another operation, or exclude this one",
    ),
    "unsupported-security-scheme": (
        "security scheme {what} is not supported yet",
        "obtain a token yourself and map the scheme with `type: bearer` and its `env`",
    ),
    "unsupported-operation-server": (
        "{what} has a server of its own, which is not supported yet",
        "map another operation, or exclude this one",
    ),
    "unsupported-method": (
        "the method of {what} is not supported yet",
        "map another operation, or exclude this one",
    ),
}


def refusal(code: str, what: str, location: Location, at: Location, key: str = "") -> Diagnostic:
    """The diagnostic for `code` at the vendor's `location`; `at` is the command in the map."""
    message, hint = REFUSALS[code]
    return Diagnostic(code, message.format(what=what), location, hint.format(key=key), related=(at,))

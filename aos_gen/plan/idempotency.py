"""Which header carries the key that makes it safe to send a write again.

The map's word for the command comes first, then the document's own header parameter, then the map's
word for the whole connector. GET, HEAD, PUT and DELETE need none (RFC 9110, 9.2.2).

The connector makes a key where the caller gives none, so nobody must: a header that the document
requires is always sent, and the option for it is an optional one.
"""

from __future__ import annotations

from dataclasses import replace

from aos_gen.mapping.model import CommandMapping
from aos_gen.plan import naming
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import OptionPlan, Place

METHODS = ("POST", "PATCH")
# What vendors call it, with or without `X-` or their own name before it.
_ENDINGS = (("idempotency", "key"), ("idempotent", "key"), ("idempotence", "key"), ("idempotency", "id"))
_WHOLE = (("idempotency",), ("x", "idempotency"))


def idempotency_header(method: str, mapped: CommandMapping, usual: str | None, inputs: Inputs) -> str:
    """The header's name; "" where the request has none, or the map decides what it carries.

    A key that the map fixes is the same in every call, so it says nothing about one of them; a
    header that it omits is never sent.
    """
    if method not in METHODS or mapped.idempotency is False:
        return ""
    gone = [(one.api_name, one.place) for one in inputs.fixed]
    gone += [(one.api_name, one.place) for one in inputs.composed]
    gone += [(one.api_name, one.place) for one in inputs.omitted]
    decided = {name.lower() for name, place in gone if place is Place.HEADER}
    options = [option.api_name for option in inputs.options if option.place is Place.HEADER]
    declared = next((name for name in options if is_key(name)), "")
    if mapped.idempotency is None and not declared and any(is_key(name) for name in decided):
        return ""
    chosen = mapped.idempotency or declared or usual or ""
    return "" if chosen.lower() in decided else chosen


def with_own_key(header: str, mapped: CommandMapping, inputs: Inputs) -> None:
    """Ask no caller for the key of `header`; but one whose map says `required: true` is asked."""
    names = {name for name, setting in mapped.parameters.items() if setting.required}
    spelled = {name.removeprefix("header:").lower() for name in names}
    inputs.options = [
        replace(one, required=False) if _carries(one, header) and header.lower() not in spelled else one
        for one in inputs.options
    ]


def _carries(option: OptionPlan, header: str) -> bool:
    return option.place is Place.HEADER and option.api_name.lower() == header.lower()


def is_key(header: str) -> bool:
    """Whether a header is an idempotency key by its name: `Idempotency-Key`, `X-Acme-Idempotency-Key`."""
    words = tuple(naming.words(header))
    return words[-2:] in _ENDINGS or words in _WHOLE

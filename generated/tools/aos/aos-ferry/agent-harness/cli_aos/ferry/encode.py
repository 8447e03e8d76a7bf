"""Values to what a request carries: its path, query, headers and cookies, and a JSON body's members.

A value travels in the usual style of its place (`simple` in paths and headers, `form` in queries
and cookies), or in the one that `styled` names; the styles are those of `styles`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_plus

from .errors import CliError, usage
from .names import check_own, fold, same
from .styles import expanded, flat, json_text, member_style, pairs, percent, text

# What allowReserved leaves alone: in a query `&=+#` would end or change a pair, in a path `/?#`
# would leave the segment.
RESERVED = ":/?@!$'()*,;[]"
IN_A_SEGMENT = ":@!$&'()*+,;="
# RFC 6265: what a cookie's value and its name may hold.
IN_A_COOKIE = "!#$%&'()*+-./:<=>?@[]^_`{|}~"
IN_A_COOKIE_NAME = "!#$&'*+-.^_`|~"


class Styled(NamedTuple):
    """A value with the style that it travels in."""

    value: Any
    style: str
    reserved: bool = False


def styled(value: Any, style: str, *, reserved: bool = False) -> Styled | None:
    """A value whose style is not the usual one of its place; None for an option not given."""
    return None if value is None else Styled(value, style, reserved)


def path(template: str, values: Mapping[str, Any]) -> str:
    """`/tickets/{id}` with its parameters filled in, each within its own segment."""
    return "/".join(_segment(part, values) for part in re.split(r"/(?![^{}]*\})", template))


def query(values: Mapping[str, Any], omitted: Collection[str] = ()) -> list[str]:
    """`name=value` pieces, percent-encoded; none for a null, an empty list or an empty object.

    Raises CliError for a member of an object that would travel as another of `values`, or as one
    that is `omitted`, dotted where nested.
    """
    pieces: list[str] = []
    for name, given in values.items():
        value, style, reserved = _usual(given, "form")
        code = _reserved if reserved else percent
        for key, sent in _pairs(name, value, style, code, values, omitted):
            pieces.append(f"{percent(key)}={sent}")
    return pieces


def _pairs(
    name: str,
    value: Any,
    style: str,
    code: Callable[[str], str],
    values: Mapping[str, Any],
    omitted: Collection[str],
) -> Iterator[tuple[str, str]]:
    for left_out in omitted if isinstance(value, dict) else ():
        if "." in left_out and _holds({name: value}, left_out.split(".")):
            raise usage(f"{left_out} is left out of this command on purpose", member=left_out)
    for key, sent in pairs(name, value, style, code):
        check_own(name, key, (*values, *omitted))
        yield key, sent


def query_string(pieces: list[str]) -> str:
    """`a=1&b=2`."""
    return "&".join(pieces)


def querystring(given: Any, taken: Collection[str] = ()) -> str:
    """A whole query made of one value (OpenAPI 3.2): an object's members, JSON, or text.

    Raises CliError where it would give one of the names that are `taken`.
    """
    words = _whole_query(given)
    # Some servers part pairs by `;` too.
    for piece in re.split("[&;]", words):
        check_own("", unquote_plus(piece.partition("=")[0]), taken)
    return words


def _whole_query(given: Any) -> str:
    value, style, reserved = _usual(given, "form")
    if value is None:
        return ""
    if isinstance(value, dict) and style not in ("json", "text"):
        styles = {
            name: member_style(one) if style == "form" else style for name, one in value.items()
        }
        return query_string(
            query({name: Styled(one, styles[name], reserved) for name, one in value.items()})
        )
    if isinstance(value, str) and style == "form":
        # A query that the caller wrote: only what no query can hold is encoded.
        return percent(value, RESERVED + "&=+%")
    words = json_text(value) if style == "json" else text(value)
    return _reserved(words) if reserved else percent(words)


def headers(values: Mapping[str, Any]) -> dict[str, str]:
    """Header values; nothing for None. Raises CliError for what no header can carry."""
    sent: dict[str, str] = {}
    for name, given in values.items():
        value, style, _ = _usual(given, "simple")
        if value is None:
            continue
        if style == "json":
            words = json.dumps(value, separators=(",", ":"))  # ASCII: a header takes it
        else:
            words = expanded(name, value, style, str)
        sent[name] = words.replace("\r", " ").replace("\n", " ")
        if not all(" " <= c <= "\xff" and not "\x7f" <= c <= "\x9f" for c in sent[name]):
            raise usage(f"{name} travels as a header, which takes Latin-1 text only", header=name)
    return sent


def cookies(values: Mapping[str, Any], omitted: Collection[str] = ()) -> str:
    """The value of one Cookie header: `a=1; b=2`, percent-encoded; "" for no cookie. As `query`."""
    crumbs: list[str] = []
    for name, given in values.items():
        value, style, _ = _usual(given, "form")
        # Plain text comes escaped by who gave it; only what would break the header is encoded.
        code = _cookie_text if style == "text" else percent
        for key, sent in _pairs(name, value, style, code, values, omitted):
            crumbs.append(f"{percent(key, IN_A_COOKIE_NAME)}={sent}")
    return "; ".join(crumbs)


class Nested(dict[str, Any]):
    """An object made by `under`: its members go over those of `--body`, one by one."""


def members(
    whole: Any, given: Mapping[str, Any], *, required: bool = False, refused: Sequence[str] = ()
) -> Any:
    """A body: the members given as options, over those of `--body`; None for no body.

    Raises CliError for a member that this connector leaves out: `refused`, dotted where nested.
    """
    body = _body(whole, given, required)
    heads = {fold(name) for name in (*given, *(name.partition(".")[0] for name in refused))}
    for key in whole if isinstance(whole, dict) else ():
        # `a[b]` and `a.b` are how forms spell what is in `a`.
        head = re.split(r"[.\[]", key, maxsplit=1)[0]
        if key not in given and head != key and fold(head) in heads:
            raise usage(f"{key} is another spelling of what is in {head}; give {head}", member=key)
    for name in refused:
        # Its own options may give members of what a caller cannot give whole.
        literal = isinstance(whole, dict) and name in whole
        if literal or _holds(body if "." in name else whole, name.split("."), given):
            raise usage(f"{name} is left out of this command on purpose; remove it", member=name)
    return body


def _holds(body: Any, steps: list[str], known: Collection[str] = ()) -> bool:
    """Whether there is something at `steps`, in any case; what is `known` is only itself."""
    if not isinstance(body, dict):
        return False
    name, *rest = steps
    return any(
        (key == name or fold(key) == fold(name) and key not in known)
        and (not rest or _holds(body[key], rest))
        for key in body
    )


def _body(whole: Any, given: Mapping[str, Any], required: bool) -> Any:
    chosen = {name: value for name, value in given.items() if value is not None}
    if whole is None and not chosen and not required:
        return None
    if whole is not None and not isinstance(whole, dict):
        return whole
    return _over(whole or {}, chosen)


def under(base: Any, given: Mapping[str, Any]) -> Any:
    """A member that options of its own give members to: those, over `base`; None for nothing."""
    chosen = {name: value for name, value in given.items() if value is not None}
    if not chosen:
        return base
    if base is not None and not isinstance(base, dict) and not _is_null(base):
        names = ", ".join(chosen)
        raise usage(f"{names} must go into an object, and its own option gives {json_text(base)}")
    return Nested(_over(base if isinstance(base, dict) else {}, chosen, same))


def each(name: str, values: Any) -> Any:
    """`["a", "b"]` as `[{"email": "a"}, {"email": "b"}]`, for the name `email`."""
    return [{name: value} for value in values] if isinstance(values, list) else values


def compose(template: str, /, **parts: Any) -> str | None:
    """A text with its `{parts}` filled in, once; None where none of them is given.

    A part that is not given is "", and what it leaves, a run of blanks, is one blank or none.
    """
    given = {name: _part(value) for name, value in parts.items() if value is not None}
    if parts and not given:
        return None

    def missing(found: re.Match[str]) -> str:
        return "" if found[1] in parts and found[1] not in given else found[0]

    def fill(found: re.Match[str]) -> str:
        return given.get(found[1], found[0])

    kept = re.sub(r"[ \t]{2,}", " ", re.sub(r"\{([^{}]+)\}", missing, template)).strip(" \t")
    return re.sub(r"\{([^{}]+)\}", fill, kept)


def _part(value: Any) -> str:
    return ",".join(text(item) for item in value) if isinstance(value, list) else text(value)


def _folded(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _over(
    base: Mapping[str, Any],
    chosen: Mapping[str, Any],
    alike: Callable[[str, str], bool] = _folded,
) -> dict[str, Any]:
    """`base` with the members of `chosen`; those that `under` made are merged, not replaced.

    A member of `base` that many servers take for one of `chosen` would undo it, and is refused.
    """
    for key in base:
        meant = () if key in chosen else [name for name in chosen if alike(key, name)]
        if meant:
            raise usage(f"{key} is another spelling of {meant[0]}, which is given", member=key)
    merged = dict(base)
    for name, value in chosen.items():
        if isinstance(value, Nested) and isinstance(merged.get(name), dict):
            merged[name] = _over(merged[name], value, same)
        else:
            merged[name] = None if _is_null(value) else value
    return merged


def _is_null(value: Any) -> bool:
    # Here, because options loads click, which an encoder does not need.
    from .options import NULL

    return value is NULL


def _usual(given: Any, style: str) -> Styled:
    return given if isinstance(given, Styled) else Styled(given, style)


def _reserved(words: str) -> str:
    """RFC 6570, reserved expansion: reserved characters and what is percent-encoded stay."""
    parts = re.split(r"(%[0-9A-Fa-f]{2})", words)
    return "".join(part if n % 2 else percent(part, RESERVED) for n, part in enumerate(parts))


def _cookie_text(words: str) -> str:
    return percent(words, IN_A_COOKIE)


def _segment(template: str, values: Mapping[str, Any]) -> str:
    """One segment of a path, which no value makes a step, or ends, or does away with.

    Raises CliError for a value that a server might read so once it is decoded.
    """
    filled: list[str] = []

    def fill(found: re.Match[str]) -> str:
        if found[1] not in values:
            return found[0]
        filled.append(found[1])
        value, style, reserved = _usual(values[found[1]], "simple")
        safe = IN_A_SEGMENT if reserved else ""
        for word in flat(value):
            if re.search(r"[/\\]", _decoded(text(word))) and _steps(text(word)):
                raise _no_segment(found[1])
        return expanded(found[1], value, style, lambda words: percent(words, safe))

    sent = re.sub(r"\{([^{}]*)\}", fill, template)
    if filled and (not _decoded(sent).strip() or _steps(sent)):
        raise _no_segment(*filled)
    return sent


def _no_segment(*names: str) -> CliError:
    said = " and ".join(dict.fromkeys(names))
    return usage(
        f"{said} stands in the path and cannot be empty, nor hold a step such as . or ..",
        parameter=names[0],
    )


def _steps(words: str) -> bool:
    """Whether a server that decodes and then walks finds `.` or `..` among what is between slashes."""
    parts = re.split(r"[/\\]", _decoded(words))
    # Some servers leave out what stands behind a semicolon.
    return any(part.partition(";")[0].strip() in (".", "..") for part in parts)


def _decoded(words: str) -> str:
    """A text without percent-encoding, however often it was encoded, within reason."""
    for _ in range(4):
        words = unquote(words)
    return words

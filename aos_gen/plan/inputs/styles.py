"""A Parameter Object's `in`, `style`, `explode` and `content` to one Style (OpenAPI, Style Values)."""

from __future__ import annotations

from aos_gen.document.resolve import Node
from aos_gen.plan.media import is_json
from aos_gen.plan.model import Place, Style

# The style of a place where nothing is said, which generated code need not mention.
DEFAULTS = {
    Place.PATH: Style.SIMPLE,
    Place.QUERY: Style.FORM,
    Place.QUERYSTRING: Style.FORM,
    Place.HEADER: Style.SIMPLE,
    Place.COOKIE: Style.FORM,
    Place.BODY: Style.FORM,
    Place.INPUT: Style.FORM,
}
# (style, explode) in the places that allow it.
_WORDS = {
    ("simple", False): Style.SIMPLE,
    ("simple", True): Style.SIMPLE_EXPLODED,
    ("label", False): Style.LABEL,
    ("label", True): Style.LABEL_EXPLODED,
    ("matrix", False): Style.MATRIX,
    ("matrix", True): Style.MATRIX_EXPLODED,
    ("form", True): Style.FORM,
    ("form", False): Style.COMMA,
    ("cookie", True): Style.FORM,
    ("cookie", False): Style.COMMA,
    # Exploded, these are the form style: the delimiter stands nowhere.
    ("spaceDelimited", True): Style.FORM,
    ("spaceDelimited", False): Style.SPACE,
    ("pipeDelimited", True): Style.FORM,
    ("pipeDelimited", False): Style.PIPE,
    ("deepObject", True): Style.DEEP,
    ("deepObject", False): Style.DEEP,
}
_ALLOWED = {
    Place.PATH: ("simple", "label", "matrix"),
    Place.QUERY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    Place.HEADER: ("simple",),
    Place.COOKIE: ("form", "cookie"),
    Place.BODY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
}
# Swagger 2.0's collectionFormat, in the words that OpenAPI 3 has no equal of in every place.
_COLLECTIONS = {"ssv": Style.SPACE, "tsv": Style.TAB, "pipes": Style.PIPE}


def style_of(place: Place, node: Node) -> Style | None:
    """The style of a parameter or of an Encoding Object; None for one that its place does not have.

    A header's list is never joined by tabs: who reads headers takes a tab for a space (RFC 9110, 5.6.3).
    """
    usual = "simple" if place in (Place.PATH, Place.HEADER) else "form"
    style = node.get("style", usual)
    # 3.2's `cookie` explodes by default too.
    explode = node.get("explode", style in ("form", "cookie"))
    if isinstance(style, str) and style in _COLLECTIONS and place in _ALLOWED:
        found = _COLLECTIONS[style]
        return None if (place, found) == (Place.HEADER, Style.TAB) else found
    if style not in _ALLOWED.get(place, ()):
        return None
    return _WORDS[style, explode is True]


def content_style(media_type: str) -> Style:
    """The style of a parameter that a media type describes (`content`): JSON text, or text as it is."""
    name = media_type.partition(";")[0].strip().lower()
    if name in ("*/*", "application/*") or is_json(name):
        return Style.JSON
    return Style.FORM if name == "application/x-www-form-urlencoded" else Style.TEXT

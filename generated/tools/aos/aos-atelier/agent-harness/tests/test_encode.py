"""How values become the text of a path, a query, a header, a cookie, and the members of a body."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
from conftest import MODULE

contents = importlib.import_module(f"{MODULE}.contents")
encode = importlib.import_module(f"{MODULE}.encode")
names = importlib.import_module(f"{MODULE}.names")
errors = importlib.import_module(f"{MODULE}.errors")
options = importlib.import_module(f"{MODULE}.options")
styles = importlib.import_module(f"{MODULE}.styles")

TEXT = "blue"
LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

# OpenAPI 3.1.1, Style Examples: what a parameter `color` is in each style. `undefined` is the
# empty list here.
IN_A_PATH = {
    "matrix": (";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    "matrix-exploded": (
        ";color",
        ";color=blue",
        ";color=blue;color=black;color=brown",
        ";R=100;G=200;B=150",
    ),
    "label": (".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    "label-exploded": (".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    "simple": ("", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    "simple-exploded": ("", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    # Swagger 2.0's pipes and tsv, which the specification's table has in queries at most.
    "pipe": ("", "blue", "blue%7Cblack%7Cbrown", "R%7C100%7CG%7C200%7CB%7C150"),
    "tab": ("", "blue", "blue%09black%09brown", "R%09100%09G%09200%09B%09150"),
}
IN_A_QUERY = {
    "form": ("color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    "comma": ("color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    "space": ("color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    "pipe": ("color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    "tab": ("color=blue", "color=blue%09black%09brown", "color=R%09100%09G%09200%09B%09150"),
    "deep": (
        "color=blue",
        "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ),
    "json": (
        "color=%22blue%22",
        "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
        "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
    ),
    "text": (
        "color=blue",
        "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
        "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
    ),
}


def in_path(value: Any, style: str, **rest: Any) -> str:
    """`value` as the path parameter `color`, alone in its segment."""
    sent = encode.path("/x/{color}/y", {"color": encode.styled(value, style, **rest)})
    assert sent.startswith("/x/") and sent.endswith("/y")
    return str(sent[3:-2])


def in_query(value: Any, style: str = "form", name: str = "color", **rest: Any) -> str:
    """`value` as the query parameter `color`."""
    pieces = encode.query({name: encode.styled(value, style, **rest)})
    return str(encode.query_string(pieces))


@pytest.mark.parametrize("style", IN_A_PATH)
def test_a_path_has_the_styles_of_the_specification(style: str) -> None:
    """Every cell of the table, and an empty object is as undefined as an empty list."""
    undefined, text, items, members = IN_A_PATH[style]

    for nothing in ([], {}, [None], {"R": None}):
        if undefined in ("", "."):  # A segment that is not there, or a step.
            with pytest.raises(errors.CliError):
                in_path(nothing, style)
        else:
            assert in_path(nothing, style) == undefined
    assert in_path(TEXT, style) == text
    assert in_path(LIST, style) == items
    assert in_path(OBJECT, style) == members


@pytest.mark.parametrize("style", IN_A_QUERY)
def test_a_query_has_the_styles_of_the_specification(style: str) -> None:
    """Every cell of the table, and what it leaves open in a way of its own."""
    text, items, members = IN_A_QUERY[style]

    assert in_query(TEXT, style) == text
    assert in_query(LIST, style) == items
    assert in_query(OBJECT, style) == members


@pytest.mark.parametrize("style", ["form", "comma", "space", "pipe", "tab", "deep"])
@pytest.mark.parametrize("nothing", [None, [], {}, [None], {"R": None}])
def test_a_query_leaves_out_what_is_undefined(style: str, nothing: Any) -> None:
    """RFC 6570, 2.3: null and what is empty; an empty text is sent."""
    assert encode.query({"color": encode.Styled(nothing, style)}) == []
    assert in_query("", style) == "color="


def test_an_option_not_given_stays_not_given() -> None:
    """A style makes nothing of None, and a false value is a value."""
    assert encode.styled(None, "deep") is None
    assert encode.query({"a": None, "b": False, "c": 0}) == ["b=false", "c=0"]
    assert encode.headers({"a": None, "b": False}) == {"b": "false"}
    assert encode.cookies({"a": None}) == ""


def test_the_usual_style_needs_no_word() -> None:
    """Simple in a path and a header, form in a query and a cookie."""
    assert encode.path("/{a}", {"a": LIST}) == "/blue,black,brown"
    assert encode.query({"a": LIST}) == ["a=blue", "a=black", "a=brown"]
    assert encode.headers({"a": OBJECT}) == {"a": "R,100,G,200,B,150"}
    assert encode.cookies({"a": LIST}) == "a=blue; a=black; a=brown"


PLACES = [
    ("a/b", "a%2Fb"),
    ("feature/x..y/", "feature%2Fx..y%2F"),
    ("...", "..."),
    ("1.5", "1.5"),
    ("%2e%2e", None),
    (["..", "a"], "..,a"),
    ("é ?#{x}", "%C3%A9%20%3F%23%7Bx%7D"),
    ("a,b;c=d%2F", "a%2Cb%3Bc%3Dd%252F"),
    (True, "true"),
    (2.50, "2.5"),
    *((one, None) for one in ("", " ", ".", "..", [""], ["."], "../x", "x/./y", "a\\..\\b")),
    *(
        (one, None)
        for one in (
            "x/..;/y",
            "x/.. /y",
            "%2e%2e%2fx",
            "%252e%252e%252fx",
            ["a", "../x"],
            {"a": "/.."},
        )
    ),
]


@pytest.mark.parametrize(("value", "sent"), PLACES)
def test_a_path_value_stays_in_its_segment(value: Any, sent: str) -> None:
    """Percent-encoded; what a server may decode to a step, or to nothing, is a mistake of the caller."""
    if sent is None:
        with pytest.raises(errors.CliError) as failure:
            encode.path("/x/{id}/y", {"id": value})
        assert failure.value.exit_code == 2
        return
    assert encode.path("/x/{id}/y", {"id": value}) == f"/x/{sent}/y"


SEGMENTS = [
    ("/{a}...{b}", {"a": "main", "b": "x/y"}, "/main...x%2Fy"),
    ("/users('{name}')", {"name": "o'x"}, "/users('o%27x')"),
    ("/{a}/{b}", {"a": "{b}", "b": "1"}, "/%7Bb%7D/1"),
    ("/{a/b}/c", {"a/b": "x"}, "/x/c"),
    ("/{a}/{left}", {"a": "x"}, "/x/{left}"),
]


@pytest.mark.parametrize(("template", "values", "sent"), SEGMENTS)
def test_a_segment_may_hold_several_values(
    template: str, values: dict[str, Any], sent: str
) -> None:
    """Each value is filled in once, where its name stands."""
    assert encode.path(template, values) == sent


STEPS = [("/{a}{b}", ".", "."), ("/.{a}/z", ".", ""), ("/{a}.{b}", "", ""), ("/{a}/x", "..", "")]


@pytest.mark.parametrize(("template", "a", "b"), STEPS)
def test_values_together_make_no_step(template: str, a: str, b: str) -> None:
    """Nor does the template's own text with them."""
    with pytest.raises(errors.CliError):
        encode.path(template, {"a": a, "b": b})


@pytest.mark.parametrize("style", ["label", "label-exploded", "matrix"])
def test_a_style_makes_no_step(style: str) -> None:
    """Its own dot counts; dots within a value do not."""
    assert in_path("a.b", style).endswith("a.b")
    for value in ("x/../y", ["x/../y"], *((".", ["."], [""]) if style != "matrix" else ())):
        with pytest.raises(errors.CliError):
            in_path(value, style)


def test_matrix_has_no_equals_sign_for_an_empty_text() -> None:
    """RFC 6570, 3.2.7; a label has one."""
    assert in_path("", "matrix") == ";color"
    assert in_path({"a": ""}, "matrix-exploded") == ";a"
    assert in_path({"a": ""}, "label-exploded") == ".a="
    assert in_path(["", "b"], "matrix-exploded") == ";color;color=b"


def test_delimiters_within_values_are_encoded() -> None:
    """What the vendor splits is what was joined."""
    assert in_query(["a,b", "c"], "comma") == "color=a%2Cb,c"
    assert in_query({"a&b": "c=d"}, "form") == "a%26b=c%3Dd"
    assert in_path(["a,b", "c"], "simple") == "a%2Cb,c"
    assert in_query("a b+c", "form") == "color=a%20b%2Bc"


def test_names_are_encoded_whole() -> None:
    """Brackets, spaces and signs in the name of a parameter."""
    assert in_query("1", name="filter[a b]&") == "filter%5Ba%20b%5D%26=1"
    assert in_query({"a b": 1}, "deep", "x[y]") == "x%5By%5D%5Ba%20b%5D=1"


TWINS: tuple[str, ...] = (
    "out",
    "OUT",
    " out",
    "out[]",
    "out.x",
    "out[x]",
    "status",
    "Status",
    "status[]",
)
TWINS += ("_method", "_METHOD", ".method", "_method[]", "X-HTTP-Method-Override")


@pytest.mark.parametrize(
    "name", ["secret.opt", "secret opt", "secret[opt", "Secret_Opt", "secret_opt[]"]
)
def test_a_name_is_the_one_that_php_makes_of_it(name: str) -> None:
    """Blanks, dots and open brackets are underscores there."""
    assert names.same(name, "secret_opt")
    assert not names.same(name, "secret_other")


@pytest.mark.parametrize(
    ("one", "other"), [("Status.x", "status"), ("page.size[x]", "page_size"), ("a[b", "a_b")]
)
def test_names_are_one_where_a_server_takes_them_for_one(one: str, other: str) -> None:
    """In any case, with what is in them, and as PHP reads them."""
    assert encode.same(one, other) and encode.same(other, one)


def test_no_member_poses_as_another_parameter() -> None:
    """An object's member travels by its own name: not by one that has an option of its own, or none."""
    taken: list[Any] = [
        lambda: encode.query({"filter": {"status": "closed"}, "status": "open"}),
        lambda: encode.cookies({"filter": {"session": "x"}, "session": "y"}),
        lambda: encode.query({"f": encode.styled({"a][secret": "1"}, "deep")}),
        lambda: encode.members({"card[limit]": 9}, {"card": {"limit": 1}}),
        lambda: encode.members({"card.limit": 9}, {}, refused=["card.limit"]),
        lambda: encode.members({"secret[]": "x"}, {}, refused=["secret"]),
        *(
            lambda name=n: encode.query({"f": {name: "1"}, "status": "open"}, ["out"])
            for n in TWINS
        ),
        *(
            lambda name=n: encode.cookies({"f": {name: "1"}, "status": "open"}, ["out"])
            for n in TWINS
        ),
        *(lambda name=n: encode.querystring({name: "1"}, ["status", "out"]) for n in TWINS),
        *(
            lambda name=n: contents.form({"f": {name: "1"}, "status": 1}, {"f": "form"}, ["out"])
            for n in TWINS
        ),
        lambda: contents.multipart({"f": {"out": 1}}, {"f": "form"}, refused=["out"]),
        lambda: encode.querystring("a=1;_method=DELETE"),
        lambda: encode.query({"f": encode.styled({"x": {"Out": 1}}, "deep")}, ["f.x.out"]),
        lambda: encode.query({"f": encode.styled({"out": 1}, "json")}, ["f.out"]),
        lambda: encode.query({"f": encode.styled({"out": 1}, "deep")}, ["f[out]"]),
        *(
            lambda name=n: encode.members({name: 1}, {"role": "user"})
            for n in ("Role", "ROLE", "role ")
        ),
        *(
            lambda name=n: encode.members({name: 1}, {}, refused=["role"])
            for n in ("Role", "role ", "ROLE[]")
        ),
        *(
            lambda name=n: encode.members(
                {"a": {name: 1}}, {"a": encode.under(None, {"role": "user"})}
            )
            for n in ("Role", "role[]", "role.x")
        ),
        lambda: encode.under({"status[]": "closed"}, {"status": "open"}),
    ]
    for send in taken:
        with pytest.raises(errors.CliError) as failure:
            send()
        assert failure.value.exit_code == 2


def test_deep_goes_as_deep_as_the_value() -> None:
    """Members by name, items by number; null and what is empty is left out."""
    value: Any = {"a": {"b": 1, "c": [True, {"d": "x y"}]}, "n": None, "e": [], "o": {}}

    assert encode.query({"f": encode.styled(value, "deep")}) == [
        "f%5Ba%5D%5Bb%5D=1",
        "f%5Ba%5D%5Bc%5D%5B0%5D=true",
        "f%5Ba%5D%5Bc%5D%5B1%5D%5Bd%5D=x%20y",
    ]


def test_what_a_style_has_no_rule_for_is_json() -> None:
    """An object in a list, a list in an object."""
    assert in_query([{"a": 1}]) == "color=%7B%22a%22%3A1%7D"
    assert in_query({"a": [1, 2]}) == "a=%5B1%2C2%5D"
    assert in_query([[1]], "comma") == "color=%5B1%5D"
    assert encode.headers({"x": [{"a": 1}, 2]}) == {"x": '{"a":1},2'}


def test_reserved_characters_pass_where_they_are_allowed() -> None:
    """But none that would end the pair or the query, and what is encoded stays encoded."""
    value = "/:?@!$'()*,;[]&=+# %2F%é"

    assert in_query(value, reserved=True) == "color=/:?@!$'()*,;[]%26%3D%2B%23%20%2F%25%C3%A9"
    assert in_query({"a": "b/c"}, "deep", reserved=True) == "color%5Ba%5D=b/c"
    assert in_query(["a", "b|c"], "pipe", reserved=True) == "color=a%7Cb%7Cc"
    assert in_path("a/b?c#d:e@f&%2E", "simple", reserved=True) == "a%2Fb%3Fc%23d:e@f&%252E"


def test_json_and_text_go_as_they_are() -> None:
    """A `content` parameter, in each place."""
    assert in_path({"a": "é"}, "json") == "%7B%22a%22%3A%22%C3%A9%22%7D"
    assert in_path("a b", "text") == "a%20b"
    assert encode.headers({"x": encode.styled({"a": "日"}, "json")}) == {"x": '{"a":"\\u65e5"}'}
    assert encode.headers({"x": encode.styled("a, b", "text")}) == {"x": "a, b"}
    assert in_query([], "json") == "color=%5B%5D"


def test_header_values_are_not_percent_encoded() -> None:
    """OpenAPI 3.1.2, Parameter Object; what no header can carry is told."""
    assert encode.headers({"X": ["a b", "c/d"]}) == {"X": "a b,c/d"}
    assert encode.headers({"X": encode.styled(OBJECT, "simple-exploded")}) == {
        "X": "R=100,G=200,B=150"
    }
    assert encode.headers({"X": encode.styled(LIST, "pipe")}) == {"X": "blue|black|brown"}
    for value in ("日", "a\x00", ["\x85"]):
        with pytest.raises(errors.CliError) as failure:
            encode.headers({"X-Name": value})
        assert (failure.value.exit_code, failure.value.details) == (2, {"header": "X-Name"})


def test_header_values_cannot_start_another_header() -> None:
    """Line breaks are spaces."""
    assert encode.headers({"X": "a\r\nY: b", "Z": ["c\n", "d"]}) == {"X": "a  Y: b", "Z": "c ,d"}


def test_cookies_are_one_header() -> None:
    """Pairs with `; ` between them, and no value that makes another pair."""
    values = {"a b": 'x; y=1\r\n"', "o": {"k": 1, "l": True}, "n": None, "t": "a,b"}

    assert encode.cookies(values) == "a%20b=x%3B%20y%3D1%0D%0A%22; k=1; l=true; t=a%2Cb"
    assert encode.cookies({"c": encode.styled(LIST, "comma")}) == "c=blue,black,brown"
    assert encode.cookies({"c": encode.styled("a=b/c;\nd%20", "text")}) == "c=a=b/c%3B%0Ad%20"
    assert encode.cookies({"c": encode.styled([1], "json")}) == "c=%5B1%5D"


def test_one_value_can_be_the_whole_query() -> None:
    """OpenAPI 3.2, `in: querystring`: a form, JSON or text."""
    value = {"a": "x y", "l": [1, 2], "o": {"k": [1]}, "n": None}

    assert encode.querystring(value) == "a=x%20y&l=1&l=2&o=%7B%22k%22%3A%5B1%5D%7D"
    assert encode.querystring(encode.styled(value, "deep")) == (
        "a=x%20y&l%5B0%5D=1&l%5B1%5D=2&o%5Bk%5D%5B0%5D=1"
    )
    assert encode.querystring(encode.styled({"a": 1}, "json")) == "%7B%22a%22%3A1%7D"
    assert encode.querystring(encode.styled("$.a[0]&b", "text")) == "%24.a%5B0%5D%26b"
    assert encode.querystring("a=1&b=x%20y z#") == "a=1&b=x%20y%20z%23"
    assert encode.querystring(None) == ""


def test_half_a_character_is_a_mistake_of_the_caller() -> None:
    """No encoding carries a lone surrogate."""
    for place in (encode.query, encode.cookies, lambda values: encode.path("/{a}", values)):
        with pytest.raises(errors.CliError) as failure:
            place({"a": "x\ud800"})
        assert failure.value.exit_code == 2


def test_options_go_over_the_body() -> None:
    """Members given as options win, one by one; no body at all is None."""
    assert encode.members(None, {"a": None}) is None
    assert encode.members(None, {"a": None}, required=True) == {}
    assert encode.members({}, {"a": None}) == {}
    assert encode.members({"a": 1, "b": 2}, {"a": 3, "c": None}) == {"a": 3, "b": 2}
    assert encode.members({"a": {"x": 1}}, {"a": {"y": 2}}) == {"a": {"y": 2}}
    assert encode.members([1], {}) == [1]


def test_the_word_null_is_sent_as_null() -> None:
    """`NULL` is given, None is not."""
    assert encode.members({"a": 1, "b": 2}, {"a": options.NULL}) == {"a": None, "b": 2}
    assert encode.members(None, {"f": encode.under(None, {"s": options.NULL})}) == {
        "f": {"s": None}
    }
    assert encode.members(None, {"f": encode.under(options.NULL, {"s": None})}) == {"f": None}
    assert encode.members(None, {"f": encode.under(options.NULL, {"s": 1})}) == {"f": {"s": 1}}


def test_a_member_can_be_put_together_from_options() -> None:
    """Nested objects merge over `--body`, and leave nothing where nothing is given."""
    body = {"fields": {"summary": "old", "project": {"key": "A", "id": 7}, "x": 1}, "y": 2}
    project = encode.under(None, {"key": "B", "name": None})
    fields = encode.under({"x": 3}, {"summary": "new", "project": project})

    assert encode.members(body, {"fields": fields}) == {
        "fields": {"summary": "new", "project": {"key": "B", "id": 7}, "x": 3},
        "y": 2,
    }
    assert body["fields"] == {"summary": "old", "project": {"key": "A", "id": 7}, "x": 1}
    assert encode.under(None, {"a": None}) is None
    assert encode.under({"a": 1}, {"b": None}) == {"a": 1}
    assert encode.members({"f": "text"}, {"f": project}) == {"f": {"key": "B"}}
    assert json.dumps(encode.members(None, {"fields": fields}), sort_keys=True) == (
        '{"fields": {"project": {"key": "B"}, "summary": "new", "x": 3}}'
    )


def test_a_list_of_objects_can_be_made_of_texts() -> None:
    """One object for each."""
    assert encode.each("email", ["a", "b"]) == [{"email": "a"}, {"email": "b"}]
    assert encode.each("email", []) == []
    assert encode.each("email", None) is None
    assert encode.each("email", options.NULL) is options.NULL


COMPOSED: list[tuple[str, dict[str, Any], str | None]] = [
    ("repo:{owner}/{repo} {q}", {"owner": "o", "repo": "r", "q": "x"}, "repo:o/r x"),
    ("repo:{owner} {q}", {"owner": "o", "q": None}, "repo:o"),
    ("{a} {b} {c}", {"a": "1", "b": None, "c": "3"}, "1 3"),
    ("{a} {b}", {"a": None, "b": None}, None),
    ("{a}", {"a": "{b}", "b": "x"}, "{b}"),
    ("{{a}} {other}", {"a": 1}, "{1} {other}"),
    ("{a} is {b}", {"a": True, "b": "x  y "}, "true is x  y "),
    ("{a}", {"a": ["x", 1]}, "x,1"),
    ("{template}", {"template": "x"}, "x"),
    ("{a}", {"a": r"\1\g<0>"}, r"\1\g<0>"),
    ("as it is", {}, "as it is"),
]


@pytest.mark.parametrize(("template", "parts", "sent"), COMPOSED)
def test_a_text_can_be_put_together_from_options(
    template: str, parts: dict[str, Any], sent: str | None
) -> None:
    """Only the parts are filled in, each once; what is not given leaves one blank at most."""
    assert encode.compose(template, **parts) == sent


def test_a_member_that_is_left_out_comes_in_by_no_way() -> None:
    """Neither `--body` nor the option of an object brings in what the connector leaves out."""
    left_out = ["blocked", "card.number"]
    assert encode.members({"a": 1}, {"b": 2}, refused=left_out) == {"a": 1, "b": 2}
    assert encode.members({}, {"blocked": {"by": "map"}}, refused=left_out) == {
        "blocked": {"by": "map"}
    }
    for body in ({"blocked": False}, {"card": {"number": "1"}}):
        with pytest.raises(errors.CliError, match="left out of this command") as failure:
            encode.members(body, {}, refused=left_out)
        assert failure.value.exit_code == 2
    with pytest.raises(errors.CliError):
        encode.members(None, {"card": {"number": "1"}}, refused=left_out)

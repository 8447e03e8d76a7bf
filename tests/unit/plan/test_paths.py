"""An operation's path: its variables, its literal query, and what is sent without a caller's doing."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.inputs.fates import End, Sender, Sent
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.inputs.parameters import read_parameters
from aos_gen.plan.inputs.paths import split_path
from aos_gen.plan.model import FixedPlan, Place, Style, ValueKind

from . import world
from .world import parameter


def read(
    *parameters: dict[str, Any], path: str = "/things", covered: Sent | None = None
) -> tuple[list[Input], list[str]]:
    operation = world.answering(parameters=list(parameters))
    document, one, report = world.one_operation(operation, path=path)
    return read_parameters(document, one, set(), covered or {}, world.AT, report), [d.code for d in report]


PATHS: dict[str, tuple[str, list[dict[str, Any]], list[str], list[str]]] = {
    "declared": ("/a/{b}", [parameter("b", "path")], ["b"], []),
    "undeclared": ("/a/{b}", [], ["b"], ["document-undeclared-path-variable"]),
    "undeclared, in several places": ("/{b}/{b}", [], ["b"], ["document-undeclared-path-variable"]),
    "declared as something else": (
        "/a/{b}",
        [parameter("b")],
        ["b", "b"],
        ["document-undeclared-path-variable"],
    ),
    "declared and not there": ("/a", [parameter("b", "path")], [], ["document-stray-path-parameter"]),
    "parts of one segment": (
        "/{base}...{head}",
        [parameter("head", "path"), parameter("base", "path")],
        ["base", "head"],
        [],
    ),
    "within quotes": ("/users('{Name}')", [parameter("Name", "path")], ["Name"], []),
}


@pytest.mark.parametrize(("path", "given", "names", "codes"), PATHS.values(), ids=PATHS.keys())
def test_paths(path: str, given: list[dict[str, Any]], names: list[str], codes: list[str]) -> None:
    """A path's variables are required texts, declared or not; what the path does not hold is left out."""
    found, told = read(*given, path=path)
    assert ([one.api_name for one in found], told) == (names, codes)
    assert all(one.required and one.style is Style.SIMPLE for one in found if one.place is Place.PATH)


QUERY_VARIABLES: dict[str, tuple[list[dict[str, Any]], ValueKind]] = {
    "declared nowhere": ([], ValueKind.TEXT),
    "declared for the path": ([parameter("b", "path", {"type": "integer"})], ValueKind.INTEGER),
    "declared for the query": ([parameter("x", schema={"type": "integer"})], ValueKind.INTEGER),
}


@pytest.mark.parametrize(("given", "kind"), QUERY_VARIABLES.values(), ids=QUERY_VARIABLES.keys())
def test_a_variable_of_the_query(given: list[dict[str, Any]], kind: ValueKind) -> None:
    """`/a?x={b}` asks for the query parameter x, wherever the document describes it."""
    (one,), codes = read(*given, path="/a?x={b}")
    assert (one.api_name, one.place, one.required, one.kind, codes) == ("x", Place.QUERY, True, kind, [])


def fixed(name: str, value: str) -> FixedPlan:
    return FixedPlan(api_name=name, place=Place.QUERY, path=(name,), value=value, style=Style.FORM)


QUERIES: dict[str, tuple[str, str, tuple[FixedPlan, ...], list[str]]] = {
    "none": ("/a", "/a", (), []),
    "one pair": ("/a?b=c", "/a", (fixed("b", "c"),), []),
    "several pairs": ("/a?b=c%20d&e=f", "/a", (fixed("b", "c d"), fixed("e", "f")), []),
    "a name alone": ("/a?acl", "/a", (fixed("acl", ""),), []),
    "a fragment": ("/a#b", "/a", (), []),
    "a fragment behind it": ("/a?b=c#d", "/a", (fixed("b", "c"),), []),
    "a query of a fragment": ("/a#b?c=d", "/a", (), []),
    "a variable": ("/a?b={c}&d=e", "/a", (fixed("d", "e"),), []),
    "a variable within a text": ("/a?b=x{c}", "/a", (fixed("b", "x{c}"),), ["unsupported-path-query"]),
    "a variable for a name": ("/a?{b}=c", "/a", (fixed("{b}", "c"),), ["unsupported-path-query"]),
    "a variable of the path too": ("/{c}?b={c}", "/{c}", (fixed("b", "{c}"),), ["unsupported-path-query"]),
}


@pytest.mark.parametrize(("given", "path", "pairs", "codes"), QUERIES.values(), ids=QUERIES.keys())
def test_a_path_with_a_query(given: str, path: str, pairs: tuple[FixedPlan, ...], codes: list[str]) -> None:
    """What a path says behind its question mark is always sent; a variable there is refused."""
    _, operation, report = world.one_operation(world.answering(), path=given)
    assert split_path(operation, world.AT, report) == (path, pairs)
    assert [d.code for d in report] == codes


NORMAL = ["/", "/a/", "/a/{b}..{c}/d", "/a/...", "/{a/../b}", "/a%20b", "/users('{Name}')", "/a:b/c;d"]
OTHERWISE = ["//a", "/a//b", "/a/./b", "/a/../b", "/..", "/a/%2e%2e/b", "/a%2Fb", "/%61dmin", "/a/..;/b"]
OTHERWISE += ["/a\\b", "/a%5Cb"]


@pytest.mark.parametrize("path", NORMAL + OTHERWISE)
def test_a_path_is_what_would_be_called(path: str) -> None:
    """Globs and policies look at what is written, so a path that a server reads otherwise is refused."""
    _, operation, report = world.one_operation(world.answering(), path=path)
    split_path(operation, world.AT, report)
    assert [d.code for d in report] == (["unsupported-path"] if path in OTHERWISE else [])


COVERED: dict[str, tuple[dict[str, Any], bool]] = {
    "the same": (parameter("X-Key", "header"), True),
    "in other letters": (parameter("x-KEY", "header"), True),
    "as some servers read it": (parameter("X_Key", "header"), True),
    "in another place": (parameter("X-Key"), False),
    "another name": (parameter("X-Keys", "header"), False),
}


@pytest.mark.parametrize(("given", "covered"), COVERED.values(), ids=COVERED.keys())
def test_covered(given: dict[str, Any], covered: bool) -> None:
    """What a credential, a constant header or the path sends anyway is no caller's input."""
    found, _ = read(given, covered={("header", "x-key"): Sender(End.CREDENTIAL, "scheme 'Key'")})
    assert (found == []) is covered


def test_what_covers_a_parameter() -> None:
    """A credential's header, a header of every request, and the path's own query leave no option."""
    keys = (
        {"type": "apiKey", "in": "header", "name": "X-Key"},
        {"type": "apiKey", "in": "query", "name": "k"},
    )
    command = world.planned_one(
        world.answering(
            parameters=[
                parameter("x-key", "header"),
                parameter("K"),
                parameter("v"),
                parameter("API", "header"),
            ]
        ),
        path="/things?v=2",
        root={
            "security": [{"A": [], "B": []}],
            "components": {"securitySchemes": dict(zip("AB", keys, strict=True))},
        },
        auth={"A": {"env": "ACME_A_KEY"}, "B": {"env": "ACME_B_KEY"}},
        headers={"Api": "1"},
    )
    assert command.options == ()
    assert command.fixed == (fixed("v", "2"),)


OWN: dict[str, tuple[list[Any], list[str]]] = {
    "its own key": ([{"A": []}], []),
    "another's key": ([{"B": []}], ["X-A"]),
    "one of its ways": ([{"B": []}, {"A": []}], []),
    "no credential": ([], ["X-A"]),
}


@pytest.mark.parametrize(("security", "options"), OWN.values(), ids=OWN.keys())
def test_another_operations_credential_covers_nothing(security: list[Any], options: list[str]) -> None:
    """A header that some scheme of the document sends is a parameter where that scheme is not used."""
    keys = {name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in "AB"}
    command = world.planned_one(
        world.answering(parameters=[parameter("X-A", "header")], security=security),
        root={"components": {"securitySchemes": keys}},
        auth={"A": {"env": "ACME_A_KEY"}, "B": {"env": "ACME_B_KEY"}},
    )
    assert [one.api_name for one in command.options] == options

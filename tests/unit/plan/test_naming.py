"""Vendors' names become ours: words, options, fields, identifiers, functions, modules."""

from __future__ import annotations

import keyword

import pytest

from aos_gen.plan import naming

WORDS = {
    "camelCase splits at each capital": ("perPage", ["per", "page"]),
    "snake_case splits at underscores": ("per_page", ["per", "page"]),
    "kebab-case splits at dashes": ("per-page", ["per", "page"]),
    "a time below another is before it": ("StartTime<", ["start", "time", "before"]),
    "a time above another is after it": ("created>", ["created", "after"]),
    "a time that is at most": ("DateSent<=", ["date", "sent", "until"]),
    "a time that is at least": ("updated_at>=", ["updated", "at", "since"]),
    "a number below another": ("price<", ["price", "below"]),
    "a number above another": ("price>", ["price", "above"]),
    "a number that is at most": ("price<=", ["price", "at", "most"]),
    "a number that is at least": ("price>=", ["price", "at", "least"]),
    "another value": ("status!=", ["status", "not"]),
    "another value, in BASIC": ("status<>", ["status", "not"]),
    "none of them": ("status!", ["status", "not"]),
    "something like it": ("name~", ["name", "like"]),
    "the same value": ("name=", ["name"]),
    "a comparison in the middle is none": ("a<b", ["a", "b"]),
    "a sign before a number counts": ("-1", ["minus", "1"]),
    "the other sign before a number": ("+1", ["plus", "1"]),
    "a sign before a word is dropped": ("-created", ["created"]),
    "brackets of a list are dropped": ("include[]", ["include"]),
    "a key in brackets is a word": ("fields[account]", ["fields", "account"]),
    "a slash separates": ("prefs/permissionLevel", ["prefs", "permission", "level"]),
    "an acronym before a word is one word": ("HTMLUrl", ["html", "url"]),
    "a header's words are lowered": ("X-Api-Version", ["x", "api", "version"]),
    "a number stays with the word before it": ("sha256", ["sha256"]),
    "a number in camelCase stays with its word": ("addressLine2Text", ["address", "line2", "text"]),
    "a number set apart is a word": ("line_2", ["line", "2"]),
    "a leading number is a word": ("2fa", ["2", "fa"]),
    "capitals alone are one word": ("URL", ["url"]),
    "accents are dropped": ("prénom", ["prenom"]),
    "full-width letters are read as plain ones": ("ｉｄ", ["id"]),
    "dots separate": ("user.name", ["user", "name"]),
    "a dollar sign is dropped": ("$filter", ["filter"]),
    "letters outside ASCII leave nothing": ("日本", []),
    "punctuation leaves nothing": ("[]<>", []),
    "nothing leaves nothing": ("", []),
}


@pytest.mark.parametrize(("name", "words"), WORDS.values(), ids=WORDS.keys())
def test_words(name: str, words: list[str]) -> None:
    """A vendor's name is split where people see words."""
    assert naming.words(name) == words


SPELLINGS = {
    "several words": ("perPage", "per-page", "per_page", "Per page"),
    "one word": ("limit", "limit", "limit", "Limit"),
    "an acronym": ("HTMLUrl", "html-url", "html_url", "Html url"),
    "a leading number gets a letter before it": ("2fa", "n-2-fa", "n_2_fa", "2 fa"),
    "a number alone": ("7", "n-7", "n_7", "7"),
    "a comparison": ("EndTime>", "end-time-after", "end_time_after", "End time after"),
    "a sign": ("+1", "plus-1", "plus_1", "Plus 1"),
    "nothing that ASCII can write": ("日本", "", "", "日本"),
}


@pytest.mark.parametrize(("name", "kebab", "snake", "label"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spellings(name: str, kebab: str, snake: str, label: str) -> None:
    """One name has one spelling as an option, as a field and for people."""
    assert (naming.kebab(name), naming.snake(name), naming.label(name)) == (kebab, snake, label)


@pytest.mark.parametrize(
    ("field", "identifier"),
    [
        *((word, f"{word}_") for word in keyword.kwlist if word.islower()),
        *((word, f"{word}_") for word in sorted(naming.TAKEN_IDENTIFIERS)),
        ("per_page", "per_page"),
        ("type", "type"),
        ("list", "list"),
    ],
)
def test_identifiers(field: str, identifier: str) -> None:
    """A keyword, and a name that methods need for themselves, get an underscore; nothing else does."""
    assert naming.identifier(field) == identifier
    assert naming.identifier(field).isidentifier()
    assert not keyword.iskeyword(naming.identifier(field))


OPTIONS = {
    "each keeps its plain name": ([("perPage", "query"), ("q", "query")], (), ["per-page", "q"]),
    "a second one says where it travels": ([("id", "path"), ("id", "query")], (), ["id", "query-id"]),
    "two spellings of one name": (
        [("per_page", "query"), ("perPage", "query")],
        (),
        ["per-page", "query-per-page"],
    ),
    "a third gets `-value`": (
        [("a_b", "query"), ("aB", "query"), ("a-b", "query")],
        (),
        ["a-b", "query-a-b", "a-b-value"],
    ),
    "a fourth gets a number": (
        [("a_b", "query"), ("aB", "query"), ("a-b", "query"), ("a.b", "query")],
        (),
        ["a-b", "query-a-b", "a-b-value", "a-b-2"],
    ),
    "a fifth gets the next number": (
        [(name, "query") for name in ("a_b", "aB", "a-b", "a.b", "a/b")],
        (),
        ["a-b", "query-a-b", "a-b-value", "a-b-2", "a-b-3"],
    ),
    "a global option's name gets `-value`": (
        [(name, "query") for name in ("json", "mode", "verbose", "version", "help")],
        (),
        ["json-value", "mode-value", "verbose-value", "version-value", "help-value"],
    ),
    "a global option's name, twice": (
        [("mode", "path"), ("mode", "query")],
        (),
        ["mode-value", "query-mode"],
    ),
    "an option that the command needs itself": ([("body", "body")], ("body",), ["body-value"]),
    "a name that the map chose is left alone": ([("limit", "query")], ("limit",), ["limit-value"]),
    "nothing to write": ([("日本", "query"), ("id", "query")], (), ["", "id"]),
    "all letters dropped, twice": ([("日", "query"), ("本", "query")], (), ["", ""]),
}


@pytest.mark.parametrize(("wanted", "taken", "names"), OPTIONS.values(), ids=OPTIONS.keys())
def test_option_names(wanted: list[tuple[str, str]], taken: tuple[str, ...], names: list[str]) -> None:
    """Option names of one command are distinct and never those of the command line itself."""
    assert naming.option_names(wanted, taken) == names
    written = [name for name in names if name]
    assert len(set(written)) == len(written)
    assert not set(written) & (naming.GLOBAL_OPTIONS | set(taken))


FUNCTIONS = {
    "words are joined": ("ticket.list", "ticket_list"),
    "dashes become underscores": ("work-item.add-label", "work_item_add_label"),
    "underscores stay": ("ticket.bulk_close", "ticket_bulk_close"),
    "a keyword gets an underscore": ("import", "import_"),
    "a keyword among words does not": ("contact.import", "contact_import"),
    "a builtin gets an underscore": ("list", "list_"),
    "a name of the client's": ("go-to", "go_to_"),
    "a name that modules import": ("as-pages", "as_pages_"),
    "a name of an encoder's": ("compose", "compose_"),
}


@pytest.mark.parametrize(("command_id", "function"), FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_functions(command_id: str, function: str) -> None:
    """A command's function is its id as an identifier."""
    assert naming.function(command_id) == function


@pytest.mark.parametrize(
    ("word", "module"),
    [("ticket", "ticket"), ("work-item", "work__item"), ("class", "class_"), ("import", "import_")],
)
def test_modules(word: str, module: str) -> None:
    """A resource's module can be imported."""
    assert naming.module(word) == module

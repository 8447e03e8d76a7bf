"""Where credentials may go, what is hidden, which files are touched, and what `--fields` keeps."""

from __future__ import annotations

import base64
import http.client
import importlib
import json
import os
import re
from email.message import Message
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from conftest import MODULE
from fake_vendor import call, config, constants, errors

redirects = importlib.import_module(f"{MODULE}.redirects")
exchange = importlib.import_module(f"{MODULE}.exchange")
command = importlib.import_module(f"{MODULE}.command")
address = importlib.import_module(f"{MODULE}.address")
downloads = importlib.import_module(f"{MODULE}.downloads")
fields = importlib.import_module(f"{MODULE}.fields")
files = importlib.import_module(f"{MODULE}.files")
output = importlib.import_module(f"{MODULE}.output")
shell = importlib.import_module(f"{MODULE}.shell")


def carried(url: str, monkeypatch: pytest.MonkeyPatch, *allowed: str) -> bool:
    """Whether a credential is sent to a base URL that the environment names."""
    monkeypatch.setattr(address, "ALLOWED_HOSTS", allowed)
    monkeypatch.setattr(address, "BASE_URL", "https://api.vendor.example/v1")
    monkeypatch.setattr(address, "SERVERS", ["https://files.vendor.example:8443"])
    monkeypatch.setattr(address, "ENVIRONMENTS", {})
    monkeypatch.setattr(config, "SCHEMES", {})
    monkeypatch.setenv(constants.BASE_URL_ENV, url)
    try:
        settings = config.resolve_config()
        shown = settings.address("")
        address.check_carrier(address.Address(shown, shown, ()), settings)
    except errors.CliError as failure:
        assert failure.exit_code == 4
        return False
    return True


HOME = [
    "https://api.vendor.example", "https://API.Vendor.Example/other", "https://api.vendor.example:443",
    "https://files.vendor.example:8443", "https://127.0.0.1:9", "http://localhost:9", "http://[::1]:9",
    "https://git.corp.example", "https://a.below.example", "https://a.b.below.example:443",
    "https://git.corp.example:8443", "https://files.vendor.example",
]  # fmt: skip  # a table
STRANGE = [
    "https://evil.test", "https://api.vendor.example@evil.test", "https://u:p@api.vendor.example",
    "https://api.vendor.example:pass@evil.test", "https://api.vendor.example.", "http://api.vendor.example",
    "https://api.vendor.example:8443", "https://api.vendor.example:80", "https://files.vendor.example:8444",
    "https://api.vendor.example.evil.test", "https://evilapi.vendor.example", "https://vendor.example",
    "https://evil.test/api.vendor.example", "https://evil.test?api.vendor.example",
    "https://evil.test#.below.example", "https://evil.test\\.below.example", "https://evil.test\\@a.below.example",
    "https://evil.test%2f.below.example", "https://evil.test%23.below.example", "https://[::1%25.below.example]",
    "https://[::ffff:127.0.0.1]", "https://[::2]", "https://127.0.0.2", "https://127.1", "https://2130706433",
    "https://0.0.0.0", "https://localhost.evil.test", "http://localhost.", "https://below.example",
    "https://a.below.example:8443", "https://abelow.example", "https://git.corp.example:8444",
    "https://\u0430pi.vendor.example", "https://xn--pi-7kc.vendor.example", "https://api\u3002vendor.example",
    "https://api.vendor.example:", "https://api.vendor.example:0", "https://api.vendor.example:99999",
    "https://", "https:///x", "//api.vendor.example", "ftp://api.vendor.example", "javascript:x",
    "https://api.vendor.example\t.evil.test", "https://a.below.example\n", "https://*.below.example",
    "https://evil.test,a.below.example", "https://[a.below.example]", "https://evil.test;.below.example",
    "https://plain.corp.example:8443",
]  # fmt: skip  # a table


# As links these lead to the same host.
RELATIVE = ("https://api.vendor.example:", "//api.vendor.example", "https:///x", "https://")


@pytest.mark.parametrize("url", HOME)
def test_a_host_of_its_own_gets_the_credential(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of its servers, one that the map allows, or this machine."""
    assert carried(url, monkeypatch, "git.corp.example", "git.corp.example:8443", "*.below.example")


@pytest.mark.parametrize("url", STRANGE)
def test_a_host_of_nobody_gets_no_credential(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a base URL from the environment looks like: another name, another port, another spelling."""
    stripped = url.strip() != url  # The environment's values are read without spaces around them.
    allowed = ("git.corp.example:8443", "plain.corp.example", "*.below.example")
    assert carried(url, monkeypatch, *allowed) is stripped


def test_a_redirect_to_a_strange_host_is_bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the same addresses in a Location: refused, or without credential and body."""
    home = "https://api.vendor.example/v1/x"
    at = address.Address("https://api.vendor.example/v1", "https://api.vendor.example/v1", ())
    headers = {"Authorization": "Bearer s", "Cookie": "k=s", "X-Key": "s", "Accept": "a/b"}
    first = exchange.Request("GET", home, headers, b"s", home, "api.vendor.example")
    followed = 0
    for url in [*STRANGE, "https://api.vendor.example:444/", "https://files.vendor.example:8443/"]:
        if url in RELATIVE:
            continue
        try:
            made = redirects.next_request(first, first, 302, url, at, repeatable=True)
        except errors.CliError:
            continue
        followed += 1
        assert (dict(made.headers), made.content) == ({"Accept": "a/b"}, None), url
    assert followed > 10


def test_a_next_page_elsewhere_is_not_read() -> None:
    """Each of the same addresses as a vendor's next page, and as a caller's."""
    for url in STRANGE:
        if url in RELATIVE:
            continue
        for given in (False, True):
            with pytest.raises(errors.CliError):
                address.next_page("https://api.vendor.example/v1/x", url, given=given)


def test_a_proxys_password_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """In whichever variable, and as it travels to the proxy."""
    monkeypatch.setenv("HTTPS_PROXY", "http://user:pa%2Fss-canary@proxy.test:3128")
    monkeypatch.setenv("all_proxy", "socks5://other-canary@proxy.test")
    said = "pa%2Fss-canary pa/ss-canary " + base64.b64encode(b"user:pa/ss-canary").decode()[:-1]

    assert output.redact(said, config.secrets()) == " ".join(["[redacted]"] * 3)


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_base64_hides_at_every_alignment(before: str) -> None:
    """Whatever stands before a secret in what is encoded."""
    encoded = base64.b64encode(f"{before}S3cret-canary/value".encode()).decode()
    assert "[redacted]" in output.redact(encoded, ["S3cret-canary/value"])


@pytest.mark.parametrize("before", [0, 150, *range(284, 302, 4)])
def test_a_message_is_cut_after_its_secrets_are_out(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server says in place of HTTP may hold a credential at any length."""
    monkeypatch.setattr(config, "secrets", lambda: ["S3cret-canary/value"])
    said = http.client.BadStatusLine("x" * before + "S3cret-canary/value")
    assert "S3c" not in exchange._no_answer("h.test", said).message


SECRETS = [
    "cAn4ry/0+KEY=Q~x9",
    "a\\b\\\\c\"d'e&<f> \u00e9\u00a7\U0001d11e zz",
    "!@#$%^&*()_-",
    "\\" * 30 + "ab",
]


def disguises(secret: str) -> dict[str, str]:
    """A secret as one program or another writes it."""
    once, escaped = quote(secret, safe=""), json.dumps(secret)[1:-1]
    return {
        "plain": secret,
        "percent": once,
        "percent, small": re.sub("%..", lambda match: match[0].lower(), once),
        "percent, twice": quote(once, safe=""),
        "percent, three times": quote(quote(once, safe=""), safe=""),
        "percent, every byte": "".join(f"%{byte:02x}" for byte in secret.encode()),
        "form": quote_plus(secret),
        "JavaScript": quote(secret, safe="!'()*~"),
        "Java": quote_plus(secret, safe="*").replace("~", "%7E"),
        "path": quote(secret, safe="/+=:@"),
        "JSON": escaped,
        "JSON in JSON": json.dumps(escaped)[1:-1],
        "JSON of Go": escaped.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e"),
        "JSON of .NET": escaped.replace("+", "\\u002B").replace("'", "\\u0027"),
        "JSON of PHP": escaped.replace("/", "\\/"),
        "JSON, every letter": "".join(
            f"\\u{ord(c):04x}" if ord(c) < 0x10000 else json.dumps(c)[1:-1] for c in secret
        ),
        "HTML": escape(secret),
        "HTML, twice": escape(escape(secret)),
        "HTML, numbers": "".join(f"&#{ord(c)};" for c in secret),
        "HTML, hex": "".join(f"&#x{ord(c):x};" for c in secret),
        "HTML, some": re.sub("[^A-Za-z0-9 ]", lambda match: f"&#x{ord(match[0]):X};", secret),
        "JSON, one": secret[:-2] + f"\\u{ord(secret[-2]):04x}" + secret[-1],
        "percent, one": secret[:-2] + f"%{ord(secret[-2]):02x}" + secret[-1],
        "HTML, one": secret[:-2] + f"&#{ord(secret[-2])};" + secret[-1],
        "JavaScript, words": re.sub("[a-z]", lambda match: f"\\x{ord(match[0]):02x}", secret),
        "large, percent": quote(re.sub("[a-z]", lambda one: one[0].upper(), secret), safe=""),
        "hex": secret.encode().hex(),
        "hex, large": secret.encode().hex().upper(),
        "percent in HTML": escape(quote(secret, safe="/&=")),
    }


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("before", ["", "zz", "x="])
@pytest.mark.parametrize("after", ["", "yy", "&y"])
def test_no_disguise_hides_a_secret(secret: str, before: str, after: str) -> None:
    """Not in a text, not in data, and not in a file that comes in pieces; its neighbours stay."""
    for name, said in disguises(secret).items():
        text = before + said + after
        pieces = (text.encode()[at : at + 7] for at in range(0, len(text.encode()), 7))
        wanted = f"{before}[redacted]{after}"
        assert output.redact(text, [secret]) == wanted, name
        assert output.redact_data({"k": [text]}, [secret]) == {"k": [wanted]}, name
        assert b"".join(output.redact_pieces(pieces, [secret])).decode() == wanted, name


@pytest.mark.parametrize(
    "text", ["\\" * 100_000, "%25" * 50_000, "&amp;" * 50_000, "cAn4ry/" * 50_000]
)
def test_no_text_takes_long_to_clean(text: str) -> None:
    """Nothing of these is a secret, and nothing is tried in more ways than there are letters."""
    assert output.redact(text, SECRETS) == text


def test_a_short_secret_is_hidden_as_a_word() -> None:
    """Not within another word."""
    assert output.redact("prod product", ["prod"]) == "[redacted] product"


def test_a_saved_answer_replaces_nothing(tmp_path: Path) -> None:
    """The file that is there stays; the new one has a longer name, for its owner alone."""
    first = files.save(b"one", "x", ".bin")
    assert files.save(b"one", "x", ".bin") == first
    assert os.stat(first["file"]).st_mode & 0o777 == 0o600
    Path(first["file"]).write_bytes(b"mine")
    assert files.save(b"one", "x", ".bin")["file"] != first["file"]
    assert Path(first["file"]).read_bytes() == b"mine"


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16"])
@pytest.mark.parametrize(
    "media", ["text/csv", "application/vnd.own+csv", "application/x-ndjson", ""]
)
def test_a_saved_text_holds_no_secret(
    media: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of whatever kind of text, and in whatever characters it comes."""
    monkeypatch.setattr(config, "secrets", lambda: ["cAn4ry-12345"])
    headers = Message()
    if media:
        headers["Content-Type"] = f"{media}; charset={code}"
    answer = downloads.save(iter(["key: cAn4ry-12345!".encode(code)]), headers)

    content = Path(answer["file"]).read_bytes()
    assert b"4ry" not in content.replace(b"\0", b"") and content != b""


@pytest.mark.parametrize("path", ["/proc/self/environ", "/sys/kernel", "/dev/stdin"])
def test_the_system_is_no_file(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container starts in /, and what is below /proc are the connector's own credentials."""
    monkeypatch.delenv("AOS_FILE_ROOT", raising=False)
    monkeypatch.chdir("/")
    with pytest.raises(errors.CliError, match="set AOS_FILE_ROOT"):
        files.inside(path)
    monkeypatch.setenv("AOS_FILE_ROOT", "/")
    with pytest.raises(errors.CliError, match=r"the system's|cannot read"):
        files.read_bytes(path)


def test_a_pipe_or_a_link_outside_is_no_file(tmp_path: Path) -> None:
    """Neither is waited for, nor followed."""
    os.mkfifo(tmp_path / "pipe")
    os.symlink("/etc/hostname", tmp_path / "link")
    for name in ("pipe", "link", "../x", "."):
        with pytest.raises(errors.CliError):
            files.read_bytes(name)


LISTED: dict[str, Any] = {"items": [{"a": 1, "b": {"c": 2, "d": 3}}], "count": 1, "next": None}
FILE = {"file": "x", "bytes": 1, "content_type": "a/b", "sha256": "0"}
NARROWED: list[tuple[Any, list[str], Any]] = [
    ({"a": 1, "b": 2}, ["a"], {"a": 1}),
    ({"b": {"c": 1, "d": 2}}, ["b.c", "b.d"], {"b": {"c": 1, "d": 2}}),
    ({"b": {"c": 1, "d": 2}}, ["b", "b.c"], {"b": {"c": 1, "d": 2}}),
    ({"b": {"c": 1, "d": 2}}, ["b.c", "b"], {"b": {"c": 1, "d": 2}}),
    ({"b.c": 1, "b": {"c": 2}}, ["b.c"], {"b.c": 1}),
    ({"b": {"c": {"d": 1, "e": 2}}}, ["b.c.e"], {"b": {"c": {"e": 2}}}),
    ({"a": None}, ["a"], {"a": None}),
    ({"a": [{"b": 1}]}, ["a.b"], {}),
    ({}, ["a"], {}),
    (FILE, ["a"], FILE),
    (LISTED, ["a"], {**LISTED, "items": [{"a": 1}]}),
    ({**LISTED, "response": {"total": 9}}, ["a"], {**LISTED, "items": [{"a": 1}]}),
    ({**LISTED, "items": ["x", 1, None]}, ["a"], {**LISTED, "items": ["x", 1, None]}),
    ({**LISTED, "items": []}, ["a"], {**LISTED, "items": []}),
    ({"items": {"a": 1}, "count": 1, "next": 2}, ["count"], {"count": 1}),
]


@pytest.mark.parametrize(("data", "wanted", "kept"), NARROWED)
def test_fields_keep_members(data: Any, wanted: list[str], kept: Any) -> None:
    """Of an object, or of each item of a list; by dotted paths; a file's data stays whole."""
    before = json.dumps(data)
    assert fields.narrow(data, wanted)[0] == kept
    assert json.dumps(data) == before


def test_fields_tell_of_unknown_ones() -> None:
    """The names that there are stand beside those that there are not."""
    told = fields.narrow(LISTED, ["b.c", "z"])[1]
    assert told == {"kept": ["b.c"], "unknown": ["z"], "known": ["a", "b", "b.c", "b.d"]}


def run(monkeypatch: pytest.MonkeyPatch, data: Any, *words: str) -> tuple[int, dict[str, Any]]:
    """One call of a command that answers `data`: its exit code and its envelope."""
    made = command.Command("x.y", "Get x")
    root = shell.Connector({})
    printed: list[str] = []

    def invoke(ctx: Any) -> Any:
        ctx.obj.client = object()
        return data

    def write(text: str) -> bool:
        printed.append(text)
        return True

    monkeypatch.setattr(root, "get_command", lambda ctx, name: made)
    monkeypatch.setattr(made, "pass_gate", lambda ctx, words: None)
    monkeypatch.setattr(made, "invoke", invoke)
    monkeypatch.setattr(output, "write", write)
    code = shell.run(root, ["--json", *words])
    return code, json.loads(printed[0])


@pytest.mark.parametrize(
    "words",
    [("--fields", "a,b.c", "y"), ("y", "--fields", " a , b.c"), ("y", "--fields=a", "--fields=b.c"),
     ("--fields=a", "y", "--fields", "b.c,a")],
)  # fmt: skip  # a table
def test_fields_stand_before_the_words_or_behind(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said more than once is added up; what was kept is told."""
    code, envelope = run(monkeypatch, LISTED, *words)

    assert (code, envelope["data"]["items"]) == (0, [{"a": 1, "b": {"c": 2}}])
    assert envelope["meta"]["fields"] == {"kept": ["a", "b.c"]}


@pytest.mark.parametrize("word", ["", " ", ",", "a,", "a,,b"])
def test_fields_without_a_name_are_told_what_to_type(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and behind the command's words."""
    for words in (("--fields", word, "y"), ("y", f"--fields={word}")):
        code, envelope = run(monkeypatch, LISTED, *words)
        assert code == 2
        assert "--fields id,name" in envelope["error"]["message"]


def test_fields_are_for_the_vendors_commands() -> None:
    """What the host reads of the others stays whole."""
    for words in (("--fields", "a", "capabilities"), ("capabilities", "--fields", "a")):
        code, envelope = call(*words)
        assert (code, envelope["error"]["code"]) == (2, "USAGE")


def test_fields_come_before_the_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer over a million bytes of which little is kept is printed whole, and saved nowhere."""
    items = [{"id": number, "text": "x" * 3000} for number in range(1000)]
    large = {"items": items, "count": 1000, "next": None}

    code, envelope = run(monkeypatch, large, "y", "--fields", "id")

    assert (code, len(envelope["data"]["items"]), list(tmp_path.iterdir())) == (0, 1000, [])
    assert "truncated" in run(monkeypatch, large, "y")[1]["data"]

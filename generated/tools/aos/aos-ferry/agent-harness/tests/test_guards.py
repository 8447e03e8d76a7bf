"""The guards one by one: what each must refuse, hide or undo, whatever the vendor has."""

from __future__ import annotations

import errno
import importlib
import json
import os
import re
import signal
import socket
import ssl
import urllib.error
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import pytest
from click.testing import CliRunner
from conftest import MODULE
from fake_vendor import call, cli, config, errors, exchange, fake, runtime

address = importlib.import_module(f"{MODULE}.address")
command = importlib.import_module(f"{MODULE}.command")
connecting = importlib.import_module(f"{MODULE}.connecting")
downloads = importlib.import_module(f"{MODULE}.downloads")
fields = importlib.import_module(f"{MODULE}.fields")
files = importlib.import_module(f"{MODULE}.files")
hooks = importlib.import_module(f"{MODULE}.hooks")
interrupts = importlib.import_module(f"{MODULE}.interrupts")
options = importlib.import_module(f"{MODULE}.options")
output = importlib.import_module(f"{MODULE}.output")
own = importlib.import_module(f"{MODULE}.own")
redirects = importlib.import_module(f"{MODULE}.redirects")
shell = importlib.import_module(f"{MODULE}.shell")

SECRET = "S3cret/<canary>&value"


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    """The one secret of the connector."""
    monkeypatch.setattr(config, "secrets", lambda: [SECRET])
    return SECRET


# What is left of a URL's first host, and what of its last, in a chain of redirects.
FIRST = exchange.Request(
    "GET", "https://a.example/x", {"Accept": "x", "Authorization": "y"}, b"body", "x", "a.example"
)


def test_a_redirected_read_leaves_its_body_and_its_credential() -> None:
    """Neither goes to another host, nor comes back with what another host has chosen."""
    at = address.Address("https://a.example", "https://a.example", ())

    away = redirects.next_request(FIRST, FIRST, 307, "https://b.example/y", at, repeatable=True)
    assert (dict(away.headers), away.content) == ({"Accept": "x"}, None)
    back = redirects.next_request(away, FIRST, 307, "https://a.example/z", at, repeatable=True)
    assert (dict(back.headers), back.content) == ({"Accept": "x"}, None)
    home = redirects.next_request(FIRST, FIRST, 307, "/z", at, repeatable=True)
    assert (home.headers, home.content) == (FIRST.headers, b"body")


def test_a_folder_whose_name_begins_alike_is_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """/root-other is not below /root."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root-other").mkdir()
    (tmp_path / "root-other" / "file").write_text("x")
    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path / "root"))
    with pytest.raises(errors.CliError):
        files.read_bytes("../root-other/file")


@pytest.mark.parametrize("name", ["link", "folder/file"])
def test_a_link_that_comes_after_the_check_is_not_followed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write there could put one in between."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("x")
    (tmp_path / "link").symlink_to("other/file")
    (tmp_path / "folder").symlink_to("other")
    monkeypatch.setattr(files, "inside", lambda path: os.path.join(files.root(), path))
    assert files.read_bytes("other/file") == b"x"
    with pytest.raises(errors.CliError):
        files.read_bytes(name)


def test_a_file_is_kept_once_and_replaced_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without hard links too; and nothing half done is left."""

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(files.os, "link", refuse)
    saved = [files.save(b"one", "x", ".bin")["file"]]
    Path(saved[0]).write_bytes(b"mine")
    saved.append(files.save(b"one", "x", ".bin")["file"])
    with pytest.raises(errors.CliError):
        files.save(b"one", "x", ".bin")
    assert [Path(name).read_bytes() for name in saved] == [b"mine", b"one"]
    assert sorted(tmp_path.iterdir()) == sorted(map(Path, saved))


def test_a_text_that_is_saved_holds_no_secret(secret: str) -> None:
    """Wherever its pieces are cut; a file that takes some bytes at a time gets them all."""
    text = f"before {secret} after".encode()
    for cut in range(len(text)):
        made = b"".join(output.redact_pieces(iter([text[:cut], text[cut:]]), [secret]))
        assert made == b"before [redacted] after"
    saved = downloads.save(iter([text]), Headers("text/plain"))
    assert Path(saved["file"]).read_bytes() == b"before [redacted] after"
    written: list[bytes] = []
    downloads._write(Slow(written), b"abc")
    assert b"".join(written) == b"abc"


def test_half_a_file_goes_when_the_process_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal may end it from another thread, so that nothing is raised where it is written."""
    last: list[Any] = []
    monkeypatch.setattr(downloads.atexit, "register", lambda *made: last.append(made))

    def pieces() -> Iterator[bytes]:
        yield b"half"
        forget, name = last[0]
        assert Path(name).read_bytes() == b"half"
        forget(name)
        assert not Path(name).exists()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        downloads.save(pieces(), Headers("image/png"))


class Headers(dict[str, str]):
    """The headers of an answer of one media type."""

    def __init__(self, media_type: str) -> None:
        super().__init__({"Content-Type": media_type})

    def get_filename(self) -> None:
        """It has none."""


class Slow:
    """A file that takes a byte at a time."""

    def __init__(self, written: list[bytes]) -> None:
        self.written = written

    def write(self, content: bytes) -> int:
        """Take the first byte."""
        self.written.append(bytes(content[:1]))
        return 1


SPELLED = {
    "plain": SECRET,
    "JSON": json.dumps(SECRET),
    "JSON with slashes": json.dumps(SECRET).replace("/", "\\/"),
    "HTML": escape(SECRET),
    "percent": quote(SECRET, safe=""),
    "percent in small letters": re.sub("%..", lambda one: one[0].lower(), quote(SECRET, safe="")),
    "all percent": "".join(f"%{byte:02X}" for byte in SECRET.encode()),
    "all percent in small letters": "".join(f"%{byte:02x}" for byte in SECRET.encode()),
}


@pytest.mark.parametrize("spelling", SPELLED.values(), ids=SPELLED.keys())
def test_every_spelling_of_a_secret_is_hidden(spelling: str) -> None:
    """Nothing of it is left but what stood around it."""
    said = output.redact(f"<{spelling}>", [SECRET])
    assert said.replace('"', "") == "<[redacted]>"


SHORT = 'a&é"/b'
SHORTER = {
    "plain": SHORT,
    "in capitals": SHORT.upper(),
    "JSON": json.dumps(SHORT)[1:-1],
    "HTML": escape(SHORT),
    "percent": quote(SHORT, safe=""),
    "percent in small letters": re.sub("%..", lambda one: one[0].lower(), quote(SHORT, safe="")),
    "all percent": "".join(f"%{byte:02X}" for byte in SHORT.encode()),
    "hex": SHORT.encode().hex(),
}


@pytest.mark.parametrize("spelling", SHORTER.values(), ids=SHORTER.keys())
def test_a_short_secret_is_hidden_in_the_usual_spellings(spelling: str) -> None:
    """In a text and in data; only the mixtures of spellings are for longer ones."""
    assert output.redact(f"<{spelling}>", [SHORT]) == "<[redacted]>"
    assert output.redact_data([f"<{spelling}>"], [SHORT]) == ["<[redacted]>"]


def test_a_secret_is_hidden_in_a_mixture_and_in_a_number() -> None:
    """From eight letters on; a number that is one becomes text."""
    letters = [f"&amp;#{ord(c)};" for c in "S3cr/t+x"], [f"&amp;#x{ord(c):x};" for c in "S3cr/t+x"]
    for mixed in ("S3cr%2Ft&#43;x", "S3cr%2Ft&amp;#43;x", *map("".join, letters)):
        assert output.redact(f"<{mixed}>", ["S3cr/t+x"]) == "<[redacted]>"
    assert output.redact("<it&apos;s&apos;hers>", ["it's'hers"]) == "<[redacted]>"
    data = {"one": 12345678, "other": [0.5, 1234567]}
    assert output.redact_data(data, ["12345678"]) == {**data, "one": "[redacted]"}


def test_what_is_no_json_is_not_printed() -> None:
    """NaN raises, and is then told as a bug."""
    for key in ("data", "ok"):
        with pytest.raises(ValueError, match="JSON"):
            output.format_output({key: float("nan")}, True, [])


def test_a_terminal_is_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes are shown."""
    output.tell("\x1b[31m\u202ered\n")
    assert capsys.readouterr().err == "\\x1b[31m\\u202ered\n"


def test_stderr_holds_no_secret(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a message, nor in the traceback of a bug."""
    told = CliRunner().invoke(cli.cli, ["--mode", secret, "health"])
    assert (told.exit_code, "[redacted]" in told.stderr, "S3cret" in told.stderr) == (
        2,
        True,
        False,
    )

    def bug(**_: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(runtime, "health", bug)
    told = CliRunner().invoke(cli.cli, ["--verbose", "--json", "health"])
    assert (told.exit_code, "Traceback" in told.stderr, "S3cret" in told.stderr) == (
        10,
        True,
        False,
    )


def test_what_extensions_print_holds_no_secret(
    secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to stderr."""
    hooks._print("x", secret)
    assert capsys.readouterr().err == "x [redacted]\n"


def test_an_error_of_extensions_is_cut_after_its_secrets_are_out(secret: str) -> None:
    """The start of a secret at the end of what is told would not be recognised."""
    for before in range(hooks.LONGEST - len(secret) - 20, hooks.LONGEST):
        assert "S3c" not in hooks.failure(ValueError("x" * before + secret)).message


def test_a_failure_of_the_call_passes_through_a_hook() -> None:
    """But not out of the file itself."""
    for own_errors, wanted in ((True, "X"), (False, "EXTENSION_FAILED")):
        with pytest.raises(errors.CliError) as failure, hooks.watched(own_errors=own_errors):
            raise errors.CliError("X", "x", 4)
        assert failure.value.code == wanted


def test_a_denied_command_of_the_owners_runs_nothing_of_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The gate comes before extensions.py is so much as looked for."""
    monkeypatch.setattr(hooks, "load", lambda: pytest.fail("it was run"))
    denied = own.OwnCommand("no.such", "It is not there")
    with pytest.raises(errors.CliError) as failure:
        denied.parse_args(click.Context(denied, obj=command.Call(True)), [])
    assert failure.value.exit_code == 3


# Why there was no answer, whether it came while connecting, and whether another try may pass.
REASONS: list[tuple[Exception, bool, bool]] = [
    (ConnectionRefusedError(111, "refused"), True, True),
    (ConnectionRefusedError(111, "refused"), False, False),
    (OSError(errno.EHOSTUNREACH, "no route"), True, True),
    (ConnectionResetError(104, "reset"), False, False),
    (TimeoutError("late"), False, False),
    (socket.gaierror(socket.EAI_AGAIN, "later"), True, True),
    (socket.gaierror(socket.EAI_NONAME, "never"), True, False),
    (ssl.SSLCertVerificationError(1, "certificate"), True, False),
    (OSError("Tunnel connection failed: 403 Forbidden"), True, False),
]


@pytest.mark.parametrize(("reason", "before", "unsent"), REASONS)
def test_what_may_have_been_sent_is_not_sent_again(
    reason: Exception, before: bool, unsent: bool
) -> None:
    """Only what failed while connecting, and may pass."""
    failed = connecting.ConnectError() if before else reason
    failed.__cause__ = reason if before else None
    error = exchange._no_answer("a.example", urllib.error.URLError(failed))
    assert isinstance(error, exchange.UnsentError) is unsent


ALLOWED = {
    "a.example": True,
    "b.a.example": False,
    "xa.example": False,
    "x.b.example": True,
    "x.y.b.example": True,
    "b.example": False,
    "xb.example": False,
    "a.example.evil.test": False,
    "": False,
}


@pytest.mark.parametrize("host", ALLOWED)
def test_hosts_are_allowed_whole_or_below(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`*.` stands for one name or more; no other host begins or ends like one."""
    monkeypatch.setattr(address, "ALLOWED_HOSTS", ("a.example", "*.b.example"))
    assert address.allowed(host) is ALLOWED[host]


def test_fields_leave_files_and_drop_the_rest_of_a_list() -> None:
    """What is said of a file stays whole; of a list, what is no item goes."""
    saved = {"file": "x", "bytes": 1, "content_type": "x", "sha256": "x"}
    assert fields.narrow(saved, ["bytes"])[0] == saved
    listed = {"items": [{"a": 1}], "count": 1, "next": None, "response": {"more": 1}}
    assert "response" not in fields.narrow(listed, ["a"])[0]


@pytest.mark.parametrize("flag", ["--fields", "--other"])
def test_a_vendors_own_fields_are_the_vendors(flag: str) -> None:
    """Ours then stands before the command's words only."""
    made = command.Command("a.b", "Do it", [options.Text(flag)])
    assert [one.opts for one in made.params].count(["--fields"]) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_told_once(number: signal.Signals) -> None:
    """It ends the call; the second ends the process, and so does one while the answer is printed."""
    before = signal.getsignal(number)
    with interrupts.told():
        with pytest.raises(KeyboardInterrupt, match=number.name):
            signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_DFL
    with interrupts.told():
        interrupts.plainly()
        assert signal.getsignal(number) is signal.SIG_DFL
    assert signal.getsignal(number) is before


def test_an_interrupted_call_is_an_envelope(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 5: whether the vendor did it is not known."""
    fake(monkeypatch)

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt("SIGTERM")

    monkeypatch.setattr(runtime, "health", interrupted)
    try:
        code, envelope = call("health")
    except KeyboardInterrupt:  # It would end pytest.
        pytest.fail("it got out")
    assert (code, envelope["error"]["code"]) == (5, "INTERRUPTED")


def test_an_answer_that_is_lost_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """And from when it is printed, a signal just ends the process."""
    done: list[str] = []

    def lost(text: str) -> bool:
        done.append("write")
        return False

    monkeypatch.setattr(interrupts, "plainly", lambda: done.append("plainly"))
    monkeypatch.setattr(output, "write", lost)
    assert shell.run(cli.cli, ["--json", "capabilities"]) == 10
    assert done == ["plainly", "write"]

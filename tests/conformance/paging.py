"""A list command under `--all`, and a vendor of two pages -> whether both arrive, rightly asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from .bench import Bench, Job, Run, complaint
from .judge import Verdict, understand
from .loopback import Answer, Recorded
from .values import same
from .vendor import PagedVendor, is_counted, items_of
from .wishes import MISSING, arrivals, dig

LINK = re.compile(r"""<([^>]*)>[^<]*;\s*rel="?next"?""", re.IGNORECASE)


def follow_pages(bench: Bench, job: Job) -> tuple[Verdict, Run]:
    """Runs the command once and judges its second request."""
    told = job.command["sample"]["page"]["reply"]
    reply = Answer(told["status"], told["text"].encode(), dict(told["headers"]))
    vendor = PagedVendor(job.command, reply, lambda recorded: _size(bench, job, recorded), bench.server.url)
    run = bench.run(job, vendor)
    if len(run.requests) not in ((2, 3) if is_counted(job.command) else (2,)):
        why = f"{len(run.requests)} requests for two pages; exit {run.outcome.exit_code}"
        return Verdict(False, f"{why}: {complaint(run.outcome)}", "by hand"), run
    problems = [*_second(bench, job, run, run.answers[0]), *_items(job, run, run.answers[:2])]
    kind = job.command["pages"]["kind"]
    if kind in ("url", "link"):
        verdict = Verdict(
            True, "", "by hand"
        )  # such a URL is the vendor's own; no document declares what it holds
    else:
        verdict = bench.judge_request(_without_paging(job), run, run.requests[1])
    why = "; ".join(filter(None, [verdict.why, *problems]))
    return Verdict(verdict.right and not problems, why, verdict.judge), run


def _size(bench: Bench, job: Job, recorded: Recorded) -> int:
    """How many items a request asks for; 1 where it does not say."""
    size = job.command["pages"].get("size")
    option = next((each for each in job.command["options"] if size and each["identifier"] == size), None)
    reading = understand(bench.document, job.command, recorded, bench.filled_base())
    if option is None or reading is None:
        return 1
    path = option.get("path") or [option["api_name"]]
    found = [*arrivals(recorded, reading, option["place"], ".".join(path)), 1]
    return int(found[0]) if str(found[0]).isdecimal() else 1


def _without_paging(job: Job) -> Job:
    """The option that selects the page is the connector's to set from now on."""
    option = job.command["pages"].get("option")
    moved = [each["option"] for each in job.command["options"] if option and each["identifier"] == option]
    words = list(job.words)
    for name in moved:
        while name in words:
            at = words.index(name)
            del words[at : at + 2]
    return Job(job.command, job.variant, words, job.way, job.ready)


def _second(bench: Bench, job: Job, run: Run, first: Answer) -> Iterator[str]:
    """The second request asks for what the first answer said."""
    pages = job.command["pages"]
    body = _json(first)
    one, two = run.requests[:2]
    if pages["kind"] in ("url", "link"):
        yield from _same_url(bench, two, body, pages, first)
        return
    wanted = _wanted(job, pages, body, first, one, bench, run)
    found = list(_all_values(bench, job, run, two))
    if wanted is None:
        yield "the first page says nothing of the second"
    elif not any(same(wanted, each) for each in found):
        yield f"the second request does not say {wanted!r}: {two.target} {two.body[:200]!r}"


def _same_url(
    bench: Bench, two: Recorded, body: Any, pages: Mapping[str, Any], first: Answer
) -> Iterator[str]:
    url = dig(body, pages["next"]) if pages["kind"] == "url" else None
    if pages["kind"] == "link":
        header = next((value for name, value in first.headers.items() if name.lower() == "link"), "")
        match = LINK.search(header)
        url = match[1] if match else None
    told = urlsplit(str(url))
    target = told.path + (f"?{told.query}" if told.query else "")
    if not target.startswith("/"):
        target = f"{bench.base_path}/{target}"
    # A credential in the query is added again where the vendor's URL lacks it.
    if (
        two.target != target
        and not two.target.startswith(target + "&")
        and not two.target.startswith(target + "?")
    ):
        yield f"the second request is {two.target}, and the vendor said {url}"


def _wanted(
    job: Job, pages: Mapping[str, Any], body: Any, first: Answer, one: Recorded, bench: Bench, run: Run
) -> Any:
    """The value that the second request must hold."""
    kind = pages["kind"]
    if kind == "cursor":
        found = dig(body, pages["next"])
        return None if found is MISSING else found
    if kind == "token-header":
        return next(
            (value for name, value in first.headers.items() if name.lower() == pages["next"].lower()), None
        )
    items = items_of(job.command, body)
    if kind == "last-id":
        return dig(items[-1], pages.get("id") or "id") if items else None
    return pages.get("start", 1) + 1 if kind == "page" else len(items)


def _all_values(bench: Bench, job: Job, run: Run, recorded: Recorded) -> Iterator[Any]:
    """Every value in a request, at any depth."""
    schemes = bench.plan["auth"]["credentials"]
    reading = understand(bench.document, job.command, recorded, run.base_url, schemes)
    if reading is None:
        return
    stack = [each for readings in reading.values.found.values() for each in readings] + [reading.body.value]
    stack += [value for _, value in reading.facts.query]
    while stack:
        value = stack.pop()
        if isinstance(value, dict | list):
            stack += value.values() if isinstance(value, dict) else value
        elif value is not None:
            yield value


def _items(job: Job, run: Run, pages: list[Answer]) -> Iterator[str]:
    """Both pages' items, in their order, in one list."""
    wanted = [item for page in pages for item in items_of(job.command, _json(page))]
    envelope = run.outcome.envelope or {}
    data = envelope.get("data") or {}
    found = data.get("items") if isinstance(data, dict) else None
    if not envelope.get("ok") or not isinstance(found, list):
        yield f"no items under --all: exit {run.outcome.exit_code}: {complaint(run.outcome)}"
        return
    ids = [
        [each.get("id") if isinstance(each, dict) else each for each in items] for items in (found, wanted)
    ]
    if len(found) != len(wanted) or data.get("count") != len(wanted):
        yield f"{len(found)} items of two pages (count {data.get('count')}), not {len(wanted)}"
    elif not all(mine == its or its is None for mine, its in zip(*ids, strict=True)):
        yield f"the items of two pages are {ids[0]!r}, not {ids[1]!r}"
    if data.get("next") or data.get("stopped"):
        yield f"after the last page next is {data.get('next')!r}, stopped {data.get('stopped')!r}"


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        return None

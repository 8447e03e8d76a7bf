"""A recorded request -> a verdict: is it what the vendor's document asks of the mapped operation?

Two readers look at it: openapi-core, which shares nothing with us, and `by_hand`. A request is right when
both find nothing. Where openapi-core itself fails, `by_hand` judges alone, and the verdict says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError

from .by_hand import Reading, check_server, read_request
from .credential import check_credential, names_of
from .declared import Key
from .defects import known_defect
from .document import NotInDocument, Operation, load_document
from .library import LibraryRequest
from .loopback import Recorded
from .reduce import reduce_document

Judge = Literal["openapi-core", "by hand", "skipped"]


@dataclass(frozen=True)
class Verdict:
    """What was found; `why` is empty for a right request that openapi-core judged."""

    right: bool
    why: str
    judge: Judge


def judge(
    document_path: Path,
    command: Mapping[str, Any],
    recorded: Recorded,
    base_url: str,
    credentials: Sequence[Mapping[str, Any]] = (),
    added: Collection[Key] = (),
    server: str = "",
) -> Verdict:
    """Judges one request against the operation (`method`, `path`) of a command of the lock file.

    `credentials` are the lock's for this command; they count where the document declares no security.
    `added` are parameters that the map adds, and `server` is the base URL without the loopback's override.
    """
    document = load_document(document_path)
    try:
        operation = document.operation(command["method"], command["path"])
    except NotInDocument as error:
        return Verdict(False, f"the document has no {error}", "by hand")
    ours = {*names_of(document, credentials), *added}
    reading, problems = read_request(document, operation, recorded, base_url, ours)
    if reading is None:
        return Verdict(False, "; ".join(problems), "by hand")
    problems = list(reading.problems)
    ways = command.get("schemes") or ()
    problems += check_credential(document, operation, recorded, reading.facts, credentials, ways)
    if server:
        problems += check_server(operation, command.get("server") or "", server)
    request = LibraryRequest(document, operation, recorded, reading.facts, base_url)
    found, failure = _by_library(document_path, operation, request, base_url)
    if found:
        return Verdict(False, "; ".join([*found, *problems]), "openapi-core")
    if failure:
        return Verdict(not problems, "; ".join([*problems, f"openapi-core: {failure}"]), "by hand")
    return Verdict(not problems, "; ".join(problems), "by hand" if problems else "openapi-core")


def understand(
    document_path: Path,
    command: Mapping[str, Any],
    recorded: Recorded,
    base_url: str,
    credentials: Sequence[Mapping[str, Any]] = (),
    added: Collection[Key] = (),
) -> Reading | None:
    """The values of a request; None where it is not the command's operation."""
    document = load_document(document_path)
    operation = document.operation(command["method"], command["path"])
    ours = {*names_of(document, credentials), *added}
    return read_request(document, operation, recorded, base_url, ours)[0]


def _by_library(
    document_path: Path, operation: Operation, request: LibraryRequest, base_url: str
) -> tuple[list[str], str]:
    """(what openapi-core finds wrong, what it cannot judge and why)."""
    found: list[str] = []
    try:
        validator = _openapi(document_path, operation.method, operation.path, base_url)
        errors = list(validator.iter_apicall_request_errors(request))
    except OpenAPIError as verdict:
        errors = [verdict]
    except Exception as failure:  # noqa: BLE001  # a bug of the library is no verdict
        return [], f"{type(failure).__name__}: {' '.join(str(failure).split())[:200]}"
    defects: list[str] = []
    for error in errors:
        defect = known_defect(load_document(document_path), operation, error, request.raw)
        if defect:
            defects.append(defect)
        else:
            found.append(" <- ".join(_chain(error)))
    return found, "; ".join(dict.fromkeys(defects))


def _chain(error: BaseException | None) -> Iterator[str]:
    """An error and its causes, the schema errors spelled out: the outermost says only "body invalid"."""
    while error is not None:
        details = [str(getattr(each, "message", each))[:200] for each in getattr(error, "schema_errors", ())]
        try:
            text = str(error)[:200]
        except AttributeError:  # one of its own messages cannot be written
            text = ""
        yield f"{type(error).__name__}: {'; '.join(details) or text}"
        error = error.__cause__


def _read_json(body: bytes, **_: Any) -> Any:
    """openapi-core hands over the media type's parameters too; JSON is UTF-8 whatever they say."""
    return json.loads(body)


@lru_cache(maxsize=512)
def _openapi(document_path: Path, method: str, path: str, base_url: str) -> OpenAPI:
    """openapi-core for one operation. The document itself isn't validated: real ones have errors."""
    document = load_document(document_path)
    operation = document.operation(method, path)
    reduced = reduce_document(document, operation, base_url)
    declared = document.follow((operation.request_body or {}).get("content") or {})
    # openapi-core knows three JSON media types by name and leaves others, as `text/json`, as bytes.
    readers: dict[str, Callable[..., Any]] = {
        media.partition(";")[0].lower(): _read_json for media in declared if "json" in media.lower()
    }
    # None skips the check of the whole document, which takes seconds and stops on real ones.
    unchecked: Any = None
    config = Config(spec_validator_cls=unchecked, extra_media_type_deserializers=readers)
    return OpenAPI.from_dict(reduced, config=config)

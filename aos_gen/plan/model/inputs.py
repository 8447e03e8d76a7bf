"""What goes into a request: options, values that the map sets, the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aos_gen.plan.model.enums import BodyKind, Place, Style, ValueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What a value is held to before it is sent (JSON Schema's validation words)."""

    pattern: str = ""
    """A regular expression that Python runs safely, searched for."""
    format: str = ""
    shortest: int | None = None
    longest: int | None = None
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None
    step: float | None = None
    fewest_items: int | None = None
    most_items: int | None = None
    unique: bool = False
    values: tuple[Any, ...] = ()
    """The numbers allowed; allowed texts are an option's `choices`."""
    clamp: bool = False
    """A number out of bounds is moved to the bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWhen:
    """A canvas field that only makes sense beside a value of another."""

    field: str
    equals: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlan:
    """One option of a command, and the parameter or body member that it fills."""

    api_name: str
    place: Place
    path: tuple[str, ...]
    """The parameter's or member's name; more steps where a nested member was lifted out."""
    option: str
    """`--per-page`."""
    aliases: tuple[str, ...]
    """Further spellings; the first is the canvas field's, where a workflow cannot send `option`."""
    field: str
    """`per_page`: the canvas field's id, snake_case."""
    identifier: str
    """The keyword argument of the client method."""
    label: str
    kind: ValueKind
    item_kind: ValueKind
    """The kind of a list's items; equal to `kind` elsewhere."""
    accepts: tuple[str, ...]
    """For kind JSON: the JSON types allowed, () for any."""
    required: bool
    nullable: bool
    choices: tuple[str, ...]
    default: Any
    """Sent when the caller gives nothing; None sends nothing."""
    env: str | None
    """The environment variable whose value is the default."""
    style: Style
    reserved: bool
    """Whether reserved characters travel as they are (allowReserved)."""
    each: str
    """Each item of the list becomes an object with this one member; "" for none."""
    checks: Checks
    help: str
    placeholder: str
    example: Any
    """For kind JSON: a small value, from which a caller sees the shape."""
    vendor_default: Any
    """What the vendor says it assumes when nothing is sent."""
    picker: str | None
    """The picker whose list command can feed this option."""
    show_when: ShowWhen | None

    @property
    def asked(self) -> bool:
        """Whether the caller must give it: it is required and nothing else can fill it."""
        return self.required and self.env is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPlan:
    """A value that the map (or the document's path) sets and no caller can change."""

    api_name: str
    place: Place
    path: tuple[str, ...]
    value: Any
    style: Style
    reserved: bool = False
    env: str | None = None
    """The probe's: the environment variable that holds the value, in place of `value`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedPlan:
    """A value put together from several options: `repo:{owner}/{repo} {query}`."""

    api_name: str
    place: Place
    path: tuple[str, ...]
    style: Style
    reserved: bool
    template: str
    parts: tuple[tuple[str, str], ...]
    """(name in the template, identifier of the option)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPlan:
    """A request body; `flattened` when its members are options beside `--body`."""

    media_type: str
    kind: BodyKind
    required: bool
    flattened: bool
    schema_type: str
    """`object`, `array`, `string` or `any`: what `--body` must be."""
    styles: tuple[tuple[str, str], ...]
    """form and multipart: (member, style word or media type) where it is not the usual one."""
    files: tuple[str, ...]
    """multipart: the members that are files."""
    closed: bool
    """Whether every member is decided in the map, so that there is no `--body`."""
    refused: tuple[str, ...]
    """Members that the map leaves out, dotted where they are nested: `--body` cannot bring them in."""
    reason: str
    """Why this media type, where the vendor takes several; "" where there was no choice."""


ValuePlan = OptionPlan | FixedPlan | ComposedPlan
"""Whatever a request carries, be it given by the agent or by the map."""

"""The words of a call to one word for each option, however the caller spells them."""

from __future__ import annotations

from collections.abc import Iterable

from . import constants
from .errors import CliError, usage
from .options import FALSE, TRUE, Boolean, Option

# Options of the whole connector that callers also write behind the command's words.
ANYWHERE = ("--json", "--help")
IN_FRONT = ("--mode", "--verbose", "--version", "--timeout")
# Options of commands that answer with a file.
SAVING = ("--output", "--force")


def one_word_each(words: list[str], options: Iterable[Option]) -> list[str]:
    """`--x value` as `--x=value`, a bare boolean as `--x=true`, `--per_page` as `--per-page`.

    Raises CliError where an option has no value.
    """
    spellings = {name: option for option in options for name in option.opts}
    left = list(words)
    done: list[str] = []
    while left:
        word = left.pop(0)
        if word == "--":
            return [*done, word, *left]
        name, equals, value = word.partition("=")
        option = find(name, spellings)
        if option is None:
            done.append(word)
            continue
        if not equals:
            value = _value_after(option, left, spellings)
        done.append(f"{option.flag}={value}")
    return done


def find(name: str, spellings: dict[str, Option]) -> Option | None:
    """The option that is spelled `name`, with dashes or underscores."""
    if not name.startswith("--"):
        return None
    return spellings.get(name) or spellings.get(name.replace("_", "-"))


def _value_after(option: Option, words: list[str], spellings: dict[str, Option]) -> str:
    if isinstance(option, Boolean):
        known = words and (words[0] in ("", "null") or words[0].lower() in TRUE + FALSE)
        return words.pop(0) if known else "true"
    name = words[0].partition("=")[0] if words else ""
    if words and name not in ANYWHERE and find(name, spellings) is None:
        return words.pop(0)
    follower = f"; to send the text {words[0]!r} write {option.flag}={words[0]}" if words else ""
    raise usage(
        f"{option.flag} needs a value: {option.wanted()}{follower}",
        option=option.flag,
        options=described(spellings.values()),
    )


def unknown_option(name: str, options: Iterable[Option]) -> CliError:
    """The error for an option that a command does not have."""
    known = list(options)
    near = nearest(name, known)
    hint = f"; did you mean {near[0]}?" if near else ""
    if name in IN_FRONT or (name == "--env" and getattr(constants, "ENVIRONMENTS", None)):
        hint = f"; {name} stands before the command's words"
    elif name in SAVING:
        hint = "; this command does not answer with a file"
    elif not near:
        hint = "; it has " + (some(option.flag for option in known) or "none")
    needed = [option.flag for option in known if option.needed]
    if needed:
        hint += f"; required: {', '.join(needed)}"
    return usage(
        f"no option {name}{hint}", option=name, did_you_mean=near, options=described(known)
    )


def unexpected_word(words: list[str], options: Iterable[Option], path: tuple[str, ...]) -> CliError:
    """The error for words that belong to no option."""
    known = list(options)
    # A word as good as any text is like some option by chance, so it must be very like it.
    near = nearest("--" + words[0].partition("=")[0].lstrip("-"), known, cutoff=0.8)
    hint = f"; did you mean {near[0]}?" if near else ""
    if not near and known:
        hint = f"; it has {some(option.flag for option in known)}"
    plain = f" beside {' '.join(path).upper()}" if path else ""
    return usage(
        f"unexpected word {words[0]!r}; every parameter{plain} is an option{hint}",
        unexpected=words,
        did_you_mean=near,
        options=described(known),
    )


def nearest(name: str, options: Iterable[Option], cutoff: float = 0.5) -> list[str]:
    """The spellings most like `name`, the nearest first."""
    import difflib

    flags = [flag for option in options for flag in option.opts]
    return difflib.get_close_matches(name.replace("_", "-"), flags, n=3, cutoff=cutoff)


def some(names: Iterable[str]) -> str:
    """Names in a row; of many, the first."""
    listed = list(names)
    more = f" and {len(listed) - 20} more" if len(listed) > 20 else ""
    return ", ".join(listed[:20]) + more


def described(options: Iterable[Option]) -> dict[str, dict[str, object]]:
    """Every option by its spelling, for the errors from which agents learn."""
    return {option.flag: option.describe() for option in options}

"""The kinds of text that a map holds, each with the pattern that it must have."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

# The host reads a credential's name by its ending (CONTRACT.md, 5).
CREDENTIAL_ENDINGS = (
    "_API_KEY",
    "_TOKEN",
    "_CLIENT_ID",
    "_CLIENT_SECRET",
    "_EMAIL",
    "_ID",
    "_SECRET",
    "_KEY",
    "_URL",
)

ConnectorName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
CommandId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\.[a-z][a-z0-9]*([_-][a-z0-9]+)*){0,2}$")
]
EnvironmentName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
OptionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$")]
EnvName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
HostPattern = Annotated[
    str, StringConstraints(pattern=r"^(\*\.)?[A-Za-z0-9_{}-]+(\.[A-Za-z0-9_{}-]+)*(:[0-9]{1,5})?$")
]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\r\n]*$")]
# A host in small letters, with a port that is not that of https; `*.` stands for all below a name of
# two parts at least.
AllowedHost = Annotated[
    str,
    StringConstraints(
        pattern=r"^([a-z0-9-]+(\.[a-z0-9-]+)*(:[1-9][0-9]{0,4})?|\*(\.[a-z0-9-]+){2,})$",
    ),
]

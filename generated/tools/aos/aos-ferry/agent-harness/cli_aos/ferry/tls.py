"""Client certificates: files that the environment names, to a context for the vendor's hosts."""

from __future__ import annotations

import ssl

from .errors import misconfigured


def context(env: tuple[str, ...], files: tuple[str, ...]) -> ssl.SSLContext:
    """A context that shows the certificate in `files`: certificate and key.

    Raises CliError (exit 4) that names the variable of a file that cannot be used.
    """
    for variable, path in zip(env, files, strict=True):
        try:
            with open(path, "rb") as file:
                file.read(1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no path"
            raise misconfigured(
                f"{variable} names a file that cannot be read: {reason}", variable=variable
            ) from error
    made = ssl.create_default_context()
    try:
        # Without a password of ours, an encrypted key would ask for one on the terminal.
        made.load_cert_chain(files[0], files[1] if len(files) > 1 else None, password=lambda: "")
    except (OSError, ValueError) as error:
        names = " and ".join(env)
        reason = getattr(error, "reason", None) or "not a certificate and its key"
        raise misconfigured(
            f"{names} must name PEM files of a certificate and its unencrypted key"
            f" ({str(reason).replace('_', ' ').lower()})",
            variable=env[0],
        ) from error
    return made

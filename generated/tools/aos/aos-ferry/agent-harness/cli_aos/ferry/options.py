"""The kinds of option that commands have, in one place for the modules that declare them."""

from __future__ import annotations

from .composite import Content, File, Json
from .items import Items
from .numeric import Integer, Number
from .reading import FALSE, NULL, TRUE, Null
from .scalars import Boolean, Choice, Option, Text

__all__ = [
    "FALSE",
    "NULL",
    "TRUE",
    "Boolean",
    "Choice",
    "Content",
    "File",
    "Integer",
    "Items",
    "Json",
    "Null",
    "Number",
    "Option",
    "Text",
]

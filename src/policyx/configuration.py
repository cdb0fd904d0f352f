"""The configuration file of ``policyx convert``: ``policyx.toml``, whose keys are the options of the command.

    workers = 4
    exclude = ["*.pdf", "drafts/*"]
    format = ["csv"]
    metadata = "known.csv"
    folder-places = true

What is given on the command line wins. This module knows TOML and kinds of values; which options there are is the command's
to say.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from policyx.errors import ConfigurationError

#: Name of the file that is looked for in the working directory.
NAME: Final = "policyx.toml"

Kind = Literal["flag", "whole", "number", "text", "path", "texts"]

_WORDS: Final[Mapping[Kind, str]] = {
    "flag": "true or false",
    "whole": "a whole number, as 4",
    "number": "a number, as 120",
    "text": 'text in quotation marks, as "a"',
    "path": 'a path in quotation marks, as "known.csv"',
    "texts": 'a list of texts, as ["a", "b"]',
}


def read_options(path: Path, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    r"""Return the options that a configuration file gives.

    Args:
        path: The file, TOML in UTF-8.
        kinds: Name of each option that may stand in it, with the kind of its value. A ``path`` is relative to the folder of
            the file.

    Raises:
        ConfigurationError: The file cannot be read, is no TOML, has a key that is no option or a value of another kind.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder, NAME)
        ...     _ = path.write_text('workers = 4\nexclude = ["*.pdf"]\n', encoding="utf-8")
        ...     read_options(path, {"workers": "whole", "exclude": "texts", "text": "flag"})
        {'workers': 4, 'exclude': ['*.pdf']}
    """
    options = _parse(path)
    for name, value in options.items():
        if name not in kinds:
            raise ConfigurationError(f"{path}: there is no option {name!r}: choose from {', '.join(sorted(kinds))}")
        if not _is_of(value, kinds[name]):
            raise ConfigurationError(f"{path}: {name} = {_shown(value)}: give {_WORDS[kinds[name]]}")
    return {name: str(path.parent / value) if kinds[name] == "path" else value for name, value in options.items()}


def _parse(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        # An editor may put a byte order mark first, which TOML does not know.
        options: dict[str, Any] = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or error}: check the path") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: this is not UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: this is no TOML: {error}: write each option as name = value") from None
    return options


def _is_of(value: object, kind: Kind) -> bool:
    if isinstance(value, bool):
        return kind == "flag"
    if kind == "texts":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    types: Mapping[Kind, tuple[type, ...]] = {"whole": (int,), "number": (int, float), "text": (str,), "path": (str,)}
    return isinstance(value, types.get(kind, ()))


def _shown(value: object) -> str:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"

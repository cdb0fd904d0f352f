"""Pages saved with their pictures in one file (.mht, .mhtml, also under the name of a .doc): the page in it.

The standard library reads the archive (RFC 2557), `policyx.readers.html` the page.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from itertools import islice
from typing import Final

from policyx.errors import ReadError
from policyx.readers.html import read_html
from policyx.source import Source

#: Bytes of an archive, its pictures included.
MOST_BYTES: Final = 64 * 2**20
_MOST_BOUNDARIES: Final = 100
_MOST_PARTS: Final = 2000


def read_mhtml(data: bytes) -> Source:
    r"""Return the main text of the page in an archive, as `policyx.readers.html.read_html` reads it.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: It is larger than `MOST_BYTES`, nested too deeply, or holds no page that can be read.

    Example:
        >>> read_mhtml(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>\xcf\xd8\xd5\xfe\xb8\xae</p>").text
        '县政府'
    """
    if len(data) > MOST_BYTES:
        raise ReadError(
            f"the archive has more than {MOST_BYTES >> 20} MB: open it in a browser and save the page as .html"
        )
    # Each line is held against every boundary, each part becomes an object.
    if data.count(b"boundary=") > _MOST_BOUNDARIES or data.count(b"\n--") > _MOST_PARTS:
        raise ReadError(
            f"the archive has more than {_MOST_PARTS} parts or is nested too deeply: open it in a browser and save the page as .html"
        )
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in islice(message.walk(), _MOST_PARTS):
            page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
            if isinstance(page, bytes) and page.strip():
                return replace(read_html(page), format="mhtml")
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise ReadError("the archive is damaged or nested too deeply: get it again from where it came from") from error
    raise ReadError("the archive holds no page (text/html): open it in a browser and save the page as .html")

"""Pages saved with their pictures in one file, whole and hostile."""

from __future__ import annotations

import base64
import quopri

import pytest

from policyx import read
from policyx.errors import ReadError

PAGE = "<html><head><meta charset=gb2312></head><body><p>到2027年，新建公园3个。</p></body></html>"


def archive(page: bytes, transfer: str, kind: str = "text/html") -> bytes:
    parts = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode() + page
    return (
        b'From: "Saved by WPS"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_b"\r\n\r\n'
        + b"--=_b\r\n" + parts + b"\r\n--=_b\r\nContent-Type: image/png\r\n\r\nx\r\n--=_b--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("transfer", "encode"), [("base64", base64.encodebytes), ("quoted-printable", quopri.encodestring), ("8bit", bytes)]
)
def test_the_page_in_an_archive(encoding, transfer, encode):
    source = read(archive(encode(PAGE.encode(encoding)), transfer), name="通知.mht")
    assert (source.text, source.format, source.warnings) == ("到2027年，新建公园3个。", "mhtml", ())
    assert source.metadata["encoding"] == encoding


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive(b"x", "8bit", "text/plain"), "holds no page"),
        (archive(b"", "8bit"), "holds no page"),
        (archive(b"<html><script>x</script></html>", "8bit"), "no text without its scripts"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "holds no page"),
        (
            b"MIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(5000)),
            "nested too deeply",
        ),
        (archive(b"\r\n--=_b\r\n\r\nx" * 3000, "8bit", "text/plain"), "more than 2000 parts"),
    ],
)
def test_archives_that_cannot_be_read(data, words):
    with pytest.raises(ReadError, match=words):
        read(data, name="a.mht")

"""
Requests made to deceive: where one request ends, two programs may read differently, and the second
hides a request in what the first takes for a body.
"""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress

HIDDEN = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
TOLD = b"well\n"
"""What only the hidden request is answered with: no proxy lets it through."""
_HEAD = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\n"
_LENGTH = str(len(HIDDEN)).encode()
_CHUNK = b"%x\r\n" % len(HIDDEN) + HIDDEN + b"\r\n0\r\n\r\n"
REFUSED = {
    "two lengths": b"Content-Length: 0\r\nContent-Length: " + _LENGTH,
    "a list of lengths": b"Content-Length: 0, " + _LENGTH,
    "a length with a sign": b"Content-Length: +" + _LENGTH,
    "an unknown coding": b"Content-Length: " + _LENGTH + b"\r\nTransfer-Encoding: xchunked",
    "a space before the colon": b"Content-Length: " + _LENGTH + b"\r\nTransfer-Encoding : chunked",
    "two codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "a break in a value": b"X: a\rTransfer-Encoding: chunked\r\nContent-Length: " + _LENGTH,
    "a zero byte": b"Content-Length: 0\0",
    "two hosts": b"Host: elsewhere.example\r\nContent-Length: 0",
}
"""What everybody refuses, the server as well."""
READ_ONE_WAY = {
    "length before chunks": b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    % (5 + len(HIDDEN))
    + HIDDEN,
    "chunks before length": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + _CHUNK,
    "a folded line": b"X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: "
    + _LENGTH
    + b"\r\n\r\n"
    + HIDDEN,
    "a chunk with half a break": b"Transfer-Encoding: chunked\r\n\r\n0;\nx\r\n\r\n" + HIDDEN,
    "a chunk of less than nothing": b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + HIDDEN,
}
"""What a proxy and a server may read differently."""


def deceptions() -> Iterator[tuple[str, bytes]]:
    """Yield every one of them by its name."""
    for name, lines in REFUSED.items():
        yield name, _HEAD + lines + b"\r\n\r\n" + HIDDEN
    for name, rest in READ_ONE_WAY.items():
        yield name, _HEAD + rest


def sent(port: int, data: bytes, *, tls: bool = False, wait: float = 0.4) -> bytes:
    """Return all that is answered to some bytes, until nothing has come for a while."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        line: socket.socket = plain
        if tls:
            blind = ssl.create_default_context()
            blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
            line = blind.wrap_socket(plain, server_hostname="localhost")
        with suppress(OSError):
            line.sendall(data)
            while more := line.recv(65536):
                got += more
                line.settimeout(wait)
        line.close()
    return got


def statuses(answer: bytes) -> list[int]:
    """Return the status of every answer that came."""
    return [int(one) for one in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]

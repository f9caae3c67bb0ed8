"""A signed paper: what it is, its signatures, and the bytes that they stand under."""

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature

from banso_exchange.keys import BadKeys, Keys, verifier
from banso_exchange.refusals import NotTaken, Why


def signed(head: bytes, content: bytes, *by: Keys) -> bytes:
    """Return content under its head with a line for each signature."""
    lines = [b64encode(one.sign.sign(head + content)) for one in by]
    return b"\n".join([head.rstrip(b"\n"), *lines, content])


def split(paper: bytes, head: bytes, most: int) -> tuple[list[bytes], bytes]:
    """
    Return the signatures of a paper, one to `most`, and what they stand under.

    :raises NotTaken: if it is none of this head
    """
    if not paper.startswith(head):
        raise NotTaken(Why.NOT_A_LETTER)
    *lines, content = paper[len(head) :].split(b"\n", most)
    while len(lines) > 1 and lines[-1].startswith(b"{"):  # fewer signatures than there may be
        content = lines.pop() + b"\n" + content
    if not lines:
        raise NotTaken(Why.NOT_A_LETTER)
    try:
        found = [b64decode(line, validate=True) for line in lines]
    except ValueError as error:
        raise NotTaken(Why.NOT_A_LETTER) from error
    if [b64encode(one) for one in found] != lines:  # one way to write each
        raise NotTaken(Why.NOT_A_LETTER)
    return found, content


def stands_under(head: bytes, content: bytes, signature: bytes, public: str) -> bool:
    """Return whether a signature is of this content by this key."""
    try:
        verifier(public).verify(signature, head + content)
    except (InvalidSignature, BadKeys):
        return False
    return True

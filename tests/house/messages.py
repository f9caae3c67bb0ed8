"""Every message that the code and the templates ask a translation for."""

from tools.messages import found, kept


def messages() -> set[str]:
    """Return every message that is asked for, plural forms beside the singular ones."""
    return {text for message in found() for text in _texts(message.id)}


def translated() -> dict[str, str]:
    """Return the Japanese catalogue."""
    known: dict[str, str] = {}
    for message in kept():
        strings = (message.string,) if isinstance(message.string, str) else message.string
        for text in _texts(message.id):
            known[text] = strings[0]
    return known


def _texts(identity: object) -> tuple[str, ...]:
    if isinstance(identity, tuple):
        return identity
    return (identity,) if isinstance(identity, str) and identity else ()

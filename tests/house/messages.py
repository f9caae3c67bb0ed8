"""Every message that the code and the templates ask a translation for."""

from functools import cache

from tools import messages as tool

catalogues = cache(tool.catalogues)
kept = cache(tool.kept)


@cache
def messages() -> set[str]:
    """Return every message that is asked for, plural forms beside the singular ones."""
    return {
        text for asked in catalogues().values() for message in asked for text in _texts(message.id)
    }


@cache
def translated() -> dict[str, str]:
    """Return what the Japanese catalogues say."""
    known: dict[str, str] = {}
    for path in catalogues():
        for message in kept(path):
            strings = (message.string,) if isinstance(message.string, str) else message.string
            for text in _texts(message.id):
                known[text] = strings[0]
    return known


def misplaced() -> list[str]:
    """Return the messages that stand in another catalogue than the one they belong into."""
    return [
        text
        for path, asked in catalogues().items()
        for text in {one for message in kept(path) for one in _texts(message.id)}
        - {one for message in asked for one in _texts(message.id)}
    ]


def _texts(identity: object) -> tuple[str, ...]:
    if isinstance(identity, tuple):
        return identity
    return (identity,) if isinstance(identity, str) and identity else ()

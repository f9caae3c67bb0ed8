"""What opens a sealed home, as somebody at the console says it."""

from pathlib import Path

import click

from banso.kit.home_key import (
    LEAST_LETTERS,
    HomeKey,
    NotOpened,
    Opener,
    open_home,
    opener_of_file,
    opener_of_words,
)
from banso.kit.new_files import lies_in


def asked_opener(file: Path | None, *, words: bool, home: Path) -> Opener | None:
    """
    Return what is to open a home from now on; None where neither a file nor words are meant.

    :raises NotOpened: if both are meant, the file holds no key, lies in the home, or the words are
        too few
    """
    if file and words:
        raise NotOpened("a home is opened by a key file or by words, not by both")
    if words:
        question = f"新しい合言葉({LEAST_LETTERS}字以上) / new words ({LEAST_LETTERS}+ letters)"
        said = click.prompt(question, hide_input=True, confirmation_prompt="もう一度 / once more")
        return opener_of_words(said)
    if file is None:
        return None
    if lies_in(file, home):
        raise NotOpened(f"the key {file} lies in the home that it opens: keep it elsewhere")
    return opener_of_file(file)


def asked_key(home: Path) -> HomeKey:
    """
    Ask for the words that open a home, and return its data key.

    :raises NotOpened: if they do not open it
    """
    words = click.prompt(f"{home}: 合言葉 / the words that open this home", hide_input=True)
    return open_home(home, opener_of_words(words))

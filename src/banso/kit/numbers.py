"""Numbers in an address or behind a button: nobody typed them, and anybody can change them."""

LARGEST = 2**63 - 1  # that a database counts to


def whole_number(text: str, *, most: int = LARGEST) -> int | None:
    """Return the whole number that a text says, None where it says none, or one above the most."""
    if not text.isdecimal() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None

"""Where a cell is, as people who work with spreadsheets say it.

>>> address(11, 5)
'F12'
"""

__all__ = ["address", "letters", "place_of"]

_ALPHABET = 26


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """Return the address of a cell; both are counted from 0."""
    return f"{letters(column)}{row + 1}"


def place_of(text: str) -> tuple[int, int]:
    """Return row and column, counted from 0, of an address such as ``F12``."""
    word = text.rstrip("0123456789")
    column = 0
    for letter in word:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return int(text[len(word) :]) - 1, column - 1

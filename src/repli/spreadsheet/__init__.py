"""Workbooks (.xlsx) as plain grids of values, read and written; nothing is known here of withdrawals.

Reading is python-calamine's, writing XlsxWriter's. Same sheets, same bytes.

>>> read_book(write_book([Sheet(name="A", rows=(("one", 2),))]))[0].rows
(('one', 2.0),)
"""

from repli.spreadsheet.addresses import address, letters, place_of
from repli.spreadsheet.reading import Grid, Value, read_book
from repli.spreadsheet.writing import Mark, Sheet, Written, write_book

__all__ = ["Grid", "Mark", "Sheet", "Value", "Written", "address", "letters", "place_of", "read_book", "write_book"]

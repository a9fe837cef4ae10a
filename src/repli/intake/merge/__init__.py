"""A changed list against an operation: what is added, changed, removed; nothing changes before it is accepted.

Read in this order: ``lists`` (a list as rows of a table), ``match`` (which line is which), ``difference`` (what
changes), ``accept`` (the table with what was accepted), ``review`` (the same as a workbook to look at and to mark).
"""

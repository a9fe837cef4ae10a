"""Workbooks to tables and back: words for headers, units, dates; the mapping of each sheet; notes in a copy.

Read in this order: ``plainly`` (words made comparable), ``vocabulary``, ``quantities``, ``moments``, ``convert`` (one
cell); ``layout`` (where a table stands on a sheet), ``mapping`` (what is read as what, shown, corrected, remembered),
``source`` (a workbook in the place of a folder); ``operation_sheet``, ``writing``, ``noted`` (what is written).
"""

"""Paper for the day without power: manifest, count sheet, minutes and handover act, filled in or blank.

Read in this order: ``views`` (what a paper says, as frozen values), ``parts`` (the blocks that a page is made of),
``manifest``, ``count_sheet``, ``minutes`` and ``handover`` (one paper each: values to blocks), ``printed`` (blocks to
a PDF). ``form`` is the count sheet as a file to type in: the boxes, written empty and read back. ``sentences`` says an
event of the log in plain words. All of them are restricted, and no paper names a person.
"""

"""Load sheets: what each movement carries, where it stands, how full and how balanced it is on every loaded leg.

Read in this order: ``sheet`` (the values, by the rule book's own code), ``notes`` (what is assumed in them), ``trip``,
``legs`` and ``lines`` (their tables), ``view`` (one sheet in one language), ``pdf`` (the printed sheets). The picture
of a floor is `repli.reporting.charts.hold`. Restricted: a sheet tells the future.
"""

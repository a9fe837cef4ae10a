"""Repli: plan, run and prove a withdrawal that two parties agreed on.

The rooms follow the story: ``intake`` reads an operation, ``planning`` and ``forecast`` answer "when" and
"how likely", ``execution`` and ``ledger`` record what both parties sign, ``verification`` lets anyone check it,
``reporting`` writes it down in French and English. ``commission`` is the only module that joins them.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"

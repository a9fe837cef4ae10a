"""Self-contained HTML pages: `commission_page` and `changes_page` for the parties, `public_page` for everybody."""

from repli.reporting.pages.changes_page import ChangesFacts, changes_page
from repli.reporting.pages.commission import commission_page
from repli.reporting.pages.public import public_page

__all__ = ["ChangesFacts", "changes_page", "commission_page", "public_page"]

"""Self-contained HTML pages: `commission_page` for the parties, `public_page` for everybody."""

from repli.reporting.pages.commission import commission_page
from repli.reporting.pages.public import public_page

__all__ = ["commission_page", "public_page"]

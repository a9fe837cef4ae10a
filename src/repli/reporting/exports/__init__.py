"""What planners' own tools open: tables (XLSX, CSV), calendars (iCalendar), maps (GeoJSON), the public data package.

Restricted: ``manifests``, ``calendar`` and ``geography``, made from a plan. Public: ``package``, made from
`PublicFacts` and nothing else, so that it holds the past only, told as the agreement lets it be told.
"""

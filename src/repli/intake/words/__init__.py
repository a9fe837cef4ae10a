"""What planners call things: words for sheets, columns and values of closed lists, in both languages, as data."""

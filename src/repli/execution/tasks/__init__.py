"""The tasks of an agenda by what they come from: movements, accounts, permissions, sittings and witnesses."""

"""From local hours, daylight, distances and ranges to plain UTC intervals and whole numbers, once and for all."""

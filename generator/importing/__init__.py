"""Old Word files and texts → content: reading, recognising, and planning what to write."""

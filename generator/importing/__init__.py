"""Old Word files and texts → content: reading, recognising, planning what to write; writes only a plan that was shown."""

"""Who must do what by when: as an API call, as a page, and as tables and a calendar to take away."""

"""Pages of a course."""

"""Pages of a course: its home, its people, the way in."""

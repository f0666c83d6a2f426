"""Courses, their sections, and who belongs to them."""

"""What the staff's pages ask for."""

"""People, how they sign in, and the letters we send them."""

"""What belongs to the site as a whole: typography, health, starting everything."""

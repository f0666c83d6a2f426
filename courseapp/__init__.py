"""The site, and the nouns that every part shares."""

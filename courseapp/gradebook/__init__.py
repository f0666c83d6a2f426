"""What everybody earned: an append-only ledger, and the table made from it."""

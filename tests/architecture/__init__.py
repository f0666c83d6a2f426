"""What we promised each other about the code, watched."""

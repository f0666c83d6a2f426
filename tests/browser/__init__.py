"""People using the running site: everything real, from the web server to the sandbox, in a real browser."""

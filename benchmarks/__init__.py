"""What we claim, measured. Each module is one claim: `python -m benchmarks.NAME [--quick] [--json]`."""

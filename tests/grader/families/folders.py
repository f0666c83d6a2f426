"""Where the families lie: folders outside of the catalogue, as a course would keep them."""

from pathlib import Path

FAMILIES = Path(__file__).parent
NAMES = ("columns", "layers", "modules", "vectors")

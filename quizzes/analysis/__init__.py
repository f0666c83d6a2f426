"""What a quiz's answers say about its questions: `reading` -> `statistics` -> `report` -> `plots`. Reads only."""

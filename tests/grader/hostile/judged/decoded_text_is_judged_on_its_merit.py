#: rows = ["S20", "S03"]
#: least = 20.0
#: encoded_solution = true
import base64

exec(base64.b64decode(ENCODED))

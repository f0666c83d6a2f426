#: rows = ["R19"]
#: imported = "syntax"
#: build = "\"x = \" + \"9\" * 200_000"

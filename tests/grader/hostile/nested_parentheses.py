#: rows = ["R19"]
#: imported = "syntax"
#: says = "too many nested"
#: build = "\"x = \" + \"(\" * 3000 + \"1\" + \")\" * 3000"

#: rows = ["R19"]
#: imported = ["syntax", "raised", "memory", "ended"]
#: limits = { import_s = 5.0 }
#: build = "\"x = 1\" + \"+1\" * 100_000"

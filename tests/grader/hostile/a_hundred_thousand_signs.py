#: rows = ["R19"]
#: imported = ["syntax", "raised", "memory", "ended"]
#: limits = { import_s = 5.0 }
#: build = "\"x = \" + \"-\" * 100_000 + \"1\""

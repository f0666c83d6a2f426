#: rows = ["R25"]
#: imported = "timeout"
while True:
    pass

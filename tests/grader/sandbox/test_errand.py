"""A module of ours on bytes that nobody trusts: whatever it is made to do, it harms nothing and comes to an end."""

import time
from pathlib import Path

import pytest

from grader.sandbox import Bounds, ErrandError, run_errand

BOUNDS = Bounds(memory_bytes=600_000_000, cpu_s=2, wall_s=6, output_bytes=1_000_000)
PROGRAM = "import os, socket, subprocess, sys\nfrom pathlib import Path\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("program")
    made.chmod(0o755)  # the jail is entered as another user
    return made


def run(folder: Path, program: str, *, data: bytes = b"", arguments: tuple[str, ...] = ()) -> bytes:
    (folder / "__init__.py").write_text("")
    (folder / "__main__.py").write_text(PROGRAM + program)
    return run_errand("own", arguments=arguments, data=data, packages=[], folders={"own": folder}, bounds=BOUNDS)


def test_it_gets_the_data_and_its_arguments_and_gives_what_it_writes(folder):
    program = "print(sys.argv[1:], len(sys.stdin.buffer.read()))"
    assert run(folder, program, data=b"x" * 300_000, arguments=("a b", "--c")) == b"['a b', '--c'] 300000\n"


def test_it_sees_nothing_of_the_host_and_reaches_nothing(folder):
    program = """
def tried(do):
    try:
        return do()
    except (OSError, subprocess.SubprocessError) as error:
        return "refused"
print(os.getuid(), sorted(os.environ) == sorted({*os.environ} - {"COURSEAPP_TEST_SECRET", "DATABASE_URL"}))
print(*(tried(lambda: os.listdir(folder)) for folder in ("/home", "/root", "/work")))
print(tried(lambda: open("/packages/own/new", "w")), tried(lambda: open("/tmp/new", "w")))
print(tried(lambda: socket.create_connection(("1.1.1.1", 53), timeout=1)))
print([name for name in os.listdir("/proc") if name.isdecimal()])
"""
    assert run(folder, program).decode().splitlines() == [
        "1000 True",
        "refused refused refused",
        "refused refused",
        "refused",
        "['1']",
    ]


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("while True: pass", "it ended with|it took longer"),
        ("x = bytearray(2_000_000_000)", "MemoryError"),
        ("import time; time.sleep(60)", "longer than 6 seconds"),
        ("while True: sys.stdout.write('x' * 10_000)", "File too large|it ended with"),
        ("sys.exit(3)", "it ended with 3"),
        ("subprocess.run(['/bin/sh'])", "it ended with"),
    ],
    ids=["loop", "memory", "sleep", "output", "exit", "shell"],
)
def test_it_comes_to_an_end(folder, program, why):
    started = time.monotonic()
    with pytest.raises(ErrandError, match=why) as failure:
        run(folder, program)
    assert "ImportError" not in str(failure.value)
    assert time.monotonic() - started < 40  # the machine may be busy

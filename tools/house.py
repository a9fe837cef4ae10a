"""The house's own tool: makes the environment and runs one target. Called by the Makefile, runs on any Python 3.

    python3 tools/house.py main       environment, then the main job on the Niger 2024 case
    python3 tools/house.py test       the tests (fast ones); test-heavy: the
                                      others; test-all: both
    python3 tools/house.py lint       ruff, mypy, import contract
    python3 tools/house.py bench      benchmarks
    python3 tools/house.py pins       pin every dependency with its hashes again (needs uv)
    python3 tools/house.py clean      remove what the targets made

It needs Python 3.11 to 3.13 with venv; an older python3 hands over to a newer one on the path.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HOUSE, ".venv")
STAMP = os.path.join(VENV, "repli-stamp")
LOG = os.path.join(VENV, "install.log")
NEWEST, OLDEST = (3, 13), (3, 11)
PYTEST = ["python", "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]  # two at a time, a file whole


def main(arguments):
    """Run the target named; return its exit code."""
    hand_over_to_a_known_python()
    target = arguments[0] if arguments else "main"
    if target not in TARGETS:
        sys.exit("Unknown target %r. Known: %s." % (target, ", ".join(sorted(TARGETS))))
    os.chdir(HOUSE)
    return TARGETS[target]()


def hand_over_to_a_known_python():
    """Replace this process by a Python 3.11 to 3.13 if this one is not; say what to install if there is none."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            os.execv(found, [found] + sys.argv)
    sys.exit(
        "Repli needs Python 3.11, 3.12 or 3.13 (this is %d.%d): apt install python3 python3-venv" % sys.version_info[:2]
    )


def tool(name):
    """Return the path of a command of the environment."""
    return os.path.join(VENV, "bin", name)


def fingerprint():
    """Return what the environment was made from: pins, project file, this Python, this place."""
    digest = hashlib.sha256(repr((sys.version, HOUSE)).encode())
    for name in ("requirements.txt", "pyproject.toml"):
        with open(os.path.join(HOUSE, name), "rb") as stream:
            digest.update(stream.read())
    return digest.hexdigest()


def environment():
    """Make the environment, once for each state of the pins; a second run waits for the first."""
    handle = os.open(HOUSE, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        install()
    finally:
        os.close(handle)


def install():
    """Install the pinned packages unless that was done already."""
    wanted = fingerprint()
    if os.path.exists(STAMP):
        with open(STAMP) as stream:
            if stream.read() == wanted:
                return
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships Python without it
        import venv  # noqa: PLC0415 - as above
    except ImportError:
        sys.exit("This Python has no venv: apt install python3-venv (or python3.%d-venv)" % sys.version_info[1])
    print("First run: installing pinned packages into .venv (a few minutes at most) ...")
    sys.stdout.flush()
    venv.EnvBuilder(clear=True, with_pip=True).create(VENV)
    python = tool("python")
    with open(LOG, "w") as log:
        for step in (
            ["--require-hashes", "-r", "requirements.txt"],
            ["--no-deps", "--no-build-isolation", "-e", "."],
        ):
            command = [python, "-m", "pip", "install", "--disable-pip-version-check"] + step
            if subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL):
                show_end_of_log()
                sys.exit("The installation failed; the whole story is in .venv/install.log. Is there a network?")
    with open(STAMP, "w") as stream:
        stream.write(wanted)


def show_end_of_log():
    """Print the last lines of the installation's log."""
    with open(LOG, errors="replace") as log:
        sys.stdout.writelines(log.readlines()[-15:])


def run(*commands):
    """Run commands of the environment one after another; stop at the first that fails."""
    environment()
    settings = dict(os.environ, OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="")
    for command in commands:
        code = subprocess.call([tool(command[0])] + list(command[1:]), env=settings)
        if code:
            return code
    return 0


def clean():
    """Remove the environment, the output and every cache."""
    for name in (".venv", "out", ".artefacts", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(os.path.join(HOUSE, name), ignore_errors=True)
    return 0


def pins():
    """Resolve for Python 3.11 to 3.13 on every system and write requirements.txt; no index lines."""
    words = (
        "uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --upgrade"
    )
    return subprocess.call(words.split() + ["--all-extras", "pyproject.toml", "-o", "requirements.txt"])


TARGETS = {
    "main": lambda: run(["repli", "demo", "examples/niger-2024", "--out", "out"]),
    "check": lambda: run(["repli", "check", "examples/niger-2024"]),
    "lint": lambda: run(["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]),
    "test": lambda: run(PYTEST + ["-m", "not heavy"]),
    "test-heavy": lambda: run(PYTEST + ["-m", "heavy"]),
    "test-all": lambda: run(PYTEST),
    "bench": lambda: run(["python", "-m", "benchmarks"]),
    "pins": pins,
    "clean": clean,
}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

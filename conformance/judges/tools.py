"""Runs other programs."""

import os
import shutil
import subprocess

from .verdict import Missing

ENV = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def have(program):
    """The program's path; raises Missing where there is none."""
    path = shutil.which(program)
    if not path:
        raise Missing(f"{program} is not installed")
    return path


def call(program, *args, env=None, cwd=None, timeout=900):
    """Runs a program and gives the finished process, output as text."""
    return subprocess.run(
        [have(str(program)), *map(str, args)],
        env={**ENV, **(env or {})}, cwd=cwd, timeout=timeout, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, errors="replace", check=False,
    )


def output(program, *args, **kw):
    """What a program prints; raises where it fails."""
    done = call(program, *args, **kw)
    if done.returncode:
        raise RuntimeError(f"{program}: exit {done.returncode}: {done.stderr.strip()[:500]}")
    return done.stdout


def silent(program, *args, **kw):
    """Complaints of a program that ought to end well and say nothing."""
    done = call(program, *args, **kw)
    said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    if done.returncode:
        said.insert(0, f"{os.path.basename(str(program))}: exit {done.returncode}")
    return said[:20]

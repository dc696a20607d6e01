"""The README's transcript, replayed word by word on the articles it names."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRANSCRIPT = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_the_transcript_is_what_happens(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    (block,) = TRANSCRIPT.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    steps = [step for step in block.split("$ castgraph ") if step.strip()]
    assert len(steps) >= 4
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CASTGRAPH")}
    for step in steps:
        command, _, expected = step.partition("\n")
        done = subprocess.run(
            [sys.executable, "-m", "castgraph", *shlex.split(command)],
            cwd=tmp_path,
            env={**environment, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        shown = (done.stdout or done.stderr).strip()
        assert shown == expected.strip(), command

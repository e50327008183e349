"""``make demo`` shows what it promises: clean papers, and of every planted fault exactly its finding."""

from pathlib import Path

import pytest

from docgen.app.demo import main


def test_the_demo_finds_exactly_what_it_planted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path / "demo") == 0
    printed = capsys.readouterr().out
    planted = [line for line in printed.splitlines() if line.startswith("【弄错】")]
    assert len(planted) == 5
    for line in planted:
        _, code, found = (part.rpartition("】")[2] for part in line.split("　"))
        assert found == code
    assert "齐全3户，有问题0户，未能核对0户" in printed

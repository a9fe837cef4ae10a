"""`python -m benchmarks.replibench`: instances are planned beside the peers, and the table is printed and written."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.provenance import provenance
from benchmarks.replibench.again import SHARES, markdown_of_rows, rows_of_class
from benchmarks.replibench.classes import CLASSES
from benchmarks.replibench.instance import instance_of
from benchmarks.replibench.race import race
from benchmarks.replibench.report import markdown_of
from benchmarks.replibench.runs import EFFORTS, Task, run
from benchmarks.replibench.score import Score


def main() -> None:
    """Do what the words ask for."""
    words = _words().parse_args()
    if words.folder:
        class_name, seed, folder = words.folder
        instance_of(class_name, int(seed)).write(Path(folder))
        return
    if words.one:
        class_name, seed = words.one
        score = race(instance_of(class_name, int(seed)), effort=_effort(words, class_name), seed=1, peers=words.peers)
        print(json.dumps(score.as_dict()))  # noqa: T201 - its answer
        return
    names = words.classes.split(",") + (["L", "XL"] if words.large else [])
    seeds = range(words.first, words.first + words.seeds)
    if words.replan:
        _replan(words, names, seeds)
        return
    tasks = (
        Task(class_name=name, seed=seed, effort=_effort(words, name), limit_seconds=words.limit, peers=words.peers)
        for name in names
        for seed in seeds
    )
    scores = _scores(run(tasks))
    text = markdown_of(scores, provenance())
    print(text)  # noqa: T201 - its answer
    if words.out:
        folder = Path(words.out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "replibench.md").write_text(text, encoding="utf-8")
        told = {"provenance": provenance(), "scores": [score.as_dict() for score in scores]}
        (folder / "replibench.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _replan(words: argparse.Namespace, names: list[str], seeds: range) -> None:
    """Print the incidents line by line, then the tables."""
    list(rows_of_class("T", range(1), best_seconds=0, shares=SHARES[:1]))  # loads what is compiled
    rows = []
    for name in names:
        for row in rows_of_class(name, seeds, best_seconds=words.best_seconds):
            rows.append(row)
            print(f"{row.instance} {row.kind} {row.share}: {row.seconds:.2f} s", file=sys.stderr, flush=True)  # noqa: T201 - progress
    text = f"# Replanning, {provenance()}\n\n{markdown_of_rows(rows)}\n"
    print(text)  # noqa: T201 - its answer
    if words.out:
        folder = Path(words.out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "replanning.md").write_text(text, encoding="utf-8")


def _scores(told: Iterator[Score]) -> list[Score]:
    """Return the scores; Ctrl-C ends the run and keeps those that are there."""
    scores: list[Score] = []
    try:
        for score in told:
            scores.append(score)
            print(f"{score.instance}: {score.outcome} {score.reason}", file=sys.stderr, flush=True)  # noqa: T201 - progress
    except KeyboardInterrupt:
        print("Stopped: what follows is what was measured so far.", file=sys.stderr)  # noqa: T201 - progress
    return scores


def _effort(words: argparse.Namespace, class_name: str) -> int:
    return int(words.effort) if words.effort is not None else EFFORTS[class_name]


def _words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replibench", description=__doc__)
    parser.add_argument("--classes", default="S,M", help=f"some of {','.join(CLASSES)}")
    parser.add_argument("--large", action="store_true", help="L and XL as well")
    parser.add_argument("--seeds", type=int, default=10, help="how many seeds of each class")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--effort", type=int, help="work limit of the search, else by class")
    parser.add_argument("--limit", type=int, default=600, help="seconds for one instance, peers and all")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="our plans alone")
    parser.add_argument("--out", help="folder for replibench.md and replibench.json")
    parser.add_argument("--folder", nargs=3, metavar=("CLASS", "SEED", "DIR"), help="write one instance as a folder")
    parser.add_argument("--replan", action="store_true", help="after each incident, on several days, instead")
    parser.add_argument(
        "--best-seconds", type=int, default=300, help="with --replan: for longer searches, in all of a class; 0: none"
    )
    parser.add_argument("--one", nargs=2, metavar=("CLASS", "SEED"), help="one instance, its score as JSON")
    return parser


if __name__ == "__main__":
    main()

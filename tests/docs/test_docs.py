"""The documents cannot lie: what they list is what the program has, and the other way round."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from repli.intake import folder_schema
from repli.ledger.policy import Policy
from repli.progress.policy import REPLI_1
from repli.rules import RULES
from tests.demo_run import HOUSE
from tools import write_commands_page, write_rules_page

README = (HOUSE / "README.md").read_text("utf-8")
REFERENCE = HOUSE / "docs" / "reference"
FOLDER_PAGE = (REFERENCE / "operation-folder.md").read_text("utf-8")
COMMANDS_PAGE = (REFERENCE / "commands.md").read_text("utf-8")
SCHEMA: dict[str, Any] = folder_schema()  # JSON has any shape
TRUTH = {"source", "assumed"}  # stand in every table; the page says so once
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "examples").rglob("*.md")])


def documented_tables() -> dict[str, set[str]]:
    """File -> columns, as the table of the page says: `file.csv` | name type; name type (remark); name. Remarks."""
    tables = {}
    for file, cells in re.findall(r"^\| `(\w+\.csv)`[^|]*\| (.*) \|$", FOLDER_PAGE, re.MULTILINE):
        listed = re.sub(r"\([^)]*\)", "", cells).split(". ")[0]
        tables[file] = {part.split()[0].strip(".") for part in listed.split(";")}
    return tables


def documented_toml() -> dict[str, set[str]]:
    """Table of operation.toml ("" = outside any) -> keys, as the example of the page writes them."""
    example = FOLDER_PAGE.split("```toml\n")[1].split("```")[0]
    tables: dict[str, set[str]] = {"": set()}
    name = ""
    for line in (line.split("#")[0] for line in example.splitlines()):
        if header := re.match(r"\[+(\w+)\]+", line):
            name = header[1]
            tables[name] = set()
        tables[name] |= set(re.findall(r"(?:^|\s)(\w+) = ", line))
    return tables


def test_the_page_names_every_table_of_the_operation_folder_and_no_other() -> None:
    assert set(documented_tables()) == {name for name in SCHEMA if name.endswith(".csv")}


@pytest.mark.parametrize("file", [name for name in SCHEMA if name.endswith(".csv")])
def test_the_page_names_every_column_of_a_table_and_no_other(file: str) -> None:
    assert documented_tables()[file] == set(SCHEMA[file]["properties"]) - TRUTH


@pytest.mark.parametrize("file", [name for name in SCHEMA if name.endswith(".csv")])
def test_the_page_says_which_tables_may_be_missing(file: str) -> None:
    assert (f"`{file}` (optional" in FOLDER_PAGE) == SCHEMA[file]["optional_file"]


def test_the_page_writes_every_key_of_operation_toml_and_no_other() -> None:
    schema, written = SCHEMA["operation.toml"], documented_toml()
    tables = {name: schema["$defs"][f"{name.capitalize()}Table"]["properties"] for name in written if name}
    assert written.pop("") | set(tables) == set(schema["properties"])
    figures = written.pop("disclosure")  # an example: any figure of the log may stand there
    assert TRUTH < figures <= set(tables.pop("disclosure"))
    assert written == {name: set(keys) for name, keys in tables.items()}


def test_the_log_format_names_every_kind_of_event_and_no_other() -> None:
    section = (REFERENCE / "log-format.md").read_text("utf-8").split("## 4. Kinds")[1].split("## 5.")[0]
    signed, bodies = section.split("| kind | body |")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", signed, re.MULTILINE)
    policy: Policy = REPLI_1
    assert {kind for row in rows for kind in re.findall(r"\w+", row)} == set(policy.rules)
    assert set(re.findall(r"^\| `(\w+)` \|", bodies, re.MULTILINE)) == set(policy.rules)
    refused = re.search(r"Kinds `([a-z ]+)`\s+are known by name", signed.replace("\n", " "))
    assert refused is not None
    assert set(refused[1].split()) == policy.known_unread


def test_the_page_of_rules_is_what_the_rule_book_says() -> None:
    assert write_rules_page.PAGE.read_text("utf-8") == write_rules_page.page()
    assert all(f"| `{rule.name}` |" in write_rules_page.page() for rule in RULES)


def test_every_rule_names_a_definition_that_stands_in_what_a_plan_means() -> None:
    defined = set(re.findall(r"^- \*\*([A-Z]) ", (REFERENCE / "plan-meaning.md").read_text("utf-8"), re.MULTILINE))
    assert len(defined) == 14
    for row in write_rules_page.page().splitlines()[8:]:
        letters = re.findall(r"\b[A-Z]\b", row.rsplit("|", 2)[1])
        assert letters, row
        assert set(letters) <= defined, row


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    program = "from tools.write_commands_page import page; import sys; sys.stdout.buffer.write(page().encode())"
    written = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, check=True)  # noqa: S603 - our own program
    assert write_commands_page.PAGE.read_bytes() == written.stdout


def test_the_readme_names_every_command_and_no_other() -> None:
    commands = {
        " ".join(word for word in line.split() if word.islower())
        for line in re.findall(r"^## `(.*)`$", COMMANDS_PAGE, re.MULTILINE)
    }
    assert len(commands) >= 22
    named = {
        " ".join(re.findall(r"repli(?: [a-z][a-z-]*)+", line)[:1])
        for line in re.findall(r"^\| `(repli .*?)` \|", README, re.MULTILINE)
    }
    assert named == commands


def test_the_readme_uses_only_options_that_exist() -> None:
    real = set(re.findall(r"^\| `(--[a-z-]+)`", COMMANDS_PAGE, re.MULTILINE))
    assert len(real) >= 8
    assert set(re.findall(r"--[a-z][a-z-]*", README)) <= real


def test_every_decision_record_is_linked_from_their_list_under_its_own_title() -> None:
    folder = HOUSE / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    records = sorted(folder.glob("[0-9]*.md"))
    assert len(records) >= 6
    for record in records:
        number, title = record.read_text("utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)
        assert f"{number}. [{title}]({record.name})" in listed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_path_in_a_page_exists(page: Path) -> None:
    paths = re.findall(r"`((?:src|docs|examples|tools|tests|benchmarks)/[\w./-]+)`", page.read_text("utf-8"))
    assert [path for path in paths if not (HOUSE / path).exists()] == []


def test_the_readme_is_short_and_the_root_has_few_entries() -> None:
    assert len(README.splitlines()) < 120
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, check=True).stdout  # noqa: S607 - git of the path
    entries = {name.split(b"/")[0] for name in tracked.split(b"\0") if name}
    assert {b"README.md", b"src", b"tests"} <= entries
    assert len(entries) <= 15


def test_the_glossary_gives_every_term_in_both_languages_once_and_with_its_source() -> None:
    rows = (REFERENCE / "glossary.md").read_text("utf-8").split("|---|---|---|---|---|\n")[1].splitlines()
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]
    assert len(cells) >= 90
    assert all(len(row) == 5 and row[0] and row[1] and row[4] for row in cells)
    terms = [row[0].lower() for row in cells]
    assert terms == sorted(set(terms))

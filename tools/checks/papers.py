# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are read by people or by the database: templates, statements,
migrations, the change log and what each capability says of itself."""
import re

from budgets import capabilities, stems_of
from tree import Violation, line_of


def check_templates(tree):
    """The page's policy refuses inline script and style; so no template has them."""
    patterns = {
        r"<[^<>]*\sstyle\s*=": "a style attribute",
        r"<style\b": "an inline style",
        r"<[a-zA-Z][^<>]*\son[a-z]+\s*=": "an inline event handler",
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")": "an inline script",
        r"javascript:": "a javascript: address",
        r"(src|href)=\"(https?:)?//[^\"]*\.(js|css|woff2?|png|jpg)\"": "something fetched from elsewhere",
    }
    for path in tree.matching(".html", under=("capabilities", "web", "platform")):
        text = tree.text(path)
        for pattern, what in patterns.items():
            for match in re.finditer(pattern, text, re.IGNORECASE):
                yield Violation(path, line_of(text, match.start()), what)


NAME = re.compile(r"^--\s*name:\s*([a-z][a-z0-9_]*)\s*$")


def statements(text):
    """(line, name or None, SQL without comments) of a file of named statements."""
    line, name, body = 1, None, []
    for number, row in enumerate(text.split("\n"), 1):
        named = NAME.match(row)
        if named:
            yield line, name, "\n".join(body)
            line, name, body = number, named.group(1), []
        else:
            body.append(re.sub(r"--.*", "", row))
    yield line, name, "\n".join(body)


def check_statements(tree):
    """Every statement has a name of its own, and a name has one statement."""
    for path in tree.matching(".sql", under=("capabilities", "platform", "programs")):
        seen = set()
        for line, name, sql in statements(tree.text(path)):
            count = len([part for part in re.sub(r"'[^']*'", "''", sql).split(";") if part.strip()])
            if name is None:
                if count:
                    yield Violation(path, line, "a statement without \"-- name:\"")
                continue
            if count != 1:
                yield Violation(path, line, f"{name} holds {count} statements, not one")
            if name in seen:
                yield Violation(path, line, f"{name} is named twice")
            seen.add(name)


WORDS_OF_A_MODEL = ("title situation aims way_of_working forces resources timetable beneficiaries outputs keep_up "
                    "measure baseline target result field").split()
FROM_MODELS = re.compile(r"\b(?:FROM|JOIN)\s+(?:models|entries)\b(?!\s*\.)(?:\s+(?:AS\s+)?(?!(?:WHERE|ORDER|JOIN|LEFT|ON|GROUP|LIMIT|HAVING)\b)"
                         r"([a-z_]+))?", re.IGNORECASE)
AS_THEY_STAND = "-- As they stand:"


def check_words_of_models(tree):
    """A model's row, and that of its newest year, may hold words that nobody received yet: models::load and load_public give
    each reader theirs. A statement that reads them itself says in a comment why it may."""
    for path in tree.matching(".sql", under=("capabilities", "platform", "programs")):
        if path.startswith("capabilities/models/"):
            continue
        text = tree.text(path)
        told = {line for line, row in enumerate(text.split("\n"), 1) if row.startswith(AS_THEY_STAND)}
        for line, name, sql in statements(text):
            if told & set(range(line, line + sql.count("\n") + 1)):
                continue
            selected = re.split(r"\bFROM\b", sql, maxsplit=1, flags=re.IGNORECASE)[0]
            for match in FROM_MODELS.finditer(sql):
                alias = match.group(1)
                words = "|".join(WORDS_OF_A_MODEL)
                pattern = rf"\b{alias}\.(?:{words}|\*)" if alias else rf"(?<![.\w])(?:{words}|\*)(?!\w)"
                if re.search(pattern, selected):
                    yield Violation(path, line, f"{name} reads the words of models as they stand: take ids and ask "
                                                f"models::load_public, or say why under \"{AS_THEY_STAND}\"")
                    break


def check_migrations(tree):
    """Numbered without a gap; LATEST names the newest, so that two branches that
    each add one collide in git and not in a province."""
    names = sorted({path.split("/")[1].split(".")[0] for path in tree.matching(".sql", under=("migrations",))
                    if "/schema." not in path})
    for position, name in enumerate(names, 1):
        if not re.fullmatch(rf"{position:04}-[a-z0-9-]+", name):
            yield Violation(f"migrations/{name}.sql", 1, f"should be numbered {position:04}")
    if names:
        latest = tree.text("migrations/LATEST").strip() if tree.has("migrations/LATEST") else "nothing"
        if latest.removesuffix(".sql") != names[-1]:
            yield Violation("migrations/LATEST", 1, f"names {latest}, the newest is {names[-1]}")


ACT = re.compile(r'\b(?:append|store|store_new)\(\s*(?:[a-z_]+\.)*work,([^;]*?)[,)]', re.DOTALL)
KIND = re.compile(r'"([a-z_]+\.[a-z_]+)"')


def check_act_words(tree):
    """Each kind of act that is recorded has its words for people in the register."""
    register = "data/registers/acts.csv"
    if not tree.has(register):
        return
    worded = {row.split(",")[0] for row in tree.text(register).split("\n")[1:] if row}
    for path in tree.matching(".cpp", under=("capabilities",)):
        if path.endswith("_test.cpp"):
            continue
        text = tree.text(path)
        for act in ACT.finditer(text):
            for kind in KIND.findall(act.group(1)):
                if kind not in worded:
                    yield Violation(path, line_of(text, act.start()), f"{kind} has no words in {register}")


READERS = ["### Cho cán bộ", "### For operators", "### For API users"]


def check_changelog(tree):
    """Unreleased changes stand by reader: officials in Vietnamese, operators, API users."""
    path = "CHANGELOG.md"
    if not tree.has(path):
        yield Violation(path, 1, "is missing")
        return
    lines = tree.text(path).splitlines()
    if "## Unreleased" not in lines:
        yield Violation(path, 1, 'has no "## Unreleased"')
    for number, line in enumerate(lines, 1):
        if line.startswith("### ") and line not in READERS:
            yield Violation(path, number, f"{line}: the readers are {', '.join(READERS)}")
    begin = lines.index("## Unreleased") + 1 if "## Unreleased" in lines else len(lines)
    end = next((n for n in range(begin, len(lines)) if lines[n].startswith("## ")), len(lines))
    if begin < len(lines) and not set(READERS) & set(lines[begin:end]):
        yield Violation(path, begin, "what is unreleased stands under none of its readers")


def check_readmes(tree):
    """Each capability has a README of at most 40 lines that names its verbs."""
    for folder in capabilities(tree):
        path = f"{folder}/README.md"
        if not tree.has(path):
            yield Violation(path, 1, "is missing")
            continue
        text = tree.text(path)
        if text.count("\n") > 40:
            yield Violation(path, 41, f"{text.count(chr(10))} lines, the budget is 40")
        for stem in sorted(stems_of(tree, folder)):
            if not re.search(rf"\b{stem.replace('_', '[_ ]')}\b", text):
                yield Violation(path, 1, f"does not name {stem}")

"""
`./banso site`: the documentation as pages that lead to each other, for a folder or a web server.

Markdown is read with the package that reads the book, so that a site needs nothing that Banso does
not carry anyway. Nothing is fetched from elsewhere. A link that leads nowhere is a fault.
"""

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from banso.book.rules import markdown_reader

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    ("Begin", ("README.md", "README.ja.md")),
    ("Deciding", ("docs/deciding/*.md",)),
    ("The book (手引き)", ("src/banso/book/ja/*.md", "src/banso/book/en/*.md")),
    ("Running it", ("docs/serving*.md", "docs/backup*.md", "docs/sealed*.md", "docs/trace*.md")),
    ("Security", ("docs/security/*.md", "SECURITY.md")),
    ("Building on it", ("CONTRIBUTING.md", "docs/map.md", "docs/data.md", "docs/how-to/*.md")),
    ("Decisions", ("docs/decisions/*.md",)),
    ("Rooms", ("src/banso/*/README.md", "src/banso/*/access.md")),
    ("More", ("docs/*.md", "docs/sheets/*.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md")),
)
STYLE = """
body { font: 1rem/1.7 sans-serif; max-width: 60rem; margin: 0 auto; padding: 16px;
  overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #888; padding: 4px 8px; text-align: left; vertical-align: top; }
img { max-width: 100%; }
pre { overflow-x: auto; background: #f4f3ee; padding: 8px; }
"""
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def pages() -> dict[Path, str]:
    """Return every page of the site, with the part it stands in."""
    found: dict[Path, str] = {}
    for part, patterns in PARTS:
        for path in (one for pattern in patterns for one in sorted(ROOT.glob(pattern))):
            found.setdefault(path, part)
    return found


def anchors(path: Path) -> set[str]:
    """Return what a link into a page may name: its headings, as GitHub names them."""
    tokens = markdown_reader().parse(path.read_text(encoding="utf-8"))
    return {
        _anchor(tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    }


def broken_links() -> list[str]:
    """Return every link of every page that leads to no file, or to no heading of one."""
    known: dict[Path, set[str]] = {}
    wrong = []
    for page in pages():
        for target in _targets(page):
            name, _, mark = unquote(target).partition("#")
            aim = _aimed_at(page, name)
            if not aim.exists():
                wrong.append(f"{page.relative_to(ROOT)}: {target}")
            elif mark and aim.suffix == ".md":
                if aim not in known:
                    known[aim] = anchors(aim)
                if mark not in known[aim]:
                    wrong.append(f"{page.relative_to(ROOT)}: {target}")
    return wrong


def build(to: Path) -> int:
    """Write every page and picture, and the page that leads to them; return how many pages."""
    every = pages()
    for page in every:
        aim = to / page.relative_to(ROOT).with_suffix(".html")
        aim.parent.mkdir(parents=True, exist_ok=True)
        aim.write_text(_page(page, every), encoding="utf-8")
        for target in _targets(page):
            file = _aimed_at(page, unquote(target).partition("#")[0])
            if file.is_file() and file not in every:
                copy = to / file.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
    (to / "index.html").write_text(_contents(every), encoding="utf-8")
    return len(every)


def _anchor(heading: str) -> str:
    bare = re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)|[`*\[\]]", "", heading).lower())
    return bare.replace(" ", "-")


def _aimed_at(page: Path, name: str) -> Path:
    if name.startswith("../static/"):  # a picture of the book, as its chapters name it
        return page.parents[1] / name.removeprefix("../")
    return (page.parent / name).resolve() if name else page


def _targets(page: Path) -> Iterator[str]:
    """Yield what the links and pictures of a page name, but for what lies elsewhere."""
    for token in markdown_reader().parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            target = str(child.attrs.get("href") or child.attrs.get("src") or "")
            if target and not _ELSEWHERE.match(target):
                yield target


def _page(page: Path, every: dict[Path, str]) -> str:
    text = re.sub(r"<!--.*?-->", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    reader = markdown_reader()
    tokens = reader.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[place + 1].content))
        for child in token.children or ():
            target = str(child.attrs.get("href", ""))
            if target and not _ELSEWHERE.match(target):
                child.attrSet("href", _led_to(page, target, every))
    body = str(reader.renderer.render(tokens, reader.options, {}))
    up = "../" * len(page.relative_to(ROOT).parent.parts)
    top = f'<p><a href="{up}index.html">Banso</a> · {escape(every[page])}</p>'
    return _whole(_title(page), f"{top}\n{body}", "ja" if _is_japanese(page) else "en")


def _led_to(page: Path, target: str, every: dict[Path, str]) -> str:
    name, mark, rest = target.partition("#")
    aim = _aimed_at(page, unquote(name))
    if name and aim in every:
        name = name.removesuffix(".md") + ".html"
    elif aim.is_dir():
        name = name.rstrip("/") + "/README.html"
    return f"{name}{mark}{rest}"


def _title(page: Path) -> str:
    found = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1).strip() if found else page.stem


def _is_japanese(page: Path) -> bool:
    return page.name.endswith(".ja.md") or page.parent.name == "ja"


def _contents(every: dict[Path, str]) -> str:
    lines = ["<h1>Banso (伴走)</h1>"]
    for part in dict.fromkeys(every.values()):
        lines.append(f"<h2>{escape(part)}</h2>\n<ul>")
        for page in (one for one, its in every.items() if its == part):
            address = page.relative_to(ROOT).with_suffix(".html").as_posix()
            lines.append(f'<li><a href="{address}">{escape(_title(page))}</a></li>')
        lines.append("</ul>")
    return _whole("Banso", "\n".join(lines), "en")


def _whole(title: str, body: str, language: str) -> str:
    head: Any = f"<title>{escape(title)}</title><style>{STYLE}</style>"
    wide = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{wide}{head}</head>'
        f"\n<body><main>\n{body}\n</main></body></html>\n"
    )


@click.command()
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
)
def site(to: Path) -> None:
    """Build the documentation into a folder; nothing is built where a link leads nowhere."""
    if wrong := broken_links():
        raise click.ClickException("\n".join(["these lead nowhere:", *wrong]))
    click.echo(f"{build(to)} pages in {to}")


if __name__ == "__main__":
    site(prog_name="banso site")

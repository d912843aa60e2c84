"""The Markdown of a report as one self-contained HTML page: pictures and formulas inside, nothing to fetch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markdown_it import MarkdownIt

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff;
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, nav, table, code { font-family: 'Segoe UI', Helvetica, Arial, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.3rem; border-bottom: 2px solid #0072b2; padding-bottom: .2rem; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; }
code { font-size: .85em; background: #f2f2f2; padding: 0 .2em; overflow-wrap: anywhere; }
pre { background: #f2f2f2; padding: .8rem; overflow-x: auto; }
pre code { padding: 0; overflow-wrap: normal; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; margin: .8rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #666; }
nav { font-size: .85rem; columns: 2; border: 1px solid #ccc; padding: .6rem 1rem; }
nav ul { margin: 0; padding-left: 1rem; }
figure { margin: 1.2rem 0; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
figure img { width: 100%; max-width: 30rem; height: auto; }
figcaption { font-size: .85rem; color: #444; }
math { font-size: 1.25em; }
p:has(math) { overflow: auto hidden; padding: .3rem 0; }
li:has(math) { padding: .15rem 0; }
a { color: #005a8c; }
@media print {
  body { max-width: none; margin: 0; font-size: 10pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  .table { overflow: visible; }
  math { font-size: .9em; }
}
"""
_PICTURE = re.compile(r'<p><img src="([^"]+)" alt="([^"]*)" ?/?></p>')
_HEAD = re.compile(r"<h2>(.*?)</h2>")
_FORMULA = re.compile(r"\$([^$\n]+)\$")


def html_page(markdown: str, title: str, pictures: Mapping[str, str], formulas: Mapping[str, str]) -> str:
    """
    Render a page; `pictures` are SVG elements by file name, `formulas` MathML elements by LaTeX.

    A formula that is not listed, and a picture that is not there, is an error: a page must not come out with holes.
    """
    marked = _FORMULA.sub(lambda found: f"<!--{_number(formulas, found.group(1))}-->", markdown)
    body: str = MarkdownIt("commonmark", {"html": True}).enable("table").render(marked)
    for k, formula in enumerate(formulas.values()):
        body = body.replace(f"<!--{k}-->", formula)
    body = _PICTURE.sub(lambda found: _figure(pictures[found.group(1)], found.group(2)), body)
    body = body.replace("<table>", '<div class="table">\n<table>').replace("</table>", "</table>\n</div>")
    heads = _HEAD.findall(body)
    body = _HEAD.sub(lambda found: f'<h2 id="{_anchor(found.group(1))}">{found.group(1)}</h2>', body)
    links = "".join(f'<li><a href="#{_anchor(head)}">{head}</a></li>\n' for head in heads)
    first = body.index("<h2")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'{body[:first]}<nav aria-label="Sections">\n<ul>\n{links}</ul>\n</nav>\n{body[first:]}'
        "</main>\n</body>\n</html>\n"
    )


def _number(formulas: Mapping[str, str], latex: str) -> int:
    return list(formulas).index(latex)


def _figure(picture: str, told: str) -> str:
    return f"<figure>\n{picture}\n<figcaption>{told}</figcaption>\n</figure>"


def _anchor(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"<[^>]+>|&[a-z]+;", "", head).lower()).strip("-")

"""Whatever stands in what, nothing runs, and the page is valid."""

import random
import re
from collections import Counter
from pathlib import Path

from tests.oracles import vnu
from tests.outputs.rendering import made
from tests.xslt.test_coverage import known_names

# Nothing runs.


EVIL = """<p onclick="alert(1)" rend="x&quot; onload=&quot;y" style="position:fixed">
<ref target="javascript:alert(1)">a</ref> <ptr target="java&#10;script:alert(1)"/>
<graphic url="javascript:alert(1)"/> <graphic url="data:image/svg+xml,x"/>
<graphic url="//evil.example.org/x.png"/> <graphic url="https://evil.example.org/x.png"/></p>
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(2)"><script>alert(3)</script>
<a href="javascript:x"><image href="https://evil.example.org/y.png"/></a></svg>
<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(4)</script><img src="x" onerror="y()"/>
<iframe src="https://evil.example.org/"/></div><pb facs="javascript:x"/>
<pb n="&lt;script&gt;" facs="https://evil.example.org/p.jpg"/>
<u who="&lt;img src=x&gt;">x</u><l n="5&lt;b&gt;">y</l><milestone unit="&quot;&gt;&lt;b&gt;"/>"""


def test_nothing_in_a_text_runs_or_asks_another_host(tmp_path: Path) -> None:
    page = made(tmp_path, EVIL).page
    assert page.xpath("//img | //iframe | //image | //object | //style | //b") == []
    for element in page.iter():
        for name, value in element.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc")
            assert not re.match(r"\s*(javascript|data):", value, re.IGNORECASE)
    assert all(script.get("src") or script.get("type") for script in page.iter("script"))


ATTRIBUTES = [
    ("n", "5"), ("part", "F"), ("rend", "indent2 italic"), ("style", "font-weight:bold"),
    ("type", "delivery"), ("role", "label"), ("cols", "3"), ("rows", "4"), ("xml:lang", "ar"),
    ("place", "above"), ("hand", "#i1"), ("target", "https://example.org/"), ("target", "#ID"),
    ("facs", "#ID"), ("url", "a.png"), ("next", "#ID"), ("spanTo", "#ID"), ("ref", "#ID"),
    ("when", "1900"), ("break", "no"), ("who", "#ID"), ("notation", "tex"), ("ulx", "1"),
    ("lrx", "9"), ("lry", "9"), ("points", "1,2 3,4 5,6"), ("wit", "#ID"), ("value", "v"),
]  # fmt: skip


def nested(rng: random.Random, depth: int, ids: Counter[str], names: list[str]) -> str:
    """Return an element with others in it, of any names in any order."""
    name = rng.choice(names)
    chosen = dict(rng.choice(ATTRIBUTES) for _ in range(rng.randrange(4)))
    written_out = "".join(
        f' {key}="{value.replace("ID", f"i{rng.randrange(1, 60)}")}"'
        for key, value in chosen.items()
    )
    if rng.random() < 0.5:
        ids["i"] += 1
        written_out += f' xml:id="i{ids["i"]}"'
    parts = [
        rng.choice(("word ", "", " ")) + nested(rng, depth - 1, ids, names)
        for _ in range(rng.randrange(4) if depth else 0)
    ]
    return f"<{name}{written_out}>{''.join(parts)}{rng.choice(('', 'end'))}</{name}>"


# What leads to a manifest is filled in later, where there is one.
_MANIFEST = re.compile(r'<slot name="manifest(?:-link)?">\s*</slot>')


def test_whatever_stands_in_what_the_page_is_valid(tmp_path: Path) -> None:
    names = [*known_names(), "blazon"]
    files = []
    for seed in range(36):
        rng, ids = random.Random(seed), Counter[str]()
        content = "".join(nested(rng, 5, ids, names) for _ in range(6))
        beside, text = ("", content) if seed % 2 else (content, "<p>x</p>")
        rendered = made(tmp_path, text, name=f"page{seed}", beside=beside)
        found = Counter(rendered.page.xpath("//@id"))
        assert [name for name, count in found.items() if count > 1] == []
        assert rendered.book.startswith("<document")
        for path, page in rendered.pages.items():
            files.append(tmp_path / path)
            files[-1].write_text(_MANIFEST.sub("", page), encoding="utf-8")
    errors = [message for message in vnu(*files) if ": error: " in message]
    assert errors == []

"""Our texts as HTML: names linked, quotations marked, everything else escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree, html
from markupsafe import Markup

from digest.model.findings import Hit, Mark, Mention
from digest.model.refs import ENTRY_LINK, KINDS, Ref
from digest.passages import Node, Passage, parse, passages
from digest.render.markup import escaped, marked

Href = Callable[[Ref], str]
"""Entry → its address, relative to the page on which the text stands."""


def linked(
    text: str, hits: Sequence[Hit], href: Href, name: Callable[[Ref], str], own: Ref | None = None
) -> Markup:
    """A plain text of ours: `[[kind:id|text]]` and the first mention of each entry linked.

    `own` is the entry on whose page it stands; it is not linked to itself.
    """
    if not hits and "[[" not in text:
        return marked(escaped(text))
    out, position = [], 0
    forced = [(m.start(), m.end(), m) for m in ENTRY_LINK.finditer(text)]
    spans: list[tuple[int, int, Ref, str]] = []
    for start, end, match in forced:
        ref = Ref(next(kind for kind in KINDS if kind == match["kind"]), match["id"])
        spans.append((start, end, ref, match["text"] or name(ref)))
    seen = {span[2] for span in spans} | ({own} if own else set())
    for hit in hits:
        if hit.ref in seen or any(a < hit.end and hit.start < b for a, b, _ in forced):
            continue
        seen.add(hit.ref)
        spans.append((hit.start, hit.end, hit.ref, text[hit.start : hit.end]))
    for start, end, ref, label in sorted(spans):
        out.append(escaped(text[position:start]))
        out.append(f'<a class="entry" href="{escaped(href(ref))}">{escaped(label)}</a>')
        position = end
    out.append(escaped(text[position:]))
    return marked("".join(out))


def digest(
    body: str,
    mentions: Sequence[Mention],
    marks: Sequence[Mark],
    href: Href,
    name: Callable[[Ref], str],
    notes: Callable[[str], Markup],
) -> Markup:
    """A source's digest: names linked, quotations marked, and each mark's note after its block.

    `notes` renders the margin note of a stance.  Passages get the ids `p0`, `p1`, … in order.
    """
    root = parse(body)
    found = passages(root)
    spans: dict[int, list[tuple[int, int, etree._Element]]] = {}
    for mark in _apart(marks):
        element = etree.Element("a", {"class": "mark", "href": f"#stance-{mark.stance}"})
        spans.setdefault(mark.passage, []).append((mark.start, mark.end, element))
    marked = {number: [(a, b) for a, b, _ in items] for number, items in spans.items()}
    for mention in mentions:
        shut = marked.get(mention.passage, [])
        if mention.first and not any(a < mention.end and mention.start < b for a, b in shut):
            element = etree.Element("a", {"class": "entry", "href": href(mention.ref)})
            spans.setdefault(mention.passage, []).append((mention.start, mention.end, element))
    for number, items in spans.items():
        _wrap(found[number], sorted(items, key=lambda item: item[0]))
    by_passage: dict[int, list[str]] = {}
    for mark in marks:
        by_passage.setdefault(mark.passage, []).append(mark.stance)
    for number, passage in enumerate(found):
        passage.block.set("id", f"p{number}")
    _resolve(root, href, name)
    _attach(root, found, by_passage, notes)
    inner = "".join(html.tostring(child, encoding="unicode") for child in root)
    return Markup(inner)  # noqa: S704 – clean since reading, and only our elements added


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that do not overlap; of two that do, the first keeps the words."""
    kept: list[Mark] = []
    for mark in sorted(marks):
        last = kept[-1] if kept else None
        if not last or last.passage != mark.passage or mark.start >= last.end:
            kept.append(mark)
    return kept


def _wrap(passage: Passage, spans: list[tuple[int, int, etree._Element]]) -> None:
    """Put each range of a passage into its element, in pieces where other elements intervene."""
    for node in passage.nodes:
        end = node.start + len(node.text)
        pieces = [
            (max(a, node.start) - node.start, min(b, end) - node.start, element)
            for a, b, element in spans
            if a < end and node.start < b
        ]
        if pieces and not _inside_link(node):
            _split(node, pieces)


def _inside_link(node: Node) -> bool:
    element = node.element.getparent() if node.tail else node.element
    while element is not None:
        if element.tag == "a":
            return True
        element = element.getparent()
    return False


def _split(node: Node, pieces: list[tuple[int, int, etree._Element]]) -> None:
    """Replace parts of one text node by copies of elements holding them."""
    made = []
    for number, (start, end, element) in enumerate(pieces):
        copy = etree.Element(element.tag)
        copy.attrib.update(element.attrib)
        copy.text = node.text[start:end]
        following = pieces[number + 1][0] if number + 1 < len(pieces) else len(node.text)
        copy.tail = node.text[end:following]
        made.append(copy)
    before = node.text[: pieces[0][0]]
    if node.tail:
        parent = node.element.getparent()
        assert parent is not None
        index = parent.index(node.element) + 1
        node.element.tail = before
    else:
        parent, index = node.element, 0
        node.element.text = before
    for offset, copy in enumerate(made):
        parent.insert(index + offset, copy)


def _resolve(root: etree._Element, href: Href, name: Callable[[Ref], str]) -> None:
    """`ref:kind:id` addresses made paths; outward links marked; alignment made a class."""
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("ref:"):
            kind, _, id = target[4:].partition(":")
            ref = Ref(next(known for known in KINDS if known == kind), id)
            link.set("href", href(ref))
            link.set("class", "entry")
            if not link.text and len(link) == 0:
                link.text = name(ref)
        elif target.startswith(("http:", "https:")):
            link.set("class", "out")
            link.set("rel", "noopener")
    for cell in root.iter("td", "th"):
        align = cell.attrib.pop("align", "")
        if align in ("right", "center"):
            cell.set("class", str(align))
    for table in list(root.iter("table")):
        box = etree.Element("div", {"class": "scroll"})
        parent = table.getparent()
        assert parent is not None
        box.tail, table.tail = table.tail, None
        parent.replace(table, box)
        box.append(table)


def _attach(
    root: etree._Element,
    found: list[Passage],
    by_passage: Mapping[int, list[str]],
    notes: Callable[[str], Markup],
) -> None:
    """Put the notes of each top-level block beside it, in one `div.passage`."""
    order: dict[etree._Element, list[str]] = {}
    for number, stances in sorted(by_passage.items()):
        top = found[number].block
        while (parent := top.getparent()) is not None and parent is not root:
            top = parent
        order.setdefault(top, []).extend(stances)
    for number, (block, stances) in enumerate(order.items(), 1):
        box = etree.Element("div", {"class": "passage"})
        box.tail, block.tail = block.tail, None
        root.replace(block, box)
        box.append(block)
        beside = html.fragment_fromstring(
            str(Markup("").join(notes(stance) for stance in stances)), create_parent="div"
        )
        beside.set("class", "notes")
        beside.set("role", "note")
        beside.set("aria-label", f"Stances resting on this passage, {number} of {len(order)}")
        box.append(beside)

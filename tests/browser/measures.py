"""Questions that only a browser can answer, as scripts to be run on a page."""

from __future__ import annotations

OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = e => { for (; e; e = e.parentElement) {
    const how = getComputedStyle(e).overflowX;
    if (how === 'auto' || how === 'scroll' || how === 'hidden' || how === 'clip') return true; }
    return false; };
  const out = [];
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > wide + 1 && !scrolls(e))
      out.push(e.tagName + '.' + e.className + ' to ' + Math.round(box.right));
  }
  if (document.documentElement.scrollWidth > wide) out.unshift('the page scrolls sideways');
  return out.slice(0, 5);
}"""
"""What reaches beyond the window, unless it stands in a box that scrolls by itself."""

CONTRAST = """() => {
  const parse = text => { const n = text.match(/[\\d.]+/g).map(Number);
    return n.length < 4 ? [...n, 1] : n; };
  const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
  const behind = e => {
    const layers = [];
    for (; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = c => { const [r, g, b] = c.map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const found = {};
  for (const e of document.querySelectorAll('[class*=" p-"], .muted, .hint, .date, .ours, .voice,'
      + ' main p, main li, main td, main th, header a, footer p')) {
    if (!e.textContent.trim() || !e.getClientRects().length) continue;
    const back = behind(e), ink = over(parse(getComputedStyle(e).color), back);
    const [a, b] = [light(ink), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const name = e.className || e.tagName;
    if (!(name in found) || ratio < found[name]) found[name] = ratio;
  }
  return found;
}"""
"""Class → the least contrast between its text and what lies behind it."""

SHOWN = """selector => [...document.querySelectorAll(selector)]
  .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden').length"""
"""How many elements can be seen."""

BOXES = """([first, second]) => [first, second].map(e => {
  const r = e.getBoundingClientRect(); return {x: r.x, y: r.y, right: r.right, bottom: r.bottom};
})"""

// Marks the words that a reader came for: "page.html?find=a+b#p-12" marks "a" and "b" in the text and
// goes to the first of them in the paragraph. Escape takes the marks away.
(() => {
  "use strict";

  const plain = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/\p{M}/gu, "");
  const asked = new Set((new URLSearchParams(location.search).get("find") ?? "").split(" ").map(plain).filter(Boolean));
  const marks = [];

  // The parts of text nodes that are words asked for.
  const ranges = function* (within) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("script, style, [hidden], .pn")) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
        if (asked.has(plain(word))) yield [node, index, index + word.length];
      }
    }
  };
  const mark = (within) => {
    // From the end, since a node that is split keeps its beginning.
    for (const [node, start, end] of [...ranges(within)].reverse()) {
      const word = node.splitText(start);
      word.splitText(end - start);
      const made = document.createElement("mark");
      made.className = "sought";
      word.replaceWith(made);
      made.append(word);
      marks.unshift(made);
    }
  };
  const clear = () => {
    for (const made of marks.splice(0)) {
      const parent = made.parentNode;
      made.replaceWith(...made.childNodes);
      parent.normalize();
    }
  };
  // The nearest element around that has an address and stands apart from the line.
  const block = (made) => {
    let around = made.parentElement;
    while (around && !(around.id && getComputedStyle(around).display !== "inline")) around = around.parentElement;
    return around;
  };
  // What the address points at; nothing where nobody can read it.
  const aim = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };
  const start = () => {
    if (!asked.size) return;
    for (const text of document.querySelectorAll(".text")) mark(text);
    const parameters = new URLSearchParams(location.search);
    const target = aim();
    // Those of the paragraph itself come before those of notes and paragraphs inside.
    const inside = marks.filter((made) => target?.contains(made));
    const own = inside.filter((made) => block(made) === target);
    const first = own[Number(parameters.get("at") ?? 0)] ?? own[0] ?? inside[0] ?? (target ? null : marks[0]);
    const folded = first?.closest("details");
    if (folded) folded.open = true;
    if (first) requestAnimationFrame(() => first.scrollIntoView({ block: "center" }));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear();
    });
  };
  document.addEventListener("DOMContentLoaded", start);
})();

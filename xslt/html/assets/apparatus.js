// The apparatus: an entry opens beside its place, place and entry light up together, and the text can
// be that of one witness. Without this script the letters are links to the entries and back.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const entryOf = (place) => byId(`app:${place.id}`);
  const placeOf = (entry) => byId(entry.id.slice("app:".length));
  const make = (name, classes, text = "") => {
    const made = document.createElement(name);
    made.className = classes;
    made.textContent = text;
    return made;
  };

  // A copy has no ids: they stay with the original.
  const copied = (node) => {
    const copy = node.cloneNode(true);
    for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
    return copy;
  };

  // Place and entry
  const light = (target, on) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!on) return;
    const place = target.closest(".app:not(.inner), .place");
    const entry = place ? entryOf(place) : target.closest(".apparatus .app-entry");
    if (!entry) return;
    entry.classList.add("lit");
    (place ?? placeOf(entry))?.classList.add("lit");
  };

  // The entry beside its place: a native pop-over, at the foot of narrow screens.
  const offerEntries = (words) => {
    const card = make("div", "card app-card");
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", words.entry);
    document.body.append(card);
    let opener = null;
    const beside = (letter) => {
      if (getComputedStyle(card).position === "fixed") {
        card.style.left = card.style.top = "";
        return;
      }
      const { left, top, bottom } = letter.getBoundingClientRect();
      const room = document.documentElement.clientWidth - card.offsetWidth - 16;
      const below = bottom + 8 + card.offsetHeight < innerHeight || top < card.offsetHeight + 8;
      card.style.left = `${Math.max(16, Math.min(left, room)) + scrollX}px`;
      card.style.top = `${(below ? bottom + 8 : top - card.offsetHeight - 8) + scrollY}px`;
    };
    const show = (letter, entry) => {
      opener = letter;
      const shown = make("div", "app-entry");
      shown.append(...copied(entry).childNodes);
      const back = shown.querySelector(".app-n");
      back.replaceWith(make("span", "app-n", back.textContent));
      const close = make("button", "close", words.close);
      close.type = "button";
      // The card stands at the end of the page but means a place in the text: so does its language.
      shown.lang = entry.closest("[lang]").lang;
      shown.dir = getComputedStyle(entry).direction;
      card.replaceChildren(shown, close);
      card.showPopover();
      beside(letter);
      card.focus({ preventScroll: true });
    };
    card.addEventListener("beforetoggle", (event) => {
      opener?.setAttribute("aria-expanded", String(event.newState === "open"));
    });
    card.addEventListener("keydown", (event) => {
      const stops = [...card.querySelectorAll("a[href], button")];
      const edge = event.shiftKey ? [card, stops[0]] : stops.slice(-1);
      if (event.key !== "Tab" || !edge.includes(document.activeElement)) return;
      card.hidePopover();
      opener.focus();
      if (event.shiftKey) event.preventDefault();
    });
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const letter = event.target.closest(".app-ref");
      const entry = letter && byId(decodeURIComponent(letter.hash.slice(1)));
      if (!entry) return;
      event.preventDefault();
      show(letter, entry);
    });
  };

  // What a place reads for a witness: one of the readings, or, where none names it, the text.
  const has = (reading, witness) => (reading?.dataset.wit ?? "").split(" ").includes(witness);
  const reads = (readings, base, witness) => {
    const found = [...readings].find((reading) => has(reading, witness));
    return { found, silent: !found && Boolean(base?.dataset.wit) && !has(base, witness) };
  };
  // In an entry inside a reading only the witness's own reading stays, without sigla.
  const settle = (copy, witness) => {
    for (const place of copy.querySelectorAll(".app.inner")) {
      const own = [...place.children].filter((child) => child.matches(".lem, .rdg"));
      const kept = own.find((reading) => has(reading, witness)) ?? own[0];
      place.replaceChildren(...(kept ? kept.childNodes : []));
    }
    for (const sigla of copy.querySelectorAll(".sigla, .kind-of")) sigla.remove();
    return copy;
  };

  class Text {
    constructor(article, words) {
      this.article = article;
      this.words = words;
      this.undo = [];
      // What they are is decided before any witness changes the text.
      this.lemmas = new Map();
      for (const place of article.querySelectorAll("[data-in]")) this.lemmas.set(place, this.found(place));
    }

    restore() {
      for (const step of this.undo.reverse()) step();
      this.undo = [];
    }

    // Puts a node into the text until another witness is chosen.
    put(node, insert) {
      insert(node);
      this.undo.push(() => node.remove());
    }

    hide(node) {
      node.hidden = true;
      this.undo.push(() => (node.hidden = false));
    }

    // Texts between an element and the place of an entry that stands apart from them.
    between(id, place) {
      const from = byId(id);
      if (!from) return [];
      const range = document.createRange();
      range.setStart(from, 0);
      range.setEndBefore(place);
      if (range.collapsed) return [];
      return this.texts(range.commonAncestorContainer).filter((text) => range.intersectsNode(text));
    }

    // The words of a line or paragraph that an entry means, each text of them in a span; none where
    // they do not stand there, or more than once.
    found(place) {
      const literal = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
      const words = place.dataset.words.split(" ").filter(Boolean).map(literal).join("\\s*");
      const texts = this.between(place.dataset.in, place);
      const letter = "[\\p{L}\\p{M}\\p{N}]";
      const expression = new RegExp(`(?<!${letter})(?=(${words})(?!${letter}))`, "gu");
      const all = words ? [...texts.map((text) => text.data).join("").matchAll(expression)] : [];
      if (all.length !== 1) return [];
      const [{ index, 1: lemma }] = all;
      const spans = [];
      let at = 0;
      for (const text of texts) {
        const [start, end] = [index - at, index + lemma.length - at];
        at += text.length;
        if (end <= 0 || start >= text.length) continue;
        if (end < text.length) text.splitText(end);
        const span = make("span", "");
        const own = start > 0 ? text.splitText(start) : text;
        own.before(span);
        span.append(own);
        spans.push(span);
      }
      return spans;
    }

    // The texts that an entry is about, if they stand apart from it; null where they are not known, or
    // another reading has replaced a part of them.
    about(place) {
      const { from, words } = place.dataset;
      if (words === undefined) return [];
      const lemma = this.lemmas.get(place);
      const texts = lemma ? lemma.flatMap((span) => this.texts(span)) : this.between(from, place);
      const own = texts.filter((text) => text.data.trim());
      if (lemma) {
        const joined = (parts) => parts.join("").replace(/\s+/g, "");
        return lemma.length && joined(texts.map((text) => text.data)) === joined([words]) ? own : null;
      }
      return own.length || !words ? own : null;
    }

    texts(root) {
      const apart = ".apparatus, .note, .note-ref, .app-ref, .pn, .variant, .lacks-mark, [hidden]";
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        return node.matches(apart) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      });
      const found = [];
      while (walker.nextNode()) found.push(walker.currentNode);
      return found;
    }

    wrap(text, classes) {
      const span = make("span", classes);
      text.before(span);
      span.append(text);
      this.undo.push(() => span.replaceWith(text));
      return span;
    }

    // Shows one reading in place of the words of the text, and returns whether they are known.
    change(place, reading, witness) {
      const about = this.about(place);
      if (!about) return false;
      const words = settle(copied(reading), witness);
      const shown = make(reading.localName, "variant");
      shown.append(...words.childNodes);
      if (!shown.textContent.trim()) {
        shown.classList.add("omits");
        shown.textContent = `[${this.words.omits}]`;
      }
      const lemma = place.querySelector(":scope > .lem");
      if (lemma) this.hide(lemma);
      for (const text of about) this.hide(this.wrap(text, "lem"));
      const last = this.lemmas.get(place)?.at(-1);
      this.put(shown, (node) => (last ? last.after(node) : place.querySelector(":scope > .app-ref").before(node)));
      return true;
    }

    // Where the witness has no text the words of the edition are dimmed, and the edges say so.
    dim(witness, siglum, lacking) {
      const edges = [...this.article.querySelectorAll("[data-starts], [data-ends]")].flatMap((place) => [
        ...((place.dataset.starts ?? "").split(" ").includes(witness) ? [{ place, starts: true }] : []),
        ...((place.dataset.ends ?? "").split(" ").includes(witness) ? [{ place, starts: false }] : []),
      ]);
      if (!edges.length && !lacking) return;
      const texts = this.texts(this.article).filter((text) => text.data.trim());
      let next = 0;
      const said = (words) => make("span", "lacks-mark", words.replace("{1}", siglum));
      const lacked = [];
      if (lacking && texts.length) this.put(said(this.words.lacks), (node) => texts[0].before(node));
      for (const text of texts) {
        while (next < edges.length && this.passed(edges[next], text)) lacking = !edges[next++].starts;
        if (lacking) lacked.push(text);
      }
      for (const text of lacked) this.wrap(text, "lacks");
      for (const { place, starts } of edges) {
        const words = starts ? this.words.resumes : this.words.lacks;
        this.put(said(words), (node) => (starts ? place.before(node) : place.after(node)));
      }
    }

    // A text begins in the place where it starts, and goes on to the end of the place where it ends.
    passed({ place, starts }, text) {
      const after = place.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      return starts ? after : after && !place.contains(text);
    }

    show(witness, siglum, lacking) {
      this.restore();
      if (!witness) return null;
      const counts = { changed: 0, silent: 0, unclear: 0 };
      for (const entry of document.querySelectorAll(".apparatus .app-entry")) {
        const place = placeOf(entry);
        if (place ? place.closest("[hidden]") : entry.querySelector("a.app-n")) continue;
        const own = [...entry.querySelectorAll(".rdg")].filter((reading) => !reading.closest(".inner"));
        const { found, silent } = reads(own, entry.querySelector(".of"), witness);
        if (found) {
          counts[place && this.change(place, found, witness) ? "changed" : "unclear"] += 1;
        } else if (silent && place) {
          counts.silent += 1;
          place.classList.add("silent");
          this.undo.push(() => place.classList.remove("silent"));
        }
      }
      this.dim(witness, siglum, lacking);
      return counts;
    }
  }

  const offerWitnesses = (select) => {
    const words = select.dataset;
    const article = document.querySelector(".text");
    const text = new Text(article, words);
    const told = make("p", "witness-told");
    told.setAttribute("role", "status");
    article.before(told);
    const back = make("button", "", words.back);
    back.type = "button";
    back.addEventListener("click", () => {
      select.value = "";
      choose("");
      select.focus();
    });
    const tell = (witness, counts, siglum) => {
      if (!counts) return told.replaceChildren();
      const said = [words.told.replace("{1}", siglum).replace("{2}", counts.changed)];
      if (counts.silent) said.push(words.silent.replace("{1}", counts.silent));
      if (counts.unclear) said.push(words.unclear.replace("{1}", counts.unclear));
      told.replaceChildren(said.join(" "), " ", back);
    };
    const choose = (witness) => {
      const { siglum = "", lacking } = select.selectedOptions[0].dataset;
      tell(witness, text.show(witness, siglum, lacking !== undefined), siglum);
      const url = new URL(location.href);
      if (witness) url.searchParams.set("wit", witness);
      else url.searchParams.delete("wit");
      if (url.href !== location.href) history.replaceState(history.state, "", url);
      // Of a text on several pages the next one shows the same witness.
      for (const link of document.querySelectorAll("nav.parts a, .part-link a")) {
        const to = new URL(link.href);
        to.search = url.search;
        link.href = to.href;
      }
    };
    select.closest("[hidden]").hidden = false;
    select.addEventListener("change", () => choose(select.value));
    const asked = new URL(location.href).searchParams.get("wit");
    if (asked && [...select.options].some((option) => option.value === asked)) {
      select.value = asked;
      choose(asked);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector(".witnesses");
    const text = document.querySelector(".text");
    if (!panel || !text) return;
    for (const name of ["mouseover", "focusin"]) text.addEventListener(name, (event) => light(event.target, true));
    for (const name of ["mouseout", "focusout"]) text.addEventListener(name, (event) => light(event.target, false));
    const select = document.querySelector(".witness-choice select");
    if ("popover" in HTMLElement.prototype) {
      offerEntries(panel.dataset);
    }
    if (select) offerWitnesses(select);
  });
})();

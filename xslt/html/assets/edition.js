// What a page can do beyond being read: cards, notes that open in place, copying, the theme.
// Without this script every link leads somewhere all the same.
(() => {
  "use strict";

  const root = document.documentElement;
  const wide = matchMedia("(min-width: 66rem)");

  // The theme: the system's, until the reader chooses.
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const store = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // A page opened from a file may have no storage; the choice then lasts as long as the page.
    }
  };
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();

  const offerThemes = () => {
    const button = document.querySelector(".theme");
    if (!button) return;
    const name = () => (button.textContent = dark() ? button.dataset.light : button.dataset.dark);
    button.hidden = false;
    name();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      store(root.dataset.theme);
      name();
    });
  };

  // Cards: native pop-overs, set below the mention that opened them.
  const place = (card, mention) => {
    if (getComputedStyle(card).position === "fixed") {
      card.style.left = card.style.top = "";
      return;
    }
    // A mention may run over two lines: beside its beginning, clear of its end.
    const { top, bottom } = mention.getBoundingClientRect();
    const { left } = mention.getClientRects()[0];
    const room = root.clientWidth - card.offsetWidth - 16;
    const below = bottom + 8 + card.offsetHeight < innerHeight || top < card.offsetHeight + 8;
    card.style.left = `${Math.max(16, Math.min(left, room)) + scrollX}px`;
    card.style.top = `${(below ? bottom + 8 : top - card.offsetHeight - 8) + scrollY}px`;
  };
  const open = (link) => {
    const card = document.getElementById(link.dataset.card);
    for (const slot of card.querySelectorAll("[data-sure]")) {
      slot.dataset.usual ??= slot.textContent;
      slot.textContent = link.dataset.doubt ?? slot.dataset.usual;
    }
    link.focus({ preventScroll: true });
    const mention = link.closest(".mention");
    // "toggle" comes later than the change it tells of; whoever asks in between would hear the old state.
    card.addEventListener(
      "beforetoggle",
      (event) => {
        if (event.newState === "closed") {
          mention.classList.remove("open");
          link.setAttribute("aria-expanded", "false");
        }
      },
      { signal: fresh(card) },
    );
    // Cards stand at the end of the page: whoever tabs out of one goes on from the mention.
    const stops = [card, ...card.querySelectorAll("a[href], button")];
    card.addEventListener(
      "keydown",
      (event) => {
        const at = stops.indexOf(document.activeElement);
        if (event.key !== "Tab" || at !== (event.shiftKey ? 0 : stops.length - 1)) return;
        card.hidePopover();
        link.focus();
        if (event.shiftKey) event.preventDefault();
      },
      { signal: listening.get(card).signal },
    );
    card.showPopover();
    place(card, mention);
    mention.classList.add("open");
    link.setAttribute("aria-expanded", "true");
    card.focus({ preventScroll: true });
  };
  const listening = new WeakMap();
  const fresh = (card) => {
    listening.get(card)?.abort();
    listening.set(card, new AbortController());
    return listening.get(card).signal;
  };
  // Of a mention with others inside, any word of it opens its card, not only those that are links.
  const ownLink = (mention) =>
    [...(mention?.querySelectorAll(".to, .more") ?? [])].find((link) => link.closest(".mention") === mention);
  const offerCards = () => {
    for (const link of document.querySelectorAll("a[data-card]")) {
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
    }
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const close = event.target.closest(".card .close");
      if (close) return close.closest(".card").hidePopover();
      const link = event.target.closest("a, button") ?? ownLink(event.target.closest(".mention, .note"));
      if (!link?.dataset.card) return;
      event.preventDefault();
      open(link);
    });
  };

  // Notes: beside the text they are only pointed out, below the line they open and close.
  const offerNotes = () => {
    const notes = new Map();
    for (const reference of document.querySelectorAll(".note-ref")) {
      notes.set(reference, document.getElementById(decodeURIComponent(reference.hash.slice(1))));
    }
    const told = () => {
      for (const [reference, note] of notes) {
        if (wide.matches) reference.removeAttribute("aria-expanded");
        else reference.setAttribute("aria-expanded", String(note.classList.contains("open")));
      }
    };
    for (const [reference, note] of notes) {
      reference.addEventListener("click", (event) => {
        event.preventDefault();
        const opened = !note.classList.contains("open");
        if (wide.matches) for (const other of notes.values()) other.classList.remove("open");
        note.classList.toggle("open", opened);
        if (wide.matches) note.querySelector(".note-n").focus({ preventScroll: true });
        told();
      });
      note.querySelector(".note-n").addEventListener("click", (event) => {
        event.preventDefault();
        note.classList.remove("open");
        reference.focus({ preventScroll: true });
        told();
      });
    }
    wide.addEventListener("change", told);
    told();
  };

  const offerCopies = () => {
    for (const button of document.querySelectorAll(".copy")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const name = button.textContent;
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = button.dataset.done;
        setTimeout(() => (button.textContent = name), 2000);
      });
    }
  };

  // The number of a paragraph or a line is a link to it; who follows it has its address to paste.
  const offerAddresses = () => {
    const done = document.querySelector("main")?.dataset.copied;
    if (!done || !navigator.clipboard) return;
    const status = document.createElement("p");
    status.className = "copied";
    status.setAttribute("role", "status");
    document.body.append(status);
    let told;
    document.addEventListener("click", async (event) => {
      const link = event.target.closest?.(".pn, .ln");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      try {
        await navigator.clipboard.writeText(link.href);
      } catch {
        return; // Not permitted: the address stands in the browser's own bar.
      }
      status.textContent = done;
      clearTimeout(told);
      told = setTimeout(() => (status.textContent = ""), 2000);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    offerThemes();
    if ("popover" in HTMLElement.prototype) offerCards();
    offerNotes();
    offerCopies();
    offerAddresses();
  });
})();

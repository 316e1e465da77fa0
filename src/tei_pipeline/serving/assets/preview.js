"use strict";
// The preview: loads the page again when it was made anew, at the same paragraph, and shows what the
// validator finds beside the paragraphs that it is about. Served by `tei-pipeline serve` alone.

const KEPT = "tei-pipeline-preview";
const MOST = 8; // ids that are kept, should the first of them be gone in the new page
const WORDS = { error: "Error", warning: "Warning", info: "Note" };
const version = document.currentScript.dataset.version;
const page = location.pathname;
history.scrollRestoration = "manual";

// The place

function inView() {
  const found = [];
  for (const element of document.querySelectorAll("main [id]")) {
    if (element.closest(".preview")) continue;
    const box = element.getBoundingClientRect();
    if (box.height && box.top >= -box.height && box.bottom > 0) {
      found.push([element.id, box.top]);
      if (found.length === MOST) break;
    }
  }
  return found;
}

function keep() {
  const kept = { page, found: inView(), y: scrollY, open: panel?.open ?? null };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

function stay(kept) {
  for (const [id, top] of kept.found) {
    const element = document.getElementById(id);
    if (element) {
      scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
      return;
    }
  }
  scrollTo({ top: kept.y, behavior: "instant" });
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.page !== page) {
    history.scrollRestoration = "auto";
    return;
  }
  stay(kept);
  // Fonts that come later move the lines, but not once the reader has.
  let moved = false;
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(name, () => { moved = true; }, { once: true, passive: true });
  }
  document.fonts?.ready.then(() => moved || stay(kept));
}

// The margin

let panel = null;
let cards = [];

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function item(one) {
  const made = element("li", `preview-finding preview-${one.severity}`);
  const head = element("p", "preview-head");
  head.append(element("strong", "", `${WORDS[one.severity] ?? one.severity} `));
  head.append(element("code", "", [one.code, one.slug].filter(Boolean).join(" ")));
  const place = [one.file, one.line || ""].filter(Boolean).join(":");
  made.append(head, element("p", "preview-message", one.message));
  if (one.expected) made.append(element("p", "preview-more", `Expected: ${one.expected}`));
  if (one.suggestion) made.append(element("p", "preview-more", one.suggestion));
  if (one.id && document.getElementById(one.id)) {
    const link = element("a", "preview-place", place);
    link.href = `#${encodeURIComponent(one.id)}`;
    made.append(link);
  } else if (place) {
    made.append(element("p", "preview-place", place));
  }
  return made;
}

function counted(number, one, more) {
  return number === 1 ? `1 ${one}` : `${number} ${more}`;
}

function summary(failures, found) {
  if (failures.length) return `Not built: ${counted(failures.length, "error", "errors")}`;
  return counted(found.length, "finding", "findings");
}

function show({ failures, findings }) {
  const open = panel ? panel.open : true;
  document.querySelector(".preview")?.remove();
  for (const one of document.querySelectorAll("[data-preview]")) delete one.dataset.preview;
  panel = null;
  cards = [];
  if (!failures.length && !findings.length) return;
  const landmark = element("aside", "preview");
  landmark.setAttribute("aria-label", "Findings of the validator");
  panel = element("details", "preview-panel");
  panel.open = open;
  const told = element("summary");
  const said = element("span", "", summary(failures, findings));
  said.setAttribute("aria-live", "polite");
  told.append(said);
  panel.append(told);
  if (failures.length) {
    panel.classList.add("preview-stopped");
    panel.append(element("p", "preview-more", "This page is as it was before."));
  }
  const list = element("ol", "preview-list");
  for (const one of [...failures, ...findings]) {
    const made = item(one);
    const about = one.id && document.getElementById(one.id);
    if (about) {
      if (about.dataset.preview !== "error") about.dataset.preview = one.severity;
      cards.push([about, made]);
    }
    list.append(made);
  }
  panel.append(list);
  panel.addEventListener("toggle", place);
  landmark.append(panel);
  document.body.append(landmark);
  place();
}

// On wide screens each finding stands as high as what it is about, and below the one before.
function place() {
  if (!panel) return;
  const wide = matchMedia("(min-width: 90rem)").matches && panel.open;
  document.documentElement.classList.toggle("preview-wide", wide);
  const top = panel.querySelector(".preview-list").getBoundingClientRect().top + scrollY;
  let free = 0;
  for (const made of panel.querySelectorAll(".preview-finding")) {
    const about = wide ? cards.find(([, card]) => card === made)?.[0] : null;
    const wanted = about ? about.getBoundingClientRect().top + scrollY - top : 0;
    made.style.marginTop = about ? `${Math.max(0, wanted - free)}px` : "";
    free = Math.max(free, wanted) + (wide ? made.offsetHeight + 8 : 0);
  }
}

restore();
addEventListener("resize", place);
document.fonts?.ready.then(place);
const address = `/_preview/events?page=${encodeURIComponent(page)}&version=${version}`;
const events = new EventSource(address);
events.addEventListener("state", (event) => show(JSON.parse(event.data)));
events.addEventListener("reload", () => {
  events.close();
  keep();
  location.reload();
});
addEventListener("pagehide", () => events.close());

"use strict";
// Pictures of pages keep step with the text beside them; a zone and the words in it light up each
// other. Without this script the pictures stand below the text, and links lead to and fro.

document.addEventListener("DOMContentLoaded", () => {
  const leaves = [...document.querySelectorAll(".facsimiles .leaf-image:has(img)")];
  const wide = window.matchMedia("(min-width: 76rem)");

  // Zone and words: over the one, light the other.
  const partner = (element) => {
    const zone = element.closest("[data-shows]");
    if (zone) return [...document.querySelectorAll(`[data-facs="${CSS.escape(zone.id)}"]`)];
    const words = element.closest("[data-facs]");
    const shown = words && document.getElementById(words.dataset.facs);
    return shown ? [shown] : [];
  };
  let lit = [];
  const light = (event) => {
    for (const element of lit) element.classList.remove("lit");
    lit = event.target instanceof Element ? partner(event.target) : [];
    for (const element of lit) element.classList.add("lit");
  };
  if (document.querySelector("[data-shows], [data-facs]")) {
    document.addEventListener("pointerover", light);
    document.addEventListener("focusin", light);
  }


  // Which picture each mark in the text leads to.
  const marks = [...document.querySelectorAll(".text a.pb[href^='#'], .text [data-facs]")]
    .map((element) => {
      const id = element.dataset.facs ?? decodeURIComponent(element.hash.slice(1));
      return { element, leaf: document.getElementById(id)?.closest(".leaf-image") };
    })
    .filter(({ element, leaf }) => leaves.includes(leaf) && !element.closest(".facsimiles"));
  if (marks.length === 0) return;

  const show = (leaf) => {
    for (const other of leaves) other.classList.toggle("current", other === leaf);
  };
  // The last mark above the upper third of the window says which page is being read.
  const follow = () => {
    const line = window.innerHeight / 3;
    let current = marks[0]?.leaf ?? leaves[0];
    for (const { element, leaf } of marks) {
      if (element.getBoundingClientRect().top > line) break;
      current = leaf;
    }
    show(current);
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (wide.matches) follow();
    });
  };
  const arrange = () => {
    document.documentElement.classList.toggle("beside", wide.matches);
    if (wide.matches) follow();
  };
  // Beside the text a link to a picture shows it and stays where it is.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".text a.pb[href^='#']") : null;
    if (!link || !wide.matches) return;
    const mark = marks.find(({ element }) => element === link);
    if (!mark) return;
    event.preventDefault();
    show(mark.leaf);
  });
  wide.addEventListener("change", arrange);
  window.addEventListener("scroll", later, { passive: true });
  window.addEventListener("resize", later, { passive: true });
  arrange();
});

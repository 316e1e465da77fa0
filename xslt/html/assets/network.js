// A row that is pointed at, or has the focus, lights up with its arcs and those they lead to.
(() => {
  "use strict";

  const start = () => {
    const rows = [...document.querySelectorAll(".rows li")];
    const arcs = [...document.querySelectorAll(".arcs path")].map((arc) => [arc, arc.dataset.rows.split(" ").map(Number)]);
    const light = (row, on) => {
      for (const [arc, ends] of arcs) {
        if (!ends.includes(row)) continue;
        arc.classList.toggle("lit", on);
        for (const end of ends) rows[end - 1].classList.toggle("lit", on);
      }
    };
    rows.forEach((element, number) => {
      for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, () => light(number + 1, true));
      for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => light(number + 1, false));
    });
  };
  document.addEventListener("DOMContentLoaded", start);
})();

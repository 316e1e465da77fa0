// The map grows and moves: by its buttons, by keys, by the wheel, by dragging. Without this script it
// is a picture with links.
(() => {
  "use strict";

  const LARGEST = 128;
  const FIRST_LEVEL = -4;

  const start = () => {
    const canvas = document.querySelector(".canvas");
    const svg = canvas.querySelector("svg");
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const [left, top, wide, high] = svg.dataset.whole.split(" ").map(Number);
    const spots = [...svg.querySelectorAll(".spot")];
    const names = [...svg.querySelectorAll(".name")];
    const rows = [...document.querySelectorAll(".located li")];
    const nameOf = new Map(names.map((name) => [name.getAttribute("transform") + name.textContent, name]));
    const quiet = matchMedia("(prefers-reduced-motion: reduce)");
    // All of the map, in the proportions of the picture.
    const smallest = Math.min(1, width / wide, height / high);
    let view = { x: 0, y: 0, scale: 1 };

    // Names as they were placed for the scale at hand, next below.
    const side = (name, level) => {
      const text = name.firstElementChild;
      const at = name.dataset.sides[Math.min(Math.max(level - FIRST_LEVEL, 0), name.dataset.sides.length - 1)];
      text.setAttribute("display", at === "." ? "none" : "inline");
      const place = at === "." ? 0 : Number(at);
      const r = Number(name.dataset.r);
      const [far, near] = [r + 3, 0.7 * r + 1];
      text.setAttribute("x", [far, -far, 0, 0, near, near, -near, -near][place]);
      text.setAttribute("y", [4.5, 4.5, -far - 2, far + 11, -near - 2, near + 11, -near - 2, near + 11][place]);
      text.setAttribute("text-anchor", ["start", "end", "middle", "middle", "start", "start", "end", "end"][place]);
    };
    let shown;
    const draw = () => {
      svg.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`);
      const pixels = (svg.clientWidth / width) * view.scale;
      svg.style.setProperty("--shrink", String(1 / pixels));
      const level = Math.floor(Math.log2(pixels) + 0.05);
      if (level !== shown) for (const name of names) side(name, level);
      shown = level;
      larger.disabled = view.scale >= LARGEST;
      smaller.disabled = view.scale <= smallest;
    };
    const within = (value, low, high) => (low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high));
    const set = (scale, x, y) => {
      view.scale = within(scale, smallest, LARGEST);
      view.x = within(x, Math.min(left, 0), Math.max(left + wide, width) - width / view.scale);
      view.y = within(y, Math.min(top, 0), Math.max(top + high, height) - height / view.scale);
      draw();
    };
    // A new scale, the point at a part of the picture (0 to 1) staying where it is.
    const zoom = (factor, across = 0.5, down = 0.5) => {
      const scale = within(view.scale * factor, smallest, LARGEST);
      const x = view.x + (across * width) / view.scale - (across * width) / scale;
      const y = view.y + (down * height) / view.scale - (down * height) / scale;
      set(scale, x, y);
    };
    let moving;
    const glide = (factor) => {
      cancelAnimationFrame(moving);
      if (quiet.matches) return zoom(factor);
      const goal = within(view.scale * factor, smallest, LARGEST);
      const step = () => {
        zoom(Math.abs(goal / view.scale - 1) < 0.02 ? goal / view.scale : (goal / view.scale) ** 0.3);
        if (view.scale !== goal) moving = requestAnimationFrame(step);
      };
      step();
    };
    const whole = () => set(smallest, left, top);
    const move = (across, down) => set(view.scale, view.x + (across * width) / view.scale, view.y + (down * height) / view.scale);
    const part = ({ clientX, clientY }) => {
      const box = svg.getBoundingClientRect();
      return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    };

    const scales = document.querySelector(".scales");
    const [larger, smaller, all] = scales.querySelectorAll("button");
    larger.addEventListener("click", () => glide(2));
    smaller.addEventListener("click", () => glide(0.5));
    all.addEventListener("click", whole);
    scales.hidden = false;
    canvas.classList.add("moves");
    Object.assign(canvas, { tabIndex: 0 });
    canvas.setAttribute("role", "group");
    canvas.setAttribute("aria-label", canvas.parentElement.getAttribute("aria-label"));
    canvas.setAttribute("aria-describedby", "map:keys");
    const keys = {
      "+": () => glide(2), "=": () => glide(2), "-": () => glide(0.5), 0: whole,
      ArrowLeft: () => move(-0.15, 0), ArrowRight: () => move(0.15, 0),
      ArrowUp: () => move(0, -0.15), ArrowDown: () => move(0, 0.15),
    };
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    // The wheel is the page's until the map is chosen, by a click or by the key.
    canvas.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && document.activeElement !== canvas) return;
        event.preventDefault();
        zoom(2 ** (-event.deltaY / 240), ...part(event));
      },
      { passive: false },
    );

    // Dragging with the mouse; with two fingers the map is moved and spread, one moves the page.
    const pointers = new Map();
    let dragged = false;
    svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      pointers.set(event.pointerId, part(event));
      dragged = false;
      canvas.focus({ preventScroll: true });
    });
    svg.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = part(event);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
        zoom(apart(now) / Math.max(apart(before), 0.01), ...other);
      } else if (event.pointerType === "mouse") {
        if (!dragged && Math.hypot(now[0] - before[0], now[1] - before[1]) < 0.005) return;
        move(before[0] - now[0], before[1] - now[1]);
        canvas.classList.add("moving");
        svg.setPointerCapture(event.pointerId);
      }
      dragged = true;
      pointers.set(event.pointerId, now);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        canvas.classList.remove("moving");
      });
    }
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => dragged && event.preventDefault(), true);

    // A row of the list and its circle light up together; a circle out of sight is brought into it.
    const lights = rows.map((row, number) => {
      const spot = spots[number];
      const name = nameOf.get(spot.getAttribute("transform") + row.firstElementChild.textContent);
      const light = (on) => {
        for (const one of [row, spot, name]) one?.classList.toggle("lit", on);
      };
      for (const one of [row, spot]) {
        one.addEventListener("pointerenter", () => light(true));
        one.addEventListener("pointerleave", () => light(false));
      }
      const [x, y] = spot.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
      const show = () => {
        light(true);
        const [w, h] = [width / view.scale, height / view.scale];
        if (x < view.x || x > view.x + w || y < view.y || y > view.y + h) set(view.scale, x - w / 2, y - h / 2);
      };
      row.addEventListener("focusin", show);
      row.addEventListener("focusout", () => light(false));
      return [light, show];
    });
    // An address may name a place: "map.html#vienna".
    const aim = () => {
      rows.forEach((row, number) => {
        const [light, show] = lights[number];
        if (row.matches(":target")) show();
        else light(false);
      });
    };
    addEventListener("hashchange", aim);
    aim();
    new ResizeObserver(draw).observe(svg);
    draw();
  };
  document.addEventListener("DOMContentLoaded", start);
})();

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** The card of an entity: its facts that hold, then what is only said, each in its words. */
function open(entity, move) {
  const [name, kind, aliases] = data.entities[entity];
  chosen = nodeOf.get(entity) || chosen;
  const about = data.claims.filter((claim) => claim.subject === entity || claim.object === entity);
  const also = aliases.length ? " · also " + aliases.join(", ") : "";
  card.replaceChildren(
    element("button", { class: "close", title: "Close (Esc)", click: close }, "×"),
    element("h2", {}, name),
    element("p", { class: "kind" }, kind + also),
    ...sections(entity, about.filter((claim) => claim.holds)),
  );
  const said = about.filter((claim) => !claim.holds);
  if (said.length) card.append(element("h3", {}, "Said, but not settled"), ...facts(entity, said));
  card.hidden = false;
  card.scrollTop = 0;
  if (move && nodeOf.has(entity)) centre(nodeOf.get(entity));
  redraw();
}

function close() {
  chosen = null;
  card.hidden = true;
  redraw();
}

function sections(entity, claims) {
  const groups = grouped(claims, (claim) =>
    claim.subject === entity ? claim.relation + " …" : "… " + claim.relation + " this");
  return [...groups].flatMap(([relation, members]) => [element("h3", {}, relation), ...facts(entity, members)]);
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) || []), item]);
  return groups;
}

function facts(entity, claims) {
  const key = (claim) => [claim.subject, claim.relation, claim.object, claim.status].join(" ");
  return [...grouped(claims, key).values()].map((group) => fact(entity, group));
}

function fact(entity, group) {
  const [claim] = group;
  const other = claim.subject === entity ? claim.object : claim.subject;
  const details = [...new Set(group.map((one) => one.detail).filter(Boolean))].join("; ");
  const made = element("div", { class: "fact" },
    element("button", { click: () => open(other, true) }, data.entities[other][0]));
  const relation = claim.holds ? "" : " " + claim.relation + (claim.subject === entity ? "" : " (of it)");
  if (relation || details) made.append(element("span", { class: "more" }, relation + (details ? " · " + details : "")));
  if (claim.status !== "confirmed") made.append(element("span", { class: "status" }, claim.status.replace("_", " ")));
  for (const one of group) for (const quote of one.quotes) made.append(passage(quote, data.articles[one.article]));
  return made;
}

function passage(quote, [headline, publisher, published, url]) {
  const title = url ? element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, headline) : headline;
  const rest = [publisher, published].filter(Boolean).join(", ");
  return element("blockquote", {}, "“" + quote + "”", element("cite", {}, title, rest ? " · " + rest : ""));
}

function find() {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(search.value.trim());
  const rank = ([name]) => (plain(name).startsWith(wanted) ? 0 : 1);
  const hits = !wanted ? [] : data.entities.map((entity, index) => [...entity, index])
    .filter(([name, , aliases]) => [name, ...aliases].some((one) => plain(one).includes(wanted)))
    .sort((one, two) => rank(one) - rank(two) || one[0].localeCompare(two[0])).slice(0, 12);
  document.getElementById("hits").replaceChildren(...hits.map(([name, kind, , index]) =>
    element("li", {}, element("button", { click: () => pick(index) }, name, element("small", {}, kind)))));
  return hits;
}

function pick(entity) {
  search.value = "";
  find();
  open(entity, true);
}

/** A small sample of each shape and line; a kind can be switched off. */
function legend() {
  const kinds = Object.entries(KINDS).filter(([kind]) => nodes.some((node) => node.kind === kind));
  document.getElementById("kinds").replaceChildren(...kinds.map(([kind, title]) => {
    const button = element("button", { "aria-pressed": String(!hidden.has(kind)), click: () => {
      hidden.has(kind) ? hidden.delete(kind) : hidden.add(kind);
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      redraw();
    } }, sample(() => drawNode({ kind }, 9, 8, 6, false), [18, 16]), title);
    return button;
  }));
  const used = Object.entries(STROKES).filter(([kind]) => lines.some((line) => line.kind === kind));
  document.getElementById("strokes").replaceChildren(...used.map(([kind, [title]]) => element("span", {}, sample(() => {
    const was = { ...view };
    Object.assign(view, { scale: 1, x: 0, y: 0 });
    drawLine({ kind, a: { x: 1, y: 8 }, b: { x: 25, y: 8 } }, true);
    Object.assign(view, was);
  }, [26, 16]), title)));
}

function sample(paint, [width, height]) {
  const small = element("canvas", { width: width * 2, height: height * 2, "aria-hidden": "true" });
  Object.assign(small.style, { position: "static", width: width + "px", height: height + "px" });
  const main = pen;
  pen = small.getContext("2d");
  pen.scale(2, 2);
  paint();
  pen = main;
  return small;
}

const fingers = new Map();
let held = null;
canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  held = { x: event.clientX, y: event.clientY, moved: false };
});
canvas.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId), now = [event.clientX, event.clientY];
  if (!before) {
    const over = at(...now);
    canvas.classList.toggle("over", Boolean(over));
    if (over !== hovered) { hovered = over; redraw(); }
    return;
  }
  if (fingers.size === 2) {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    zoom(Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), ...other);
  } else if (held && (held.moved || Math.hypot(now[0] - held.x, now[1] - held.y) > 4)) {
    held.moved = true;
    canvas.classList.add("held");
    view.x += now[0] - before[0];
    view.y += now[1] - before[1];
    redraw();
  }
  fingers.set(event.pointerId, now);
});
function release(event) {
  fingers.delete(event.pointerId);
  canvas.classList.remove("held");
  if (event.type === "pointerup" && held && !held.moved) {
    const over = at(event.clientX, event.clientY);
    over ? open(over.entity, false) : close();
  }
  if (!fingers.size) held = null;
}
canvas.addEventListener("pointerup", release);
canvas.addEventListener("pointercancel", release);
canvas.addEventListener("pointerleave", () => { hovered = null; redraw(); });
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * 0.0015), event.clientX, event.clientY);
}, { passive: false });
search.addEventListener("input", find);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") { const [first] = find(); if (first) pick(first[3]); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { search.value = ""; find(); close(); canvas.focus(); }
  if (event.target === search) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  if (event.key === "+" || event.key === "=") zoom(1.3);
  if (event.key === "-") zoom(1 / 1.3);
  if (event.key === "0") fit();
});
document.getElementById("closer").addEventListener("click", () => zoom(1.4));
document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.4));
document.getElementById("whole").addEventListener("click", fit);
document.getElementById("ties").addEventListener("change", (event) => { onlyTies = event.target.checked; redraw(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); legend(); redraw(); });
addEventListener("resize", redraw);

document.getElementById("sum").textContent = data.summary;
readColours();
legend();
fit();
// page.html#Name opens the card of that name.
const named = data.entities.findIndex(([name]) => name === decodeURIComponent(location.hash.slice(1)));
if (named >= 0) open(named, true);

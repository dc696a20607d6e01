"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const canvas = document.getElementById("picture");
let pen = canvas.getContext("2d");
const card = document.getElementById("card");
const search = document.getElementById("search");
const KINDS = { person: "people", work: "works", network: "networks", character: "characters" };
const STROKES = { created: ["created", "made", []], crew: ["other work on it", "made", [5, 4]],
  cast: ["performs in", "cast", []], related: ["derives from", "related", [2, 3]], airs: ["airs on", "airs", []] };

const ROLE = "italic 12px system-ui, sans-serif";

const nodes = data.nodes.map(([entity, label, x, y, radius, side], index) => {
  const [name, kind, aliases] = data.entities[entity];
  return { index, entity, name, label, kind, aliases, x, y, radius, side, near: new Map() };
});
const nodeOf = new Map(nodes.map((node) => [node.entity, node]));
const lines = data.lines.map(([a, b, kind, characters]) => ({ a: nodes[a], b: nodes[b], kind, characters }));
for (const line of lines) {
  line.a.near.set(line.b, line);
  line.b.near.set(line.a, line);
}
const ranked = [...nodes].sort((one, two) => two.near.size - one.near.size || one.index - two.index);
const roomy = nodes.length <= data.roomy;

const view = { scale: 1, x: 0, y: 0 };
const hidden = new Set();
let onlyTies = false, hovered = null, chosen = null, colours = {}, waiting = false;

const shown = (node) => !hidden.has(node.kind) && !(onlyTies && node.near.size < 2);
const screen = (node) => [node.x * view.scale + view.x, node.y * view.scale + view.y];
const size = (node) => Math.max(1.7, node.radius * Math.min(Math.pow(view.scale, 0.75), 2.2));

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "card", "ink", "soft", "edge", "person", "work", "network", "character", "made", "cast", "related", "airs"])
    colours[name] = style.getPropertyValue("--" + name).trim();
}

function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; draw(); });
}

function draw() {
  const ratio = devicePixelRatio || 1, width = innerWidth, height = innerHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const focus = hovered || chosen;
  const lit = (node) => !focus || node === focus || focus.near.has(node) || throughRole(focus, node);
  for (const line of lines) {
    if (!shown(line.a) || !shown(line.b)) continue;
    const strong = focus && (line.a === focus || line.b === focus ||
      (line.a.kind === "character" || line.b.kind === "character") && lit(line.a) && lit(line.b));
    pen.globalAlpha = !focus ? (line.kind === "airs" ? 0.55 : 0.8) : strong ? 1 : 0.08;
    drawLine(line, strong);
  }
  for (const node of [...ranked].reverse()) {
    if (!shown(node)) continue;
    pen.globalAlpha = lit(node) ? 1 : 0.14;
    drawNode(node, ...screen(node), size(node), node === chosen);
  }
  drawLabels(width, height, focus, lit);
  pen.globalAlpha = 1;
}

/** From a performer to the work, and back, it is two lines by way of the character. */
function throughRole(focus, node) {
  return focus.kind !== "character" && [...focus.near.keys()].some((role) => role.kind === "character" && role.near.has(node));
}

function drawLine(line, strong) {
  const [, colour, dash] = STROKES[line.kind] || STROKES.cast;
  const heavy = line.kind === "created" ? 2 : line.kind === "crew" ? 1.5 : 1.1;
  pen.strokeStyle = colours[colour];
  pen.lineWidth = heavy * (strong ? 1.7 : Math.max(0.55, Math.min(1, view.scale * 1.3)));
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(...screen(line.a));
  pen.lineTo(...screen(line.b));
  pen.stroke();
  pen.setLineDash([]);
}

/** Each kind has a shape of its own, so that colour is never all that tells them apart. */
function shape(kind, x, y, r) {
  pen.beginPath();
  if (kind === "person") pen.arc(x, y, r, 0, 2 * Math.PI);
  else if (kind === "work") pen.roundRect(x - r * 1.05, y - r * 0.85, r * 2.1, r * 1.7, r * 0.3);
  else {
    const corners = kind === "network" ? 6 : 4, reach = kind === "network" ? r * 1.1 : r * 1.25;
    for (let i = 0; i < corners; i++)
      pen.lineTo(x + reach * Math.cos((2 * Math.PI * i) / corners), y + reach * Math.sin((2 * Math.PI * i) / corners));
    pen.closePath();
  }
}

function drawNode(node, x, y, r, ringed) {
  shape(node.kind, x, y, r);
  pen.fillStyle = colours[node.kind];
  pen.strokeStyle = ringed ? colours.ink : colours.paper;
  pen.lineWidth = ringed ? 2.5 : 1.2;
  pen.stroke();
  pen.fill();
}

function fontOf(node) {
  return (node.kind === "work" ? "600 " : node.kind === "character" ? "italic " : "") + "12px system-ui, sans-serif";
}

/** Labels keep their size; the weightiest come first, and none covers another. */
function drawLabels(width, height, focus, lit) {
  const taken = nodes.filter((node) => shown(node) && (roomy || node.near.size > 1)).map((node) => {
    const [x, y] = screen(node), r = size(node);
    return [x - r, y - r, x + r, y + r];
  });
  for (const part of document.querySelectorAll("header, #legend, #zoom")) {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    taken.push([left, top, right, bottom]);
  }
  const inside = (box) => box[0] > 2 && box[2] < width - 2;
  const free = (box) => !taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]);
  const first = focus ? [focus, ...ranked.filter((node) => node !== focus && lit(node))] : [];
  const order = focus ? [...first, ...ranked.filter((node) => !first.includes(node))] : ranked;
  for (const node of order) {
    if (!shown(node)) continue;
    const [x, y] = screen(node), r = size(node);
    if (x < -100 || x > width + 100 || y < -30 || y > height + 30) continue;
    if (!roomy && !focus && node.near.size < 2 && view.scale < 0.75) continue;
    if (focus && !lit(node)) continue;
    pen.font = fontOf(node);
    const bare = pen.measureText(node.label).width;
    // Beside a name in focus: whom the performer plays there.
    const line = focus && focus.near.get(node);
    const role = line && line.characters.length ? "  as " + line.characters.join(", ") : "";
    pen.font = ROLE;
    const wide = bare + pen.measureText(role).width;
    const boxes = { below: [x - wide / 2, y + r + 2, x + wide / 2, y + r + 16], right: [x + r + 4, y - 7, x + r + 4 + wide, y + 7],
      left: [x - r - 4 - wide, y - 7, x - r - 4, y + 7], above: [x - wide / 2, y - r - 16, x + wide / 2, y - r - 2] };
    const sides = [boxes[node.side], ...Object.values(boxes)].filter(free);
    const box = sides.find(inside) || sides[0];
    if (!box && node !== focus) continue;
    const [left, top] = box || boxes[node.side];
    if (box) taken.push([box[0] - 2, box[1], box[2] + 2, box[3]]);
    if (role) write(role, left + bare, top + 11, colours.character);
    pen.font = fontOf(node);
    write(node.label, left, top + 11, node.kind === "network" ? colours.network : colours.ink);
  }
}

function write(text, x, y, colour) {
  pen.globalAlpha = 1;
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = colours.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function at(px, py) {
  let best = null, least = 9;
  for (const node of nodes) {
    if (!shown(node)) continue;
    const [x, y] = screen(node), far = Math.hypot(x - px, y - py) - size(node);
    if (far < least) [best, least] = [node, far];
  }
  return best;
}

function zoom(factor, px = innerWidth / 2, py = innerHeight / 2) {
  const scale = Math.min(6, Math.max(0.04, view.scale * factor)), by = scale / view.scale;
  view.x = px - (px - view.x) * by;
  view.y = py - (py - view.y) * by;
  view.scale = scale;
  redraw();
}

function fit() {
  const some = nodes.filter(shown);
  if (!some.length) return redraw();
  const xs = some.map((node) => node.x), ys = some.map((node) => node.y);
  const pad = roomy ? 70 : 0.03 * (Math.max(...xs) - Math.min(...xs));
  const [left, right, top, bottom] = [Math.min(...xs) - pad, Math.max(...xs) + pad, Math.min(...ys) - pad / 2, Math.max(...ys) + pad / 2];
  const wide = innerWidth - (card.hidden ? 0 : card.offsetWidth) - 40, tall = innerHeight - 40;
  view.scale = Math.min(2, wide / (right - left), tall / (bottom - top));
  view.x = 20 + wide / 2 - ((left + right) / 2) * view.scale;
  view.y = 20 + tall / 2 - ((top + bottom) / 2) * view.scale;
  redraw();
}

function centre(node) {
  view.scale = Math.max(view.scale, 0.9);
  view.x = (innerWidth - (card.hidden ? 0 : card.offsetWidth)) / 2 - node.x * view.scale;
  view.y = innerHeight / 2 - node.y * view.scale;
  redraw();
}

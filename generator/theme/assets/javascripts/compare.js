/* standings/compare/?u=yanggu&u=linqing&year=2023 — up to four units over a year, from data/scores/*.json. */

import { makeSortable, pointsText } from "./tables.js";

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = ["m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "m-4-4h8v8h-8z", "m0-5l5 9h-10z", "m0-5l5 5l-5 5l-5-5z"];
const [WIDTH, LEFT, STEP, TOP, BOTTOM, GAP] = [810, 46, 50, 18, 350, 15];

const form = document.getElementById("compare-form");
const status = document.getElementById("compare-status");
const result = document.getElementById("compare-result");
const year = document.getElementById("compare-year");
const choices = Array.from(form.querySelectorAll("select[name=u]"));
const fetched = new Map();
let asked = 0;

/** An element, or with `space` one of SVG, with attributes and children; nothing is ever parsed as HTML. */
function made(name, attributes, children = [], space = null) {
  const one = space ? document.createElementNS(space, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...[].concat(children));
  return one;
}

const svg = (name, attributes, children) => made(name, attributes, children, SVG);

// What is asked for -------------------------------------------------------------------------------------------------

/** Puts the choice of the address into the form; what it does not know is left out. */
function restore() {
  const given = new URLSearchParams(location.search);
  const known = (select, value) => Array.from(select.options).some((option) => option.value === value);
  const units = Array.from(new Set(given.getAll("u"))).filter((id) => id && known(choices[0], id));
  choices.forEach((select, place) => (select.value = units[place] || ""));
  const wanted = given.get("year");
  if (wanted && known(year, wanted)) year.value = wanted;
  else if (year.options.length) year.selectedIndex = 0;
  show();
}

/** The chosen units, each once, with the name of their option. */
function chosen() {
  const units = new Map();
  for (const select of choices) {
    if (select.value) units.set(select.value, select.selectedOptions[0].textContent);
  }
  return Array.from(units, ([id, name]) => ({ id, name }));
}

function remember() {
  const address = new URLSearchParams(chosen().map(({ id }) => ["u", id]));
  address.set("year", year.value);
  history.pushState(null, "", `?${address}`);
  show();
}

// What there is -----------------------------------------------------------------------------------------------------

async function month(name) {
  if (!fetched.has(name)) {
    const response = await fetch(`${form.dataset.scores}${name}.json`);
    if (!response.ok) throw new Error(`${response.status}`);
    fetched.set(name, await response.json());
  }
  return fetched.get(name);
}

/** A unit's rows by number of the month; each knows its group. */
function rowsOf(unit, tables) {
  const rows = new Map();
  for (const table of tables) {
    for (const group of table.groups) {
      const row = group.rows.find((one) => one.unit === unit.name);
      if (row) rows.set(Number(table.month.slice(5)), { ...row, group: group.title });
    }
  }
  return rows;
}

async function show() {
  const mine = (asked += 1);
  const units = chosen();
  if (!units.length) {
    result.replaceChildren();
    status.textContent = "请选择单位。";
    return;
  }
  const slow = setTimeout(() => mine === asked && (status.textContent = "正在读取……"), 300);
  try {
    const names = year.selectedOptions[0].dataset.months.split(" ");
    const tables = await Promise.all(names.map(month));
    if (mine !== asked) return;
    const ranked = units.map((unit) => ({ ...unit, rows: rowsOf(unit, tables) }));
    const months = names.map((name) => Number(name.slice(5)));
    display(ranked.filter((unit) => unit.rows.size), months);
    const absent = ranked.filter((unit) => !unit.rows.size).map((unit) => unit.name);
    const twice = choices.filter((select) => select.value).length > units.length ? "同一单位只列一次。" : "";
    const alone = units.length < 2 ? "再选一个单位就可以比较。" : "";
    status.textContent = `${absent.length ? `${absent.join("、")}${year.value}年没有参加排名。` : ""}${twice}${alone}`;
  } catch (error) {
    if (mine !== asked) return;
    result.replaceChildren();
    status.textContent = "没有取到数据，可能是网络中断或网站正在更新。请稍后刷新再试。";
  } finally {
    clearTimeout(slow);
  }
}

// How it is shown ---------------------------------------------------------------------------------------------------

/** The numbers of the year's months whose figures may still change. */
function provisional() {
  return year.selectedOptions[0].dataset.provisional.split(" ").filter(Boolean).map((name) => Number(name.slice(5)));
}

function display(units, months) {
  if (!units.length) {
    result.replaceChildren();
    return;
  }
  const parts = [made("h2", { id: "sum" }, `${year.value}年合计（截至${months[months.length - 1]}月）`), sums(units)];
  parts.push(made("h2", { id: "lines" }, "累计分数走势"));
  const open = provisional();
  if (open.length) parts.splice(1, 0, made("p", { class: "data-note" }, `${open.join("、")}月的数字还是暂定的。`));
  if (months.length === 1) parts.push(made("p", { class: "data-note" }, "只有一个月的数据：图上只有点，没有连线。"));
  const place = months[months.length - 1] > 7 ? "chart-scroll chart-late" : "chart-scroll";
  const region = { class: place, tabindex: "0", role: "region", "aria-label": "累计分数走势图" };
  parts.push(made("div", region, chart(units, months)));
  parts.push(made("h2", { id: "months" }, "各月分数"), byMonth("各月分数", units, months, (row) => pointsText(row.month_points)));
  parts.push(made("h2", { id: "totals" }, "累计分数和组内名次"));
  const total = (row) => pointsText(row.total_points) + (row.rank === null ? "" : `（第${row.rank}名）`);
  parts.push(byMonth("累计分数和组内名次", units, months, total));
  result.replaceChildren(...parts);
}

function table(caption, heads, rows) {
  const cells = (row) => row.map((cell, place) => (place ? made("td", {}, cell) : made("th", { scope: "row" }, cell)));
  const head = made("tr", {}, heads.map((text, place) => made("th", place ? { scope: "col" } : { scope: "col", class: "name" }, text)));
  const built = made("table", { class: "scores" }, [
    made("caption", { class: "quiet" }, caption),
    made("thead", {}, head),
    made("tbody", {}, rows.map((row) => made("tr", {}, cells(row)))),
  ]);
  return made("div", { class: "table-scroll table-tall", tabindex: "0", role: "region", "aria-label": `${caption}表` }, built);
}

/** The address of a unit's page. */
const unitLink = ({ id, name }) => made("a", { href: `${form.dataset.units}${id}/` }, name);

function sums(units) {
  const columns = { submitted: "上报篇数", adopted: "采用篇数", commissioned: "约稿篇数", forwarded: "报省市" };
  const rows = units.map((unit) => {
    const own = Array.from(unit.rows.values());
    const last = own[own.length - 1];
    const counts = Object.keys(columns).map((key) => String(own.reduce((sum, row) => sum + row[key], 0)));
    return [unitLink(unit), last.group, ...counts, pointsText(last.total_points), last.rank === null ? "—" : String(last.rank)];
  });
  const sum = table(`${year.value}年合计`, ["单位", "分组", ...Object.values(columns), "累计分数", "组内名次"], rows);
  makeSortable(sum.querySelector("table"));
  return sum;
}

function byMonth(caption, units, months, shown) {
  const open = provisional();
  const label = (number) => `${number}月${open.includes(number) ? "（暂定）" : ""}`;
  const rows = months.map((number) => [label(number), ...units.map((unit) => (unit.rows.has(number) ? shown(unit.rows.get(number)) : ""))]);
  return table(caption, ["月份", ...units.map((unit) => unit.name)], rows);
}

const across = (number) => LEFT + (number - 1) * STEP;

/** Round numbers at even steps around what is shown; zero is one of them. */
function ticks(low, high) {
  const rough = (Math.max(high, 0) - Math.min(low, 0) || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => power * factor).find((size) => size >= rough * 0.999);
  const marks = [];
  for (let number = Math.floor(Math.min(low, 0) / step); ; number += 1) {
    marks.push(Number((number * step).toPrecision(12)));
    if (number * step >= Math.max(high, step) - 1e-9) return marks;
  }
}

/** Labels pushed down just far enough not to cover the one above; all up again where the last would fall out. */
function spread(wanted) {
  const order = wanted.map((_, place) => place).sort((one, other) => wanted[one] - wanted[other]);
  const places = [];
  let free = TOP;
  for (const one of order) {
    places[one] = Math.max(wanted[one], free);
    free = places[one] + GAP;
  }
  let limit = BOTTOM;
  for (const one of order.reverse()) {
    places[one] = Math.min(places[one], limit);
    limit = places[one] - GAP;
  }
  return places;
}

function chart(units, months) {
  const lines = units.map((unit) => Array.from(unit.rows, ([number, row]) => [number, row.total_points]));
  const values = lines.flat().map(([, value]) => value);
  const marks = ticks(Math.min(...values), Math.max(...values));
  const scale = (BOTTOM - TOP) / (marks[marks.length - 1] - marks[0]);
  const down = (value) => BOTTOM - (value - marks[0]) * scale;
  const parts = [];
  for (const number of provisional()) {
    parts.push(svg("rect", { class: "band", x: across(number) - STEP / 2, y: TOP - 8, width: STEP, height: BOTTOM - TOP + 16 }));
    parts.push(svg("text", { class: "note", x: across(number), y: BOTTOM + 38, "text-anchor": "middle" }, "暂定"));
  }
  for (const mark of marks) {
    parts.push(svg("path", { class: "grid", d: `M${LEFT - 10} ${down(mark)}H${across(months[months.length - 1])}` }));
    parts.push(svg("text", { class: "tick", x: LEFT - 16, y: down(mark) + 4, "text-anchor": "end" }, pointsText(mark)));
  }
  for (let number = 1; number <= 12; number += 1) {
    const kind = months.includes(number) ? "tick" : "tick empty";
    parts.push(svg("text", { class: kind, x: across(number), y: BOTTOM + 22, "text-anchor": "middle" }, `${number}月`));
  }
  const ends = lines.map((line) => line[line.length - 1]);
  const labels = spread(ends.map(([, value]) => down(value)));
  lines.forEach((line, place) => {
    const path = line.map(([number, value], at) => `${at && line[at - 1][0] === number - 1 ? "L" : "M"}${across(number)} ${down(value)}`).join("");
    const dots = line.map(([number, value]) => `M${across(number)} ${down(value)}${SHAPES[place]}`).join("");
    const [number, value] = ends[place];
    const text = `${units[place].name} ${pointsText(value)}`;
    const label = svg("text", { class: "label", x: across(number) + 20, y: labels[place] + 4 }, text);
    const lead = svg("path", { class: "lead", d: `M${across(number) + 7} ${down(value)}L${across(number) + 17} ${labels[place]}` });
    const drawn = [svg("path", { class: "near", d: path }), svg("path", { class: "line", d: path }), svg("path", { class: "dots", d: dots })];
    parts.push(svg("g", { class: `series top c${place + 1}` }, [...drawn, lead, label]));
  });
  const title = `${year.value}年累计分数走势：${units.map((unit) => unit.name).join("、")}`;
  const viewBox = `0 0 ${WIDTH} ${BOTTOM + 44}`;
  const named = { role: "img", "aria-labelledby": "compare-title", "aria-describedby": "compare-text" };
  const attributes = { class: "chart chart-totals", viewBox, ...named };
  const text = "全部数字见下面的表格。";
  return svg("svg", attributes, [svg("title", { id: "compare-title" }, title), svg("desc", { id: "compare-text" }, text), ...parts]);
}

form.hidden = false;
form.addEventListener("change", remember);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("popstate", restore);
restore();

/* Tables that sort by a click on a head: `table.sortable`. Without this script they stand as they are. */

const ORDER = new Intl.Collator("zh-CN", { numeric: true });

/**
 * The fraction in lowest terms, as `[top, bottom]`, that a positive number of a data file stands for; `null` where
 * there is none with a bottom so small that no other fraction comes to the same number.
 */
function fractionOf(size) {
  let [top, bottom, topBefore, bottomBefore] = [Math.floor(size), 1, 1, 0];
  for (let rest = size; top / bottom !== size; ) {
    rest = 1 / (rest - Math.floor(rest));
    const whole = Math.floor(rest);
    [top, topBefore] = [whole * top + topBefore, top];
    [bottom, bottomBefore] = [whole * bottom + bottomBefore, bottom];
    if (!(bottom * bottom * size < 2 ** 51)) return null;
  }
  return [top, bottom];
}

/** Points of a data file in the words of all tables: `148.5`, `6又2/3`. Data files round what has no finite decimal. */
export function pointsText(points) {
  const [top, bottom] = fractionOf(Math.abs(points)) || [0, Infinity];
  if (bottom > 5000 && /^-?\d+\.\d{1,9}$/.test(points)) return String(points);
  if (bottom === Infinity) return `约${points.toFixed(2)}`;
  const places = Array.from({ length: 16 }, (_, place) => place).find((place) => 10 ** place % bottom === 0);
  if (places !== undefined) return points.toFixed(places);
  const [sign, whole, rest] = [points < 0 ? "-" : "", Math.floor(top / bottom), top % bottom];
  return `${sign}${whole ? `${whole}又` : ""}${rest}/${bottom}`;
}

/** What a cell is sorted by: a number, `null` for one that says nothing, or its text. */
function valueOf(cell) {
  if (!cell) return null;
  const text = (cell.dataset.sort || cell.textContent).trim().replace(/\*$/, "");
  if (text === "—" || text === "") return null;
  const parts = /^(-?)(?:(\d+(?:\.\d+)?)(?:又(\d+)\/(\d+))?|(\d+)\/(\d+))%?$/.exec(text);
  if (!parts) return text;
  const [, sign, whole = "0", top = parts[5] || "0", bottom = parts[6] || "1"] = parts;
  return (sign ? -1 : 1) * (Number(whole) + Number(top) / Number(bottom));
}

/** The heads of single columns, as `{head, column}`: heads may span several rows, and others several columns. */
function headsOf(table) {
  const rows = Array.from(table.tHead ? table.tHead.rows : []);
  const taken = rows.map(() => []);
  const heads = [];
  rows.forEach((row, down) => {
    let column = 0;
    for (const head of row.cells) {
      while (taken[down][column]) column += 1;
      for (let y = down; y < Math.min(down + head.rowSpan, rows.length); y += 1) {
        for (let x = column; x < column + head.colSpan; x += 1) taken[y][x] = true;
      }
      if (head.colSpan === 1 && down + head.rowSpan >= rows.length) heads.push({ head, column });
      column += head.colSpan;
    }
  });
  return heads;
}

/** Compares rows by a column; cells that say nothing come last in either direction. */
function compared(column, direction) {
  return (one, other) => {
    const [left, right] = [valueOf(one.cells[column]), valueOf(other.cells[column])];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
    return ORDER.compare(String(left), String(right)) * direction;
  };
}

/** Numbers begin with the largest, ranks and words with the first; a third click gives the old order back. */
function directionsOf(rows, column, name) {
  const values = rows.map((row) => valueOf(row.cells[column])).filter((value) => value !== null);
  const numbers = values.length > 0 && values.every((value) => typeof value === "number");
  return numbers && !name.includes("名次") ? [-1, 1, 0] : [1, -1, 0];
}

function buttonFor(head) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  const link = head.querySelector("a");
  if (link) {
    button.setAttribute("aria-label", `按${link.textContent.trim()}排序`);
    head.append(" ", button);
  } else {
    button.append(...head.childNodes);
    head.append(button);
  }
  return button;
}

export function makeSortable(table) {
  const body = table.tBodies[0];
  const original = body ? Array.from(body.rows) : [];
  if (original.length < 2 || original.some((row) => Array.from(row.cells).some((cell) => cell.colSpan > 1 || cell.rowSpan > 1))) return;
  const heads = headsOf(table);
  for (const { head, column } of heads) {
    const name = head.textContent.trim();
    if (!name) continue;
    const directions = directionsOf(original, column, name);
    let turn = -1;
    buttonFor(head).addEventListener("click", () => {
      turn = head.hasAttribute("aria-sort") ? (turn + 1) % 3 : 0;
      const direction = directions[turn];
      for (const other of heads) other.head.removeAttribute("aria-sort");
      if (direction) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      body.append(...(direction ? original.slice().sort(compared(column, direction)) : original));
    });
  }
}

for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);

/* The frame around a page: how it looks, the way back up, and where in the contents the reader is. */

const root = document.documentElement;

function keep(key, value) {
  try {
    localStorage.setItem(`bulletin.${key}`, value);
  } catch (error) {
    // not remembered, then
  }
}

/** Large text, for readers who need it. */
function equipTextSwitch(button) {
  const show = () => button.setAttribute("aria-pressed", String(root.classList.contains("large-text")));
  button.addEventListener("click", () => {
    keep("text", root.classList.toggle("large-text") ? "large" : "normal");
    show();
  });
  show();
  button.hidden = false;
}

/** Dark or light. */
function equipSchemeSwitch(button) {
  const isDark = () => root.dataset.scheme === "slate";
  const show = () => {
    button.title = isDark() ? button.dataset.light : button.dataset.dark;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    root.dataset.scheme = document.body.dataset.mdColorScheme = isDark() ? "default" : "slate";
    keep("scheme", root.dataset.scheme);
    show();
  });
  show();
  button.hidden = false;
}

/** The link back to the top is of use after two screens. */
function equipWayUp(link) {
  const show = () => (link.hidden = scrollY < 2 * innerHeight);
  addEventListener("scroll", show, { passive: true });
  show();
}

/** What `#…` of an address leads to, or `null`; whoever wrote the address may have written anything. */
function targetOf(hash) {
  const name = hash.slice(1);
  try {
    return document.getElementById(name) || document.getElementById(decodeURIComponent(name));
  } catch (error) {
    return null;
  }
}

/** Marks the section being read in the column of contents. */
function equipContents(column) {
  const links = new Map();
  for (const link of column.querySelectorAll("a[href^='#']")) {
    const heading = targetOf(link.hash);
    if (heading) links.set(heading, link);
  }
  const headings = Array.from(links.keys());
  const mark = () => {
    const isAtEnd = scrollY + innerHeight >= root.scrollHeight - 2;
    const line = isAtEnd ? innerHeight : innerHeight / 4;
    const read = headings.filter((heading) => heading.getBoundingClientRect().top < line).pop();
    for (const [heading, link] of links) {
      link.classList.toggle("md-nav__link--active", heading === read);
      if (heading === read) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let isWaiting = false;
  const soon = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  mark();
}

/** An address may lead into something folded. */
function unfoldTarget() {
  const target = targetOf(location.hash);
  const fold = target && target.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}

/** Paper cannot be unfolded: what is folded is printed open, and folded again. */
function unfoldOnPaper() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll(".page :is(.year-fold, .chart-data):not([open])"));
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

/** What scrolls inside itself can be scrolled by keys. */
function reachWideTables() {
  for (const table of document.querySelectorAll(".page table:not([class])")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}

const equipments = {
  ".switch-text": equipTextSwitch,
  ".switch-scheme": equipSchemeSwitch,
  ".md-top": equipWayUp,
  ".md-sidebar--secondary": equipContents,
};
for (const [selector, equip] of Object.entries(equipments)) {
  const found = document.querySelector(selector);
  if (found) equip(found);
}
unfoldTarget();
addEventListener("hashchange", unfoldTarget);
unfoldOnPaper();
reachWideTables();

/* A button beside what is often copied: the citation of a piece, and its address in full. */

const SHOWN_FOR = 2000;

/** Copies text, also where the clipboard is closed to pages (plain http on an intranet). */
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "copied-from";
  field.readOnly = true;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

function addButton(place, name, textOf) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-button";
  button.textContent = "复制";
  button.setAttribute("aria-label", `复制${name}`);
  const told = document.createElement("span");
  told.className = "copy-told";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await copy(textOf());
      told.textContent = "已复制";
    } catch {
      told.textContent = "请选中文字后复制";
    }
    button.focus();
    setTimeout(() => (told.textContent = ""), SHOWN_FOR);
  });
  place.append(" ", button, told);
}

for (const one of document.querySelectorAll("[data-copy]")) {
  const text = one.textContent.trim();
  addButton(one, one.dataset.copy, () => text);
}
for (const one of document.querySelectorAll("[data-copy-address]")) {
  const known = one.textContent.trim(); // the whole address, where the site knows its own
  const address = known.includes("://") ? known : new URL("./", location.href.replace(/[?#].*$/, "")).href;
  one.textContent = address;
  addButton(one.parentElement, "永久网址", () => address);
}

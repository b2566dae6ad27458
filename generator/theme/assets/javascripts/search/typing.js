/* Typing as it matters to a search: nothing happens while an input method composes a character. */

/** Calls `changed` when the text of `input` has changed and rested for `wait` milliseconds. */
export function onTyping(input, wait, changed) {
  let timer = 0;
  let composing = false;
  const later = () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(changed, wait);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("input", later);
  return {
    /** Whether the reader is in the middle of a character. */
    isComposing: () => composing,
    cancel: () => clearTimeout(timer),
  };
}

/** Whether a key belongs to the input method. */
export function isForInputMethod(event) {
  return event.isComposing || event.keyCode === 229;
}

/** `/` moves to the box from anywhere, unless the reader is typing elsewhere. */
export function focusBySlash(focus) {
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" || event.key === "／" || (event.code === "Slash" && isForInputMethod(event));
    if (!isSlash || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    focus();
  });
}

/** Numbers requests, so that one overtaken by a newer one can be told and dropped. */
export function newest() {
  let number = 0;
  return () => {
    const own = ++number;
    return () => own === number;
  };
}

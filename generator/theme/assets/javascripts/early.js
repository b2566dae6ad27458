/* How the reader wants pages to look, set before anything is painted. The only script that a page waits for. */
(() => {
  const root = document.documentElement;

  /** What was chosen before; null when nothing was, or when the browser keeps nothing. */
  const chosen = (key) => {
    try {
      return localStorage.getItem(`bulletin.${key}`);
    } catch (error) {
      return null;
    }
  };
  const scheme = chosen("scheme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");

  root.classList.replace("no-js", "js");
  root.classList.toggle("large-text", chosen("text") === "large");
  root.dataset.scheme = scheme;
  new MutationObserver((changes, observer) => {
    if (!document.body) return;
    document.body.dataset.mdColorScheme = scheme;
    observer.disconnect();
  }).observe(root, { childList: true });
})();

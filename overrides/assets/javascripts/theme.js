/* What the theme's own scripts expect to find, without a script inside the page (strict CSP). Runs in <head>. */
(() => {
  const scope = new URL(document.currentScript.dataset.base, location);

  window.__md_scope = scope;
  window.__md_hash = (text) => Array.from(text).reduce((hash, one) => (hash << 5) - hash + one.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, base = scope) => {
    try {
      return JSON.parse(storage.getItem(`${base.pathname}.${key}`));
    } catch (error) {
      return null; // storage is switched off, or holds something else
    }
  };
  window.__md_set = (key, value, storage = localStorage, base = scope) => {
    try {
      storage.setItem(`${base.pathname}.${key}`, JSON.stringify(value));
    } catch (error) {
      // not remembered, then
    }
  };
})();

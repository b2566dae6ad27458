/* Light or dark as chosen before, otherwise as the system has it; runs before anything is painted. */
(() => {
  const inputs = Array.from(document.querySelectorAll("[data-md-component=palette] input"));
  const saved = window.__md_get("__palette");
  const chosen = saved ? inputs[saved.index] : inputs.find((one) => matchMedia(one.dataset.mdColorMedia).matches);
  if (!chosen) return;
  for (const name of ["media", "scheme", "primary", "accent"]) {
    const value = chosen.getAttribute(`data-md-color-${name}`);
    if (value !== null) document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();

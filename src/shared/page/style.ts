/** The look of all pages that we serve ourselves: one column, system fonts, light and dark. */
export const css = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f5f9, #12151c);
  --card: light-dark(#fff, #1b202b);
  --ink: light-dark(#1c2434, #e8ebf2);
  --soft: light-dark(#5a6478, #a3adc0);
  --line: light-dark(#b3bccd, #4a5468);
  --accent: light-dark(#33518f, #9db6ef);
  --on-accent: light-dark(#fff, #12151c);
  --fault: light-dark(#b3261e, #ff9c94);
  --fault-ground: light-dark(#fdf0ef, #2f1c1e);
}
* { box-sizing: border-box; }
body { margin: 0; padding: clamp(1rem, 6vh, 4rem) 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 2.75rem); background: var(--card); border-radius: 1rem; box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 12px 32px rgb(0 0 0 / .08); overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: clamp(1.5rem, 5vw, 1.9rem); line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0; font-size: 1rem; }
p { margin: 0 0 1rem; color: var(--soft); }
a { color: var(--accent); }
.field { margin-top: 1.25rem; }
.field > label { display: block; margin-bottom: .35rem; font-weight: 600; }
.tick > label { display: flex; gap: .6rem; align-items: flex-start; margin: 0; font-weight: 400; cursor: pointer; }
.star { color: var(--fault); }
.hint, .fault { margin: .35rem 0 0; font-size: .875rem; }
.fault, .summary h2 { color: var(--fault); }
.fault { font-weight: 600; }
input, select, textarea { width: 100%; padding: .65rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; }
input[type=checkbox] { flex: none; width: 1.15rem; height: 1.15rem; margin: .18rem 0 0; accent-color: var(--accent); }
textarea { min-height: 8rem; resize: vertical; }
[aria-invalid=true] { border-color: var(--fault); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button { width: 100%; margin-top: 1.75rem; padding: .8rem 1.25rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { filter: brightness(1.08); }
.summary { margin: 1.25rem 0 0; padding: .9rem 1.1rem; border-radius: .5rem; background: var(--fault-ground); }
.summary ul { margin: .35rem 0 0; padding-left: 1.2rem; }
.mark { width: 3.25rem; height: 3.25rem; margin-bottom: 1.25rem; color: var(--accent); }
`;

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#2d3e50, #dfe7ee); --ground: light-dark(#f5f8fa, #16202b); --card: light-dark(#fff, #1f2d3b); --line: light-dark(#dfe6ec, #334557); --quiet: light-dark(#516f90, #9db4ca); --accent: light-dark(#b93b0a, #ff9b73); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header { padding: 1.25rem clamp(1rem, 4vw, 3rem) .75rem; border-top: 4px solid var(--accent); }
header p { margin: 0; color: var(--quiet); }
h1 { margin: 0; font-size: 1.4rem; }
h2 { margin: 0 0 .75rem; font-size: 1rem; }
main { padding: 0 clamp(1rem, 4vw, 3rem) 3rem; }
section { margin-top: 1rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
form { display: flex; flex-wrap: wrap; gap: .6rem 1.1rem; align-items: center; }
input, select, button { padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--ground); color: var(--ink); font: inherit; }
input[type=number] { width: 8.5rem; }
button { padding: .3rem 1rem; color: var(--accent); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td[data-of=at], td[data-of=id], td[data-of=status], td[data-of=method], td[data-of=lastmodifieddate] { white-space: nowrap; font-variant-numeric: tabular-nums; }
td[data-of=body], td[data-of=fault] { font-family: ui-monospace, monospace; font-size: .8rem; min-width: 16rem; }
td[data-of=path] { min-width: 12rem; max-width: 32rem; }
.quiet { margin: .5rem 0 0; color: var(--quiet); }
`;

export const PAGE_SCRIPT = `
const REFRESH_MS = 2000;
const note = document.getElementById('note');
const form = document.getElementById('fault');

async function refresh() {
  try {
    const answer = await fetch('/', { signal: AbortSignal.timeout(REFRESH_MS) });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
    const live = document.getElementById('live');
    if (fresh && fresh.innerHTML !== live.innerHTML) live.replaceWith(fresh);
    if (note.dataset.kind === 'down') say('');
  } catch {
    say('The sandbox does not answer.', 'down');
  }
}

function say(text, kind = '') {
  note.textContent = text;
  note.dataset.kind = kind;
}

async function send(method, path, body) {
  const json = body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, { method, ...json });
    say(answer.ok ? '' : (await answer.json()).message);
    await refresh();
  } catch {
    say('The sandbox does not answer.', 'down');
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { method, path, status, times, delayMs, dropConnection, after } = form.elements;
  const number = (input) => (input.value === '' ? undefined : Number(input.value));
  send('POST', '/__sandbox/faults', {
    method: method.value || undefined,
    path: path.value || undefined,
    status: number(status),
    times: number(times) ?? null,
    delayMs: number(delayMs),
    dropConnection: dropConnection.checked,
    after: after.checked,
  });
});
document.getElementById('clear').addEventListener('click', () => send('DELETE', '/__sandbox/faults'));
setInterval(refresh, REFRESH_MS);
`;

import type { PlaygroundSettings } from './playground-settings.ts';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="8" fill="#3b4b68"/>' +
  '<path d="M10 7v15h12" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>' +
  '<circle cx="22" cy="11" r="3.5" fill="#ff5794"/></svg>';

/** A `<` inside a script element could end it; JSON may spell it as an escape. */
const jsonForHtml = (value: unknown) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** The HTML around the editor. `script` and `style` are URLs of our own and need no escaping. */
export const playgroundPage = (script: string, style: string, settings: PlaygroundSettings) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Leadwire playground</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
<link rel="stylesheet" href="${style}">
<script type="application/json" id="settings">${jsonForHtml(settings)}</script>
<script type="module" src="${script}"></script>
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
<div id="playground"></div>
</body>
</html>
`;

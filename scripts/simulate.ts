// `npm run simulate`: the sandboxes alone, until one of them ends. SANDBOX_… is for HubSpot's, SALESFORCE_SANDBOX_… for
// Salesforce's, SLACK_SANDBOX_… for Slack's: `SALESFORCE_SANDBOX_PORT=5011 SALESFORCE_SANDBOX_DUPLICATE_RULES=alert npm run simulate`.
import { fork } from 'node:child_process';

const sandboxes = [
  { title: 'HubSpot', main: '../sandbox/hubspot/main.ts', prefix: 'SANDBOX_' },
  { title: 'Salesforce', main: '../sandbox/salesforce/main.ts', prefix: 'SALESFORCE_SANDBOX_' },
  { title: 'Slack', main: '../sandbox/slack/main.ts', prefix: 'SLACK_SANDBOX_' },
];

for (const { title, main, prefix } of sandboxes) {
  const given = Object.entries(process.env).filter(([name]) => name.startsWith(prefix));
  const env = Object.fromEntries(given.map(([name, value]) => [`SANDBOX_${name.slice(prefix.length)}`, value]));
  // The channel closes when we end, and they with it.
  const child = fork(new URL(main, import.meta.url), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.once('message', (message: { listening: string }) => { console.log(`${title} sandbox: ${message.listening}`); });
  child.once('exit', (code) => process.exit(code ?? 1));
}

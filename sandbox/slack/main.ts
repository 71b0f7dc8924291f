import { runSandbox } from '../shared/run-sandbox.ts';
import { createServer } from './server.ts';
import { readSettings } from './settings.ts';

await runSandbox('Slack', readSettings, createServer);

// npm run env-example: writes .env.example from the one table of variables.
import { writeFileSync } from 'node:fs';
import { envExample } from '../src/app/env-example.ts';
import { variables } from '../src/config.ts';

writeFileSync('.env.example', envExample(variables));

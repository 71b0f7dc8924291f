// Preloaded by `npm start`, `npm run migrate` and `npm run demo`: the variables of .env, where the environment has not set them already.
const { existsSync } = require('node:fs');

if (existsSync('.env')) process.loadEnvFile('.env');

// Preloaded by `npm start` and `npm run migrate`: the variables of .env, where the environment has not set them already.
const { existsSync } = require('node:fs');

if (existsSync('.env')) process.loadEnvFile('.env');

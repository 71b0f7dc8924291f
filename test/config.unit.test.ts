import { readFileSync } from 'node:fs';
import { envExample } from '../src/app/env-example.ts';
import { ConfigError, readConfig, variables } from '../src/config.ts';

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split('\n');
  }
};
const namesIn = (faults: string[]) => faults.map((fault) => fault.split(/[.:]/)[0]);
const long = 'a-value-that-is-long-enough-to-be-one';
const production = { NODE_ENV: 'production', DATABASE_URL: 'postgres://db/leadwire', JWT_SECRET: long, SECRET_VAULT_KEY: long, PUBLIC_URL: 'https://leads.example.com/' };

describe('the configuration', () => {
  it('[M6] needs nothing to try it out, and an empty variable counts as absent', () => {
    expect(readConfig({ DATABASE_URL: '', REDIS_URL: '' })).toMatchObject({ PORT: 4000, SANDBOX_PORT: 4010, DATA_DIR: '.leadwire', ROLES: ['api', 'worker'], NODE_ENV: 'development' });
    expect(readConfig(production).PUBLIC_URL).toBe('https://leads.example.com');
  });

  it.each([
    [{ PORT: 'many' }, ['PORT']],
    [{ PORT: '70000' }, ['PORT']],
    [{ ROLES: 'api,queen' }, ['ROLES']],
    [{ ROLES: 'worker' }, ['DATABASE_URL']],
    [{ JWT_SECRET: 'short' }, ['JWT_SECRET']],
    [{ SECRET_VAULT_KEY: 'short' }, ['SECRET_VAULT_KEY']],
    [{ INTERNAL_API_SECRET: 'short' }, ['INTERNAL_API_SECRET']],
    [{ SECRET_VAULT_KEY: long, SECRET_VAULT_KEY_PREVIOUS: 'short' }, ['SECRET_VAULT_KEY_PREVIOUS']],
    [{ SECRET_VAULT_KEY_PREVIOUS: long }, ['SECRET_VAULT_KEY']],
    [{ SECRET_VAULT_KEY_NEXT: long }, ['SECRET_VAULT_KEY']],
    [{ DATABASE_URL: 'mysql://db' }, ['DATABASE_URL']],
    [{ REDIS_URL: 'not a url' }, ['REDIS_URL']],
    [{ PUBLIC_URL: 'ftp://x' }, ['PUBLIC_URL']],
    [{ SLACK_WEBHOOK_URL: 'x' }, ['SLACK_WEBHOOK_URL']],
    [{ HUBSPOT_CALLS_PER_10_S: '2', SALESFORCE_CALLS_PER_10_S: '2' }, ['HUBSPOT_CALLS_PER_10_S', 'SALESFORCE_CALLS_PER_10_S']],
    [{ SLACK_WEBHOOK_URL: 'https://evil.example.com/services/T0/B0/x' }, ['SLACK_WEBHOOK_URL']],
    [{ SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T0/B0/x', SLACK_WEBHOOK_ORIGINS: 'https://chat.example.com' }, ['SLACK_WEBHOOK_URL']],
    [{ SLACK_WEBHOOK_ORIGINS: 'http://hooks.slack.com' }, ['SLACK_WEBHOOK_ORIGINS']],
    [{ SLACK_WEBHOOK_URL: 'https://evil.example.com/x', SLACK_WEBHOOK_ORIGINS: 'https://hooks.slack.com/services' }, ['SLACK_WEBHOOK_ORIGINS']],
    [{ HUBSPOT_CLIENT_ID: 'id' }, ['HUBSPOT_CLIENT_SECRET']],
    [{ HUBSPOT_API_VERSION: 'v9' }, ['HUBSPOT_API_VERSION']],
    [{ SEED_DEMO: 'perhaps' }, ['SEED_DEMO']],
    [{ LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    [{ NODE_ENV: 'production' }, ['DATABASE_URL', 'JWT_SECRET', 'SECRET_VAULT_KEY', 'PUBLIC_URL']],
    [{ NODE_ENV: 'production', PORT: 'x', JWT_SECRET: 'weak' }, ['PORT', 'JWT_SECRET', 'DATABASE_URL', 'SECRET_VAULT_KEY', 'PUBLIC_URL']],
  ])('[M6] names what is missing, weak or malformed in %j, all at once', (env, names) => {
    expect(namesIn(faultsOf(env)).sort()).toEqual([...names].sort());
  });

  it('[M6] never repeats a value, since some are secrets', () => {
    const env = { JWT_SECRET: 'planted-1', SECRET_VAULT_KEY: 'planted-2', DATABASE_URL: 'mysql://user:planted-3@db', PORT: 'planted-4', ROLES: 'planted-5' };
    expect(faultsOf(env).join('\n')).not.toContain('planted');
  });

  it('[M6] is explained by .env.example, which is made from the same table', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample(variables));
  });
});

import { auditServer } from 'graphql-http';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());

/** What Apollo Server gets as well: refusals keep their status, and queries by GET ask for a preflight. */
const accepted = { warn: ['572B', 'FDE2', '7B9B'], notice: ['5A70', 'D6D5', '6A70'] };

it('[P6] graphql-http finds no error in the whole application, and nothing that it does not find in Apollo Server', async () => {
  const results = await auditServer({ url: `${app.url}/graphql` });
  expect(results.length).toBeGreaterThan(60);
  const told = results.filter(({ status }) => status !== 'ok').map(({ status, id, name }) => ({ status, id, name }));
  const worse = told.filter(({ status, id }) => status === 'error' || !accepted[status as keyof typeof accepted].includes(id));
  expect(worse).toEqual([]);
});

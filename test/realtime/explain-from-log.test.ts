import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

let app: TestApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());

const explain = 'query ($cursor: Cursor!, $sessionId: ID!) { explainDelivery(cursor: $cursor, sessionId: $sessionId) { operationId outcome } }';

describe('a question about a delivery', () => {
  it('is answered at first also for an event that only the log has', async () => {
    const { token } = await app.signUp();
    const { createLead } = await app.ask('mutation { createLead(input: { name: "old" }) { cursor } }', {}, token);
    await app.subscribe(token, 'subscription { leadUpdated { cursor } }');
    const { connection } = await app.ask('{ connection { sessionId } }', {}, token);
    const cursor = createLead.cursor as string;
    const asked = () => app.ask(explain, { cursor, sessionId: connection.sessionId as string }, token);
    expect((await asked()).explainDelivery).toMatchObject([{ outcome: 'BEFORE_START' }]);
    await until('it is answered the same again', async () => (await asked()).explainDelivery.length === 1);
  });

  it('names the argument that is no cursor', async () => {
    const { token } = await app.signUp();
    const { errors } = await app.graphql(explain, { cursor: 'garbage', sessionId: 'session_x' }, token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'cursor', code: 'CURSOR_INVALID' }] });
  });
});

import { installation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { knock } from '../account/knock.ts';
import { keyDoor, newKey } from './key-door.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
/** What A5 promises; the machine of the tests gets a little on top. */
const PROMISED_MS = 1_000;

const leadUpdated = 'subscription { leadUpdated { lead { name } } }';

describe('an API key on several instances', () => {
  it('is refused and closed on all of them within a second of its revocation, wherever it was revoked [A5] [A11]', async () => {
    await using site = await installation();
    const [a, b] = [await site.api(), await site.api()];
    const owner = await a.signUp();
    const [doomed, other] = [await newKey(a, owner.token, ['leads:read']), await newKey(a, owner.token, ['leads:read'])];
    const sockets = await Promise.all([a, b].flatMap(({ url }) => [knock(url, { payload: { apiKey: doomed.secret } }), knock(url, { headers: { 'x-api-key': doomed.secret } })]));
    const spared = await Promise.all([a, b].map(({ url }) => knock(url, { payload: { apiKey: other.secret } })));
    const stream = await a.subscribe(doomed.secret, leadUpdated);
    expect(sockets.every(({ ack }) => ack !== null)).toBe(true);

    await keyDoor(b).revoke(doomed.id, owner.token);
    for (const instance of [a, b]) expect((await keyDoor(instance).call({ 'x-api-key': doomed.secret })).status).toBe(401);
    await until('every socket of the key is closed', () => sockets.every((socket) => socket.closed() !== null) && stream.error() !== undefined, PROMISED_MS);
    expect(sockets.map((socket) => socket.closed()?.code)).toEqual([4403, 4403, 4403, 4403]);
    expect(spared.map((socket) => socket.closed())).toEqual([null, null]);
    for (const { url } of [a, b]) expect((await knock(url, { payload: { apiKey: doomed.secret } })).closed()).toEqual({ code: 4403, reason: 'Invalid authentication token' });
    for (const socket of spared) socket.leave();
  }, PATIENCE_MS);

  it('shares the calls of a minute with the internal key of one address over all of them [A6]', async () => {
    const secret = 'the-internal-key-of-this-test-which-is-long-enough';
    await using site = await installation({ INTERNAL_API_SECRET: secret, INTERNAL_CALLS_PER_MINUTE: '4' });
    const [a, b] = [await site.api(), await site.api()];
    const { teamId } = await a.signUp();
    const call = async (instance: typeof a) => (await keyDoor(instance).call({ 'x-internal-api-key': secret, 'x-team-id': teamId })).status;
    expect([await call(a), await call(b), await call(a), await call(b), await call(a), await call(b)]).toEqual([200, 200, 200, 200, 429, 429]);
  }, PATIENCE_MS);
});

import type { LoggedEvent } from '../../src/events/logged-event.ts';
import { readMessage } from '../../src/events/publish-events.ts';

const event: LoggedEvent = {
  teamId: 'team_x', seq: 7, kind: 'lead.updated', version: 1, resourceId: 'lead_x', payload: { name: 'Ada' }, occurredAt: new Date('2026-11-21T12:00:00.123Z'),
  actor: { kind: 'USER', id: 'user_x', name: 'Ada', email: 'ada@example.com', role: 'ADMIN' },
};
const message = { epoch: 'e', from: 7, to: 7, events: [event] };

describe('a message of the bus', () => {
  it.each([['as it is, in one process', message], ['through Redis', JSON.parse(JSON.stringify(message)) as unknown]])('[B9] is read %s', (_how, given) => {
    expect(readMessage(given)).toEqual(message);
  });

  it('[B9] may name its numbers only', () => {
    expect(readMessage({ ...message, events: null })).toEqual({ ...message, events: null });
  });

  it.each<[string, unknown]>([
    ['nothing', null], ['text', 'hello'], ['a list', []], ['no epoch', { ...message, epoch: undefined }], ['a number that is text', { ...message, from: '7' }],
    ['half a number', { ...message, to: 7.5 }], ['no events', { epoch: 'e', from: 7, to: 7 }], ['events that are none', { ...message, events: 'x' }], ['an event of null', { ...message, events: [null] }],
    ...(['teamId', 'seq', 'kind', 'version', 'resourceId', 'actor', 'occurredAt'] as const).map((name): [string, unknown] => [`an event without its ${name}`, { ...message, events: [event, { ...event, [name]: undefined }] }]),
    ['an event at no time', { ...message, events: [{ ...event, occurredAt: 'yesterday' }] }],
  ])('[B9] that is %s is none of ours', (_what, given) => {
    expect(readMessage(given)).toBeNull();
  });
});

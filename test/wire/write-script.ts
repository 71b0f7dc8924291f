import { breakRequest } from '../attack/break-request.ts';
import { garble } from '../attack/garble.ts';
import { hostileTexts, hostileValue } from '../attack/hostile-values.ts';
import type { Random } from '../attack/random.ts';
import { writeOperation, type Vocabulary } from '../attack/write-operation.ts';
import { BINARY, CLOSE, closing, CONTINUATION, encodeFragments, encodeFrame, encodeMessage, PING, PONG, TEXT } from './encode-frame.ts';

/** What frames lead to. */
export interface Outcome {
  /** Whether the socket may live on. */
  readonly lives: boolean;
  /** The codes that it may be closed with. */
  readonly codes: readonly number[];
}

/** What one socket sends. */
export interface Script {
  readonly greets: boolean;
  readonly writes: readonly Buffer[];
  readonly frames: number;
  readonly outcome: Outcome;
  /** Frames lie about where they end, so that nothing behind them can be counted on. */
  readonly derailed: boolean;
}

export interface ScriptFacts {
  readonly vocabulary: Vocabulary;
  readonly token: string;
  /** In every secret and in all that is nonsense: must come back nowhere. */
  readonly canary: string;
  readonly messageBytes: number;
}

/** Where a socket stands while its script is written. */
interface Draft extends ScriptFacts {
  readonly random: Random;
  readonly greeted: boolean;
  /** Subscriptions that are open. */
  readonly open: Set<string>;
  ids: number;
}

interface Step extends Outcome {
  readonly bytes: Buffer;
  readonly frames?: number;
  readonly derails?: boolean;
}
type Write = (draft: Draft) => Step;

const passes = (bytes: Buffer, frames = 1): Step => ({ bytes, frames, lives: true, codes: [] });
const closes = (code: number, bytes: Buffer, frames = 1): Step => ({ bytes, frames, lives: false, codes: [code] });
const mayClose = (codes: readonly number[], bytes: Buffer): Step => ({ bytes, lives: true, codes });

/** Of the longest head of a frame. */
const HEAD_BYTES = 14;

/** The codes that a message of any content may be closed with. */
const ofMessages = [4400, 4401, 4403, 4409, 4429];
const ofAll = [...ofMessages, 1002, 1005, 1006, 1007, 1008, 1009];

const freshId = (draft: Draft): string => {
  draft.ids += 1;
  return `${draft.random.pick(['', '', '', '__proto__', 'constructor', '😀', '"', '\\', '\u2028', 'x'.repeat(60)])}${String(draft.ids)}`;
};

/** `subscribe` before the ack closes; after it, it is an operation. */
const operation = (draft: Draft, payload: unknown, id = freshId(draft)): Step => {
  const bytes = encodeMessage({ id, type: 'subscribe', payload });
  return draft.greeted ? passes(bytes) : closes(4401, bytes);
};
const subscribe = (draft: Draft, id = freshId(draft)): Step => {
  draft.open.add(id);
  return operation(draft, { query: 'subscription { leadUpdated { cursor } }' }, id);
};
const brokenRequest = ({ random, vocabulary }: Draft) => breakRequest(random, writeOperation(random, vocabulary), 0.5);
/** Its extensions may be of a shape that no message may have. */
const broken = (draft: Draft): Step => ({ ...operation(draft, brokenRequest(draft)), codes: draft.greeted ? [4400] : [4400, 4401] });
const nested = (levels: number) => `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;

const sound: readonly Write[] = [
  ({ random }) => passes(encodeMessage({ type: 'ping', payload: { a: hostileValue(random) } })),
  ({ random }) => passes(encodeMessage({ type: 'pong', payload: random.pick([null, {}, { [random.pick(hostileTexts)]: 1 }]) })),
  ({ random }) => passes(encodeFrame('x'.repeat(random.below(126)), { opcode: PING })),
  ({ random }) => passes(encodeFrame('x'.repeat(random.below(126)), { opcode: PONG })),
  ({ random }) => passes(encodeMessage({ type: 'complete', id: random.pick([...hostileTexts.filter((text) => text !== ''), 'never']) })),
  ({ random, open }) => { const id = [...open].at(random.below(Math.max(open.size, 1))); if (id !== undefined) open.delete(id); return passes(encodeMessage({ type: 'complete', id: id ?? 'never' })); },
  (draft) => operation(draft, { query: '{ streamHead }', variables: null, extensions: null, operationName: null }),
  (draft) => subscribe(draft),
  (draft) => subscribe(draft),
  (draft) => broken(draft),
  (draft) => broken(draft),
  (draft) => operation(draft, { query: 'subscription { leadUpdated { cursor } }', extensions: { resume: true, after: draft.random.pick([hostileValue(draft.random), 'x:1', '1:1', '0:99999999999999999999', draft.random.pick(draft.vocabulary.ids)]) } }),
  (draft) => operation(draft, { query: 'query ($n: Int) { leads(first: $n) { nodes { id } } }', variables: { n: hostileValue(draft.random), ...JSON.parse('{"__proto__":{"n":1}}') as object } }),
  ({ random }) => { const bytes = Buffer.from('{"type":"ping","payload":{"€":"😀"}}'); const at = random.below(bytes.length); return passes(encodeFragments([bytes.subarray(0, at), '', bytes.subarray(at)], random.pick([TEXT, BINARY])), 3); },
  () => passes(Buffer.concat([encodeFrame('{"type":', { fin: false }), encodeFrame('?', { opcode: PING }), encodeFrame('"pong"}', { opcode: CONTINUATION })]), 3),
  ({ random }) => passes(encodeFrame('{"type":"pong"}', { lengthBits: random.pick([16, 64]), opcode: random.pick([TEXT, BINARY]) })),
  ({ messageBytes }) => passes(encodeFrame(`{"type":"pong"${' '.repeat(messageBytes - 15)}}`)),
];

const doubtful: readonly Write[] = [
  (draft) => mayClose(ofMessages, encodeFrame(garble(draft.random, JSON.stringify({ id: freshId(draft), type: 'subscribe', payload: brokenRequest(draft) })))),
  ({ random }) => mayClose(ofMessages, encodeMessage(hostileValue(random))),
  ({ random }) => mayClose([4400], encodeFrame(`{"type":"ping","payload":{"a":${nested(10 ** random.below(4))}}}`)),
  (draft) => ({ ...operation(draft, { query: '{ streamHead }' }, 'y'.repeat(draft.random.below(50_000) + 1)), codes: [4400, 4401] }),
  (draft) => { const { random } = draft; const levels = nested(10 ** random.below(4)); return { ...closes(4401, encodeFrame(`{"id":${JSON.stringify(freshId(draft))},"type":"subscribe","payload":{"query":"mutation ($a: JSONObject) { createLead(input: { name: \\"Ada\\", customFields: $a }) { cursor } }","variables":{"a":{"plan":${levels}}},"extensions":{"idempotencyKey":${levels},"resume":${levels}}}}`)), lives: draft.greeted, codes: [4400, 4401] }; },
];

const wrongMessages = (canary: string): readonly unknown[] => [
  canary, [canary], null, 1, {}, { type: canary }, { type: 1 }, { type: { canary } }, { id: '1', type: 'start', payload: { query: canary } }, { type: 'connection_terminate' },
  { type: 'complete' }, { type: 'complete', id: '' }, { type: 'complete', id: [canary] }, { type: 'ping', payload: canary }, { type: 'pong', payload: [canary] }, { type: 'connection_init', payload: canary },
  ...[undefined, null, 7, '', {}, [canary]].map((id) => ({ id, type: 'subscribe', payload: { query: '{ streamHead }' } })),
  ...[undefined, null, canary, [canary], {}, { query: 7 }, { query: [canary] }, { query: canary, variables: canary }, { query: canary, operationName: {} }, { query: canary, extensions: canary }].map((payload) => ({ id: '1', type: 'subscribe', payload })),
];

/** Whole messages, but of a server: a frame behind them may be looked at before they close. */
const serversMessages = (canary: string): readonly unknown[] => [
  { type: 'connection_ack', payload: { canary } }, { id: '1', type: 'next', payload: { data: canary } }, { id: '1', type: 'error', payload: [{ message: canary }] },
];

const wrong: readonly Write[] = [
  ({ random, canary }) => ({ ...closes(4400, encodeMessage(random.pick(serversMessages(canary)))), codes: ofMessages }),
  ({ random, canary }) => closes(4400, encodeMessage(random.pick(wrongMessages(canary)))),
  ({ random, canary }) => closes(4400, encodeMessage(random.pick(wrongMessages(canary)))),
  ({ random, canary }) => closes(4400, encodeFrame(random.pick(['', canary, '{"type":"ping"', '{"type":"ping"}}', `\ufeff{"type":"ping"}`, "{'type':'ping'}", '\0']), { opcode: random.pick([TEXT, BINARY]) })),
  ({ random }) => closes(4400, encodeFrame(Buffer.from([random.below(256), 0xff, 0xfe]), { opcode: BINARY })),
  ({ greeted, token, canary }) => (greeted ? closes(4429, encodeMessage({ type: 'connection_init', payload: { token: canary } })) : closes(4429, Buffer.concat([1, 2].map(() => encodeMessage({ type: 'connection_init', payload: { token } }))), 2)),
  ({ greeted, canary }) => (greeted ? closes(4429, encodeMessage({ type: 'connection_init' })) : { ...closes(4403, encodeMessage({ type: 'connection_init', payload: { token: canary } })), codes: [4403, 4401] }),
  (draft) => { const [id] = [...draft.open]; return id === undefined || !draft.greeted ? closes(4400, encodeMessage({})) : closes(4409, encodeMessage({ id, type: 'subscribe', payload: { query: draft.random.pick(['{', '{ streamHead }', draft.canary]) } })); },
  ({ random }) => closes(1002, encodeFrame('x', { opcode: random.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), fin: random.chance(0.5) })),
  ({ random }) => closes(1002, encodeFrame('{"type":"ping"}', { reserved: 1 + random.below(7), opcode: random.pick([TEXT, BINARY, PING]) })),
  ({ random }) => closes(1002, encodeFrame('{"type":"ping"}', { masked: false, opcode: random.pick([TEXT, BINARY, PING, CLOSE]) })),
  ({ random }) => closes(1002, encodeFrame('x', { fin: false, opcode: random.pick([PING, PONG, CLOSE]) })),
  ({ random }) => closes(1002, encodeFrame('x'.repeat(126 + random.below(200)), { opcode: random.pick([PING, PONG, CLOSE]) })),
  () => closes(1002, encodeFrame('x', { opcode: CONTINUATION })),
  () => closes(1002, Buffer.concat([encodeFrame('{', { fin: false }), encodeFrame('}')]), 2),
  ({ random }) => closes(1002, encodeFrame(closing(random.pick([0, 1, 999, 1004, 1005, 1006, 1015, 2_999, 5_000, 65_535])), { opcode: CLOSE })),
  () => closes(1002, encodeFrame('x', { opcode: CLOSE })),
  () => closes(1007, encodeFrame(closing(1000, Buffer.from([0xff])), { opcode: CLOSE })),
  ({ random }) => { const code = random.pick([1000, 1001, 1011, 3000, 4000, 4400, 4999]); return closes(code, encodeFrame(closing(code, 'x'.repeat(random.below(124))), { opcode: CLOSE })); },
  () => closes(1005, encodeFrame('', { opcode: CLOSE })),
  ({ random }) => closes(1007, encodeFrame(Buffer.from(random.pick(['ff', 'c0af', 'eda080', 'f4908080', 'e282', '7b2261ff227d']), 'hex'))),
  ({ messageBytes }) => closes(1009, encodeFrame(Buffer.alloc(messageBytes + 1, 0x20))),
  ({ messageBytes }) => closes(1009, encodeFragments([Buffer.alloc(messageBytes, 0x20), ' '])),
  ({ random, messageBytes }) => closes(1009, encodeFrame('x', { length: random.pick([BigInt(messageBytes) + 1n, 2n ** 31n, 2n ** 53n, 2n ** 63n, -1n]) })),
];

/** Frames that lie about their length, are cut short, or have a bit turned. */
const derailing: readonly Write[] = [
  ({ random }) => ({ ...mayClose(ofAll, encodeFrame('{"type":"ping"}', { length: BigInt(random.below(200)) })), derails: true }),
  ({ random }) => { const bytes = encodeMessage({ type: 'ping' }); return { ...mayClose(ofAll, bytes.subarray(0, 1 + random.below(bytes.length - 1))), derails: true }; },
  ({ random }) => { const bytes = encodeMessage({ type: 'ping', payload: { a: 1 } }); const at = random.below(bytes.length); bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8)); return { ...mayClose(ofAll, bytes), derails: true }; },
  () => ({ ...mayClose(ofAll, encodeFrame('{"type":', { fin: false })), derails: true }),
];

/** The bytes in pieces, since a server must not mind where they are cut. */
const inPieces = (random: Random, bytes: Buffer): Buffer[] => {
  if (random.chance(0.6)) return [bytes];
  const places = Array.from({ length: 1 + random.below(4) }, () => random.below(bytes.length)).sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
};

/** What one socket sends, and what must come of it: sound frames, at most one that ends it, and some behind that. */
export const writeScript = (random: Random, facts: ScriptFacts): Script => {
  const greets = random.chance(0.75);
  const draft: Draft = { ...facts, random, greeted: greets, open: new Set(), ids: 0 };
  const steps: Step[] = [];
  const length = 1 + random.below(greets ? 24 : 6);
  while (steps.length < length) {
    const step = random.pick(random.chance(0.12) ? doubtful : sound)(draft);
    // What was broken by doubling it may be too long, which is another fault than the one that is meant.
    if (step.bytes.length <= facts.messageBytes + HEAD_BYTES) steps.push(step);
  }
  const end = random.next();
  if (end < 0.75) steps.push(random.pick(wrong)(draft));
  else if (end < 0.85) steps.push(random.pick(derailing)(draft));
  for (let behind = random.below(3); behind > 0; behind -= 1) steps.push(random.pick(sound)(draft));
  const fatal = steps.findIndex(({ lives }) => !lives);
  const counted = fatal === -1 ? steps : steps.slice(0, fatal + 1);
  return {
    greets,
    writes: inPieces(random, Buffer.concat(steps.map(({ bytes }) => bytes))),
    frames: steps.reduce((sum, { frames = 1 }) => sum + frames, 0),
    derailed: counted.some(({ derails }) => derails),
    outcome: { lives: fatal === -1, codes: counted.flatMap(({ codes }) => codes) },
  };
};

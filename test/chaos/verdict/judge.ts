import { maySee, typeOf, type Rights } from '../watch/interest.ts';
import type { Life, Revocation } from '../watch/person.ts';
import type { Watch } from '../watch/watch.ts';
import type { Findings } from './findings.ts';
import type { Row } from './log.ts';

/** Numbers that are shown of a long list. */
const SHOWN = 20;

const list = (seqs: readonly number[]) => `${seqs.slice(0, SHOWN).join(', ')}${seqs.length > SHOWN ? ` and ${String(seqs.length - SHOWN)} more` : ''}`;

/** What a watch must have received behind its base and up to `limit`, by its filter and by what its person may see. */
export const expectedOf = ({ interest, base }: Watch, rights: Rights, rows: readonly Row[], limit: number): Row[] =>
  base === null ? [] : rows.filter((row) => row.seq > base && row.seq <= limit && interest.wants(row) && maySee(rights, row));

const story = ({ story: lines }: Watch) => lines.map((line) => `    ${line}`).join('\n');

/** Compares what a watch got with what the log says. A watch that is over may have got less, but never with a hole. */
export const judgeWatch = (findings: Findings, watch: Watch, rights: Rights, rows: readonly Row[], { limit, over }: { limit: number; over: boolean }): void => {
  const expected = expectedOf(watch, rights, rows, over ? Math.min(limit, watch.last) : limit);
  const wanted = new Map(expected.map((row) => [row.seq, row]));
  // What came while the log was read is judged the next time.
  const judged = watch.got.filter(({ seq }) => seq <= limit);
  const got = new Set(judged.map(({ seq }) => seq));
  const missing = expected.filter(({ seq }) => !got.has(seq)).map(({ seq }) => seq);
  const extra = judged.filter(({ seq }) => !wanted.has(seq)).map(({ seq }) => seq);
  if (missing.length > 0) findings.add('lost', `${watch.name}\n  missing ${list(missing)} of ${String(expected.length)}, from ${String(watch.base)} to ${String(limit)}\n${story(watch)}`, missing.length);
  if (extra.length > 0) findings.add('unasked', `${watch.name}\n  got ${list(extra)}, which it did not ask for or may not see\n${story(watch)}`, extra.length);
  for (const { seq, type, about } of judged) {
    const row = wanted.get(seq);
    if (row && (typeOf(row) !== type || row.resourceId !== about))
      findings.add('wrong content', `${watch.name}: ${String(seq)} came as ${type} of ${about}; the log has ${typeOf(row)} of ${row.resourceId}`);
  }
};

const isAbout = ({ person, headBefore }: Revocation) => ({ seq, ends, resourceId }: Row) =>
  seq > headBefore && ends !== null && (ends.userId === person.id || ends.apiKeyId === person.id || (ends.sessionId !== undefined && resourceId === person.id));

/** Its number in the log: the first event behind its beginning that ends the person's access. */
export const placeOf = (revocation: Revocation, rows: readonly Row[]): number | null => rows.find(isAbout(revocation))?.seq ?? null;

/** Whether a connection rests on the right that ended: by what it showed, or because it was let in before anyone asked for the end. */
export const restsOn = ({ person, credential, sentAt }: Revocation, life: Life): boolean =>
  life.person === person && (credential === null ? life.admittedAt !== null && life.admittedAt < sentAt : life.credential === credential);

/** Holds a connection against a revocation whose number is known. */
export const judgeLife = (findings: Findings, { how, person, answeredAt, seq }: Revocation, life: Life): void => {
  if (seq === null || answeredAt === null) return;
  const what = `${person.name}, whose access ended at ${String(seq)} (${how}): a ${life.way}`;
  if (life.highest > seq) findings.add('above revocation', `${what} brought events up to ${String(life.highest)}`);
  if (life.endedAt === null) findings.add('left open', `${what} is still open`);
  else if (life.admittedAt !== null && life.admittedAt < answeredAt) findings.most('slowest close after a revocation (ms)', life.endedAt - answeredAt);
  if (life.begunAt > answeredAt && life.admittedAt !== null) findings.add('let in again', `${what} was let in ${String(life.admittedAt - answeredAt)} ms later`);
};

import type { Json } from '../../support/app.ts';
import type { Findings } from '../verdict/findings.ts';
import type { Interest } from './interest.ts';
import type { Life, Person } from './person.ts';

/** One event as a client got it. */
interface Got {
  readonly seq: number;
  readonly type: string;
  readonly about: string;
}

interface Result {
  readonly data?: Json | null;
  readonly errors?: readonly Json[];
  readonly extensions?: Json;
}

/** How a watch says where it goes on. */
const ways = ['extension', 'argument'] as const;

/** Lines of its own story that a watch remembers. */
const STORY = 12;

const seqOf = (cursor: unknown): number => Number(String(cursor).split(':')[1] ?? Number.NaN);

/** One subscription of one client, over all its connections: what it asks for, where it stands, and what it got. */
export class Watch {
  readonly person: Person;
  readonly interest: Interest;
  readonly findings: Findings;
  readonly way: (typeof ways)[number];
  /** The cursor it goes on behind; null until the server has told it where it begins. */
  cursor: string | null = null;
  /** The number of that cursor. */
  last = 0;
  /** What it must have received begins behind this number: its beginning, or the last verdict. */
  base: number | null = null;
  got: Got[] = [];
  /** Left for a while by its client. */
  away = false;
  /** How often it was asked for on a connection that was there already; an older wish to ask is void. */
  turn = 0;
  readonly story: string[] = [];

  constructor(person: Person, interest: Interest, findings: Findings, choice: number) {
    this.person = person;
    this.interest = interest;
    this.findings = findings;
    this.way = choice % ways.length === 0 ? 'argument' : 'extension';
  }

  get name(): string {
    return `${this.person.name} (${this.person.rights}): ${this.interest.name} ${JSON.stringify(this.interest.variables)}`;
  }

  /** The payload of `subscribe`, or the body of a request. */
  request(): Json {
    const { document, variables } = this.interest;
    const after = this.cursor === null ? {} : { after: this.cursor };
    return this.way === 'argument'
      ? { query: document, variables: { ...variables, ...after }, extensions: { resume: true } }
      : { query: document, variables, extensions: { resume: true, ...after } };
  }

  note(line: string): void {
    this.story.push(`${String(Date.now() % 1_000_000).padStart(6)} ms  ${line}; stands at ${String(this.last)}`);
    if (this.story.length > STORY) this.story.shift();
  }

  /** Takes a `next`; what is wrong with it by itself is found here, what is missing only at the verdict. */
  receive({ data, errors, extensions }: Result, life: Life): void {
    const seq = seqOf(extensions?.cursor);
    if (Number.isNaN(seq)) this.findings.add('wrong content', `${this.name} got a result without a cursor: ${JSON.stringify({ data, errors })}`);
    else if (errors !== undefined) this.findings.add('wrong error', `${this.name} got errors in the result ${String(seq)}: ${JSON.stringify(errors)}`);
    else if (data === undefined || data === null) this.#begin(seq);
    else this.#take(seq, data[this.interest.field] as Json, life);
    if (!Number.isNaN(seq)) this.cursor = extensions?.cursor as string;
    this.last = seq;
  }

  #begin(seq: number): void {
    if (this.base === null) this.base = seq;
    else if (seq !== this.last) this.findings.add('wrong content', `${this.name} asked to go on behind ${String(this.last)} and was told ${String(seq)}`);
    this.note(`confirmed at ${String(seq)}`);
  }

  #take(seq: number, event: Json, life: Life): void {
    this.findings.count('deliveries');
    if (this.base === null) this.base = seq - 1;
    if (seq <= this.last) {
      const fault = seq <= this.base || this.got.some((got) => got.seq === seq) ? 'repeated' : 'reordered';
      this.findings.add(fault, `${this.name} got ${String(seq)} behind ${String(this.last)} on a ${life.way}\n${this.story.join('\n')}`);
    }
    if (seqOf(event.cursor) !== seq) this.findings.add('wrong content', `${this.name}: the event ${String(event.cursor)} came as ${String(seq)}`);
    const { blindSince } = this.person;
    if (blindSince !== null && life.admittedAt !== null && life.admittedAt > blindSince)
      this.findings.add('without right', `${this.name} got ${String(seq)} on a connection of a role that sees nothing`);
    life.highest = Math.max(life.highest, seq);
    this.got.push({ seq, type: event.type as string, about: event.about as string });
  }
}

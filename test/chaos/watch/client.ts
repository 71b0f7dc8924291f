import type { Slot } from '../world/slot.ts';
import type { Dice } from '../schedule/dice.ts';
import type { Findings } from '../verdict/findings.ts';
import type { Dial, Link } from './dial.ts';
import type { Life, Person } from './person.ts';
import type { Watch } from './watch.ts';

/** Between two connections of one client, in milliseconds. */
const PAUSE = { shortest: 20, longest: 300 };
/** How long after a change of access a connection may still be closed because of it. */
const ECHO_MS = 20_000;
/** Codes that stock clients come back after; everything else would end them. */
const retried = new Set([1001, 1005, 1012, 1013, 4408]);
const refusals = new Set([4403, 401, 403]);
/** Errors of the moment: the client asks again. */
const passing = new Set(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);

export interface ClientFacts {
  readonly person: Person;
  readonly transport: string;
  readonly dial: Dial;
  readonly watches: Watch[];
  readonly slots: readonly Slot[];
  readonly dice: Dice;
  readonly findings: Findings;
}

/** Somebody with subscriptions open, who comes back to any instance as soon as a connection ends, and goes on behind its cursors. */
export class Client {
  readonly lives: Life[] = [];
  readonly #facts: ClientFacts;
  #link: Link | null = null;
  #life: Life | null = null;
  #dead: string | null = null;
  #paused = false;
  #readsSince = 0;
  #over = false;

  constructor(facts: ClientFacts) {
    this.#facts = facts;
    this.#connect();
  }

  get person(): Person {
    return this.#facts.person;
  }

  get watches(): readonly Watch[] {
    return this.#facts.watches;
  }

  /** Nothing more will come: its access is gone for good. */
  get over(): boolean {
    return this.#over;
  }

  get name(): string {
    return `${this.person.name} by ${this.#facts.transport}`;
  }

  /** Cuts its own connection. */
  drop(): void {
    if (this.#life) this.#life.byClient = true;
    this.#link?.drop();
  }

  /** Whether it has read everything at once since then. */
  hasReadSince(moment: number): boolean {
    return !this.#paused && this.#readsSince < moment;
  }

  pause(): void {
    this.#paused = true;
    this.#link?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#readsSince = Date.now();
    this.#link?.resume();
  }

  /** Completes a subscription; what happens until it comes back must reach it then. */
  leave(watch: Watch): void {
    watch.away = true;
    watch.note('leaves');
    this.#link?.complete(watch);
  }

  comeBack(watch: Watch): void {
    watch.away = false;
    watch.note('comes back');
    if (this.#life?.admittedAt != null) this.#subscribe(watch);
  }

  stop(): void {
    this.#over = true;
    this.drop();
  }

  #connect(): void {
    const { person, dial, slots, dice, transport, watches } = this.#facts;
    if (this.#over) return;
    const credential = person.credential ?? this.#dead;
    const present = () => watches.filter(({ away }) => !away);
    if (credential === null || present().length === 0) {
      this.#later(() => { this.#connect(); });
      return;
    }
    this.#dead = credential;
    const slot = dice.pick(slots);
    const life: Life = { person, credential, way: `${transport} to ${slot.name}`, slot: slot.name, begunAt: Date.now(), admittedAt: null, endedAt: null, code: null, reason: '', highest: 0, byClient: false };
    this.#life = life;
    this.lives.push(life);
    this.#link = dial({ port: slot.clients.port, kind: person.kind, credential, watches: present }, {
      onAdmitted: () => {
        life.admittedAt = Date.now();
        if (this.#paused) this.#link?.pause();
      },
      onResult: (watch, result) => { watch.receive(result, life); },
      onError: (watch, code, message) => { this.#refused(watch, code, message, life); },
      onComplete: (watch) => { this.#ask(watch, life); },
      onEnd: (code, reason) => { this.#ended(life, code, reason); },
    });
  }

  #ended(life: Life, code: number | null, reason: string): void {
    const { findings, person, watches } = this.#facts;
    Object.assign(life, { endedAt: Date.now(), code, reason });
    this.#link = null;
    findings.count(`connections ended: ${code === null ? 'cut' : String(code)}`);
    for (const watch of watches) watch.note(`${life.way} ended with ${String(code)} ${reason}`);
    if (code !== null) this.#judge(life, code, reason);
    // Who was shown the door with what it has left does not come again.
    if (person.credential === null && code !== null && refusals.has(code) && life.admittedAt === null) this.#over = true;
    else this.#later(() => { this.#connect(); });
  }

  #judge(life: Life, code: number, reason: string): void {
    const { findings, person } = this.#facts;
    const explained = person.credential !== life.credential || person.changing > 0 || person.changedAt + ECHO_MS > life.begunAt;
    if (code >= 200 && code < 1_000 && !refusals.has(code)) return;
    if (!retried.has(code) && !(refusals.has(code) && explained))
      findings.add('wrong close', `${this.name}: a ${life.way} was closed with ${String(code)} ${reason}`);
  }

  #refused(watch: Watch, code: string, message: string, life: Life): void {
    const { findings, person } = this.#facts;
    watch.note(`refused with ${code}`);
    findings.count(`operations refused: ${code}`);
    const explained = code === 'FORBIDDEN' && (person.rights === 'CONTRACTOR' || person.changing > 0 || person.changedAt + ECHO_MS > life.begunAt);
    const ended = code === 'UNAUTHENTICATED' && (person.credential !== life.credential || person.changing > 0 || person.changedAt + ECHO_MS > life.begunAt);
    if (!explained && !ended && !passing.has(code)) findings.add('wrong error', `${watch.name} was refused: ${message}`);
    this.#ask(watch, life);
  }

  /** Asks for a subscription again on the same connection, where that is still there. */
  #ask(watch: Watch, life: Life): void {
    const { turn } = watch;
    this.#later(() => { if (this.#life === life && life.endedAt === null && !watch.away && watch.turn === turn) this.#subscribe(watch); });
  }

  #subscribe(watch: Watch): void {
    watch.turn += 1;
    this.#link?.subscribe(watch);
  }

  #later(work: () => void): void {
    setTimeout(work, this.#facts.dice.between(PAUSE.shortest, PAUSE.longest)).unref();
  }
}

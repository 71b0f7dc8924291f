import type { LoggedEvent } from '../events/logged-event.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import { questionShape, QUESTIONS, type DeliveryQuestion, type Explanation } from './explanation.ts';
import type { Line } from './line.ts';
import type { Peer } from './peer.ts';
import type { Rooms } from './rooms.ts';

type Verdict = Pick<Explanation, 'outcome' | 'reason'>;

/** What becomes of an event that matches, by how far the subscription has come. */
const progressOf = ({ place, confirmed }: Line, seq: number): Verdict => {
  if (seq > place.position)
    return { outcome: 'PENDING', reason: place.isBehind ? 'The subscription is reading what came before, at the pace of its client.' : 'It is being made for all who see the same.' };
  return seq <= confirmed
    ? { outcome: 'CONFIRMED', reason: 'The client has answered a ping that was sent behind the event.' }
    : { outcome: 'SENT', reason: 'It was written to the socket. Whether it has arrived is known with the next ping that is answered.' };
};

const verdictOn = (line: Line, event: LoggedEvent): Verdict => {
  const { place } = line;
  if (event.seq <= place.from) return { outcome: 'BEFORE_START', reason: 'The subscription began behind this event.' };
  return place.group.selection.refusalOf(event) ?? progressOf(line, event.seq);
};

const underWay: Verdict = { outcome: 'PENDING', reason: 'The event is on its way to this instance.' };

const shown = (peer: Peer, operationId: string, line: Line, verdict: Verdict): Explanation => ({
  sessionId: peer.sessionId,
  operationId,
  field: line.place.group.selection.field,
  ...verdict,
  position: line.place.position,
  isBehind: line.place.isBehind,
  queuedBytes: peer.wire.queued,
  connectedAt: new Date(peer.connectedAt),
  lastPongAt: peer.pongAt === null ? null : new Date(peer.pongAt),
});

/** The subscriptions that a question is about, as far as they are open here. */
const linesOf = function* (peers: Iterable<Peer>, { teamId, sessionId, operationId }: DeliveryQuestion): Iterable<[Peer, string, Line]> {
  for (const peer of peers) {
    if (peer.greeted?.actor.teamId !== teamId || peer.sessionId !== sessionId) continue;
    for (const [id, { line }] of peer.running) if (line !== null && (operationId ?? id) === id) yield [peer, id, line];
  }
};

/** Answers the questions of all instances about the sockets of this one. Returns how it stops. */
export const answerQuestions = ({ parts: { bus }, log }: ContextBase, rooms: Pick<Rooms, 'hold'>, peers: Iterable<Peer>): Promise<() => void> => {
  const answer = async (question: DeliveryQuestion): Promise<void> => {
    const lines = [...linesOf(peers, question)];
    const say = (explanations: Explanation[]) => bus.publish(question.replyTo, { explanations });
    if (lines.length === 0) {
      await say([]);
      return;
    }
    const { following, release } = await rooms.hold(question.teamId);
    try {
      if (following.last() < question.seq) {
        await say(lines.map(([peer, id, line]) => shown(peer, id, line, underWay)));
        return;
      }
      const [event] = await following.read(question.seq - 1);
      if (event?.seq === question.seq) await say(lines.map(([peer, id, line]) => shown(peer, id, line, verdictOn(line, event))));
    } finally {
      release();
    }
  };
  return bus.subscribe(QUESTIONS, (message) => {
    const question = questionShape.safeParse(message).data;
    if (question) answer(question).catch((error: unknown) => { log.warn({ err: error }, 'realtime: a question about a delivery could not be answered'); });
  });
};

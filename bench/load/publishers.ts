import { Emitter } from '@socket.io/redis-emitter';
import { Redis } from 'ioredis';
import mqemitter from 'mqemitter-redis';
import { openRecording } from '../leadwire/recording.ts';
import { peerEvent } from '../stacks/peer-event.ts';

/** Sends the event with this number to a team, as an instance of the stack that is not under test would. */
export type Publish = (team: number, number: number) => void;

export interface Publisher {
  readonly publish: Publish;
  readonly close: () => void;
}

export type PublisherName = 'leadwire' | 'oneChannel' | 'channelPerTeam' | 'mqemitter' | 'socketio';

const refuse = (error: Error): never => {
  throw error;
};

/** What is published in one turn goes out in one piece: a burst is a burst. */
const open = (url: string): Redis => new Redis(url, { enableAutoPipelining: true });

const overRedis = (url: string, send: (redis: Redis, team: number, number: number) => unknown): Publisher => {
  const redis = open(url);
  redis.on('error', refuse);
  return { publish: (team, number) => { send(redis, team, number); }, close: () => { redis.disconnect(); } };
};

/** `recording` is the file of bus messages that Leadwire's publisher replays. */
export const openPublisher = (name: PublisherName, redisUrl: string, recording: string | null): Publisher => {
  switch (name) {
    case 'leadwire': {
      const messages = openRecording(recording);
      return overRedis(redisUrl, (redis, team, number) => {
        const { channel, message } = messages(team, number);
        return redis.publish(channel, message);
      });
    }
    case 'oneChannel':
      return overRedis(redisUrl, (redis, team, number) => redis.publish('LEAD_UPDATED', JSON.stringify({ leadUpdated: peerEvent(team, number) })));
    case 'channelPerTeam':
      return overRedis(redisUrl, (redis, team, number) => redis.publish(`LEAD_UPDATED.${String(team)}`, JSON.stringify({ leadUpdated: peerEvent(team, number) })));
    case 'socketio': {
      const redis = open(redisUrl);
      const emitter = new Emitter(redis);
      return { publish: (team, number) => { emitter.to(`team.${String(team)}`).emit('leadUpdated', peerEvent(team, number)); }, close: () => { redis.disconnect(); } };
    }
    case 'mqemitter': {
      const emitter = mqemitter({ connectionString: redisUrl });
      return {
        publish: (team, number) => { emitter.emit({ topic: `LEAD_UPDATED.${String(team)}`, payload: { leadUpdated: peerEvent(team, number) } }, () => undefined); },
        close: () => { emitter.close(() => undefined); },
      };
    }
  }
};

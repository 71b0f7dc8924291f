export { startHeartbeat } from './start-heartbeat.ts';
export { thisInstance } from './this-instance.ts';

export { authenticateServiceKey } from './authenticate-service-key.ts';
export { openServiceKey } from './open-service-key.ts';
export { whichServiceKey } from './which-service-key.ts';

export { authenticateApiKey, type AuthenticatedKey } from './authenticate-api-key.ts';
export { claimsToBeKey } from './secret-shape.ts';

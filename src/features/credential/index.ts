export { isAccessLost } from './access-lost.ts';
export { credentialLoader } from './credential.loaders.ts';
export { healthOf } from './health-of.ts';
export { providerNames, type ProviderName } from './provider-names.ts';
export { sealTokens, type SealedTokens } from './seal-tokens.ts';
export { storeTokens } from './store-tokens.ts';
export { withTokens } from './with-tokens.ts';

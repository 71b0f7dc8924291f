import { derivedId } from '../../shared/ids.ts';
import type { ProviderName } from '../credential/index.ts';

/** The id of a team's integration with a provider: the same before the first connection as after it. */
export const integrationId = (teamId: string, provider: ProviderName): string => derivedId('integration', teamId, provider);

import { CrmError, type CrmField, type CrmProvider } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { providerNames } from '../credential/index.ts';
import { askCrm } from './ask-crm.ts';
import { objectUnknown } from './object-unknown.ts';

/** The fields of an object, as they are now. @throws AppError BAD_USER_INPUT for one that the account does not have, and as `askCrm` */
export const askFields = (ctx: TeamContext, provider: CrmProvider, object: string): Promise<CrmField[]> =>
  askCrm(ctx, provider.name, async (session) => {
    try {
      return await provider.listFields(session, object);
    } catch (error) {
      if (!(error instanceof CrmError) || error.fault.code !== 'NOT_FOUND') throw error;
      throw objectUnknown(provider, `${providerNames[provider.name]} has no object ${object} that the connected user may see.`);
    }
  });

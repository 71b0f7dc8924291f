import { z } from 'zod';
import type { CrmSession, CrmTokens } from '../../crm-provider.ts';
import { salesforceCall } from './call.ts';
import { salesforceId } from './record-id.ts';
import { runQuery } from './run-query.ts';
import type { SalesforceSettings } from './settings.ts';

const organisation = z.object({ Id: salesforceId, Name: z.string().min(1).nullish().catch(null) });

/** Which organisation a token is for. @throws CrmError as the query failed */
export const readOrganisation = async (settings: SalesforceSettings, session: CrmSession): Promise<Pick<CrmTokens, 'accountId' | 'accountName'>> => {
  const [record] = await runQuery(salesforceCall(settings, session), 'SELECT Id, Name FROM Organization LIMIT 1', organisation);
  if (record === undefined) return {};
  return { accountId: record.Id, ...(record.Name != null && { accountName: record.Name }) };
};

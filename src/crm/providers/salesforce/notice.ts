import type { CrmNotice, CrmQuota } from '../../crm-provider.ts';
import { deprecationOf } from '../../deprecation.ts';

/** `api-usage=10018/100000; api-bursts=1/750`: of a rolling day, so there is no moment at which it begins anew. */
const quotaOf = (headers: Headers): CrmQuota | undefined => {
  const [, used, limit] = /(?:^|[;,\s])api-usage=(\d{1,12})\/(\d{1,12})(?:$|[;,\s])/.exec(headers.get('sforce-limit-info') ?? '') ?? [];
  return used === undefined || limit === undefined ? undefined : { used: Number(used), limit: Number(limit), resetsAt: null };
};

/** What the headers of an answer tell. */
export const noticeOf = (headers: Headers, apiVersion: string): CrmNotice => {
  const quota = quotaOf(headers);
  const warning = deprecationOf(headers, { provider: 'Salesforce', apiVersion });
  return { ...(quota && { quota }), ...(warning !== undefined && { warning }) };
};

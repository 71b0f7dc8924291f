import type { SignInExample } from '../playground-settings.ts';
import crmSync from './examples/crm-sync.graphql';
import firstQuery from './examples/first-query.graphql';
import formSubmitted from './examples/form-submitted.graphql';
import leadUpdated from './examples/lead-updated.graphql';
import signIn from './examples/sign-in.graphql';

const asJson = (value: unknown) => JSON.stringify(value, null, 2);

export const exampleTabs = (account: SignInExample) => [
  { query: firstQuery },
  { query: signIn, variables: asJson({ input: account }) },
  { query: leadUpdated },
  { query: formSubmitted },
  { query: crmSync },
];

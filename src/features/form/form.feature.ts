import { Form, FormSubmission } from './form.entity.ts';
import { FormSubmitted } from './form.events.ts';
import { formNodes } from './form.nodes.ts';
import { formResolvers } from './form.resolvers.ts';
import { formRoutes } from './form.routes.ts';
import { formSubmitted } from './form.subscriptions.ts';

/** Forms that visitors submit, and what they submitted. */
export const formFeature = {
  entities: [Form, FormSubmission],
  resolvers: formResolvers,
  nodes: formNodes,
  subscriptions: { formSubmitted },
  events: [FormSubmitted],
  routes: formRoutes,
};

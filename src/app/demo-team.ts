/** Who the seeded demo signs in as. Public on purpose: the demo listens on this machine only, and production seeds nothing. */
export const demoOwner = { name: 'Dana Demo', email: 'dana@demo.example', password: 'leadwire-demo' };

export const demoTeamName = 'Demo team';

/** The form of the demo page. What it calls `message` is no lead attribute, so it becomes a custom field. */
export const demoForm = {
  name: 'Talk to sales',
  fields: [
    { name: 'name', label: 'Your name', type: 'TEXT', required: true },
    { name: 'email', label: 'E-mail', type: 'EMAIL', required: true },
    { name: 'company', label: 'Company', type: 'TEXT', required: false },
    { name: 'phone', label: 'Phone', type: 'PHONE', required: false },
    { name: 'message', label: 'What is it about?', type: 'TEXTAREA', required: false },
  ],
  syncTo: ['HUBSPOT'],
} as const;

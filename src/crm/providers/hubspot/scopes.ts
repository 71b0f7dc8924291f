/** What syncing contacts needs. */
export const requiredScopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read'] as const;

/** Every app asks for it; it stands for signing in with OAuth itself. */
export const SIGN_IN_SCOPE = 'oauth';

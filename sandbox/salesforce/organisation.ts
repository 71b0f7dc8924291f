/** The organisation behind this sandbox unless it is told to be another one. */
export const USUAL_ORGANISATION = { id: '00DB0000000TfcRMAS', name: 'Example Ltd' } as const;

/** Its one user, who approves the app and owns every record. */
export const USER = { id: '005B0000000PX8YIAW', name: 'Jo Example', username: 'jo@example.com', email: 'jo@example.com' } as const;

export const API = 'api';
export const REFRESH = 'refresh_token';

/** Another name of `refresh_token`. */
export const OFFLINE = 'offline_access';

/** Any of these lets an app ask who the user is. */
export const IDENTITY_SCOPES: readonly string[] = ['id', 'openid', 'profile', 'full'];

/** What an app may ask for. */
export const KNOWN_SCOPES: readonly string[] = [API, REFRESH, OFFLINE, 'id', 'openid', 'profile', 'email', 'web', 'full'];

/** What an alert warns of. */
export type AlertKind = 'AUTH_LOST' | 'FAILURE_RATE' | 'NO_SYNCS';

/** What makes an alert fire; what its kind does not use is null. */
export interface AlertSettings {
  enabled: boolean;
  thresholdPercent: number | null;
  windowMinutes: number | null;
  minAttempts: number | null;
  quietHours: number | null;
}

const none = { thresholdPercent: null, windowMinutes: null, minAttempts: null, quietHours: null };

/** What counts until a team says otherwise. One that would warn of every quiet weekend is off. */
export const defaultAlerts: Readonly<Record<AlertKind, AlertSettings>> = {
  AUTH_LOST: { ...none, enabled: true },
  FAILURE_RATE: { ...none, enabled: true, thresholdPercent: 20, windowMinutes: 60, minAttempts: 10 },
  NO_SYNCS: { ...none, enabled: false, quietHours: 24 },
};

/** In the order in which rows are locked and shown. */
export const alertKinds: readonly AlertKind[] = ['AUTH_LOST', 'FAILURE_RATE', 'NO_SYNCS'];

export type AlertFigure = Exclude<keyof AlertSettings, 'enabled'>;

/** From and to, both included. */
export const figureBounds: Readonly<Record<AlertFigure, readonly [number, number]>> = {
  thresholdPercent: [1, 100],
  windowMinutes: [5, 1_440],
  minAttempts: [1, 10_000],
  quietHours: [1, 168],
};

import type { alerts as en } from '../en/alerts';

export const alerts: typeof en = {};

import type { traces as en } from '../en/traces';

export const traces: typeof en = {};

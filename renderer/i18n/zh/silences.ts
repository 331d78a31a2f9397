import type { silences as en } from '../en/silences';

export const silences: typeof en = {};

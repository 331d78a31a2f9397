export const silences = {};

import { parseSettings, type Settings } from '../../shared/settings/settings';

/** Also in the links of the messages, so that they open this environment. */
export const ENVIRONMENT_ID = 'stack';

export interface StackUrls {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly tempo: string | null;
}

/** What `npm start -- --config FILE` and `npm run engine -- --config FILE` read; defaults are left out. */
export function consoleSettings(urls: StackUrls, pollSeconds: number | null): object {
  return {
    version: 1,
    environments: [
      {
        id: ENVIRONMENT_ID,
        name: 'Local stack',
        prometheus: { url: urls.prometheus },
        alertmanagers: [{ url: urls.alertmanager }],
        ...(urls.tempo === null ? {} : { tempo: { url: urls.tempo } }),
        traceService: 'transformers',
      },
    ],
    ...(pollSeconds === null
      ? {}
      : { polling: { alertsSeconds: pollSeconds, panelsSeconds: pollSeconds } }),
  };
}

/** The same as the console reads it; throws where it would refuse it. */
export function checkedSettings(settings: object): Settings {
  const read = parseSettings(settings);
  if (!read.ok) throw new Error(read.error.map((one) => `${one.field} ${one.message}`).join(', '));
  return read.value;
}

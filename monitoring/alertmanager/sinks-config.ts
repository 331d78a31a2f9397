import { localConfig, localSecrets } from './local-config';

/** A file of monitoring/alertmanager/, with its path from there. */
export interface SinksFile {
  readonly path: string;
  readonly text: string;
}

/** In compose.yaml: the name and ports of the sinks' container, and where this folder is in Alertmanager's. */
const SINKS = { smtp: 'sinks:1025', http: 'http://sinks:8025' };
const FOLDER = '/etc/alertmanager/config';

const HEADER = `# Made from alertmanager.yml by sinks-config.ts: the same routes and messages, sent to the sinks' container. Do not edit;
# after a change of alertmanager.yml: npm run generate
`;

/** What `ALERTMANAGER_CONFIG=alertmanager.sinks.yml` makes Alertmanager read; the secrets in it are none. */
export function sinksFiles(shipped: string): readonly SinksFile[] {
  const config = localConfig(shipped, {
    ...SINKS,
    shippedFolder: '',
    secretsFolder: `${FOLDER}/sinks`,
  });
  return [
    { path: 'alertmanager.sinks.yml', text: HEADER + config },
    ...Object.entries(localSecrets(SINKS)).map(([name, text]) => ({ path: `sinks/${name}`, text })),
  ];
}

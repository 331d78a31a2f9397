import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalEndpoints, localConfig, localSecrets, siteTemplate } from './local-config';

export interface LocalFiles extends Omit<LocalEndpoints, 'secretsFolder' | 'templates'> {
  /** Where to write; made if it is not there. */
  readonly folder: string;
  /** The id of this environment in the console's settings; the shipped one if left out. */
  readonly environment?: string;
}

/** Writes what a local Alertmanager needs and returns its configuration file's path. */
export function writeLocalAlertmanager(files: LocalFiles): string {
  const { folder, environment, ...endpoints } = files;
  const secretsFolder = join(folder, 'secrets');
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  for (const [name, secret] of Object.entries(localSecrets(endpoints))) {
    writeFileSync(join(secretsFolder, name), secret, { mode: 0o600 });
  }
  const site = join(folder, 'site.tmpl');
  if (environment !== undefined) writeFileSync(site, siteTemplate(environment));
  const shipped = readFileSync(join(files.shippedFolder, 'alertmanager.yml'), 'utf8');
  const configFile = join(folder, 'alertmanager.yml');
  writeFileSync(
    configFile,
    localConfig(shipped, {
      ...endpoints,
      secretsFolder,
      templates: environment === undefined ? [] : [site],
    }),
  );
  return configFile;
}

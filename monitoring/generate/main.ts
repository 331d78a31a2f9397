import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sinksFiles } from '../alertmanager/sinks-config';
import { dashboardFile } from '../grafana/dashboard-file';
import { generatedFiles } from '../rules/generated-files';
import { SETTINGS } from '../rules/settings';

/** Writes every file of monitoring/ that is made from another. Built into dist/monitoring, two folders below the project's. */
const root = join(__dirname, '..', '..');
const alertmanager = 'monitoring/alertmanager';

const files = [
  ...generatedFiles(SETTINGS),
  dashboardFile(),
  ...sinksFiles(readFileSync(join(root, alertmanager, 'alertmanager.yml'), 'utf8')).map(
    ({ path, text }) => ({ path: `${alertmanager}/${path}`, text }),
  ),
];

for (const { path, text } of files) {
  writeFileSync(join(root, path), text);
  console.log(path);
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../rules/generated-files';
import { SETTINGS } from '../rules/settings';

/** Writes the rule files. Built into dist/monitoring, two folders below the project's. */
const root = join(__dirname, '..', '..');

for (const { path, text } of generatedFiles(SETTINGS)) {
  writeFileSync(join(root, path), text);
  console.log(path);
}

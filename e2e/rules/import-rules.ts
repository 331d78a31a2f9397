import { posix } from 'node:path';
import type { Reference, SourceFacts } from './module-references';

/** A reference with its target: a path from the project's folder, or a package's name. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly local: boolean;
  readonly typeOnly: boolean;
}

interface Rule {
  readonly reason: string;
  breaks(edge: Edge): boolean;
}

/** Packages that are pure: no I/O, no process, no view. */
const PURE_PACKAGES = ['valibot', '@prometheus-io/lezer-promql', '@lezer/common', '@lezer/lr'];

const VIEW_PACKAGES =
  /^(react|react-dom|react-is|react-router|recharts|zustand|@mantine\/.*)(\/|$)/;

/** Folders of the main process that may load Electron; main.ts is the only other file. */
const LOADS_ELECTRON = /^electron\/(main\.ts$|shell\/|preload\/|stand-in\/)/;

/** The rules of the architecture, in its words. */
const RULES: readonly Rule[] = [
  {
    reason: 'shared/ is pure: it imports itself and pure packages only',
    breaks: (edge) =>
      edge.from.startsWith('shared/') &&
      (edge.local ? !edge.to.startsWith('shared/') : !PURE_PACKAGES.includes(edge.to)),
  },
  {
    reason: 'the renderer has no network and no Node: it imports itself, shared/ and view packages',
    breaks: (edge) =>
      edge.from.startsWith('renderer/') &&
      (edge.local
        ? !/^(renderer|shared|assets|monitoring\/runbooks)\//.test(edge.to)
        : edge.to.startsWith('node:') || ['electron', 'axios', 'electron-log'].includes(edge.to)),
  },
  {
    reason: 'features never import each other',
    breaks: (edge) => {
      const own = featureOf(edge.from);
      const other = featureOf(edge.to);
      return own !== undefined && other !== undefined && own !== other;
    },
  },
  {
    reason: 'only renderer/app puts features together',
    breaks: (edge) =>
      featureOf(edge.to) !== undefined && !/^renderer\/(app|features)\//.test(edge.from),
  },
  {
    reason: 'recharts only in renderer/charts',
    breaks: (edge) => edge.to === 'recharts' && !edge.from.startsWith('renderer/charts/'),
  },
  {
    reason:
      'the engine is plain Node: it imports itself, shared/ and neither Electron nor the rest of main',
    breaks: (edge) =>
      edge.from.startsWith('electron/engine/') &&
      (edge.local
        ? !/^(electron\/engine|shared)\//.test(edge.to)
        : /^electron(\/|-|$)/.test(edge.to) || VIEW_PACKAGES.test(edge.to)),
  },
  {
    reason: 'electron is loaded by main.ts, shell/, preload/ and the stand-in only',
    breaks: (edge) =>
      /^electron(\/|$)/.test(edge.to) &&
      !edge.local &&
      !edge.typeOnly &&
      !LOADS_ELECTRON.test(edge.from),
  },
  {
    reason: 'the demo environment is plain Node too, and knows the engine by its types only',
    breaks: (edge) =>
      edge.from.startsWith('electron/demo/') &&
      (edge.local
        ? !/^(electron\/demo|shared)\//.test(edge.to) &&
          !(edge.typeOnly && edge.to.startsWith('electron/engine/'))
        : /^electron(\/|$)/.test(edge.to) || VIEW_PACKAGES.test(edge.to)),
  },
  {
    reason: 'the preload takes nothing along but shared/ and electron',
    breaks: (edge) =>
      edge.from.startsWith('electron/preload/') &&
      !edge.typeOnly &&
      (edge.local ? !/^(electron\/preload|shared)\//.test(edge.to) : edge.to !== 'electron'),
  },
  {
    reason: 'nothing in the app knows the stand-in',
    breaks: (edge) =>
      edge.to.startsWith('electron/stand-in/') &&
      !edge.from.startsWith('electron/stand-in/') &&
      !edge.from.startsWith('electron/scripts/'),
  },
  {
    reason: 'the main process draws nothing',
    breaks: (edge) =>
      edge.from.startsWith('electron/') &&
      (edge.local ? edge.to.startsWith('renderer/') : VIEW_PACKAGES.test(edge.to)),
  },
  {
    reason: 'nothing that ships imports tests',
    breaks: (edge) => edge.local && (edge.to.startsWith('e2e/') || edge.to.includes('.test')),
  },
];

/** What a source file does against the rules, one line each. Paths are relative to the project's folder, with slashes. */
export function violations(path: string, facts: SourceFacts): readonly string[] {
  const broken = facts.references
    .map((reference) => edgeOf(path, reference))
    .flatMap((edge) =>
      RULES.filter((rule) => rule.breaks(edge)).map(
        (rule) => `${edge.from} → ${edge.to}: ${rule.reason}`,
      ),
    );
  if (facts.touchesBridge && !path.startsWith('renderer/bridge/')) {
    broken.push(`${path}: window.batchwatch only in renderer/bridge`);
  }
  return broken;
}

function edgeOf(from: string, { specifier, typeOnly }: Reference): Edge {
  const local = specifier.startsWith('.');
  const to = local ? posix.join(posix.dirname(from), specifier) : packageOf(specifier);
  return { from, to, local, typeOnly };
}

/** `@scope/name/deep` and `name/deep` belong to their package; Electron's and Node's parts keep their full names. */
function packageOf(specifier: string): string {
  if (/^(node:|electron\/)/.test(specifier)) return specifier;
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}

function featureOf(path: string): string | undefined {
  return /^renderer\/features\/([^/]+)/.exec(path)?.[1];
}

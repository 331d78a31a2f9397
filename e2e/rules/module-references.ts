import { parseSync } from 'vite';

/** One mention of another module in a source file. */
export interface Reference {
  readonly specifier: string;
  /** Erased by the compiler: no code of the other module is loaded. */
  readonly typeOnly: boolean;
}

export interface SourceFacts {
  readonly references: readonly Reference[];
  /** Mentions `window.batchwatch`, the preload's API. */
  readonly touchesBridge: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Reads what a source file imports in any form: static, re-export, dynamic, `import()` types, require, workers by URL. */
export function readSource(path: string, text: string): SourceFacts {
  const parsed = parseSync(path, text);
  const [problem] = parsed.errors;
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
  const references: Reference[] = [];
  let touchesBridge = false;
  for (const node of nodesIn(parsed.program)) {
    const reference = referenceOf(node);
    if (reference !== undefined) references.push(reference);
    touchesBridge ||= isBridge(node);
  }
  return { references, touchesBridge };
}

function referenceOf(node: Node): Reference | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return found(node['source'], node['importKind'] === 'type');
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return found(node['source'], node['exportKind'] === 'type');
    case 'ImportExpression':
      return found(node['source'], false);
    case 'TSImportType':
      return found(node['source'] ?? node['argument'], true);
    case 'TSExternalModuleReference':
      return found(node['expression'], false);
    case 'CallExpression':
      return named(node['callee'], 'require')
        ? found(listOf(node['arguments'])[0], false)
        : undefined;
    case 'NewExpression':
      return named(node['callee'], 'URL') ? relative(listOf(node['arguments'])[0]) : undefined;
    default:
      return undefined;
  }
}

function found(source: unknown, typeOnly: boolean): Reference | undefined {
  const specifier = textOf(source);
  return specifier === undefined ? undefined : { specifier, typeOnly };
}

/** `new URL('./worker.ts', import.meta.url)` is how a bundler is told of another entry; other URLs are no modules. */
function relative(source: unknown): Reference | undefined {
  const specifier = textOf(source);
  return specifier?.startsWith('.') === true ? { specifier, typeOnly: false } : undefined;
}

function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'TSLiteralType') return textOf(value['literal']);
  return value.type === 'Literal' && typeof value['value'] === 'string'
    ? value['value']
    : undefined;
}

function isBridge(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const owner = node['object'];
  if (!named(owner, 'window') && !named(owner, 'globalThis')) return false;
  return named(node['property'], 'batchwatch') || textOf(node['property']) === 'batchwatch';
}

function named(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'Identifier' && value['name'] === name;
}

function nodesIn(value: unknown, found: Node[] = []): readonly Node[] {
  if (Array.isArray(value)) {
    for (const item of value) nodesIn(item, found);
  } else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) found.push(value);
    for (const child of Object.values(value)) {
      if (typeof child === 'object') nodesIn(child, found);
    }
  }
  return found;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

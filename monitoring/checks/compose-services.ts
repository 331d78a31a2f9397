import { at, list, type Mapping, mapping, texts } from './values';

export interface PublishedPort {
  /** `undefined`: every address of the machine. */
  readonly address: string | undefined;
  readonly host: number;
  readonly container: number;
}

export interface Mount {
  /** A path of the machine, relative to the compose file, or a volume's name. */
  readonly source: string;
  readonly target: string;
  readonly kind: 'file' | 'volume';
  readonly readOnly: boolean;
  /** Whether Docker makes a folder that is missing. */
  readonly isMade: boolean;
  /** Whether a label for SELinux is asked for. */
  readonly isLabelled: boolean;
}

export interface Service {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly Mount[];
  readonly secrets: readonly string[];
  /** The services it waits for, and for what. */
  readonly dependsOn: Readonly<Record<string, string>>;
  readonly hasHealthCheck: boolean;
  readonly raw: Mapping;
}

export function servicesOf(compose: unknown): readonly Service[] {
  return Object.entries(mapping(at(compose, 'services'))).map(([name, value]) => {
    const raw = mapping(value);
    return {
      name,
      image: String(raw['image'] ?? ''),
      command: texts(raw['command']),
      environment: strings(mapping(raw['environment'])),
      ports: texts(raw['ports']).map(publishedPort),
      mounts: list(raw['volumes']).map(mount),
      secrets: texts(raw['secrets']),
      dependsOn: Object.fromEntries(
        Object.entries(mapping(raw['depends_on'])).map(([other, condition]) => [
          other,
          String(at(condition, 'condition')),
        ]),
      ),
      hasHealthCheck: texts(at(raw, 'healthcheck', 'test')).length > 0,
      raw,
    };
  });
}

/** `[ADDRESS:]HOST:CONTAINER`; anything else reads as published everywhere, so that it is noticed. */
function publishedPort(text: string): PublishedPort {
  const parts = text.split(':');
  const container = Number(parts.at(-1));
  return {
    address: parts.length === 3 ? parts[0] : undefined,
    host: Number(parts.at(-2) ?? container),
    container,
  };
}

function mount(value: unknown): Mount {
  if (typeof value === 'string') {
    const [source = '', target = '', mode = ''] = value.split(':');
    const options = mode.split(',');
    return {
      source,
      target,
      kind: kindOf(source),
      readOnly: options.includes('ro'),
      isMade: true,
      isLabelled: options.includes('z'),
    };
  }
  const source = String(at(value, 'source'));
  return {
    source,
    target: String(at(value, 'target')),
    kind: kindOf(source),
    readOnly: at(value, 'read_only') === true,
    isMade: at(value, 'bind', 'create_host_path') !== false,
    isLabelled: at(value, 'bind', 'selinux') !== undefined,
  };
}

function kindOf(source: string): Mount['kind'] {
  return /^[./~]/.test(source) ? 'file' : 'volume';
}

function strings(value: Mapping): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, String(inner)]));
}

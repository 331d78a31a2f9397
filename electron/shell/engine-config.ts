import type { Language } from '../../shared/i18n/language';
import type { Settings } from '../../shared/settings/settings';
import type { EngineConfig, WatchedEnvironment } from '../engine/engine';

export interface EngineConfigInput {
  readonly settings: Settings;
  /** The embedded demo environment, while it runs. */
  readonly demo: WatchedEnvironment | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Chosen in this run; `undefined`: as the settings remember it. */
  readonly selected: string | undefined;
}

/** Everything the engine is told. A selection that names no watched environment falls back to the first. */
export function engineConfig(input: EngineConfigInput): EngineConfig {
  const { settings, demo } = input;
  const environments: WatchedEnvironment[] = settings.environments.map((environment) => ({
    ...environment,
    demo: false,
  }));
  if (demo !== undefined) environments.push(demo);
  const ids = environments.map((environment) => environment.id);
  const selected = [input.selected, settings.selected].find(
    (id) => id !== undefined && ids.includes(id),
  );
  return {
    environments,
    selected: selected ?? ids[0] ?? '',
    range: settings.range,
    polling: settings.polling,
    popups: settings.popups,
    language: input.language,
    secrets: input.secrets,
  };
}

/** The demo environment under an id that no configured one has. */
export function withFreeId(demo: WatchedEnvironment, settings: Settings): WatchedEnvironment {
  const taken = new Set(settings.environments.map((environment) => environment.id));
  let id = demo.id;
  for (let n = 2; taken.has(id); n += 1) id = `${demo.id}-${n}`;
  return { ...demo, id };
}

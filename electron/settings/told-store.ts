import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { EMPTY_LEDGER, type ToldLedger } from '../engine/alerting/ledger';
import { type AtomicIo, codeOf, diskIo, writeAtomically } from './atomic-file';

const ledgerSchema = v.object({
  version: v.literal(1),
  told: v.array(
    v.object({
      env: v.string(),
      id: v.string(),
      startsAt: v.pipe(v.number(), v.finite()),
      toldAt: v.pipe(v.number(), v.finite()),
      goneAt: v.exactOptional(v.pipe(v.number(), v.finite())),
    }),
  ),
});

/** What was told, on disk, so that a restart does not tell it again. */
export interface ToldStore {
  readonly ledger: ToldLedger;
  /** Why the ledger on disk could not be used; telling something twice is the lesser harm. */
  readonly trouble: string | undefined;
  /** The newest wins: while one write is under way the ones between are skipped. */
  save(ledger: ToldLedger): void;
  /** Resolves when the newest is on disk or has failed. */
  settled(): Promise<void>;
}

export async function openToldStore(options: {
  readonly file: string;
  readonly io?: AtomicIo;
  readonly onError: (detail: string) => void;
}): Promise<ToldStore> {
  const read = await readLedger(options.file);
  let waiting: ToldLedger | undefined;
  let writing: Promise<void> | undefined;

  const writeAll = async () => {
    while (waiting !== undefined) {
      const next = waiting;
      waiting = undefined;
      try {
        await writeAtomically(options.file, `${JSON.stringify(next)}\n`, options.io ?? diskIo);
      } catch (error) {
        options.onError(codeOf(error) || 'unknown error');
      }
    }
    writing = undefined;
  };

  return {
    ...read,
    save(ledger) {
      waiting = ledger;
      writing ??= writeAll();
    },
    settled: async () => writing,
  };
}

async function readLedger(file: string): Promise<Pick<ToldStore, 'ledger' | 'trouble'>> {
  try {
    const parsed = v.safeParse(ledgerSchema, JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return { ledger: parsed.output, trouble: undefined };
    return { ledger: EMPTY_LEDGER, trouble: 'has an unexpected shape' };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { ledger: EMPTY_LEDGER, trouble: undefined };
    return { ledger: EMPTY_LEDGER, trouble: code || 'is not JSON' };
  }
}

import { useEffect, useState } from 'react';
import { assertNever } from '../../../shared/result';
import styles from './alerts.module.css';
import { inlineParts, type RunbookBlock, runbookBlocks } from './runbook-blocks';

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly blocks: readonly RunbookBlock[] }
  | { readonly kind: 'failed'; readonly message: string };

interface RunbookProps {
  readonly load: () => Promise<string>;
}

/** A runbook as text; its own title is left out, the panel has one. */
export function Runbook({ load }: RunbookProps) {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    load().then(
      (text) => wanted && setLoaded({ kind: 'ready', blocks: runbookBlocks(text) }),
      (error: unknown) => wanted && setLoaded({ kind: 'failed', message: String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  switch (loaded.kind) {
    case 'loading':
      return null;
    case 'failed':
      return <p className={styles.relative}>{loaded.message}</p>;
    case 'ready':
      return (
        <div className={styles.runbook}>
          {loaded.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text never change places
            <Block key={index} block={block} />
          ))}
        </div>
      );
    default:
      return assertNever(loaded);
  }
}

function Block({ block }: { readonly block: RunbookBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? null : <h4>{block.text}</h4>;
    case 'paragraph':
      return (
        <p>
          <Inline text={block.text} />
        </p>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const items = block.items.map((item) => (
        <li key={item}>
          <Inline text={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return assertNever(block);
  }
}

function Inline({ text }: { readonly text: string }) {
  return inlineParts(text).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: text and code take turns
    index % 2 === 0 ? part : <code key={index}>{part}</code>,
  );
}

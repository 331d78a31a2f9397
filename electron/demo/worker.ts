import { parentPort } from 'node:worker_threads';
import type { DemoMessage, DemoRequest } from './messages';
import { startDemo } from './start-demo';

/** Entry of the worker thread that holds the demo environment, so that its history never blocks anybody. */
async function run(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this file runs in a worker thread');
  const post = (message: DemoMessage) => port.postMessage(message);
  try {
    const demo = await startDemo({ now: Date.now });
    port.on('message', (request: DemoRequest) => {
      if (request.type !== 'stop') return;
      demo.stop().then(
        () => {
          post({ type: 'stopped' });
          port.close();
        },
        () => process.exit(1),
      );
    });
    post({ type: 'started', environment: demo.environment });
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

void run();

import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../shared/result';

const MAX_BYTES = 4096;

export async function readBody(request: IncomingMessage): Promise<Result<string, string>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_BYTES) return err(`the body is longer than ${MAX_BYTES} bytes`);
    chunks.push(part);
  }
  return ok(Buffer.concat(chunks).toString('utf8'));
}

import type { IpcMain } from 'electron';
import type { RequestName } from '../../shared/ipc/api';
import { requestChannel } from '../../shared/ipc/channels';
import { payloadSchemas } from '../../shared/ipc/payloads';
import { type AnswerGuards, createAnswerer, type Handlers } from './answer';

/** Registers one channel for each request of the contract. */
export function installRequests(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  guards: AnswerGuards,
): void {
  const install = <N extends RequestName>(name: N) => {
    const answer = createAnswerer(name, handlers[name], guards);
    ipcMain.handle(requestChannel(name), (event, payload: unknown) => answer(event, payload));
  };
  for (const name of Object.keys(payloadSchemas)) {
    if (isRequest(name)) install(name);
  }
}

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(payloadSchemas, name);
}

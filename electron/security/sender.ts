/** The part of an IPC event that tells who sent it. */
export interface SenderEvent {
  readonly sender: { readonly id: number };
  /** `null` once the frame has navigated away or is gone. */
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
}

/** Only the main frame of our own window, while it shows our own page, may ask for anything. */
export function isTrustedSender(
  event: SenderEvent,
  expected: { readonly contentsId: number | undefined; readonly origin: string },
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    frame.origin === expected.origin &&
    expected.contentsId !== undefined &&
    event.sender.id === expected.contentsId
  );
}

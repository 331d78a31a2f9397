/** Replaced by the feature itself. */
export default function TracesPage() {
  return null;
}

/** Replaced by the feature itself. */
export default function SilencesPage() {
  return null;
}

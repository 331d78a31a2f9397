/** Replaced by the feature itself. */
export default function AlertsPage() {
  return null;
}

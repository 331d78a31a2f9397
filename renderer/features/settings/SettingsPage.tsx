/** Replaced by the feature itself. */
export default function SettingsPage() {
  return null;
}

import { useFormat, useTexts } from '../i18n/texts';
import type { SkewedSource } from './most-skewed';

/** By how much this computer's clock differs from a server's, and what that makes wrong. */
export function useSkewText(): (source: SkewedSource) => string {
  const { app } = useTexts();
  const format = useFormat();
  return ({ name, clockSkewMs }) => {
    const age = format.age(Math.abs(clockSkewMs));
    return clockSkewMs > 0 ? app.clock.behind(name, age) : app.clock.ahead(name, age);
  };
}

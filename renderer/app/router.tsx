import { createHashRouter } from 'react-router';
import { Shell } from './Shell';

/** One route for everything: the shell stays, and it decides which page shows and what lies over it. */
export function createAppRouter(): ReturnType<typeof createHashRouter> {
  return createHashRouter([{ path: '*', element: <Shell /> }]);
}

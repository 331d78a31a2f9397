import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname);

export default defineConfig({
  root,
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    target: 'chrome148',
    outDir: resolve(root, '../dist/renderer'),
    emptyOutDir: true,
    license: { fileName: 'licenses.json' },
    // The CSP has no place for inlined data: URLs of scripts or styles.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
            { name: 'mantine', test: /node_modules\/(@mantine|@floating-ui|dayjs)\// },
            { name: 'recharts', test: /node_modules\/(recharts|d3-|@reduxjs|immer|victory)/ },
          ],
        },
      },
    },
  },
});

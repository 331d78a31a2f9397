import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname);

/**
 * The app:// handler sends the same policy as a header; this one holds wherever else the pages are served from. Not in
 * the dev server, whose hot reload needs an inline script and a socket.
 */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  root,
  base: './',
  logLevel: 'warn',
  plugins: [react(), contentSecurityPolicy],
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

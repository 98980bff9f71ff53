/** The app's build, and the test projects of the whole package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './src/host/find-chromium.ts';

const WORKER_PATH = '/mockServiceWorker.js';
const WORKER_FILE = 'msw/mockServiceWorker.js';

/** In playground mode the page starts the in-browser server, and msw's worker is served from its package. */
function playground(): Plugin {
  const worker = () => readFileSync(createRequire(import.meta.url).resolve(WORKER_FILE));
  return {
    name: 'bootwatch-playground',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('/src/main.tsx', '/src/playground.ts'),
    },
    configureServer(server) {
      server.middlewares.use(WORKER_PATH, (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.setHeader('service-worker-allowed', '/');
        response.end(worker());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: WORKER_PATH.slice(1), source: worker() });
    },
  };
}

/** The picture of the fleet and the app are asked for while the first script is still on its way. */
function early(): Plugin {
  const picture = { as: 'fetch', href: '/api/snapshot' };
  return {
    name: 'bootwatch-early',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const entry = chunks.find(({ isEntry }) => isEntry);
        const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/mount-app.tsx'));
        if (!entry || !app) throw new Error('The build has no app to ask for early.');
        const needed = new Set([app.fileName]);
        // A set goes on to what is added to it meanwhile.
        for (const file of needed) {
          for (const more of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) needed.add(more);
        }
        // Not as modules: those are compiled at once, and would keep the first words waiting.
        const scripts = [...needed]
          .filter((file) => !entry.imports.includes(file))
          .map((file) => ({ as: 'script', href: `/${file}` }));
        return [picture, ...scripts].map((what) => ({
          tag: 'link',
          attrs: { rel: 'preload', crossorigin: true, ...what },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

const executablePath = findChromium();
const chromium = playwright({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: CHROMIUM_ARGS,
  },
});

const backend = process.env.BOOTWATCH_URL;

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'playground' ? [playground()] : [{ ...early(), apply: 'build' as const }])],
  build: {
    outDir: mode === 'playground' ? 'dist-playground' : 'dist',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    // All that the first screen needs in one file: twenty small ones wait for each other on a slow line.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first-words', test: /src\/web\/app\/(open-app|browser-send)\.ts$/, priority: 1 },
            { name: 'app', test: /src\/web\/app\/mount-app\.tsx$/ },
          ],
        },
      },
    },
  },
  server: {
    watch: { ignored: ['**/dist/**', '**/dist-playground/**', '**/test-results/**', '**/e2e/**'] },
    ...(backend ? { proxy: { '/api': backend } } : {}),
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', pool: 'forks', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'recharts',
            'zustand',
            'zustand/vanilla',
            'zod/mini',
            '@tanstack/react-query',
            'react-error-boundary',
            'wouter',
            'wouter/memory-location',
            'vitest-browser-react',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.tsx'],
          setupFiles: ['src/web/testing/setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            provider: chromium,
            viewport: { width: 1440, height: 1000 },
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}));

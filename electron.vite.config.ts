import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { collectLicenses } from './scripts/license-plugin.ts'
import { preloadNames } from './scripts/preload-names.ts'

/** keytar is native; everything else is bundled, so that the app starts fast and ships little. */
const external = ['electron', 'keytar']

/**
 * The oldest runtime that the app runs on: Electron 33, with which it is developed and tested where
 * the Electron of package.json cannot be downloaded.
 */
const node = 'node20.18'
const chromium = 'chrome130'

export default defineConfig({
  main: {
    plugins: [collectLicenses('main')],
    // cbor-x by the entry without its native half, which brings a loader that searches the disk.
    resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/encode' }] },
    build: {
      target: node,
      externalizeDeps: false,
      rollupOptions: { input: 'src/main/index.ts', external, output: { format: 'es' } },
    },
  },
  preload: {
    define: await preloadNames(),
    plugins: [collectLicenses('preload')],
    build: {
      target: node,
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: {
        input: 'src/preload/index.ts',
        external,
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: { target: chromium, rollupOptions: { input: 'src/renderer/index.html' } },
    plugins: [vue(), collectLicenses('renderer')],
  },
})

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { asciiOnly } from './scripts/ascii-plugin.ts'
import { collectLicenses } from './scripts/license-plugin.ts'
import { preloadNames } from './scripts/preload-names.ts'

/** Not bundled. keytar is native; all other packages are bundled, so that the app starts fast and is small. */
const external = ['electron', 'keytar']

/**
 * The Node version of Electron 33, the oldest Electron that the app runs on. Machines that cannot download the Electron
 * of package.json develop and test with Electron 33.
 */
const node = 'node20.18'
const chromium = 'chrome130'

/** Hides the bundler's warnings about slow plugins: a user who starts the app cannot act on them. */
const checks = { bundlerTimings: false }

/** Shorter code is read faster, at each start. Names stay, because stack traces contain them. */
const minify = { compress: true, mangle: false, codegen: true }

export default defineConfig({
  main: {
    define: await preloadNames(),
    plugins: [collectLicenses('main'), asciiOnly()],
    // The entry of cbor-x without native code, because the loader of the native code searches the disk.
    resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/encode' }] },
    build: {
      target: node,
      externalizeDeps: false,
      rollupOptions: {
        input: {
          boot: 'src/main/boot/index.ts',
          'make-code-cache': 'src/main/boot/make-code-cache.ts',
          index: 'src/main/index.ts',
          'keyring-helper': 'src/keyring/index.ts',
          'audit-helper': 'src/audit-helper/index.ts',
          'demo-helper': 'src/demo-helper/index.ts',
          'frame-worker': 'src/main/vault/frame-worker.ts',
        },
        external,
        checks,
        // V8 takes compiled code only for scripts, and ES modules are none.
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          minify,
        },
      },
    },
  },
  preload: {
    define: await preloadNames(),
    plugins: [collectLicenses('preload'), asciiOnly()],
    build: {
      target: node,
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: {
        input: 'src/preload/index.ts',
        external,
        checks,
        output: { format: 'cjs', entryFileNames: 'index.cjs', minify },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: chromium,
      rollupOptions: { input: 'src/renderer/index.html', checks, output: { minify } },
    },
    plugins: [vue(), collectLicenses('renderer'), asciiOnly()],
  },
})

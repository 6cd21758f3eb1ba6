import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** keytar is native; everything else is bundled, so that the app starts fast and ships little. */
const external = ['electron', 'keytar']

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rollupOptions: { input: 'src/main/index.ts', external, output: { format: 'es' } },
    },
  },
  preload: {
    build: {
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
    build: { rollupOptions: { input: 'src/renderer/index.html' } },
    plugins: [vue()],
  },
})

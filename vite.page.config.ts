import { defineConfig } from 'vite'

/** The page's script: one classic script without a module system, since it must run before the page. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'out/page',
    target: 'es2022',
    lib: {
      entry: 'src/page/index.ts',
      formats: ['iife'],
      name: 'latchkeyScript',
      fileName: () => 'latchkey.js',
    },
  },
})

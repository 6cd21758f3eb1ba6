/** An empty app of electron-vite and Vue: its window shows two rows that answer the keyboard. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inProject } from '../../scripts/project-paths'
import { capture } from '../../scripts/run-command'

/** The files of electron-vite's own template for Vue, with the size and the sandbox of Latchkey's window. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'empty',
    version: '0.0.0',
    type: 'module',
    main: 'out/main/index.js',
  }),
  'electron.vite.config.js': `
import vue from '@vitejs/plugin-vue'
export default {
  main: {},
  preload: { build: { rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } } } },
  renderer: { plugins: [vue()] },
}
`,
  'src/main/index.js': `
import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload: join(import.meta.dirname, '../preload/index.cjs'), sandbox: true },
  })
  window.on('ready-to-show', () => window.show())
  window.loadFile(join(import.meta.dirname, '../renderer/index.html'))
})
app.on('window-all-closed', () => app.quit())
`,
  'src/preload/index.js': `
import { contextBridge } from 'electron'
contextBridge.exposeInMainWorld('api', {})
`,
  'src/renderer/index.html': `<!doctype html>
<html>
  <head><meta charset="utf-8" /><title>Empty</title></head>
  <body><div id="app"></div><script type="module" src="/src/main.js"></script></body>
</html>
`,
  'src/renderer/src/main.js': `
import { createApp } from 'vue'
import App from './App.vue'
createApp(App).mount('#app')
`,
  'src/renderer/src/App.vue': `
<script setup>
import { ref, useTemplateRef } from 'vue'
const current = ref(0)
const rows = useTemplateRef('rows')
function move() {
  current.value = 1
  rows.value[1].focus()
}
</script>
<template>
  <input type="search" />
  <div role="grid">
    <div v-for="n in 2" :key="n" ref="rows" role="row" :tabindex="current === n - 1 ? 0 : -1" @keydown.down="move">
      <div role="gridcell">Row {{ n }}</div>
    </div>
  </div>
</template>
`,
}

/** @param folder an empty folder. */
export async function buildEmptyApp(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'))
  // electron-vite looks for the sources in the working folder of its process.
  const program = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, output } = await capture(process.execPath, [program, 'build'], { cwd: folder })
  if (status !== 0) throw new Error(`the empty app was not built: ${output}`)
}

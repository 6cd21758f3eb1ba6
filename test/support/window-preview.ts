/** Serves the built preview of the window as the app does: from files, under the app's policy. */
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { build, preview, type Plugin } from 'vite'
import { engineCeremonies } from './engine-ceremonies'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
].join('; ')

/** The address of the preview, and how to stop the server. */
export async function servePreview(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = join(import.meta.dirname, '../renderer/preview')
  const outDir = await mkdtemp(join(tmpdir(), 'latchkey-preview-'))
  const shared = { root, configFile: false, logLevel: 'error' } as const
  await build({
    ...shared,
    plugins: [vue(), withEngineCeremonies()],
    build: { outDir, target: 'chrome130' },
  })
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: {
      port: 0,
      host: '127.0.0.1',
      headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY },
    },
  })
  const { port } = server.httpServer.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}

/** Makes ceremonies with Latchkey's own engine, which does not run in a browser. */
function withEngineCeremonies(): Plugin {
  const id = '\0virtual:engine-ceremonies'
  return {
    name: 'engine-ceremonies',
    resolveId: (source) => (source === id.slice(1) ? id : null),
    load: async (loaded) =>
      loaded === id ? `export default ${JSON.stringify(await engineCeremonies())}` : null,
  }
}

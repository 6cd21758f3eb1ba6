/**
 * The default app of the substitute Electron. Loads the app that the command line names, as Electron's own default app
 * does.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { app } from 'electron'

interface Manifest {
  readonly name: string
  readonly productName?: string
  readonly version: string
  readonly main: string
}

/** Electron's own default app uses these two members. They are not documented, so the types do not have them. */
interface DefaultApp {
  setVersion(version: string): void
  setAppPath(path: string): void
}

const { positionals } = parseArgs({ args: process.argv.slice(1), strict: false })
const [folder] = positionals
if (folder === undefined) {
  console.error('Say which app to start: electron FOLDER')
  process.exit(1)
}

const root = resolve(folder)
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
app.setName(manifest.productName ?? manifest.name)
const defaultApp = app as typeof app & DefaultApp
defaultApp.setVersion(manifest.version)
defaultApp.setAppPath(root)

// Electron emits `ready` only after this module has loaded, so the app can still register its scheme.
await import(pathToFileURL(join(root, manifest.main)).href)

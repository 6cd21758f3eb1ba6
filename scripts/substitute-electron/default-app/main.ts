/**
 * What the substitute Electron starts with: it loads the app that the command line names,
 * as Electron's own default app does.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

interface Manifest {
  readonly name: string
  readonly productName?: string
  readonly version: string
  readonly main: string
}

/** Electron's own default app has these two; they are in no documentation, and so in no types. */
interface DefaultApp {
  setVersion(version: string): void
  setAppPath(path: string): void
}

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
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

// Electron waits for this module before it says `ready`; so the app may still register its scheme.
await import(pathToFileURL(join(root, manifest.main)).href)

/**
 * Part of the build, run by the Electron that the app will run on: compiles each module of the main process, and writes V8's code
 * beside the module. It runs before Electron looks for a display, and ends there.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { builtScript, codeCacheOf } from './built-script'

// Compiles functions now that would be compiled when they are called first. V8 takes no code that was made under other flags, so
// the flag is taken back before the code is written.
setFlagsFromString('--no-lazy')
const scripts = [__dirname, join(__dirname, 'chunks')]
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.cjs'))
  .map((file) => ({ file, script: builtScript(file) }))
setFlagsFromString('--lazy')
for (const { file, script } of scripts) writeFileSync(codeCacheOf(file), script.createCachedData())
process.exit(0)

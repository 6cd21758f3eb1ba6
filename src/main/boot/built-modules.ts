import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { builtScript, codeCacheOf, type RunModule } from './built-script'

/** Loads CommonJS modules that the build made, each once, with the code that V8 made of them. Packages come from Node. */
export class BuiltModules {
  readonly #loaded = new Map<string, { exports: object }>()

  load(file: string): object {
    const known = this.#loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    this.#loaded.set(file, module)
    const ofNode = createRequire(file)
    const require = (id: string): unknown =>
      id.startsWith('.') ? this.load(join(dirname(file), id)) : ofNode(id)
    // Cast: the script is the function that its source is.
    const run = builtScript(file, readCodeCache(file)).runInThisContext() as RunModule
    run(module.exports, require, module, file, dirname(file))
    return module.exports
  }
}

/** @returns undefined where the build made no code for this V8. */
function readCodeCache(file: string): Buffer | undefined {
  try {
    return readFileSync(codeCacheOf(file))
  } catch {
    return undefined
  }
}

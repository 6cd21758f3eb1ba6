import { readFileSync } from 'node:fs'
import { constants, Script } from 'node:vm'

/** What a built module gets; the same as in Node. */
export type RunModule = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void

/** The code that V8 made of a module stands beside the module. Only code for this V8 and this processor fits. */
export function codeCacheOf(file: string): string {
  return `${file}.${process.arch}-${process.versions.v8}.cache`
}

/**
 * @param file a built CommonJS module.
 * @param cachedData what {@link Script.createCachedData} returned for the same file. V8 compiles the file where this does not fit.
 */
export function builtScript(file: string, cachedData?: Buffer): Script {
  // On one line with the beginning of the file, so that stack traces name its lines.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
  return new Script(source, {
    filename: file,
    importModuleDynamically,
    ...(cachedData && { cachedData }),
  })
}

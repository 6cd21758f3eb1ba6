import { parseArgs } from 'node:util'

type Options = Readonly<Record<string, { readonly type: 'boolean' | 'string' }>>

/**
 * The words and options of a command line, in order. Unknown options are tokens as well, because the errors of a strict
 * `parseArgs` do not say what to do, and it refuses credential ids that begin with a dash.
 */
export function tokensOf(args: readonly string[], options: Options) {
  return parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens
}

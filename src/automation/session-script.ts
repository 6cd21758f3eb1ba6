import { readFileSync } from 'node:fs'

/** Reads the page script of a session. It has the same place in the package and in the build's output, `out/`. */
export function readSessionScript(): string {
  return readFileSync(new URL('../page/latchkey-session.js', import.meta.url), 'utf8')
}

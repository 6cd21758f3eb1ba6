/** `latchkey/page`: the page's script, for a server that serves it itself (docs/pages.md). */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of the script's file. */
export const pageScriptFile: string = fileURLToPath(
  // The same place in the package and in the build's output, `out/`.
  new URL('../page/latchkey.js', import.meta.url),
)

/**
 * The text of the script. Serve it only in development, and load it before the page's own scripts:
 * `<script src="/latchkey.js"></script>`.
 */
export const pageScript: string = readFileSync(pageScriptFile, 'utf8')

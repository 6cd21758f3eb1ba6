import { defineConfig } from 'vite'
import { scriptConfig } from './vite.page.config.ts'

/**
 * Documents without passkeys in browsers are left alone, and at once: every page of a test begins with one, its first
 * `about:blank`, and the modules take as long there as in the page itself.
 */
const LEAVE =
  "if (typeof document === 'undefined' || !isSecureContext || window.origin === 'null') return;"

/** The script for the pages of an automation session: the page's script with a grant inside. */
export default defineConfig(scriptConfig('session', 'latchkey-session', LEAVE))

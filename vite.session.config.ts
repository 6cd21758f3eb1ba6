import { defineConfig } from 'vite'
import { scriptConfig } from './vite.page.config.ts'

/** The script of an automation session's pages: the page's script with a grant inside. */
export default defineConfig(scriptConfig('session', 'latchkey-session'))

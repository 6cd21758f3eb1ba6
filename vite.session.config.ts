import { defineConfig } from 'vite'
import { scriptConfig } from './vite.page.config.ts'

/** The script for the pages of an automation session: the page's script with a grant inside. */
export default defineConfig(scriptConfig('session', 'latchkey-session'))

import type { Plugin } from 'vite'

/**
 * Writes other characters as escapes. Node reads a module ten times as fast when it contains only ASCII, and a browser
 * evaluates a script in three quarters of the time.
 */
export function asciiOnly(): Plugin {
  return {
    name: 'latchkey:ascii-only',
    generateBundle: (_options, bundle) => {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk')
          file.code = file.code.replaceAll(
            /[\u0080-\uffff]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
          )
    },
  }
}

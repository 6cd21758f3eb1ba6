import { createHash } from 'node:crypto'

/** The hash of a script for a tag's `integrity` attribute (Subresource Integrity §3.5). */
export function scriptIntegrity(script: string): string {
  return `sha384-${createHash('sha384').update(script, 'utf8').digest('base64')}`
}

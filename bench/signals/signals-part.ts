/**
 * `npm run bench -- signals`: how long a signal takes until it is applied, until the window shows it, and until its
 * promise resolves. The promise's time must not tell the page whether a passkey matched.
 */
import type { Section } from '../report'
import { measureEngine } from './engine'
import { measureWindow } from './window'

export async function measureSignals(): Promise<readonly Section[]> {
  return [...(await measureEngine()), ...(await measureWindow())]
}

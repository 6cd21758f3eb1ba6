/**
 * `npm run bench -- signals`: what a signal takes to be decided and applied, to be seen in the window, and to be
 * answered, which tells nothing.
 */
import type { Section } from '../report'
import { measureEngine } from './engine'
import { measureWindow } from './window'

export async function measureSignals(): Promise<readonly Section[]> {
  return [...(await measureEngine()), ...(await measureWindow())]
}

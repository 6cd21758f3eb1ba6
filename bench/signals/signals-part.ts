import type { Section } from '../report'
import { measureEngine } from './engine'
import { measureWindow } from './window'

export async function measureSignals(): Promise<readonly Section[]> {
  return [await measureEngine(), ...(await measureWindow())]
}

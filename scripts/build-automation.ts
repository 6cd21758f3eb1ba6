/** Builds Latchkey for test drivers, for Node, into out/automation. */
import { rmSync } from 'node:fs'
import { build } from 'vite'
import { inProject } from './project-paths'

/** @throws when the sources do not compile. */
export async function buildAutomation(folder = inProject('out', 'automation')): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const configFile = inProject('vite.automation.config.ts')
  await build({ configFile, logLevel: 'warn', build: { outDir: folder } })
}

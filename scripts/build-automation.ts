/** Builds what runs on Node alone: Latchkey for test drivers into out/automation, the package's command into out/bin. */
import { rmSync } from 'node:fs'
import { build } from 'vite'
import { inProject } from './project-paths'

/** @throws when the sources do not compile. */
export async function buildAutomation(folder = inProject('out', 'automation')): Promise<void> {
  await buildFrom('vite.automation.config.ts', folder)
}

/** @throws when the sources do not compile. */
export async function buildBin(folder = inProject('out', 'bin')): Promise<void> {
  await buildFrom('vite.bin.config.ts', folder)
}

async function buildFrom(config: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await build({ configFile: inProject(config), logLevel: 'warn', build: { outDir: folder } })
}

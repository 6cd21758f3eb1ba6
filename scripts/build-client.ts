/** Builds the modules and types of the npm package's client, fixture and page script into out/playwright. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainTypes } from './plain-types'
import { inProject, projectFolder } from './project-paths'
import { capture } from './run-command'

/** Types of `src/shared`: the package does not carry the schemas that they are inferred from. */
const SHARED_TYPES = ['client', 'types', 'wire'] as const

/** @throws when the sources do not compile. */
export async function buildClient(folder = inProject('out', 'playwright')): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const compiled = mkdtempSync(join(tmpdir(), 'latchkey-build-'))
  try {
    await compile(compiled)
    cpSync(join(compiled, 'playwright'), folder, { recursive: true })
  } finally {
    rmSync(compiled, { recursive: true, force: true })
  }
  const shared = inProject('playwright', ...SHARED_TYPES)
  const types = plainTypes(`${shared}.ts`, inProject('playwright', 'tsconfig.json'))
  writeFileSync(`${join(folder, ...SHARED_TYPES)}.d.ts`, types)
}

async function compile(folder: string): Promise<void> {
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--project', inProject('playwright'), '--noEmit', 'false', '--outDir', folder]
  const { status, output } = await capture(
    process.execPath,
    [compiler, ...options, '--rootDir', projectFolder],
    { cwd: projectFolder },
  )
  if (status !== 0) throw new Error(output)
}

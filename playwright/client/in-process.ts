/** Runs Latchkey in this Node process instead of its own. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LatchkeyError } from './latchkey-error.js'
import type { StartedLatchkey, StartOptions } from './start-latchkey.js'

/** The same place in the package and in the build's output, `out/`. */
const MODULE = new URL('../../automation/in-process.js', import.meta.url)

interface AutomationModule {
  readonly startInProcess: (flags: readonly string[]) => Promise<StartedLatchkey>
}

/** @throws {LatchkeyError} when an option or a flag is not allowed, or Latchkey does not start. */
export async function startInProcess(
  { flags = [], ...others }: StartOptions,
  module = MODULE,
): Promise<StartedLatchkey> {
  const other = Object.keys(others).find((name) => name !== 'inProcess')
  if (other !== undefined)
    throw new LatchkeyError(
      'invalid argument',
      `The option \`${other}\` is for a process of its own. Leave it out, or leave \`inProcess\` out.`,
    )
  const { startInProcess: start } = await load(module)
  try {
    return await start(flags)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new LatchkeyError('unknown error', `Latchkey does not start in this process: ${why}`)
  }
}

async function load(module: URL): Promise<AutomationModule> {
  const file = fileURLToPath(module)
  if (!existsSync(file))
    throw new LatchkeyError(
      'unknown error',
      `${file} is missing. Install the package latchkey again; in its repository, type npm run build.`,
    )
  return (await import(/* @vite-ignore */ module.href)) as AutomationModule
}

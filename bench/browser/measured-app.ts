import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { findElectron } from '../../scripts/electron-runtime'
import { inProject } from '../../scripts/project-paths'
import { READY, SETTINGS_VARIABLE, type Ready, type Settings } from './settings'

export interface MeasuredApp extends Ready {
  quit(): Promise<void>
}

/** Starts the built `electron-main.ts` in a real Electron. Resolves once its vaults are filled. */
export async function startMeasuredApp(settings: Settings): Promise<MeasuredApp> {
  const { executable, switches } = await findElectron()
  const child = spawn(executable, [...switches, inProject('out', 'bench')], {
    env: { ...process.env, [SETTINGS_VARIABLE]: JSON.stringify(settings) },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  const ready = await readyLine(createInterface(child.stdout))
  return {
    ...ready,
    quit: async () => {
      child.stdin.end()
      await ended
    },
  }
}

async function readyLine(lines: AsyncIterable<string>): Promise<Ready> {
  const others: string[] = []
  for await (const line of lines) {
    if (line.startsWith(READY)) return JSON.parse(line.slice(READY.length)) as Ready
    others.push(line)
  }
  throw new Error(`Electron ended before it was ready: ${others.join('\n')}`)
}

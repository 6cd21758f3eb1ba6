import { runnerImport } from 'vite'

type Names = typeof import('../src/shared/main-api') & typeof import('../src/shared/main-events')

/** For Vite's `define`: the names of calls and events that `src/preload` forwards, read from the contract. */
export async function preloadNames(): Promise<Record<string, string>> {
  const { mainCallNames } = await imported('/src/shared/main-api.ts')
  const { mainEventNames } = await imported('/src/shared/main-events.ts')
  return {
    MAIN_CALL_NAMES: JSON.stringify(mainCallNames),
    MAIN_EVENT_NAMES: JSON.stringify(mainEventNames),
  }
}

async function imported(file: string): Promise<Names> {
  const { module } = await runnerImport<Names>(file, { configFile: false, logLevel: 'warn' })
  return module
}

import type { Finding } from '../../cli/doctor/finding'

type Client = typeof import('../../../playwright/client/latchkey.js')

/** Not bundled, because it finds automation next to itself. The path is the same in the package and in the build's output. */
const CLIENT = new URL('../playwright/client/latchkey.js', import.meta.url)

const TIMEOUT_MS = 10_000
/** Longer than the client's own time-out, so that the report contains the reason. */
export const AUTOMATION_CHECK_MS = 15_000

/** A Latchkey that a test starts. */
export interface StartedAutomation {
  openSession(): Promise<unknown>
  end(): Promise<void>
}

/** Starts automation like a test. */
export async function startOwnAutomation(): Promise<StartedAutomation> {
  const { Latchkey } = (await import(/* @vite-ignore */ CLIENT.href)) as Client
  return Latchkey.start({ timeout: TIMEOUT_MS })
}

/** Starts automation, opens a session, and ends it. */
export async function checkAutomation(
  start: () => Promise<StartedAutomation>,
): Promise<readonly Finding[]> {
  const check = 'automation'
  try {
    const began = performance.now()
    const automation = await start()
    try {
      await automation.openSession()
    } finally {
      await automation.end()
    }
    const ms = Math.round(performance.now() - began)
    const found = `Automation starts, serves a session and ends within ${ms} ms.`
    return [{ check, state: 'well', found, advice: null }]
  } catch (error) {
    const found = `Automation does not start: ${(error as Error).message}`
    return [
      {
        check,
        state: 'wrong',
        found,
        advice:
          'Programs must be allowed to listen on 127.0.0.1 and to write to the folder for temporary files.',
      },
    ]
  }
}

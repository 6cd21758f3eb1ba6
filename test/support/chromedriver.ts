/** Chromium's own WebDriver server, on a port of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface RunningDriver {
  readonly url: string
  stop(): Promise<void>
}

export async function startChromedriver(): Promise<RunningDriver> {
  const child = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  let said = ''
  let port: string | undefined
  for await (const data of child.stdout as AsyncIterable<Buffer>) {
    said += data.toString()
    port = /started successfully on port (\d+)/.exec(said)?.[1]
    if (port !== undefined) break
  }
  if (port === undefined) throw new Error(`chromedriver does not start: ${said}`)
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

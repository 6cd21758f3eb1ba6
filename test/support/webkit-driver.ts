/** WebKitGTK's own WebDriver server, on a port of its own. It starts the small browser that comes with WebKitGTK. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RunningDriver } from './chromedriver'

export async function startWebKitDriver(): Promise<RunningDriver> {
  const child = spawn('WebKitWebDriver', ['--port=0'], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await once(child, 'spawn')
  const { pid = 0 } = child
  let port = listeningPort(pid)
  while (port === undefined) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`)
    await wait(10)
    port = listeningPort(pid)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

/** WebKitWebDriver does not say which port it took. */
function listeningPort(pid: number): number | undefined {
  const fds = join('/proc', String(pid), 'fd')
  const inodes = new Set(readdirSync(fds).map((fd) => socketInode(join(fds, fd))))
  const [, ...sockets] = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').trim().split('\n')
  for (const socket of sockets) {
    const [, local = '', , state, , , , , , inode] = socket.trim().split(/\s+/)
    if (state === LISTENING && inodes.has(inode)) return Number.parseInt(local.split(':')[1]!, 16)
  }
  return undefined
}

const LISTENING = '0A'

/** A descriptor may have been closed since it was listed. */
function socketInode(file: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(file))?.[1]
  } catch {
    return undefined
  }
}

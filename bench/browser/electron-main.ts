/**
 * The main process of the measured Electron. It runs the app's bridges without a window, answers every question
 * automatically, and runs the echo server.
 */
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Latchkey } from '../../src/main/start/latchkey'
import { openLog, type Log } from '../../src/main/platform/log'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import { openLatchkey } from '../own-latchkey'
import { fill } from '../passkeys'
import { startEcho } from './echo'
import {
  KEEPINGS,
  READY,
  SETTINGS_VARIABLE,
  type Keeping,
  type Ready,
  type Settings,
} from './settings'

async function main(settings: Settings): Promise<void> {
  const { log } = openLog(join(settings.folder, 'logs'))
  const opened: [Keeping, Latchkey, number][] = []
  for (const keeping of KEEPINGS) {
    const latchkey = await open(keeping, settings, log)
    const { port } = await latchkey.bridge.start({ port: 0 })
    if (port === null) throw new Error('no port is free')
    opened.push([keeping, latchkey, port])
  }
  const ready: Ready = {
    electron: process.versions.electron,
    ports: Object.fromEntries(opened.map(([keeping, , port]) => [keeping, port])) as Ready['ports'],
    echoPort: await startEcho(join(settings.folder, 'echo.bin')),
  }
  console.log(READY + JSON.stringify(ready))
  process.stdin.on('close', () => {
    void Promise.all(opened.map(([, latchkey]) => latchkey.close())).finally(() => app.exit())
  })
  process.stdin.resume()
}

async function open(keeping: Keeping, settings: Settings, log: Log): Promise<Latchkey> {
  const { folder, stored, rpId, origin, pageScript } = settings
  const name = keeping.replaceAll(/\W+/g, '-')
  const counter = keeping === 'file, counter per passkey' ? 'per-passkey' : 'none'
  const keychain = keytarKeychain(`Latchkey Bench ${name} ${stored}`)
  const latchkey = await openLatchkey({
    file: keeping === 'memory' ? undefined : { folder: join(folder, name), keychain },
    counter,
    pageScript: readFileSync(pageScript, 'utf8'),
    log,
  })
  await fill(latchkey.vault.passkeys, stored, rpId, counter)
  answerForPerson(latchkey, origin)
  return latchkey
}

/** Answers the page's questions at once. The bridge still asks them, as in the app. */
function answerForPerson({ questions, answersByItself }: Latchkey, origin: string): void {
  questions.onChange((asked) => {
    const question = asked ? questions.list().at(-1) : undefined
    if (question?.type !== 'pairing') return
    questions.answer('pairing', question.request.id, { allow: true, duration: '30-days' })
    answersByItself.set(origin, true)
  })
}

main(JSON.parse(process.env[SETTINGS_VARIABLE] ?? '') as Settings).catch((error: unknown) => {
  console.error(error)
  app.exit(1)
})

/** The built automation inside another program’s Node process, as `Latchkey.start({ inProcess: true })` runs it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { text as readText } from 'node:stream/consumers'
import { beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import type { Latchkey as Client } from '../../playwright/client/latchkey'
import { launchChromium } from '../../demo/drive/browser'
import { inProject } from '../../scripts/project-paths'
import { PageServer } from '../support/fake-bridge'
import { creationOptions } from '../support/webauthn-options'

const CLIENT = pathToFileURL(inProject('out', 'playwright', 'client', 'latchkey.js')).href
const IN_PROCESS = { inProcess: true } as const
const PAGE = { origin: 'https://example.org' }
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

let Latchkey: typeof Client

beforeAll(async () => {
  ;({ Latchkey } = (await import(CLIENT)) as { Latchkey: typeof Client })
})

it('serves two at the same time, which share no state, and ends each separately', async () => {
  const [one, other] = [await Latchkey.start(IN_PROCESS), await Latchkey.start(IN_PROCESS)]
  const [first, second] = [await one.openSession(), await other.openSession()]
  await first.create(creationOptions(), PAGE)

  expect(await first.list()).toHaveLength(1)
  expect(await second.list()).toEqual([])
  await one.end()
  await expect(first.list()).rejects.toThrow('Latchkey does not answer')
  expect(await second.list()).toEqual([])
  await other.end()
})

it('does not handle the signals and the failures of the process', async () => {
  const listeners = () =>
    [...SIGNALS, 'uncaughtException', 'unhandledRejection', 'exit', 'disconnect'].map((event) =>
      process.listenerCount(event),
    )
  const before = listeners()
  const latchkey = await Latchkey.start(IN_PROCESS)
  await latchkey.openSession()

  expect(listeners()).toEqual(before)
  await latchkey.end()
})

it('takes flags, and says which one is wrong', async () => {
  const wrong = Latchkey.start({ ...IN_PROCESS, flags: ['--session-idle=soon'] })
  const foreign = Latchkey.start({ ...IN_PROCESS, flags: ['--parent-pid=1'] })

  await expect(wrong).rejects.toThrow('--session-idle needs a number of milliseconds')
  await expect(foreign).rejects.toThrow('need a process of their own')
  const elsewhere = Latchkey.start({ ...IN_PROCESS, flags: ['--listen=192.0.2.1'] })
  await expect(elsewhere).rejects.toThrow('this computer cannot listen on 192.0.2.1')
})

it('does not keep the process running, even with open sessions', async () => {
  const program = `
    import { Latchkey } from ${JSON.stringify(CLIENT)}
    const latchkey = await Latchkey.start({ inProcess: true })
    const session = await latchkey.openSession()
    console.log((await session.list()).length)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  const [said, [code]] = await Promise.all([
    readText(child.stdout),
    once(child, 'exit') as Promise<[number]>,
  ])

  expect({ said, code }).toEqual({ said: '0\n', code: 0 })
})

it('answers a page', async () => {
  const browser: Browser = await launchChromium()
  const pages = await PageServer.start()
  const latchkey = await Latchkey.start(IN_PROCESS)
  const session = await latchkey.openSession()
  const page = await browser.newPage()
  await page.addInitScript(await session.script())
  await page.goto(pages.add({ html: '' }))

  const type = await page.evaluate(async () => {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: 'Test' },
        user: { id: new Uint8Array([9]), name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      },
    })
    return made?.type
  })

  expect(type).toBe('public-key')
  expect(await session.list()).toHaveLength(1)
  await browser.close()
  await pages.stop()
  await latchkey.end()
})

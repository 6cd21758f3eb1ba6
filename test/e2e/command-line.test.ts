/** The command line of the built app, with and without a running app. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createPrivateKey, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { AppWindow } from '../../demo/drive/app-window'
import { findElectron } from '../../scripts/electron-runtime'
import { inProject } from '../../scripts/project-paths'
import { connectToApp } from '../../src/main/commands/command-client'
import { commandSocketPath, systemPlace } from '../../src/main/commands/socket-path'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { ORIGIN } from '../support/bridge'
import { BridgePage } from '../support/bridge-page'
import { bundleProcess } from '../support/bundled-process'
import { McpAgent } from '../support/mcp-client'
import { creationOptions } from '../support/webauthn-options'
import { pkcs8 } from '../support/webdriver-session'

const ADA = {
  credentialId: 'AQID',
  isResidentCredential: true,
  rpId: 'example.org',
  userHandle: 'CQ',
  privateKey: pkcs8('P-256'),
  signCount: 7,
  userName: 'ada@example.org',
  userDisplayName: 'Ada',
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

let dataFolder: string
let keychainService: string
let file: string

beforeAll(async () => {
  dataFolder = temporaryFolder()
  keychainService = `Latchkey Dev Test ${randomUUID()}`
  file = join(temporaryFolder(), 'passkeys.json')
})
afterAll(() => removeTemporaryFolders())

async function latchkey(
  args: readonly string[],
  input = '',
  { reads = true } = {},
): Promise<Ended> {
  const { executable, switches } = await findElectron()
  const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']
  const which = [`--data=${dataFolder}`, `--keychain-service=${keychainService}`]
  const child = spawn(executable, [...headless, ...switches, inProject(), ...which, ...args])
  child.stdin.end(input)
  if (!reads) child.stdout.destroy()
  const [out, err] = await Promise.all([
    reads ? text(child.stdout) : '',
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code: child.exitCode ?? -1, out, err }
}

describe('the command line without a running app', () => {
  it('does not make a vault', async () => {
    expect(await latchkey(['passkeys', 'list'])).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('Start Latchkey to create it') as string,
    })
    const first = await launchApp({ dataFolder, keychainService })
    await expect.poll(async () => (await first.state()).vault.state).toBe('open')
    await first.quit()
  })

  it('takes passkeys from the standard input, lists and renames them', async () => {
    const taken = await latchkey(['passkeys', 'import', '-', '--json'], JSON.stringify([ADA]))
    expect(taken).toMatchObject({ code: 0, out: '{\n  "passkeys": [\n    "AQID"\n  ]\n}\n' })
    expect(await latchkey(['passkeys', 'rename', 'AQID', '--user-name', 'mine'])).toMatchObject({
      code: 0,
    })
    const { out } = await latchkey(['passkeys', 'list', '--json'])

    expect(JSON.parse(out)).toMatchObject([
      { id: 'AQID', userName: 'mine', edited: { userName: 'ada@example.org' } },
    ])
  })

  it('ends quietly if its output has no reader any more', async () => {
    expect(await latchkey(['passkeys', 'list', '--json'], '', { reads: false })).toEqual({
      code: 0,
      out: '',
      err: '',
    })
  })

  it('exports no key without a window to confirm it in', async () => {
    expect(await latchkey(['passkeys', 'export', '--output', file])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('Start Latchkey') as string,
    })
    expect(() => statSync(file)).toThrow()
  })

  it('says what is wrong with this computer', async () => {
    const { out } = await latchkey(['doctor', '--json'])
    const { findings } = JSON.parse(out) as { findings: { check: string; state: string }[] }

    expect(findings.find(({ check }) => check === 'keychain')).toMatchObject({ state: 'well' })
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['vault', 'display', 'port', 'browsers']),
    )
  })

  it('tells a missing vault from a first start', async () => {
    expect(await latchkey(['passkeys', 'list', `--data=${temporaryFolder()}`])).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('The keychain still holds the key of a vault.') as string,
    })
  })

  it('says that the keychain is not there, and ends with 4', async () => {
    const bus = process.env.DBUS_SESSION_BUS_ADDRESS
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere'
    try {
      expect(await latchkey(['passkeys', 'list'])).toMatchObject({
        code: 4,
        out: '',
        err: expect.stringContaining('The vault is not open') as string,
      })
    } finally {
      process.env.DBUS_SESSION_BUS_ADDRESS = bus
    }
  })

  it('prints its usage', async () => {
    expect((await latchkey(['--help'])).out).toContain('latchkey passkeys list')
    expect(await latchkey(['passkeys', 'steal'])).toMatchObject({ code: 64, out: '' })
  })
})

describe('the command line beside the running app', () => {
  let running: RunningApp

  beforeAll(async () => {
    running = await launchApp({ dataFolder, keychainService })
  })
  afterAll(() => running.quit())
  afterEach(async () => {
    // A test may end the app.
    if (running.window.isClosed()) return
    await expect.poll(() => running.window.getByRole('dialog').count()).toBe(0)
  })

  it('shows in the window what it changes', async () => {
    await running.window.getByText('mine').first().waitFor()
    expect(
      await latchkey(['passkeys', 'rename', 'AQID', '--display-name', 'Countess']),
    ).toMatchObject({ code: 0 })

    await running.window.getByText('Countess').first().waitFor()
  })

  it('writes keys into a file of the user’s own once the window allows it', async () => {
    const exported = latchkey(['passkeys', 'export', '--output', file, '--format', 'cdp'])
    await running.window.getByText('Export 1 passkey with private keys?').waitFor()
    await running.window.getByRole('button', { name: 'Export', exact: true }).click()

    expect(await exported).toMatchObject({ code: 0 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ credentialId: 'AQID' }])
  })

  it('leaves no key, no token and no master key in the memory of the window', async () => {
    const { window: page } = running
    const site = await BridgePage.unpaired({ port: await running.bridgePort() })
    await site.ask({ t: 'pair', id: 1, name: 'Example' })
    await new AppWindow(page).answer('Allow')
    const paired = await site.next()
    await page.evaluate(async () => {
      const { main } = window
      const read = await Promise.all([
        main.getAppState(),
        main.getDiagnostics(),
        main.listActivity(),
        main.listPages(),
        main.listPasskeys(),
        main.listQuestions(),
        main.listTrash(),
      ])
      Object.assign(window, { read })
    })

    const memory = await heapSnapshot(page)

    expect(memory).toContain('Countess')
    expect(memory).toContain(ORIGIN)
    const secrets = [
      ...spellings(Buffer.from(ADA.privateKey, 'base64url')),
      scalarOf(ADA.privateKey),
      paired.t === 'paired' ? paired.token : 'no token',
      ...(await keytarKeychain(keychainService).list()).map(({ secret }) => secret),
    ]
    expect(secrets.filter((secret) => memory.includes(secret))).toEqual([])
    site.socket.close()
  })

  it('says where the running app listens', async () => {
    const { out } = await latchkey(['doctor', '--json'])
    const { findings } = JSON.parse(out) as { findings: { check: string; found: string }[] }

    expect(findings.find(({ check }) => check === 'port')?.found).toBe(
      `Latchkey listens at ${await running.bridgePort()}.`,
    )
  })

  it('lets an agent answer a page once the window allows that, while the user looks on', async () => {
    const { window: page } = running
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('switch', { name: 'Let an agent answer questions' }).click()
    await page.getByText('An agent may answer questions').waitFor()
    const server = await bundleProcess('mcp-process.ts')
    const { XDG_RUNTIME_DIR = '' } = process.env
    const agent = await McpAgent.start(server.file, ['--app', `--data=${dataFolder}`], {
      XDG_RUNTIME_DIR,
    })
    const rule = { action: 'deny', ceremony: 'create', delayMs: 1000 }
    await agent.value('answer_ceremonies', rule)
    const site = await BridgePage.unpaired({ port: await running.bridgePort() })
    await site.ask({ t: 'pair', id: 1, name: 'Example' })
    await new AppWindow(page).answer('Allow')
    await site.next()

    const created = site.ask({ t: 'create', id: 2, options: creationOptions() })
    await page.getByRole('dialog').waitFor()

    expect(await created).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    expect(await agent.value('wait_for_ceremony')).toMatchObject({
      entry: { kind: 'create', reason: 'the user declined', answeredBy: 'script' },
    })
    await page.getByRole('button', { name: 'Stop the agent' }).click()
    await expect.poll(async () => (await running.state()).agentMayAnswer).toBe(false)
    expect(await agent.call('answer_ceremonies', rule)).toMatchObject({ isError: true })
    await agent.close()
    await server.remove()
    site.socket.close()
    await page.getByRole('link', { name: 'Passkeys', exact: true }).click()
  })

  it('does not delete what the user denies in the window', async () => {
    const deleted = latchkey(['passkeys', 'rm', '--rp', 'example.org'])
    await running.window.getByRole('button', { name: 'Deny' }).click()

    expect(await deleted).toMatchObject({ code: 3, out: '' })
    await running.window.getByText('Countess').first().waitFor()
  })

  it('deletes with --yes once the settings allow that', async () => {
    expect(await latchkey(['passkeys', 'rm', 'AQID', '--yes'])).toMatchObject({ code: 3 })
    await running.window.getByRole('link', { name: 'Settings', exact: true }).click()
    await running.window.getByRole('switch', { name: 'Allow commands to use --yes' }).click()
    await expect.poll(async () => (await running.state()).commandsMayUseYes).toBe(true)

    expect(await latchkey(['passkeys', 'rm', 'AQID', '--yes'])).toMatchObject({ code: 0 })
    expect(JSON.parse((await latchkey(['passkeys', 'list', '--json'])).out)).toEqual([])
  })

  it('keeps what was confirmed when SIGTERM ends the app during writes', async () => {
    const app = await connectToApp(commandSocketPath(dataFolder, systemPlace()))
    const confirmed: string[] = []
    const importing = (async () => {
      for (let n = 0; app; n++) {
        const id = Buffer.from(`passkey ${n}`).toString('base64url')
        await app.api.importCredentials('webdriver', [{ ...ADA, credentialId: id, userHandle: id }])
        confirmed.push(id)
      }
    })()
    const ended = expect(importing).rejects.toMatchObject({ failure: 'failed' })
    const main = running.app.process()
    const exited = once(main, 'exit')
    await expect.poll(() => confirmed.length).toBeGreaterThan(9)
    main.kill('SIGTERM')

    await ended
    expect(await exited).toEqual([0, null])
    const kept = JSON.parse((await latchkey(['passkeys', 'list', '--json'])).out) as {
      id: string
    }[]
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(confirmed))
  })
})

/** All strings of a page's memory, among the rest of its heap. */
async function heapSnapshot(page: Page): Promise<string> {
  const devTools = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devTools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await devTools.send('HeapProfiler.takeHeapSnapshot')
  await devTools.detach()
  return chunks.join('')
}

function spellings(secret: Buffer): string[] {
  return (['base64url', 'base64', 'hex'] as const).map((encoding) => secret.toString(encoding))
}

/** The private key's secret number, base64url. */
function scalarOf(pkcs8Text: string): string {
  const key = Buffer.from(pkcs8Text, 'base64url')
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' }).d ?? ''
}

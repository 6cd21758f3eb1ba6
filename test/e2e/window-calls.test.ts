/** The calls of the window: only from its own page, and only by the contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MainApi } from '../../src/shared/main-api'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'

const PAGE = 'app://latchkey/index.html'

afterAll(removeTemporaryFolders)

describe('the window', () => {
  let running: RunningApp

  beforeAll(async () => {
    running = await launchApp({ args: ['--vault=memory'] })
  })

  afterAll(() => running.quit())

  it('has only the contract', async () => {
    const exposed = await running.window.evaluate(() => Object.keys(window.main).sort())
    expect(exposed).toEqual([
      'acceptVault',
      'allowAuditFile',
      'answerCommand',
      'answerConsent',
      'answerPairing',
      'answerPairingAgain',
      'armFault',
      'cancelAudit',
      'cancelRecoveryCode',
      'ceremonyDetail',
      'checkKey',
      'checkProfile',
      'checkVault',
      'chooseAuditFile',
      'copyDiagnostics',
      'createWithPassphrase',
      'deleteForever',
      'deletePasskeys',
      'disarmFault',
      'disarmFaults',
      'dismissKeyNotice',
      'dryRunSignal',
      'editProfile',
      'eraseEverything',
      'exportActivity',
      'exportPasskeys',
      'exportProfile',
      'followSite',
      'forgetAuditFile',
      'forgetPage',
      'getAppState',
      'getAudit',
      'getDiagnostics',
      'getReportCard',
      'hidePasskeys',
      'hidePasskeysAgain',
      'importPasskeys',
      'keepActivitySeen',
      'keepRecoveryCode',
      'keepView',
      'listActivity',
      'listDamagedProfiles',
      'listPageFindings',
      'listPages',
      'listPasskeys',
      'listProfiles',
      'listQuestions',
      'listTrash',
      'loadProfile',
      'lockVault',
      'makeRecoveryCode',
      'nameUndo',
      'on',
      'openCase',
      'openDemo',
      'openReport',
      'passkeyFacts',
      'removeProfile',
      'removeRecoveryCode',
      'renamePasskey',
      'renewKey',
      'repairVault',
      'replaceProfile',
      'restorePasskeys',
      'restoreProfile',
      'restoreVault',
      'retryKeychain',
      'saveAttestationFile',
      'saveAuditExample',
      'saveCase',
      'saveProfile',
      'saveRecoveryCode',
      'saveReport',
      'setAgentMayAnswer',
      'setAnswersByItself',
      'setAppearance',
      'setAutoLock',
      'setBridgeEnabled',
      'setBridgePort',
      'setCommandsMayUseYes',
      'setEnterpriseRpIds',
      'setEntryWidth',
      'setImmediateGet',
      'setJustSignedIn',
      'setOffline',
      'setPackedAttestation',
      'setPageProfile',
      'setPageSignalPolicy',
      'setPasskeyList',
      'setPassphrase',
      'setProfile',
      'setSignalPolicy',
      'setStartsAtLogin',
      'setTransports',
      'showDataFolder',
      'showLogFile',
      'showPasskeys',
      'signalFindings',
      'startAudit',
      'startNewVault',
      'undoSignal',
      'undoTyping',
      'undoVault',
      'unlockWithPassphrase',
      'unlockWithRecoveryCode',
      'useKeychain',
      'whyNotMade',
      'whyNotOffered',
    ])
  })

  it('passes neither an event nor ipcRenderer with its announcements', async () => {
    const { app, window: page } = running
    const heard = page.evaluate(
      () =>
        new Promise((resolve) => {
          const stop = window.main.on('viewAsked', (...args: unknown[]) => {
            const stopAndTell: () => unknown = stop
            resolve({ args, stopped: typeof stopAndTell() })
          })
        }),
    )
    await page.evaluate(() => window.main.getAppState())
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('viewAsked', 'passkeys'),
    )
    await expect(heard).resolves.toEqual({ args: ['passkeys'], stopped: 'undefined' })
  })

  it('answers only its own page: another window with the same preload is refused and logged', async () => {
    const answer = await running.app.evaluate(async ({ app, BrowserWindow }, url) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const second = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await second.loadURL(url)
      const said: unknown = await second.webContents.executeJavaScript(
        'window.main.deletePasskeys(["AQID"]).then(() => "answered", ({ message }) => message)',
      )
      second.destroy()
      return said
    }, PAGE)
    expect(answer).toContain('caller is not our window')
  })

  it('answers no frame of its page, even one that could call', async () => {
    const answer = await running.app.evaluate(async ({ app, BrowserWindow }, url) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const second = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      })
      await second.loadURL(url)
      const said: unknown = await second.webContents.executeJavaScript(
        `new Promise((resolve) => {
          const frame = document.createElement('iframe')
          document.body.append(frame)
          const { main } = frame.contentWindow
          if (!main) resolve('no way to call')
          else main.listPasskeys().then(() => resolve('answered'), (error) => resolve(error.message))
        })`,
      )
      second.destroy()
      return said
    }, PAGE)
    expect(answer).toMatch(/caller is not our window|no way to call/)
  })

  it('does not show other origins in a frame, and its frames have no way to the main process', async () => {
    const outcomes = await running.window.evaluate(async () => {
      const framed = (src: string | null) =>
        new Promise<HTMLIFrameElement>((resolve) => {
          const frame = document.createElement('iframe')
          if (src !== null) frame.src = src
          frame.addEventListener('load', () => resolve(frame))
          document.body.append(frame)
        })
      const empty = await framed(null)
      const foreign = await framed('https://example.org')
      const own = await framed('app://latchkey/index.html')
      const outcome = {
        emptyHasMain: 'main' in empty.contentWindow!,
        foreignIsReadable: foreign.contentDocument?.body.childElementCount ?? 'no',
        ownIsReadable: own.contentDocument?.querySelector('#app') ?? 'no',
      }
      for (const frame of [empty, foreign, own]) frame.remove()
      return outcome
    })
    expect(outcomes).toEqual({
      emptyHasMain: false,
      foreignIsReadable: 'no',
      ownIsReadable: 'no',
    })
  })

  it('gets a TypeError for a malformed call, and keeps working', async () => {
    const replies = await running.window.evaluate(async () => {
      const main = window.main as unknown as Record<keyof MainApi, (...args: unknown[]) => unknown>
      const cyclic: { self?: unknown } = {}
      cyclic.self = cyclic
      return [
        await main.deletePasskeys(),
        await main.deletePasskeys(42),
        await main.renamePasskey('AQID', cyclic),
        await main.listPasskeys(0, 'one too many'),
        await main.unlockWithPassphrase('x'.repeat(1_000_000)),
        await main.answerConsent('id', { given: true, accountId: 'AQID', more: 1 }),
      ]
    })
    for (const reply of replies)
      expect(reply).toMatchObject({ ok: false, error: { name: 'TypeError' } })
    expect((await running.state()).version).not.toBe('')
  })

  it('stays on its page when it is redirected', async () => {
    const redirected = await running.app.evaluate(async ({ BrowserWindow, protocol }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const headers = { location: 'https://example.org/' }
      protocol.handle('hop', () => new Response(null, { status: 302, headers }))
      const isPrevented = new Promise<boolean>((resolve) => {
        webContents.once('will-redirect', (event) => resolve(event.defaultPrevented))
      })
      const loading = webContents.loadURL('hop://away/').then(
        () => 'loaded',
        () => 'refused',
      )
      const seen = { isPrevented: await isPrevented, loading: await loading }
      protocol.unhandle('hop')
      return seen
    })
    expect(redirected).toEqual({ isPrevented: true, loading: 'refused' })
    expect(running.window.url()).toBe(PAGE)
  })

  it('gets its answers when the processes of the GPU and of utilities have died', async () => {
    const { app, window: page } = running
    const ended = await app.evaluate(async ({ app: main }) => {
      const victims = main
        .getAppMetrics()
        .filter(({ type }) => type === 'GPU' || type === 'Utility')
      const gone = victims.map(
        () =>
          new Promise<string>((resolve) => {
            main.once('child-process-gone', (_event, { reason }) => resolve(reason))
          }),
      )
      for (const { pid } of victims) process.kill(pid, 'SIGKILL')
      return Promise.all(gone)
    })
    expect(new Set(ended)).toEqual(new Set(['killed']))

    const none = { passkeys: [], next: null }
    expect(await page.evaluate(() => window.main.listPasskeys())).toEqual({ ok: true, value: none })
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    const script = await fetch(`http://127.0.0.1:${await running.bridgePort()}/latchkey.js`, {
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(script.status).toBe(200)
  })
})

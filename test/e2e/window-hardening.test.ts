/**
 * What a hostile page in our own window could use: only the contract. Each test does in the real window what an attacker
 * would do there.
 */
import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { pressPlantedLink } from '../support/planted-link'

const PAGE = 'app://latchkey/index.html'
const MEMORY = ['--vault=memory']

afterAll(removeTemporaryFolders)

describe('the window', () => {
  let running: RunningApp

  beforeAll(async () => {
    running = await launchApp({ args: MEMORY })
  })

  afterAll(() => running.quit())

  /** The pages of all windows, and of everything else that shows pages. */
  const shownPages = () =>
    running.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((one) => one.getURL()),
    )

  it('is sandboxed, isolated, and without Node', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown> // Electron has this member, but does not declare it.
      }
      return contents.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
    const globals = await running.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron'].map(
        (name) => typeof (window as unknown as Record<string, unknown>)[name],
      ),
    )
    expect(new Set(globals)).toEqual(new Set(['undefined']))
  })

  it('runs no code that is text', async () => {
    const outcomes = await running.window.evaluate(async () => {
      // The driver may run text, but code that is called later may not.
      await new Promise((resolve) => setTimeout(resolve))
      const nameOf = (attempt: () => unknown) => {
        try {
          return `done: ${String(attempt())}`
        } catch (error) {
          return (error as Error).name
        }
      }
      const element = document.createElement('div')
      return {
        // oxlint-disable-next-line typescript/no-implied-eval -- what this test is about
        function: nameOf(() => new Function('return 1')),
        innerHTML: nameOf(() => (element.innerHTML = '<b>x</b>')),
        insertAdjacentHTML: nameOf(() => element.insertAdjacentHTML('beforeend', '<b>x</b>')),
        script: nameOf(() => (document.createElement('script').text = 'window.injected = true')),
        source: nameOf(() => (document.createElement('script').src = 'https://evil.test/x.js')),
        srcdoc: nameOf(() => (document.createElement('iframe').srcdoc = '<b>x</b>')),
        policy: nameOf(() =>
          (
            window as unknown as {
              trustedTypes: { createPolicy(name: string, rules: object): void }
            }
          ).trustedTypes.createPolicy('mine', {}),
        ),
      }
    })
    expect(outcomes).toEqual({
      function: 'EvalError',
      innerHTML: 'TypeError',
      insertAdjacentHTML: 'TypeError',
      script: 'TypeError',
      source: 'TypeError',
      srcdoc: 'TypeError',
      policy: 'TypeError',
    })
  })

  it('runs no code that is in an attribute or a link', async () => {
    const injected = await running.window.evaluate(async () => {
      const image = document.createElement('img')
      try {
        image.setAttribute('onerror', 'window.injected = true')
      } catch {
        // Refused here already: Trusted Types.
      }
      image.src = 'data:,'
      const link = document.createElement('a')
      link.href = 'javascript:window.injected = true'
      document.body.append(image, link)
      const failed = new Promise((resolve) => image.addEventListener('error', resolve))
      link.click()
      await failed
      image.remove()
      link.remove()
      return 'injected' in window
    })
    expect(injected).toBe(false)
  })

  it('does not load from any other origin', async () => {
    const outcomes = await running.window.evaluate(async (ownPage) => {
      const loaded = (element: HTMLElement) =>
        new Promise<string>((resolve) => {
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('refused'))
          document.body.append(element)
        }).finally(() => element.remove())
      const image = new Image()
      image.src = 'https://example.org/pixel.png'
      const style = document.createElement('link')
      style.rel = 'stylesheet'
      style.href = 'https://example.org/x.css'
      const reached = (url: string) =>
        fetch(url).then(String, (error: unknown) => (error as Error).name)
      return {
        image: await loaded(image),
        style: await loaded(style),
        http: await reached('http://127.0.0.1:1'),
        file: await reached('file:///etc/passwd'),
        own: await reached(ownPage),
        socket: await new Promise((resolve) => {
          try {
            const socket = new WebSocket('ws://127.0.0.1:1')
            socket.onopen = () => resolve('open')
            socket.onerror = () => resolve('refused')
          } catch {
            resolve('refused')
          }
        }),
      }
    }, PAGE)
    expect(outcomes).toEqual({
      image: 'refused',
      style: 'refused',
      http: 'TypeError',
      file: 'TypeError',
      own: 'TypeError',
      socket: 'refused',
    })
  })

  it('cannot send over WebRTC, which bypasses the policy', async () => {
    const listener = createSocket('udp4')
    onTestFinished(() => void listener.close())
    listener.bind(0, '127.0.0.1')
    await once(listener, 'listening')
    const packet = once(listener, 'message').then(() => 'a packet')
    const gathered = running.window.evaluate(async (port) => {
      const connection = new RTCPeerConnection({
        iceServers: [{ urls: `stun:127.0.0.1:${String(port)}` }],
      })
      connection.createDataChannel('out')
      const complete = new Promise<void>((resolve) => {
        connection.addEventListener('icegatheringstatechange', () => {
          if (connection.iceGatheringState === 'complete') resolve()
        })
      })
      await connection.setLocalDescription()
      await complete
      connection.close()
      return 'nothing'
    }, listener.address().port)
    await expect(Promise.race([packet, gathered])).resolves.toBe('nothing')
  })

  it('opens no other window', async () => {
    const opened = await running.window.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.org'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      return window.open('https://example.org') ?? window.open('about:blank')
    })
    expect(opened).toBeNull()
    expect(await shownPages()).toEqual([PAGE])
  })

  it.each([
    'https://example.org/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'app://latchkey/none.html',
    'app://latchkey/',
    'app://evil/index.html',
    'data:text/html,<b>x</b>',
    'blob:',
  ])('does not go to %s', async (url) => {
    const { window: page, app } = running
    await page.evaluate((target) => {
      location.href =
        target === 'blob:'
          ? URL.createObjectURL(new Blob(['<b>x</b>'], { type: 'text/html' }))
          : target
    }, url)
    // A round trip to each process. A navigation that was allowed would have begun by now.
    await page.evaluate(() => window.main.getAppState())
    const shown = () =>
      app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents
        return { url: contents.getURL(), loading: contents.isLoadingMainFrame() }
      })
    // A refused navigation counts as loading until the page's process knows of the refusal.
    await expect.poll(shown).toEqual({ url: PAGE, loading: false })
  })

  it.each(['https://example.org/', PAGE])(
    'opens no window by a middle click, or with Ctrl or Shift, on a link to %s',
    async (url) => {
      expect(await pressPlantedLink(running.window, url)).toBe('planted')
      expect(await shownPages()).toEqual([PAGE])
    },
  )

  it('does not show a file or a link that is dropped onto it', async () => {
    const driver = await running.window.context().newCDPSession(running.window)
    const link = [{ mimeType: 'text/uri-list', data: 'https://example.org/' }]
    for (const dropped of [{ items: [], files: ['/etc/passwd'] }, { items: link }]) {
      const data = { ...dropped, dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await driver.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    }

    await running.window.evaluate(() => window.main.getAppState())
    expect(await shownPages()).toEqual([PAGE])
  })

  it('saves no file', async () => {
    const { app, window: page } = running
    // In two steps, because the app must listen before the page, in another process, starts.
    await app.evaluate(({ session }) => {
      const stopped = new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
      })
      Object.assign(globalThis, { stopped })
    })
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'data:text/plain,stolen'
      link.download = 'stolen.txt'
      document.body.append(link)
      link.click()
      link.remove()
    })
    expect(
      await app.evaluate(() => (globalThis as unknown as { stopped: Promise<boolean> }).stopped),
    ).toBe(true)
  })

  it('has no permission, whatever it asks for', async () => {
    const states = await running.window.evaluate(async () => {
      const names = [
        'notifications',
        'geolocation',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
        'persistent-storage',
      ]
      const asked = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName })
        return [name, state] as const
      })
      const nameOf = (error: unknown) => (error as Error).name
      return {
        queried: Object.fromEntries(await Promise.all(asked)),
        notification: await Notification.requestPermission(),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(String, nameOf),
        clipboard: await navigator.clipboard.readText().then(String, nameOf),
      }
    })
    expect(new Set(Object.values(states.queried))).toEqual(new Set(['denied']))
    expect(states).toMatchObject({ notification: 'denied', clipboard: 'NotAllowedError' })
    expect(states.camera).toMatch(/^Not(Allowed|Found)Error$/)
  })

  it('cannot keep itself from being left', async () => {
    const { app, window: page } = running
    await page.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault())
    })
    const reloaded = page.waitForEvent('load')
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.reload(),
    )
    await reloaded
    expect((await running.state()).version).not.toBe('')
  })

  // Last, because the driver is slow to follow.
  it('is loaded again when it went to about:blank, which no handler can refuse', async () => {
    const answered = await running.app.evaluate(async ({ BrowserWindow }, own) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const left = new Promise<void>((resolve) => {
        webContents.once('did-navigate', () => resolve())
      })
      await webContents.executeJavaScript('void (location.href = "about:blank")')
      await left
      while (webContents.getURL() !== own || webContents.isLoading())
        await new Promise<void>((resolve) => {
          webContents.once('did-stop-loading', () => resolve())
        })
      const answer: unknown = await webContents.executeJavaScript('window.main.getAppState()')
      return answer
    }, PAGE)
    expect(answered).toMatchObject({ ok: true })
  })
})

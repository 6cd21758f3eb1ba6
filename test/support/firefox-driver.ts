/**
 * A stand-in for geckodriver, which neither npm nor Debian provides: a WebDriver server that starts a real Firefox for each
 * session and translates WebDriver's commands to those of Firefox, as geckodriver does. It knows the commands of the tests.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { findFirefox } from '../../scripts/system-packages'
import type { RunningDriver } from './chromedriver'
import { Marionette, MarionetteError } from './marionette'

const capabilitiesSchema = v.object({
  'moz:firefoxOptions': v.optional(
    v.object({
      binary: v.optional(v.string(), () => findFirefox() ?? 'firefox'),
      args: v.optional(v.array(v.string()), []),
    }),
    {},
  ),
  webSocketUrl: v.optional(v.boolean(), false),
})
const newSessionSchema = v.object({
  capabilities: v.object({
    alwaysMatch: v.optional(v.looseObject({}), {}),
    firstMatch: v.optional(v.tupleWithRest([v.looseObject({})], v.looseObject({})), [{}]),
  }),
})
const createdSchema = v.object({
  sessionId: v.string(),
  capabilities: v.record(v.string(), v.unknown()),
})
const bodySchema = v.optional(v.record(v.string(), v.unknown()), {})
const valueSchema = v.object({ value: v.unknown() })

/** Firefox's name of each command. Some commands answer with an object that has the value, others with the value. */
const COMMANDS: Readonly<Record<string, string>> = {
  'POST /url': 'Navigate',
  'GET /url': 'GetCurrentURL',
  'POST /element': 'FindElement',
  'GET /element/:id/text': 'GetElementText',
  'POST /element/:id/click': 'ElementClick',
  'POST /element/:id/clear': 'ElementClear',
  'POST /element/:id/value': 'ElementSendKeys',
  'POST /execute/sync': 'ExecuteScript',
  'POST /execute/async': 'ExecuteAsyncScript',
  'POST /frame': 'SwitchToFrame',
  'GET /window': 'GetWindowHandle',
  'POST /window': 'SwitchToWindow',
  'GET /window/handles': 'GetWindowHandles',
  'POST /window/new': 'NewWindow',
  'GET /screenshot': 'TakeScreenshot',
}

/** Firefox writes the port that it uses into a file of its profile. */
const PORT_FILE = 'MarionetteActivePort'

class Firefox {
  readonly id: string
  readonly capabilities: object
  readonly #marionette: Marionette
  readonly #ended: Promise<unknown>
  readonly #profile: string

  private constructor(
    { sessionId, capabilities }: v.InferOutput<typeof createdSchema>,
    marionette: Marionette,
    process: { readonly ended: Promise<unknown>; readonly profile: string },
  ) {
    this.id = sessionId
    this.capabilities = capabilities
    this.#marionette = marionette
    this.#ended = process.ended
    this.#profile = process.profile
  }

  static async start(body: unknown): Promise<Firefox> {
    const { alwaysMatch, firstMatch } = v.parse(newSessionSchema, body).capabilities
    const wanted = v.parse(capabilitiesSchema, { ...alwaysMatch, ...firstMatch[0] })
    const { binary, args } = wanted['moz:firefoxOptions']
    const profile = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
    writeFileSync(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\n')
    const ours = ['--marionette', '--remote-debugging-port=0', '--no-remote', '--profile', profile]
    const child = spawn(binary, [...args, ...ours], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    const portFile = join(profile, PORT_FILE)
    while (!existsSync(portFile) || readFileSync(portFile, 'utf8') === '') {
      if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`)
      await wait(10)
    }
    const marionette = await Marionette.connect(Number(readFileSync(portFile, 'utf8')))
    const { webSocketUrl } = wanted
    const created = await marionette.send('WebDriver:NewSession', { webSocketUrl })
    return new Firefox(v.parse(createdSchema, created), marionette, { ended, profile })
  }

  async run(command: string, parameters: object): Promise<unknown> {
    const result = await this.#marionette.send(`WebDriver:${command}`, parameters)
    return v.is(valueSchema, result) ? result.value : result
  }

  async quit(): Promise<void> {
    await this.#marionette.send('Marionette:Quit', { flags: ['eForceQuit'] })
    await this.#ended
    this.#marionette.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }
}

export async function startFirefoxDriver(): Promise<RunningDriver> {
  const browsers = new Map<string, Firefox>()
  const server = createServer((request, response) => {
    void answer(browsers, request).then(([status, value]) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ value })),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      await Promise.all([...browsers.values()].map((browser) => browser.quit()))
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(
  browsers: Map<string, Firefox>,
  request: IncomingMessage,
): Promise<[status: number, value: unknown]> {
  try {
    const body = request.method === 'POST' ? await json(request) : undefined
    return [
      200,
      (await run(browsers, `${request.method ?? ''} ${request.url ?? ''}`, body)) ?? null,
    ]
  } catch (error) {
    const code = error instanceof MarionetteError ? error.code : 'unknown error'
    const message = error instanceof Error ? error.message : String(error)
    return [code.startsWith('no such') ? 404 : 500, { error: code, message, stacktrace: '' }]
  }
}

async function run(browsers: Map<string, Firefox>, asked: string, body: unknown): Promise<unknown> {
  if (asked === 'GET /status') return { ready: true, message: '' }
  if (asked === 'POST /session') {
    const browser = await Firefox.start(body)
    browsers.set(browser.id, browser)
    return { sessionId: browser.id, capabilities: browser.capabilities }
  }
  const [, method = '', session = '', path = ''] =
    /^(\w+) \/session\/([^/]+)(.*)$/.exec(asked) ?? []
  const browser = browsers.get(session)
  if (!browser) throw new Error(`there is no session for ${asked}`)
  if (method === 'DELETE' && path === '') {
    browsers.delete(session)
    return browser.quit()
  }
  const [, id] = /^\/element\/([^/]+)\//.exec(path) ?? []
  const command = COMMANDS[`${method} ${path.replace(/^\/element\/[^/]+/, '/element/:id')}`]
  if (command === undefined) throw new Error(`the stand-in for geckodriver does not know ${asked}`)
  return browser.run(command, { ...v.parse(bodySchema, body), ...(id !== undefined && { id }) })
}

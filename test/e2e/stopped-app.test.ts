/** The built app is stopped, like an app in a debugger or on a machine without memory, and continues later. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, read } from '../support/automation'
import { startAutomationApp, type AutomationApp } from '../support/automation-app'
import { removeTemporaryFolders } from '../support/app'
import { BridgePage } from '../support/bridge-page'
import { pageGrant } from '../support/grants'
import { creationOptions, requestOptions } from '../support/webauthn-options'

const ORIGIN = 'http://localhost:47810'

let app: AutomationApp
let session: string

beforeAll(async () => {
  app = await startAutomationApp()
  const { value } = await command(app.url, 'POST', '/session', { capabilities: {} })
  session = `/session/${(value as { sessionId: string }).sessionId}/latchkey`
})

afterAll(async () => {
  await app.stop()
  removeTemporaryFolders()
})

const value = async <T>(method: string, path: string, body?: unknown) =>
  (await command(app.url, method, `${session}/${path}`, body)).value as T

/** A connected page that has the session's script. */
async function openPage(): Promise<BridgePage> {
  const script = await read(`${app.url}${session}.js`)
  const word = (name: string) => new RegExp(`"${name}":"([^"]+)"`).exec(script)?.[1] ?? ''
  const token = new Uint8Array(Buffer.from(word('token'), 'base64url'))
  const known = pageGrant({ id: word('grant'), origin: ORIGIN, token })
  return BridgePage.ready({ port: Number(word('host').split(':')[1]), origin: ORIGIN }, known)
}

/** Resolves once the operating system has received what the page sends. */
const post = ({ socket }: BridgePage, message: object) =>
  new Promise<void>((resolve, reject) =>
    socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve())),
  )

const kept = async () =>
  (await value<{ id: string; lastUsedAt: number | null }[]>('GET', 'passkeys')).map(
    ({ id, lastUsedAt }) => [id, lastUsedAt],
  )

describe('a page that gives up while the app is stopped', () => {
  it.each([
    ['create', 'aborts', creationOptions()],
    ['create', 'goes away', creationOptions()],
    ['get', 'aborts', requestOptions()],
    ['get', 'goes away', requestOptions()],
  ] as const)('calls %s() and %s: nothing is made afterwards', async (t, how, options) => {
    const maker = await openPage()
    await maker.ask({ t: 'create', id: 1, options: creationOptions() })
    const before = await kept()
    const page = await openPage()

    const goOn = await app.standStill()
    await post(page, { t, id: 7, options })
    if (how === 'aborts') await post(page, { t: 'abort', id: 7 })
    else page.socket.terminate()
    goOn()
    await value('POST', 'wait', { event: 'ceremonyFinished', where: { outcome: 'refused' } })

    expect(await kept()).toEqual(before)
    expect((await value<object[]>('GET', 'activity'))[0]).toMatchObject({
      kind: t,
      outcome: 'refused',
      reason: how === 'aborts' ? 'the page aborted the request' : 'the page is gone',
    })
  })
})

/** A request and its end that arrive together, as when the app was stopped. A script answers at once. */
import { beforeEach, describe, expect, it } from 'vitest'
import { DrivenSession, type SessionPage } from '../../support/driven-session'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

const session = DrivenSession.forEachTest()
const SECURITY_KEY = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true }

const asked = {
  'create()': { t: 'create', options: creationOptions() },
  'an automatic upgrade': {
    t: 'create',
    mediation: 'conditional',
    options: creationOptions(),
  },
  'get()': { t: 'get', options: requestOptions() },
} as const

const ends = {
  'aborts the request': (page: SessionPage['page']) => page.send({ t: 'abort', id: 99 }),
  'closes its socket': (page: SessionPage['page']) => page.socket.close(1001),
  'loses its socket': (page: SessionPage['page']) => page.socket.terminate(),
}
const cases = Object.entries(asked).flatMap(([what, message]) =>
  Object.entries(ends).map(([how, end]) => [what, how, message, end] as const),
)

let authenticator: string
beforeEach(async () => {
  authenticator = (await session.webauthn('POST', '', SECURITY_KEY)).value as string
  const page = await session.page()
  await page.make('ben')
  await session.wait({ event: 'ceremonyFinished' })
})

const uses = async () => {
  const { value } = await session.webauthn('GET', `/${authenticator}/credentials`)
  return (value as { userName: string; signCount: number }[]).map(
    ({ userName, signCount }) => `${userName} ${signCount}`,
  )
}

describe('a page that in one breath asks and', () => {
  it.each(cases)(
    '%s, %s: nothing is made, and the record says so',
    async (_what, _how, message, end) => {
      const before = await uses()
      const { page } = await session.page()
      const finished = session.wait({ event: 'ceremonyFinished' })

      page.send({ id: 99, ...message })
      end(page)
      await finished

      expect(await uses()).toEqual(before)
      const [newest] = await session.value<object[]>('GET', 'activity')
      expect(newest).toMatchObject({
        kind: message.t,
        outcome: 'refused',
        error: 'AbortError',
        reason: expect.stringMatching(/^the page (aborted the request|is gone)$/) as string,
      })
    },
  )

  it('aborts when the delay of a rule is over: nothing is made', async () => {
    await session.value('POST', 'consent', { action: 'approve', delay: 1000 })
    const before = await uses()
    const { page } = await session.page()
    page.send({ id: 99, ...asked['get()'] })
    await session.wait({ event: 'ceremonyWaiting', where: { ceremony: 'get' } })
    const finished = session.wait({ event: 'ceremonyFinished' })

    page.send({ t: 'abort', id: 99 })
    session.clock.advance(1000)
    await finished

    expect(await uses()).toEqual(before)
  })
})

/** A session accepts the pages that its browser treats as secure. */
import { describe, expect, it } from 'vitest'
import { DrivenSession } from '../../support/driven-session'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

const session = DrivenSession.forEachTest()

describe('a page over http on another host, which its browser holds for secure', () => {
  it.each(['http://app.test', 'http://web:8080', 'http://app.example.org:3000'])(
    'of %s registers and signs in',
    async (origin) => {
      const page = await session.page(origin)
      const rp = { id: new URL(origin).hostname, name: 'App' }

      expect(
        await page.page.ask({ id: 1, t: 'create', options: creationOptions({ rp }) }),
      ).toMatchObject({ t: 'result' })
      const options = requestOptions({ rpId: rp.id })
      expect(
        await page.page.ask({ id: 2, t: 'get', mediation: 'optional', options }),
      ).toMatchObject({ t: 'result' })
      expect(await session.passkeys()).toMatchObject([{ rpId: rp.id, origin }])
    },
  )

  it.each(['ftp://app.test', 'http://APP.test', 'null'])('of %s is refused', async (origin) => {
    await expect(session.page(origin)).rejects.toThrow('refused: 403')
  })
})

/** The data with which a test judges a page's ceremony: its options and its response. */
import { describe, expect, it } from 'vitest'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()

describe('the end of a ceremony tells', () => {
  it('the options of a ceremony as the page gave them, and the response', async () => {
    const page = await session.page()
    const answer = await page.create('ada', { timeout: 7, attestation: 'unheard-of' })
    const finished = await session.wait({ event: 'ceremonyFinished' })

    expect(finished).toMatchObject({
      options: { timeout: 7, attestation: 'unheard-of', user: { name: 'ada' } },
      response: 'credential' in answer && answer.credential,
    })
  })

  it('the options of a ceremony that failed, and no response', async () => {
    const page = await session.page()
    await page.get({ rpId: 'example.org' })
    const finished = await session.wait({ event: 'ceremonyFinished' })

    expect(finished).toMatchObject({
      error: 'SecurityError',
      options: { rpId: 'example.org' },
      response: null,
    })
  })
})

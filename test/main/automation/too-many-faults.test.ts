import { expect, it } from 'vitest'
import { MOST_ARMED } from '../../../src/main/webauthn/faults/armed-faults'
import { WebDriverSession } from '../../support/webdriver-session'

const session = WebDriverSession.forEachTest()

it('arms no fault beyond the most, and says why', async () => {
  const faults = session.world!.faults
  for (let i = 0; i < MOST_ARMED; i++) faults.arm('uv-not-set', 1, `https://${i}.example`)

  const answer = await session.send('POST', `${session.path}/latchkey/faults`, {
    fault: 'uv-not-set',
    origin: 'https://example.org',
  })

  expect(answer).toMatchObject({
    status: 500,
    value: {
      error: 'unknown error',
      message: '1000 faults are armed already. Disarm them first.',
    },
  })
  expect(faults.list()).toHaveLength(MOST_ARMED)
  expect(session.automation.faults).toEqual([])
})

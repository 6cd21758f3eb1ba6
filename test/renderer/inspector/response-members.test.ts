// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { vectorOf } from '../../support/ceremony-details'
import { open } from '../../support/open-ceremony'
import { choose, field, text } from '../../support/window-parts'

it('shows byte strings in base64url as everywhere, and in hexadecimal if that is chosen', async () => {
  const { response: answer } = vectorOf('none-es256').authentication
  const response = { ...answer, response: { ...answer.response, userHandle: '-_8' } }
  await open('response', { kind: 'get', response })
  const handle = () =>
    Array.from(document.querySelectorAll('.fact-row'), (one) => text(one)).find((one) =>
      /^userHandle(?! as)/.test(one),
    )
  await vi.waitFor(() => expect(handle()).toContain('-_8'))

  await choose(field('hex'))
  expect(handle()).toContain('fbff')
  expect(handle()).not.toContain('-_8')
})

/** A page's wish to be paired, from the socket to the questions of the window. */
import { expect, it, onTestFinished } from 'vitest'
import { BridgePage } from '../../support/bridge-page'
import { startLatchkey } from '../../support/latchkey'

it('does not call the user a second time after it was withdrawn at once', async () => {
  const { latchkey, port } = await startLatchkey()
  onTestFinished(() => latchkey.close())
  const calls: boolean[] = []
  latchkey.questions.onChange((asked) => calls.push(asked))
  const page = await BridgePage.unpaired({ port })

  await page.ask({ t: 'pair', id: 1, name: 'Example' })
  page.send({ t: 'abort', id: 1 })
  await page.settled()
  await page.ask({ t: 'pair', id: 2, name: 'Example' })

  expect(calls).toEqual([true, false, false])
  expect(latchkey.questions.list()).toMatchObject([{ type: 'pairing' }])
})

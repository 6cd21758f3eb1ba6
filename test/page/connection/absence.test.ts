import { expect, it } from 'vitest'
import { explainAbsence, type AbsencePorts } from '../../../src/page/connection/absence'

const nothing: AbsencePorts = {
  isForbiddenByPolicy: () => false,
  localNetworkPermission: async () => undefined,
  isListening: async () => false,
}
const explain = (ports: Partial<AbsencePorts>) =>
  explainAbsence({ ...nothing, ...ports }, '127.0.0.1:47801')

it('says at which address no app answers, and what to do', async () => {
  expect(await explain({})).toEqual({
    isAbsent: true,
    mayPass: true,
    message:
      'Latchkey is not running at 127.0.0.1:47801. Start it, or switch its bridge on in its window.',
  })
})

it('names the sources that a Content-Security-Policy lacks, and does not call the app absent', async () => {
  const { isAbsent, mayPass, message } = await explain({ isForbiddenByPolicy: () => true })

  expect({ isAbsent, mayPass }).toEqual({ isAbsent: false, mayPass: true })
  expect(message).toContain(
    'Add ws://127.0.0.1:47801 and http://127.0.0.1:47801 to its connect-src',
  )
})

it('does not call the app absent if the policy forbids the request that would show it', async () => {
  let isForbidden = false
  const { isAbsent, message } = await explain({
    isForbiddenByPolicy: () => isForbidden,
    isListening: async () => {
      isForbidden = true
      return false
    },
  })

  expect(isAbsent).toBe(false)
  expect(message).toContain('http://127.0.0.1:47801 to its connect-src')
})

it('says that the browser denies the page Local Network Access', async () => {
  const { message } = await explain({ localNetworkPermission: async () => 'denied' })

  expect(message).toContain('Local Network Access')
})

it('mentions the question that the browser may have asked', async () => {
  const { message } = await explain({ localNetworkPermission: async () => 'prompt' })

  expect(message).toContain('not running')
  expect(message).toContain('allow it')
})

it('distinguishes a bridge that refuses the page from a bridge that is not there', async () => {
  const { isAbsent, message } = await explain({ isListening: async () => true })

  expect(isAbsent).toBe(false)
  expect(message).toContain('refused this page')
})

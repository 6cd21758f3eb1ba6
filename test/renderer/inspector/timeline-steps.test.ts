/** Rows from the traces of real ceremonies that failed. */
import { expect, it } from 'vitest'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import { timelineSteps } from '../../../src/renderer/inspector/timeline-steps'
import type { CeremonyDetail } from '../../../src/shared/ceremony-detail'
import { assertionRequest, creation } from '../../support/webauthn-options'
import { decline, webauthnPorts } from '../../support/webauthn-ports'

const row = (step: CeremonyDetail['steps'][number]['step']) => ({ step, afterMs: 0, note: step })
const named = (rows: ReturnType<typeof timelineSteps>) =>
  rows.map(({ step, isFailed }) => (isFailed ? `${step}!` : step))

async function failed(call: (client: WebAuthnClient) => Promise<unknown>) {
  const { ports, traces } = webauthnPorts({ answer: decline })
  await expect(call(new WebAuthnClient(ports))).rejects.toThrow(Error)
  return named(timelineSteps(traces[0]!))
}

it('marks the step at which the ceremony failed', async () => {
  expect(await failed((client) => client.create(creation()))).toEqual([
    ...['received', 'parsed', 'rp-id', 'authenticators', 'question', 'answered!', 'sent'],
  ])
  expect(await failed((client) => client.get(assertionRequest()))).toEqual([
    ...['received', 'parsed', 'rp-id', 'authenticators!', 'question', 'answered', 'sent'],
  ])
})

it('puts a step that was not finished before the answer to the page', async () => {
  expect(await failed((client) => client.create(creation({ user: null })))).toEqual([
    ...['received', 'parsed!', 'sent'],
  ])
})

it('does not call the options read and failed at once, if a later check refused them', async () => {
  const unknown = creation({ pubKeyCredParams: [{ type: 'x', alg: -7 }] })
  const rows = await failed((client) => client.create(unknown))

  expect(rows.slice(0, 2)).toEqual(['received', 'parsed'])
  expect(rows.slice(-2)).toEqual(['parsed!', 'sent'])
})

it('marks only the last of several steps of one name', () => {
  const steps = [row('authenticators'), row('question'), row('authenticators'), row('sent')]
  const of = (step: 'authenticators' | 'signed') =>
    named(timelineSteps({ steps, failed: { step, section: null } }))

  expect(of('authenticators')).toEqual(['authenticators', 'question', 'authenticators!', 'sent'])
  expect(of('signed').slice(-2)).toEqual(['signed!', 'sent'])
})

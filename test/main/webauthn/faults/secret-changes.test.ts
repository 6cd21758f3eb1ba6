/** The record's text about a fault contains no secret of the ceremony, whatever the fault changes. */
import { expect, it, onTestFinished } from 'vitest'
import { withholdSecrets } from '../../../../src/inspect/withhold/withhold-secrets'
import { encodeBase64Url } from '../../../../src/shared/base64url'
import { FAULTS, type FaultId } from '../../../../src/shared/fault'
import { FaultySession } from '../../../support/faulty-session'
import type { Wanted } from '../../../support/strict-relying-party'

/** In base64, the blob is a row of the letter q, at any offset. */
const BLOB = new Uint8Array(32).fill(0xaa)
const SALT = encodeBase64Url(new Uint8Array(32).fill(7))
const prf = { eval: { first: SALT } }

const CREATE: Wanted = { extensions: { credBlob: encodeBase64Url(BLOB), prf } }
const GET: Wanted = { extensions: { getCredBlob: true, prf } }

/** The blob as hexadecimal digits, as base64 and as a list of numbers. */
const BLOB_IN_TEXT = /(aa){6}|q{10}|(170,){6}/

/** @returns the session, and the output of `prf` for the salt. */
async function withSecrets() {
  const session = await FaultySession.open()
  onTestFinished(() => session.close())
  await session.create(CREATE)
  const { response } = await session.get(GET)
  const results = response.clientExtensionResults as unknown as {
    readonly prf: { readonly results: { readonly first: string } }
    readonly getCredBlob: string
  }
  expect(results.getCredBlob).toBe(encodeBase64Url(BLOB))
  return { session, output: results.prf.results.first }
}

const rows = FAULTS.flatMap(({ id, ceremonies }) =>
  ceremonies.map((ceremony) => ({ id, ceremony })),
)

it.each(rows)('$id in $ceremony() is told without secrets', async ({ id, ceremony }) => {
  const { session, output } = await withSecrets()
  session.arm(id)

  const { options, response, fault } =
    ceremony === 'create' ? await session.create(CREATE) : await session.get(GET)
  const told = JSON.stringify(fault)
  const kept = JSON.stringify(withholdSecrets(options, response))

  expect(fault).toMatchObject({ id })
  expect(told).not.toContain(output.slice(0, 12))
  expect(told).not.toMatch(BLOB_IN_TEXT)
  expect(kept).not.toContain(output.slice(0, 12))
  expect(kept).not.toMatch(BLOB_IN_TEXT)
})

it.each<[FaultId, object]>([
  [
    'extension-results-not-object',
    {
      what: 'clientExtensionResults',
      from: expect.stringContaining('"first":{"withheld":"32 bytes"}') as string,
      to: 'a text: 4 characters, not shown',
    },
  ],
  [
    'trailing-bytes',
    { what: 'extensions', from: '44 bytes (credBlob)', to: '45 bytes (credBlob)' },
  ],
])('%s still says what has changed', async (id, change) => {
  const { session } = await withSecrets()
  session.arm(id)

  const { fault } = await session.get(GET)

  expect(fault).toMatchObject({ changes: expect.arrayContaining([change]) as object })
})

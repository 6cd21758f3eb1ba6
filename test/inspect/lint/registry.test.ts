import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RULES } from '../../../src/inspect/lint/all-rules'

const ROOT = join(import.meta.dirname, '../../..')
const ids = RULES.map(({ id }) => id).sort()

const filesIn = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder))
    .map((name) => name.slice(0, -end.length))
    .sort()

it('lists each rule once, from a file of its name, with a test of its name', () => {
  expect(new Set(ids).size).toBe(ids.length)
  expect(filesIn('src/inspect/lint/rules', '.ts')).toEqual(ids)
  expect(filesIn('test/inspect/lint/rules', '.test.ts')).toEqual(ids)
})

it.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s says all that there is to say',
  (_, rule) => {
    const { title, why, instead, section } = rule

    for (const text of [title, why, instead]) expect(text).toMatch(/^[^a-z].*[.:)]$/)
    expect(section).toMatch(/^(WebAuthn|Credential Management|CTAP)/)
    expect(why.split(/[.:?] /).length).toBeLessThanOrEqual(3)
  },
)

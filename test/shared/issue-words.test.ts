import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { consentRuleSchema } from '../../src/shared/consent-rule'
import { wordsOfIssue } from '../../src/shared/issue-words'
import { settingsChangeSchema } from '../../src/shared/session-settings'

function wordsFor(schema: v.GenericSchema, value: unknown, member?: string) {
  const { issues } = v.safeParse(schema, value, { abortEarly: true })
  return issues && wordsOfIssue(issues[0], { schema, member })
}

const nested = v.strictObject({
  name: v.string(),
  list: v.optional(
    v.array(v.strictObject({ size: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  ),
  one: v.optional(v.picklist(['a', 'b'])),
  own: v.optional(v.pipe(v.string(), v.regex(/^x/, 'begin with an x'))),
})

describe('what a schema refuses, in words', () => {
  it.each([
    [{}, 'name is missing'],
    [{ name: 5 }, 'name must be a string'],
    [{ name: null }, 'name must be a string'],
    [[], 'name is missing'],
    ['text', 'the value must be an object'],
    [{ name: '', nmae: 1 }, 'there is no member “nmae”; the members are name, list, one, own'],
    [{ name: '', list: {} }, 'list must be a list'],
    [{ name: '', list: [{}] }, 'list.0.size is missing'],
    [{ name: '', list: [{ size: 1.5 }] }, 'list.0.size must be a whole number'],
    [{ name: '', list: [{ size: 0 }] }, 'list.0.size must be at least 1'],
    [
      { name: '', list: [{ size: 1, x: 1 }] },
      'there is no member “list.0.x”; the members are size',
    ],
    [{ name: '', one: 'c' }, 'one must be one of "a", "b"'],
    [{ name: '', own: 'secret' }, 'own: begin with an x'],
  ])('%j: %s', (value, words) => {
    expect(wordsFor(nested, value)).toBe(words)
  })

  it.each([
    [{}, 'choose must be an object with userName or id or index or authenticatorId'],
    [{ name: 'ada' }, 'choose must be an object with userName or id or index or authenticatorId'],
    [{ userName: 5 }, 'choose.userName must be a string'],
    [{ index: -1 }, 'choose.index must be at least 0'],
  ])('the choice of an account %j: %s', (choose, words) => {
    expect(wordsFor(consentRuleSchema, { action: 'approve', choose })).toBe(words)
  })

  it('names a member by what it is, and lists those that there are', () => {
    expect(wordsFor(settingsChangeSchema, { bogus: 1 }, 'setting')).toMatch(
      /^there is no setting “bogus”; the settings are automaticUpgrades, platformAuthenticator, client, /,
    )
  })
})

/** The tables of mutants follow the code. Otherwise, an entry whose code has changed would silently have no effect. */
import { describe, expect, it } from 'vitest'
import { mutantsOfFindings } from './findings'
import { suiteOf } from './suite'

describe.each(['vault', 'findings'])('the mutants of the suite %s', (name) => {
  const { mutants, equivalent } = suiteOf(name)
  const { mutants: all, stale } = mutants()

  it('apply to the code of today', () => {
    expect(stale).toEqual([])
  })

  it('have all those that have no relevant effect', () => {
    const names = new Set(all.map((mutant) => mutant.name))
    expect([...equivalent.keys()].filter((known) => !names.has(known))).toEqual([])
  })
})

it('the mutants of the end-to-end tests apply to the code of today', () => {
  expect(mutantsOfFindings('e2e').stale).toEqual([])
})

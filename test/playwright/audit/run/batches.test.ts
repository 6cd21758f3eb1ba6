import { expect, it } from 'vitest'
import { planOf, type Trial } from '../../../../playwright/audit/plan'
import { batchesOf, ceremoniesOf } from '../../../../playwright/audit/run/batches'
import { FAULTS } from '../../../../src/shared/fault'

const PROFILE = { id: 'a-provider', title: '', summary: '' }
const { trials } = planOf({ faults: FAULTS, profiles: [PROFILE] })

function trialOf(key: string): Trial {
  const found = trials.find(({ rows }) => rows.some((row) => row.key === key))
  if (!found) throw new Error(`there is no ${key}`)
  return found
}

it('tries each trial once, whether or not sign-ins share accounts', () => {
  for (const sharesAccounts of [true, false]) {
    const batches = batchesOf(trials, 2, sharesAccounts)

    expect(new Set(batches.flatMap((batch) => batch.trials))).toEqual(new Set(trials))
    expect(batches.flatMap((batch) => batch.trials)).toHaveLength(trials.length)
    expect(batches.some(({ sharesAccount }) => sharesAccount)).toBe(sharesAccounts)
  }
})

it('shares an account only among sign-ins that need nothing before', () => {
  const shared = batchesOf(trials, 2, true)
    .filter(({ sharesAccount }) => sharesAccount)
    .flatMap((batch) => batch.trials)

  expect(shared).toContain(trialOf('fault/signature-flipped/get'))
  for (const key of [
    'fault/challenge-wrong/create',
    'fault/answer-replayed/get',
    'fault/sign-count-back/get',
    'fault/user-handle-of-other/get',
    'fault/answer-late/get',
    'profile/a-provider/get',
  ])
    expect(shared).not.toContain(trialOf(key))
})

it('gives each worker a group when there are few sign-ins', () => {
  const few = ['challenge-wrong', 'signature-flipped', 'signature-empty', 'type-wrong'].map((id) =>
    trialOf(`fault/${id}/get`),
  )

  expect(batchesOf(few, 2, true).map((batch) => batch.trials.length)).toEqual([2, 2])
})

it.each([
  ['profile/a-provider/get', 2, 2],
  ['fault/challenge-wrong/create', 1, 1],
  ['fault/signature-flipped/get', 2, 1],
  ['fault/sign-count-back/get', 4, 4],
  ['fault/credential-id-registered/create', 2, 2],
  ['fault/answer-late/get', 0, 0],
])('counts the ceremonies of %s', (key, alone, shared) => {
  expect([ceremoniesOf(trialOf(key), false), ceremoniesOf(trialOf(key), true)]).toEqual([
    alone,
    shared,
  ])
})

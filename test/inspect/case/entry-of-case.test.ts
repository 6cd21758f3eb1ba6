import { expect, it } from 'vitest'
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import { entryOfCase } from '../../../src/inspect/case/entry-of-case'
import { ceremonyDetail } from '../../support/ceremony-details'
import { activityEntry } from '../../support/window-data'

const saving = { app: '0.1.0', now: Date.UTC(2026, 0, 1) }

it('gives back the entry and the detail of a case', () => {
  const ceremony = { entry: activityEntry(), detail: ceremonyDetail({ kind: 'get' }) }

  expect(entryOfCase(caseOfEntry(ceremony, saving))).toEqual(ceremony)
})

it('makes an entry for a case without one', () => {
  const one = caseOfEntry({ entry: activityEntry(), detail: ceremonyDetail() }, saving)

  const { entry, detail } = entryOfCase({ ...one, entry: null, at: null, outcome: 'unknown' })

  expect(entry).toMatchObject({ kind: 'create', outcome: 'nothing', at: saving.now })
  expect(detail.entryId).toBe(entry.id)
})

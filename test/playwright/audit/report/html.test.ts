// @vitest-environment happy-dom
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { htmlReport } from '../../../../playwright/audit/report/html'
import type { Row } from '../../../../playwright/audit/report-card'
import { auditFinding, auditRow, reportCard } from '../../../support/audit-rows'
import { HOSTILE_TEXTS } from '../../../support/hostile-texts'

const parse = (rows: readonly Row[], subject?: string) =>
  new DOMParser().parseFromString(htmlReport(reportCard(rows, subject)), 'text/html')

const textsOf = (document: Document, selector: string) =>
  Array.from(document.querySelectorAll(selector), ({ textContent }) => textContent)

describe('the HTML report', () => {
  it('needs no other file, and allows only its own style and script', () => {
    const document = parse([auditFinding()])
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? ''
    const hashOf = (selector: string) =>
      createHash('sha256')
        .update(document.querySelector(selector)?.textContent ?? '')
        .digest('base64')

    expect(document.querySelectorAll('[src], link, iframe, img')).toHaveLength(0)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${hashOf('style')}'`)
    expect(policy).toContain(`script-src 'sha256-${hashOf('body > script')}'`)
  })

  it('says first how many findings there are, by severity', () => {
    const document = parse([auditFinding({ severity: 'high' }), auditRow({ severity: 'high' })])

    expect(textsOf(document, '.verdict')).toEqual(['1 finding.'])
    expect(textsOf(document, '.score[data-severity=high] dd')).toEqual(['1 of 2 tried'])
    expect(textsOf(document, '.score[data-severity=critical] dd')).toEqual(['0 of 0 tried'])
  })

  it('lists findings first and open, the worst first', () => {
    const document = parse([
      auditRow({ id: 'right' }),
      auditRow({ id: 'untried', outcome: 'not tried', reason: 'no attestation' }),
      auditFinding({ id: 'low', severity: 'low' }),
      auditFinding({ id: 'known', severity: 'critical', known: true }),
      auditFinding({ id: 'high', severity: 'high' }),
    ])
    const rows = Array.from(document.querySelectorAll('.row'), (row) => [
      row.querySelector('.name')?.textContent.split(' ')[0],
      row.getAttribute('data-mark'),
      row.hasAttribute('open'),
    ])

    expect(rows).toEqual([
      ['high', 'finding', true],
      ['low', 'finding', true],
      ['known', 'known', false],
      ['right', 'right', false],
      ['untried', 'not tried', false],
    ])
  })

  it('shows the rows that the filters and the search choose', () => {
    const page = parse([
      auditFinding({ id: 'flipped', severity: 'low', words: 'A résumé.' }),
      auditRow({ id: 'right', severity: 'low' }),
    ])
    document.body.innerHTML = page.body.innerHTML
    // In a block, like a module, because otherwise the script's names would stay in the window.
    ;(0, eval)(`{ ${page.querySelector('body > script')?.textContent ?? ''} }`)
    const search = document.querySelector<HTMLInputElement>('[name=search]')
    const shown = (words: string) => {
      if (search) search.value = words
      search?.dispatchEvent(new Event('input', { bubbles: true }))
      return textsOf(document, '.row:not([hidden]) .name').map((name) => name.split(' ')[0])
    }

    expect(shown('')).toEqual(['flipped', 'right'])
    expect(shown('RESUME  flip')).toEqual(['flipped'])
    expect(shown('nothing')).toEqual([])
    expect(textsOf(document, '.shown')).toEqual(['0 of 2 rows'])
  })

  it('says in a row what was done, said and changed, and what to change', () => {
    const document = parse([
      auditFinding({
        words: 'hello',
        changes: [{ what: 'flags', from: '05', to: '01' }],
        notes: ['The server answered POST /verify with status 500.'],
      }),
    ])

    expect(textsOf(document, '.body > *')).toEqual([
      'Correct',
      'refused · WebAuthn §7.2 step 17',
      'It said',
      'hello',
      'Latchkey changed',
      'flags from 05 to 01',
      'Also',
      'The server answered POST /verify with status 500.',
      'What to change',
      'Check the UV flag.',
      'Key',
      'fault/uv-not-set/get',
    ])
  })

  it.each(HOSTILE_TEXTS)('takes nothing that is said for markup: %s', (_, text) => {
    const fields = { words: text, title: text, place: text, advice: text, section: text }
    const rows = [
      auditFinding({ ...fields, notes: [text], changes: [{ what: text, from: text, to: text }] }),
      auditRow({ ...fields, outcome: 'not tried', reason: text }),
    ]
    const plain = parse(
      [
        auditFinding({ words: 'a', notes: ['a'], changes: [{ what: 'a', from: 'a', to: 'a' }] }),
        auditRow({ outcome: 'not tried', reason: 'a' }),
      ],
      'a',
    )
    const hostile = parse(rows, text)
    const shape = (document: Document) =>
      Array.from(document.querySelectorAll('*'), ({ tagName }) => tagName)
    // Both rows have the place of the text.
    const places = (document: Document) => document.querySelectorAll('option').length

    expect(shape(hostile).length - places(hostile)).toBe(shape(plain).length - places(plain))
    expect(hostile.querySelectorAll('script')).toHaveLength(1)
  })
})

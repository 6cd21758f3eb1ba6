/** The audit of a relying party, in each of its states. */
import type { AuditFile, AuditRow, AuditState } from '../../../src/shared/audit'
import { FAULTS } from '../../../src/shared/fault'
import { auditFinding, auditRow, reportCard } from '../../support/audit-rows'
import { somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const AUDIT = 'a[href="#audit"]'

const files: AuditFile[] = [
  { id: 'shop', name: 'latchkey.audit.js', folder: 'shop', allowed: false },
  { id: 'long', name: `${'a-very-long-name-'.repeat(12)}.audit.js`, folder: 'x', allowed: true },
]

/** All rows of faults, some of them findings. */
function rows(): AuditRow[] {
  const faults = FAULTS.flatMap((fault, index) =>
    fault.ceremonies.map((ceremony) => {
      const { id, title, place, expected, severity, section, advice } = fault
      const about = { id, title, place, expected, severity, section, advice, ceremony }
      const fields = { ...about, key: `fault/${id}/${ceremony}` }
      if (index % 9 === 0) return auditFinding(fields)
      if (index % 7 === 0)
        return auditRow({
          ...fields,
          outcome: 'not tried',
          words: null,
          reason: 'The page does not ask for an attestation.',
        })
      return auditRow({ ...fields, outcome: expected === 'refuse' ? 'refused' : 'accepted' })
    }),
  )
  return [
    auditRow({
      key: 'genuine/create',
      kind: 'genuine',
      id: '',
      ceremony: 'create',
      title: 'A genuine registration, without a profile and a fault',
      place: 'genuine',
      expected: 'accept',
      outcome: 'accepted',
      words: null,
      section: 'WebAuthn §7.1',
    }),
    ...faults,
    auditFinding({
      key: 'hostile',
      id: 'challenge-wrong',
      expected: 'refuse',
      severity: 'critical',
      title: 'The challenge is not the one of the page.',
      words: `\u202egnol\u202c <b>${'word '.repeat(90)}`,
      notes: ['The server answered POST /verify with status 500.'],
    }),
  ]
}

function scene(audit: Partial<AuditState>, clicks: readonly string[] = []): Scene {
  return {
    state: () => ({
      passkeys: somePasskeys(),
      audit: { files, run: { is: 'none' }, card: null, ...audit },
      reportCard: reportCard(audit.card?.number === 2 ? [] : rows(), 'the shop’s sign-in'),
    }),
    clicks: [AUDIT, ...clicks],
  }
}

const card = (number: number): AuditState['card'] => ({ number, fileId: 'shop', opens: true })
const running = { is: 'running', fileId: 'shop', cancelling: false } as const
const progress = {
  done: 112,
  total: 257,
  now: 'authenticator-data-member-differs (create)',
  findings: 3,
  remainingMs: 74_000,
}

export const auditScenes: Readonly<Record<string, Scene>> = {
  'audit-none': scene({ files: [] }),
  'audit-example': scene({ files: [] }, ['.audit-example summary']),
  'audit-setup': scene({}),
  'audit-providers': scene({}, ['.audit-choices summary']),
  'audit-loading': scene({ run: { ...running, progress: null } }),
  'audit-running': scene({ run: { ...running, progress } }),
  'audit-cancelling': scene({ run: { ...running, progress, cancelling: true } }),
  'audit-cancelled': scene({ run: { is: 'cancelled', fileId: 'shop' }, card: card(1) }),
  'audit-failed': scene({
    run: {
      is: 'failed',
      fileId: 'shop',
      message:
        'An audit of pages needs Playwright, which is not installed in this folder. To install it: npm i -D @playwright/test\nA server’s library can be audited without it: export `origin` and the callbacks of the server (docs/audit.md).',
    },
  }),
  'audit-report': scene({ run: { is: 'done', fileId: 'shop' }, card: card(1) }),
  'audit-report-all': scene({ run: { is: 'done', fileId: 'shop' }, card: card(1) }, [
    '.audit-report .segment:last-child input',
  ]),
  'audit-report-empty': scene({ run: { is: 'done', fileId: 'shop' }, card: card(2) }),
}

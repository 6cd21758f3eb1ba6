import { expect, it } from 'vitest'
import { auditCalls } from '../../../src/main/ipc/audit-calls'
import { AUDIT_EXAMPLE } from '../../../src/shared/audit-example'
import { auditFinding, reportCard } from '../../support/audit-rows'
import type { PortsOptions } from '../../support/ports-options'
import { windowPorts } from '../../support/window-ports'

const card = reportCard([auditFinding()])

function calls(options: PortsOptions = {}) {
  const { ports, asked, audit } = windowPorts(options)
  return { calls: auditCalls(ports.audit), asked, audit }
}

it('adds the file that the user chooses, and nothing when the user cancels', async () => {
  const cancelled = calls()
  expect(await cancelled.calls.chooseAuditFile()).toBeNull()
  expect((await cancelled.calls.getAudit()).files).toEqual([])

  const { calls: api } = calls({ chosenFile: '/home/ada/shop/shop.audit.js' })
  expect(await api.chooseAuditFile()).toBe('file-1')
  expect((await api.getAudit()).files).toEqual([
    { id: 'file-1', name: 'shop.audit.js', folder: 'shop', allowed: false },
  ])
  await api.forgetAuditFile('file-1')
  expect((await api.getAudit()).files).toEqual([])
})

it('asks the user before a file may run, and takes no for an answer', async () => {
  const refused = calls({ chosenFile: '/home/ada/shop/shop.audit.js', mayRun: false })
  const id = (await refused.calls.chooseAuditFile()) ?? ''

  expect(await refused.calls.allowAuditFile(id)).toBe(false)
  expect(refused.asked).toEqual([['mayRun', '/home/ada/shop/shop.audit.js']])
  expect((await refused.calls.getAudit()).files).toMatchObject([{ allowed: false }])
  const choice = { faults: [], profiles: [], browser: 'firefox' } as const
  await expect(refused.calls.startAudit(id, choice)).rejects.toThrow('Allow Latchkey to run')
  await expect(refused.calls.allowAuditFile('other')).rejects.toThrow('no longer remembers')
})

it('runs an audit, saves its report and opens the saved one', async () => {
  const { calls: api, asked, audit } = calls({ chosenFile: '/home/ada/shop/shop.audit.js' })
  const id = (await api.chooseAuditFile()) ?? ''
  await api.allowAuditFile(id)
  await api.startAudit(id, { faults: [], profiles: [], browser: 'firefox' })
  await api.cancelAudit()
  expect((await api.getAudit()).run).toMatchObject({ is: 'running', cancelling: true })
  audit.helper().tell({ is: 'done', card })
  audit.helper().tell({ is: 'closed' })
  await Promise.resolve()

  expect(await api.getReportCard()).toEqual(card)
  await expect(api.openReport()).rejects.toThrow('Save the report as HTML first.')
  await api.saveReport('json')
  await expect(api.openReport()).rejects.toThrow('Save the report as HTML first.')
  await api.saveReport('html')
  await api.openReport()

  expect(asked.map(([name, first]) => [name, first])).toEqual([
    ['mayRun', '/home/ada/shop/shop.audit.js'],
    ['saveFile', 'latchkey-audit-2026-11-30.json'],
    ['saveFile', 'latchkey-audit-2026-11-30.html'],
    ['openFile', '/home/ada/latchkey-audit-2026-11-30.html'],
  ])
})

it('does not open the report of an earlier audit', async () => {
  const { ports, audit } = windowPorts({ chosenFile: '/home/ada/shop/shop.audit.js' })
  const run = async (id: string) => {
    await api.startAudit(id, { faults: [], profiles: [], browser: 'firefox' })
    audit.helper().tell({ is: 'done', card })
    audit.helper().tell({ is: 'closed' })
    await Promise.resolve()
  }
  // Another audit ends while the user chooses where to save.
  const saveFile = async () => {
    await run(id)
    return '/home/ada/first.html'
  }
  const api = auditCalls({ ...ports.audit, saveFile })
  const id = (await api.chooseAuditFile()) ?? ''
  await api.allowAuditFile(id)
  await run(id)
  await api.saveReport('html')

  expect((await api.getAudit()).card).toMatchObject({ number: 2, opens: false })
  await expect(api.openReport()).rejects.toThrow('Save the report as HTML first.')
})

it('saves the example', async () => {
  const { calls: api, asked } = calls()
  await api.saveAuditExample()

  expect(asked).toEqual([['saveFile', 'latchkey.audit.js', AUDIT_EXAMPLE]])
})

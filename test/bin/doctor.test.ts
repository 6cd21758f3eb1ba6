import { describe, expect, it } from 'vitest'
import { checkAutomation } from '../../src/bin/doctor/automation'
import { checkDesktop } from '../../src/bin/doctor/desktop'
import { checkDrivers } from '../../src/bin/doctor/drivers'
import { checkNode } from '../../src/bin/doctor/node'

describe('Node', () => {
  it('is well when it is new enough', () => {
    expect(checkNode('22.1.0')).toMatchObject([{ state: 'well', found: 'This is Node 22.1.0.' }])
  })

  it('is wrong when it is too old', () => {
    expect(checkNode('20.18.0')).toMatchObject([{ state: 'wrong' }])
  })
})

describe('automation', () => {
  it('is well when it starts and opens a session, and is ended', async () => {
    const steps: string[] = []
    const findings = await checkAutomation(async () => ({
      openSession: async () => void steps.push('session'),
      end: async () => void steps.push('end'),
    }))

    expect(findings).toMatchObject([{ check: 'automation', state: 'well' }])
    expect(steps).toEqual(['session', 'end'])
  })

  it('is wrong when it does not start, with the reason', async () => {
    const [finding] = await checkAutomation(() => Promise.reject(new Error('the port is taken')))

    expect(finding).toMatchObject({
      state: 'wrong',
      found: 'Automation does not start: the port is taken',
    })
  })

  it('is wrong when it serves no session, and is ended all the same', async () => {
    let ended = false
    const [finding] = await checkAutomation(async () => ({
      openSession: () => Promise.reject(new Error('no session')),
      end: async () => void (ended = true),
    }))

    expect([finding?.state, ended]).toEqual(['wrong', true])
  })
})

describe('drivers', () => {
  it('are named with their versions', () => {
    const [finding] = checkDrivers({
      program: (name) => (name === 'chromedriver' ? '/usr/bin/chromedriver' : undefined),
      version: (name) => (name === '@playwright/test' ? '1.65.1' : undefined),
    })

    expect(finding).toMatchObject({
      state: 'well',
      found: 'Found to drive browsers: Playwright 1.65.1, chromedriver.',
    })
  })

  it('are missing in an empty project, which is worth a note', () => {
    const [finding] = checkDrivers({ program: () => undefined, version: () => undefined })

    expect(finding).toMatchObject({ state: 'note' })
    expect(finding?.advice).toContain('npm i -D @playwright/test')
  })
})

it('the desktop app without Electron is worth a note, and no fault', () => {
  expect(checkDesktop(undefined)).toMatchObject([{ state: 'note' }])
  expect(checkDesktop('45.0.0')).toMatchObject([{ state: 'well' }])
})

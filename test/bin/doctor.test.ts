import { describe, expect, it } from 'vitest'
import { checkAutomation } from '../../src/bin/doctor/automation'
import { checkDesktop } from '../../src/bin/doctor/desktop'
import { checkDrivers } from '../../src/bin/doctor/drivers'
import { checkNode } from '../../src/bin/doctor/node'
import { checkPlaywright, projectPlaywright } from '../../src/bin/doctor/playwright'

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

  it('is wrong when it serves no session, and is ended even then', async () => {
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

describe('Playwright’s own browser', () => {
  const paths = {
    chromium: '/cache/chromium-1255/chrome-linux64/chrome',
    firefox: '/cache/firefox-1/firefox/firefox',
    webkit: '/cache/webkit-1/pw_run.sh',
  }
  const check = (there: readonly string[], config = '', hasOtherBrowser = false) =>
    checkPlaywright({ paths, config, exists: (path) => there.includes(path) }, hasOtherBrowser)

  it.each([
    [paths.chromium, 'chromium'],
    ['/cache/chromium_headless_shell-1255/INSTALLATION_COMPLETE', 'chromium'],
    [paths.webkit, 'webkit'],
  ])('is well when it is there: %s', (path, name) => {
    expect(check([path])).toMatchObject([
      { check: 'browsers', state: 'well', found: `Playwright has its own ${name}.` },
    ])
  })

  it('is wrong when it is missing and the computer has no browser, with what to install', () => {
    expect(check([])).toMatchObject([
      {
        state: 'wrong',
        found: `Playwright’s own browser is missing: there is no ${paths.chromium}.`,
        advice: expect.stringMatching(/npx playwright install chromium.*channel/) as string,
      },
    ])
  })

  it('is a note when the configuration names another browser', () => {
    expect(check([], 'use: { channel: "chrome" }')).toMatchObject([{ state: 'note' }])
  })

  it('is a note when the computer has another browser, with what to install', () => {
    expect(check([], '', true)).toMatchObject([
      { state: 'note', advice: expect.stringContaining('npx playwright install') as string },
    ])
  })

  it('is not asked for where the project has no Playwright', () => {
    expect(checkPlaywright(undefined, false)).toEqual([])
    expect(projectPlaywright('/')).toBeUndefined()
  })

  it('is the one of the project’s Playwright', () => {
    expect(projectPlaywright(process.cwd())?.paths.chromium).toMatch(/chromium-\d+/)
  })
})

import type { Finding } from '../../cli/doctor/finding'

const PACKAGES: Readonly<Record<string, string>> = {
  '@playwright/test': 'Playwright',
  puppeteer: 'Puppeteer',
  'puppeteer-core': 'Puppeteer (core)',
  webdriverio: 'WebdriverIO',
  'selenium-webdriver': 'Selenium',
  cypress: 'Cypress',
}

const PROGRAMS = ['chromedriver', 'geckodriver', 'msedgedriver', 'WebKitWebDriver']

export interface Drivers {
  /** The path of a program; undefined when it is not installed. */
  readonly program: (name: string) => string | undefined
  /** The version of a package of the user's project; undefined when the project does not have it. */
  readonly version: (name: string) => string | undefined
}

/** What can drive a browser here. */
export function checkDrivers({ program, version }: Drivers): readonly Finding[] {
  const check = 'drivers'
  const packages = Object.entries(PACKAGES).flatMap(([name, title]) => {
    const found = version(name)
    return found === undefined ? [] : [`${title} ${found}`]
  })
  const all = [...packages, ...PROGRAMS.filter((name) => program(name) !== undefined)]
  if (all.length > 0)
    return [
      { check, state: 'well', found: `Found to drive browsers: ${all.join(', ')}.`, advice: null },
    ]
  return [
    {
      check,
      state: 'note',
      found: 'No test driver was found in this project.',
      advice: 'For Playwright: npm i -D @playwright/test',
    },
  ]
}

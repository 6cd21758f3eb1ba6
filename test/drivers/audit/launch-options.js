/** The browser of this repository's tests; yours needs none of this after `npx playwright install`. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
}

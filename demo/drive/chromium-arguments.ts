/**
 * Playwright's own list of features that it disables. Chromium takes only the last `--disable-features`, so a list of ours
 * must repeat Playwright's.
 */
const DISABLED_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/**
 * Parts of Chromium's own window, which a headless Chromium shows to no user. For each new context Chromium opens a
 * window, and loads these parts in processes of their own. That takes two thirds of the time of a new context.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI']

/** A renderer process that waits for the next navigation to another site. Most contexts of a test never use theirs. */
const SPARE = ['SpareRendererForSitePerProcess']

/**
 * Arguments for a headless Chromium that Playwright starts.
 *
 * @param features more features to disable
 */
export function chromiumArguments(...features: readonly string[]): string[] {
  const disabled = [...DISABLED_BY_PLAYWRIGHT, ...UNSEEN, ...SPARE, ...features]
  return ['--disable-gpu', `--disable-features=${disabled.join(',')}`]
}

/** Made when the preview is built (test/support/window-preview.ts). */
declare module 'virtual:engine-ceremonies' {
  const made: import('./engine-ceremony-ids').EngineCeremonies
  export default made
}

/** @npmcli/config has no types. These cover what npm-package.ts uses. */
declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Record<string, unknown>)
    load(): Promise<void>
    /** All settings, under the names that npm's libraries use. */
    readonly flat: Record<string, unknown>
  }
}

declare module '@npmcli/config/lib/definitions' {
  const settings: Record<'definitions' | 'flatten' | 'shorthands', unknown>
  export default settings
}

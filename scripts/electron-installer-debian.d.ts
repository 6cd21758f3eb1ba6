/** electron-installer-debian has no types. These cover what debian-package.ts uses. */
declare module 'electron-installer-debian' {
  export class Installer {
    constructor(options: Record<string, unknown>)
    options: Record<string, unknown>
    generateDefaults(): Promise<unknown>
    generateOptions(): unknown
    createStagingDir(): Promise<unknown>
    createContents(): Promise<unknown>
    createPackage(): Promise<unknown>
    movePackage(): Promise<unknown>
  }
}

// oxlint-disable-next-line typescript/triple-slash-reference -- compiling this file needs the types
/// <reference path="./electron-installer-debian.d.ts" />
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Installer } from 'electron-installer-debian'
import { ICON_SIZES, iconFile } from './icon-files'
import { debFileName, debianArchitecture, debianVersion, type PackageName } from './package-names'
import { inProject } from './project-paths'

/** The libraries that the programs inside link or open. These packages depend on all other libraries. */
const DEPENDS = [
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'xdg-utils',
]

/** A keychain of the desktop. Without a keychain, the app asks for a passphrase. */
const RECOMMENDS = ['gnome-keyring | kwalletmanager | keepassxc']

/** Desktop menus do not use larger icons. */
const LARGEST_MENU_ICON = 512

export interface DebianPackage extends PackageName {
  /** The folder with the packed app. */
  readonly from: string
  /** The folder to write the package to. */
  readonly to: string
}

/**
 * Makes a .deb of the packed app with dpkg and fakeroot.
 *
 * @returns the path of the .deb
 * @throws when dpkg fails
 */
export async function makeDebianPackage(made: DebianPackage): Promise<string> {
  const file = join(made.to, debFileName(made))
  rmSync(file, { force: true })
  const installer = new Installer({
    src: made.from,
    dest: made.to,
    rename: () => file,
    logger: () => undefined,
    arch: debianArchitecture(made.arch),
    options: packageOptions(made),
  })
  await installer.generateDefaults()
  installer.generateOptions()
  // Set here and not as options: the installer would add its own packages, such as a desktop's file tools.
  Object.assign(installer.options, { depends: DEPENDS, recommends: RECOMMENDS, suggests: [] })
  await installer.createStagingDir()
  await installer.createContents()
  await installer.createPackage()
  await installer.movePackage()
  if (!existsSync(file)) throw new Error(`${file} was not made`)
  return file
}

function packageOptions({ version, testRuntime }: DebianPackage): Record<string, unknown> {
  return {
    name: 'latchkey',
    productName: 'Latchkey',
    genericName: 'Passkey Manager',
    bin: 'latchkey-command',
    version: debianVersion(version),
    section: 'devel',
    maintainer: 'The Latchkey developers <latchkey@localhost>',
    description: 'Passkeys for building and testing sign-in',
    productDescription:
      'Latchkey keeps passkeys and answers the WebAuthn ceremonies of the pages that were paired ' +
      'with it. It is a mock: its passkeys are sealed with your login and not with hardware.',
    categories: ['Development', 'WebDevelopment'],
    desktopTemplate: inProject('build', 'latchkey.desktop.ejs'),
    // xz takes minutes, which is too long for a test package.
    compression: testRuntime ? 'gzip' : 'xz',
    icon: {
      scalable: inProject('build', 'icon.svg'),
      ...Object.fromEntries(
        ICON_SIZES.filter((size) => size <= LARGEST_MENU_ICON).map((size) => [
          `${size}x${size}`,
          iconFile(size),
        ]),
      ),
    },
  }
}

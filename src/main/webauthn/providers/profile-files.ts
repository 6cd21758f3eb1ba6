/** The files of the profiles, in the order of the list in the window. */
import { aliasvault } from './profiles/aliasvault'
import { androidDeviceBound } from './profiles/android-device-bound'
import { bitwarden } from './profiles/bitwarden'
import { chromeMacosProfile } from './profiles/chrome-macos-profile'
import { chromiumVirtual } from './profiles/chromium-virtual'
import { dashlane } from './profiles/dashlane'
import { firefoxTestToken } from './profiles/firefox-test-token'
import { gpmDesktop } from './profiles/gpm-desktop'
import { gpmLinux } from './profiles/gpm-linux'
import { icloud2022 } from './profiles/icloud-2022'
import { icloudIphone } from './profiles/icloud-iphone'
import { icloudMacLidClosed } from './profiles/icloud-mac-lid-closed'
import { keepassxc2711 } from './profiles/keepassxc-2.7.11'
import { keepassxc2712 } from './profiles/keepassxc-2.7.12'
import { latchkey } from './profiles/latchkey'
import { protonPass } from './profiles/proton-pass'
import { samsungPass2025 } from './profiles/samsung-pass-2025'
import { windowsHello2022 } from './profiles/windows-hello-2022'
import { windowsHello2026 } from './profiles/windows-hello-2026'
import { yubikey4 } from './profiles/yubikey-4'
import { yubikey5 } from './profiles/yubikey-5'
import type { ProfileFile } from './profile-schema'

export const PROFILE_FILES: readonly ProfileFile[] = [
  latchkey,
  gpmDesktop,
  gpmLinux,
  icloudIphone,
  icloudMacLidClosed,
  icloud2022,
  windowsHello2026,
  windowsHello2022,
  chromeMacosProfile,
  bitwarden,
  dashlane,
  protonPass,
  keepassxc2712,
  keepassxc2711,
  aliasvault,
  samsungPass2025,
  androidDeviceBound,
  yubikey5,
  yubikey4,
  chromiumVirtual,
  firefoxTestToken,
]

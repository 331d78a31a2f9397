/** electron-builder's command line for `args` on this system. */
export function builderArguments(args, platform) {
  // Its step for macOS calls codesign, which only macOS has. What another system packs has to be signed on a Mac.
  const unsigned =
    platform === 'darwin' ? [] : ['-c.electronFuses.resetAdHocDarwinSignature=false'];
  return ['--config', 'electron-builder.yml', '--publish', 'never', ...unsigned, ...args];
}

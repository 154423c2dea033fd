/** A terminal device, as `tty_nr` of stat packs it. */
export interface Terminal {
  major: number;
  minor: number;
  /** Below /dev. Null for a driver that has its own names. */
  name: string | null;
}

/** Null for no terminal. The numbers are those of Documentation/admin-guide/devices.txt. */
export function terminalOf(ttyNr: number): Terminal | null {
  if (ttyNr === 0) return null;
  const major = (ttyNr >>> 8) & 0xfff;
  const minor = (ttyNr & 0xff) | ((ttyNr >>> 12) & 0xfff00);
  return { major, minor, name: nameOf(major, minor) };
}

function nameOf(major: number, minor: number): string | null {
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  return null;
}

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

/** For each path, what stands in the file, a byte a character, or where the symbolic link points. */
export type Files = Readonly<Record<string, string | { link: string }>>;

/** Values for fields of stat, by number as proc_pid_stat(5) counts. */
export type StatChanges = Readonly<Record<number, string | number | bigint>>;

/** Makes a procfs tree for what the captured one does not show. It is removed after the tests. */
export async function makeMount(files: Files): Promise<string> {
  const mount = await mkdtemp(join(tmpdir(), 'procql-'));
  after(() => rm(mount, { recursive: true }));
  await addFiles(mount, { ...machineFiles, ...files });
  return mount;
}

export async function addFiles(mount: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const place = join(mount, path);
    await mkdir(dirname(place), { recursive: true });
    if (typeof content === 'string') await writeFile(place, content, 'latin1');
    else await symlink(content.link, place);
  }
}

/** The line of stat of an ordinary process, changed. */
export function statLine(pid: number, changes: StatChanges = {}): string {
  const fields = [`${pid}`, '(sleep)', ...ordinary.split(' ')];
  for (const [number, value] of Object.entries(changes)) fields[Number(number) - 1] = `${value}`;
  return `${fields.join(' ')}\n`;
}

const ordinary =
  'S 1 301 300 34816 300 4194304 93 7 1 2 120 45 8 3 20 0 1 0 283163 2990080 405 18446744073709551615 ' +
  '94039804002304 94039804020233 140725832755232 0 0 0 0 16781312 0 1 0 0 17 1 0 0 5 6 4 94039804034320 ' +
  '94039804035584 94040091418624 140725832761239 140725832761254 140725832761254 140725832761321 0';

const machineFiles: Files = {
  'sys/kernel/random/boot_id': '00000000-0000-4000-8000-000000000000\n',
  'self/auxv': auxv([6n, 4096n], [17n, 100n], [0n, 0n]),
};

/** Words of 64 bits: types and values. */
function auxv(...entries: readonly [bigint, bigint][]): string {
  return Buffer.from(BigUint64Array.from(entries.flat()).buffer).toString('latin1');
}

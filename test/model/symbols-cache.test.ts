import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SymbolsCache } from '../../src/model/symbols-cache.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { addFiles, makeMount } from '../mount.ts';

const one = 'ffffffff81000000 T _text\n';
const two = `${one}ffffffffc0a01080 T nft_init\t[nf_tables]\n`;
const loaded = 'nf_tables 282624 0 - Live 0xffffffffc0a01000\n';

/** A tree with its cache, and a clock that is put forward by hand. */
async function setUp(files: Record<string, string>) {
  const mount = await makeMount(files);
  let time = 5000;
  const cache = new SymbolsCache(new Proc(mount), () => time);
  return {
    cache,
    pass: (ms: number) => {
      time += ms;
    },
    write: (files: Record<string, string>) => addFiles(mount, files),
    remove: (name: string) => rm(join(mount, name)),
  };
}

test('one read for all who ask meanwhile, and for who asks later', async () => {
  const { cache, write } = await setUp({ kallsyms: one, modules: '' });
  const [first, second] = await Promise.all([cache.get(), cache.get()]);
  assert.equal(first.count, 1);
  assert.equal(second, first);
  await write({ kallsyms: two, modules: loaded });
  assert.equal(await cache.get(), first);
});

test('a module is loaded: its symbols are there as soon as a second has passed', async () => {
  const { cache, pass, write } = await setUp({ kallsyms: one, modules: '' });
  const before = await cache.get();
  await write({ kallsyms: two, modules: loaded });
  pass(999);
  assert.equal(await cache.get(), before);
  pass(1);
  const [after, other] = await Promise.all([cache.get(), cache.get()]);
  assert.equal(after.count, 2);
  assert.equal(other, after);
});

test('modules that only are used more: nothing is read again', async () => {
  const { cache, pass, write } = await setUp({ kallsyms: two, modules: loaded });
  const before = await cache.get();
  await write({ modules: loaded.replace(' 0 - ', ' 7 nft_ct, ') });
  pass(1000);
  assert.equal(await cache.get(), before);
});

for (const [situation, files] of [
  ['the same modules', { modules: loaded }],
  ['no modules file', {}],
] as const) {
  test(`${situation}: read again after a minute, and who asks waits for it`, async () => {
    const { cache, pass, write } = await setUp({ kallsyms: one, ...files });
    const before = await cache.get();
    await write({ kallsyms: two });
    for (const ms of [30_000, 29_999]) {
      pass(ms);
      assert.equal(await cache.get(), before);
    }
    pass(1);
    assert.equal((await cache.get()).count, 2);
  });
}

test('a read that fails is not kept: neither the first nor a later one', async () => {
  const { cache, pass, write, remove } = await setUp({});
  await assert.rejects(cache.get(), { reason: 'UNSUPPORTED' });
  await write({ kallsyms: one });
  assert.equal((await cache.get()).count, 1);
  await remove('kallsyms');
  pass(60_000);
  await assert.rejects(Promise.all([cache.get(), cache.get()]), { reason: 'UNSUPPORTED' });
  await write({ kallsyms: two });
  assert.equal((await cache.get()).count, 2);
});

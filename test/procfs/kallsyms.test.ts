import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kallsymsBuffers, parseKallsyms } from '../../src/procfs/kallsyms.ts';

const parse = (text: string) => parseKallsyms(Buffer.from(text));

/** Line by line, as it could have been written: address, letter, name, module. */
function rows(table: ReturnType<typeof parseKallsyms>) {
  const names = Buffer.from(table.names).toString().split('\n').slice(1, -1);
  return names.map((name, at) => [
    table.addresses?.[at] ?? null,
    String.fromCharCode(table.types[at] ?? 0),
    name,
    table.moduleNames[(table.modules[at] ?? 0) - 1] ?? null,
  ]);
}

test('symbols of the kernel, of modules and of BPF programs', () => {
  const table = parse(
    'ffffffff81000010 T startup_64\nffffffffc0201000 t ftrace_trampoline\t[__builtin__ftrace]\n' +
      'ffffffffc0a01020 d state\t[nf_tables]\nffffffffc0301000 t bpf_prog_6deef7357e7b4530_sd_fw\t[bpf]\n' +
      'ffffffffc0a01fff ? state\t[nf_tables]\n',
  );
  assert.deepEqual(rows(table), [
    [0xffffffff81000010n, 'T', 'startup_64', null],
    [0xffffffffc0201000n, 't', 'ftrace_trampoline', '__builtin__ftrace'],
    [0xffffffffc0a01020n, 'd', 'state', 'nf_tables'],
    [0xffffffffc0301000n, 't', 'bpf_prog_6deef7357e7b4530_sd_fw', 'bpf'],
    [0xffffffffc0a01fffn, '?', 'state', 'nf_tables'],
  ]);
  assert.deepEqual(table.moduleNames, ['__builtin__ftrace', 'nf_tables', 'bpf']);
});

test('each name is where its start says, between two newlines', () => {
  const { names, nameStarts } = parse('1 t a\n2 t bcd\t[m]\n3 t ef');
  assert.equal(Buffer.from(names).toString(), '\na\nbcd\nef\n');
  assert.deepEqual([...nameStarts], [1, 3, 7, 10]);
});

test('an empty file has no symbols, and hides nothing', () => {
  const table = parse('');
  assert.deepEqual(rows(table), []);
  assert.equal(table.addresses?.length, 0);
});

for (const [situation, text] of [
  ['zeros', '0000000000000000 A fixed_percpu_data\n0000000000000000 T _text\n0000000000000000 t x\t[bpf]\n'],
  ['(null), as before Linux 4.15', '          (null) A irq_stack_union\n          (null) T _text\n'],
  ['(null), not padded', '(null) A irq_stack_union\n(null) t x\t[bpf]\n'],
  ['eight zeros, of a 32-bit kernel', '00000000 t run_init_process\n00000000 T _text\n'],
] as const) {
  test(`addresses are hidden by ${situation}: names, types and modules remain`, () => {
    const table = parse(text);
    assert.equal(table.addresses, null);
    assert.equal(rows(table).length, text.split('\n').length - 1);
  });
}

for (const zero of ['0000000000000000', '          (null)']) {
  test(`one address of ${zero.trim()} among others is 0`, () => {
    assert.deepEqual(
      [...(parse(`${zero} A fixed_percpu_data\nc0008000 T _text\n`).addresses ?? [])],
      [0n, 0xc0008000n],
    );
  });
}

test('every bit of an address is kept', () => {
  assert.deepEqual(
    [...(parse('ffffffffffffffff t a\n8000000000000001 t b\n00000000FFFFFFFF t c\n1 t d\n').addresses ?? [])],
    [0xffffffffffffffffn, 0x8000000000000001n, 0xffffffffn, 1n],
  );
});

test('names of all lengths and bytes, repeated ones too', () => {
  const names = [`_RNv${'C'.repeat(508)}`, 'init_once', 'init_once', 'foo.constprop.0', '$x', '[bpf]', 'a b', 'é\0\r'];
  const table = parse(names.map((name) => `1 t ${name}`).join('\n'));
  assert.deepEqual(
    rows(table).map(([, , name]) => name),
    names,
  );
});

test('its columns can be moved to another thread', () => {
  for (const text of ['1 t a\n', '0 t a\t[bpf]\n']) {
    const table = parse(text);
    const before = rows(table);
    const buffers = kallsymsBuffers(table);
    const moved = structuredClone(table, { transfer: buffers });
    assert.deepEqual(rows(moved), before);
    assert.ok(buffers.every((buffer) => buffer.detached));
  }
});

for (const [situation, text, message] of [
  ['a line cut in its address', '1 t a\nffffff', /line 2, "ffffff", does not begin with an address/],
  ['a line cut after its type', '1 t a\n1 t', /line 2, "1 t", has no type letter/],
  ['a line cut before its name', '1 t a\n1 t ', /line 2, "1 t ", has no name/],
  ['an empty line', '1 t a\n\n1 t b\n', /line 2, "", does not begin with an address/],
  ['an address that is not hexadecimal', '0x1 t a\n', /line 1, "0x1 t a", does not begin with an address/],
  ['an address of 65 bits', '1ffffffffffffffff t a\n', /does not begin with an address/],
  ['an address that is a hash', '(____ptrval____) t a\n', /does not begin with an address/],
  ['no address', ' t a\n', /does not begin with an address/],
  ['two type letters', '1 tt a\n', /line 1, "1 tt a", has no type letter/],
  ['no type letter', '1  a\n', /has no type letter/],
  ['a module without a name', '1 t \t[bpf]\n', /line 1, "1 t \\t\[bpf\]", has no name/],
  ['a module without brackets', '1 t a\tbpf\n', /has no \[module\] after its tab/],
  ['a module cut short', '1 t a\t[bp', /has no \[module\] after its tab/],
  ['a tab and nothing', '1 t a\t\n1 t b\n', /line 1, "1 t a\\t", has no \[module\] after its tab/],
  ['5 MB that are something else', 'x'.repeat(5_000_000), /line 1, "x{100}", does not begin with an address/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), { name: 'ProcfsError', message }));
}

test('more modules than their column can number are refused, not mixed up', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `1 t a\t[m${at}]`).join('\n');
  assert.equal(rows(parse(lines(65_535))).at(-1)?.[3], 'm65534');
  assert.throws(() => parse(lines(65_536)), /more than 65535 modules/);
});

test('this kernel: what is parsed, written as lines, is the file again', () => {
  const bytes = readFileSync('/proc/kallsyms');
  const width = bytes.indexOf(' ');
  const lines = rows(parseKallsyms(bytes)).map(([address, letter, name, module]) => {
    const hex = BigInt(address ?? 0).toString(16);
    return `${hex.padStart(width, '0')} ${letter} ${name}${module === null ? '' : `\t[${module}]`}\n`;
  });
  assert.ok(lines.join('') === bytes.toString());
});

/** The ZIP container of written workbooks: by zlib in Node, by fflate elsewhere, readable alike and with the same contents. */
import { strToU8, unzipSync } from 'fflate';
import { zipEntries } from '../../src/kdb/files/zip';
import { packed } from '../../src/workbench/xlsx/zip';

const FILES = {
  '[Content_Types].xml': strToU8('<Types/>'),
  'xl/worksheets/sheet1.xml': strToU8('<c><v>1</v></c>'.repeat(20_000)),
  'xl/media/空.bin': new Uint8Array(0),
  'xl/一.bin': Uint8Array.of(7),
  'xl/random.bin': Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 7919) % 251),
};

afterEach(() => jest.restoreAllMocks());

const contentsOf = (bytes: Uint8Array): [name: string, content: string][] =>
  zipEntries('file.xlsx', bytes).map((entry) => [
    entry.name,
    Buffer.concat([...entry.bytes()].map((piece) => Buffer.from(piece))).toString('hex'),
  ]);

test('both ways give the same parts in the same order, checked by their CRC-32', async () => {
  const byZlib = await packed(FILES);
  const without = jest.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  const byFflate = await packed(FILES);
  expect(without).toHaveBeenCalledWith('node:zlib');
  const expected = Object.entries(FILES).map(([name, content]) => [name, Buffer.from(content).toString('hex')]);
  expect(contentsOf(byZlib)).toEqual(expected);
  expect(contentsOf(byFflate)).toEqual(expected);
  expect(Object.keys(unzipSync(byZlib))).toEqual(Object.keys(FILES));
  expect(byZlib.length).toBeLessThan(byFflate.length * 1.1);
});

test('the same parts give the same file at any time', async () => {
  expect(await packed(FILES)).toEqual(await packed({ ...FILES }));
});

test('a package without parts is a ZIP file too', async () => {
  expect(contentsOf(await packed({}))).toEqual([]);
});

test('parts are made one after the other in their order, and a part that cannot be made is told', async () => {
  const made: string[] = [];
  const part = (name: string) => () => {
    made.push(name);
    return new Uint8Array(9_000_000).fill(name.charCodeAt(0));
  };
  const names = ['c', 'a', 'b'];
  const bytes = await packed(Object.fromEntries(names.map((name) => [name, part(name)])));
  expect(made).toEqual(names);
  expect(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, content.length, content.at(-1)])).toEqual(
    names.map((name) => [name, 9_000_000, name.charCodeAt(0)]),
  );
  const broken = (): Uint8Array => {
    throw new RangeError('too large');
  };
  await expect(packed({ a: part('a'), b: broken })).rejects.toThrow('too large');
});

// Writes a.xlsx: the XML of its sheet opens a row, goes on for 100 MB and ends there, without </row> and </worksheet>.
import { deflateRawSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
const TABLE = new Int32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const crcOf = (bytes) => {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
};
const parts = JSON.parse(readFileSync('parts.json', 'utf8'));
let seed = 7;
const cell = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return `<c><v>${seed}</v></c>`;
};
const piece = Array.from({ length: 50000 }, cell).join('');
parts['xl/worksheets/sheet1.xml'] += '<row r="4">' + piece.repeat(Math.ceil(1e8 / piece.length));
const locals = [],
  centrals = [];
let at = 0;
for (const [name, text] of Object.entries(parts)) {
  const bytes = Buffer.from(text),
    packed = deflateRawSync(bytes, { level: 1 }),
    label = Buffer.from(name),
    f = Buffer.alloc(26);
  f.writeUInt16LE(20, 0);
  f.writeUInt16LE(8, 4);
  f.writeUInt32LE(0x5c8148, 6);
  f.writeUInt32LE(crcOf(bytes), 10);
  f.writeUInt32LE(packed.length, 14);
  f.writeUInt32LE(bytes.length, 18);
  f.writeUInt16LE(label.length, 22);
  const offset = Buffer.alloc(14);
  offset.writeUInt32LE(at, 10);
  locals.push(Buffer.from('PK\x03\x04'), f, label, packed);
  centrals.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), f, offset, label);
  at += 30 + label.length + packed.length;
}
const central = Buffer.concat(centrals),
  end = Buffer.alloc(22),
  n = Object.keys(parts).length;
end.write('PK\x05\x06', 'latin1');
end.writeUInt16LE(n, 8);
end.writeUInt16LE(n, 10);
end.writeUInt32LE(central.length, 12);
end.writeUInt32LE(at, 16);
writeFileSync('a.xlsx', Buffer.concat([...locals, central, end]));

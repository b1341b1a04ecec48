// Writes a.zip (about 2.3 MB): one member data.csv that unpacks to 2,300 MiB of blank lines after a good header and one row.
// Everything in the archive is true: sizes and CRC-32. The deflate stream repeats one flushed block, so it is made in seconds.
import { deflateRawSync, constants } from 'node:zlib';
import { writeFileSync } from 'node:fs';
const MIB = 1 << 20,
  COPIES = 2300;
const TABLE = new Int32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const crcOf = (bytes, crc = 0) => {
  crc = ~crc;
  for (const b of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ b) & 255];
  return ~crc >>> 0;
};
// CRC of A+B from the CRCs of both and the length of B: multiply by x^(8*len) over GF(2).
const times = (m, v) => {
  let sum = 0;
  for (let i = 0; v; v >>>= 1, i++) if (v & 1) sum ^= m[i];
  return sum >>> 0;
};
const square = (m) => m.map((_, i) => times(m, m[i]));
function combine(a, b, length) {
  let m = [0xedb88320, ...Array.from({ length: 31 }, (_, i) => 2 ** i)];
  m = square(square(square(m)));
  for (let n = length; n > 0; n = Math.floor(n / 2)) {
    if (n % 2) a = times(m, a);
    m = square(m);
  }
  return (a ^ b) >>> 0;
}
const head = Buffer.from(
  '被保険者番号,性別,生年月日,資格取得日,健診受診日,BMI,質問票6\r\n00000001,1,1945/4/1,2020/4/1,2025/6/1,17.8,1\r\n',
);
const block = Buffer.alloc(MIB, '\n');
const flushed = (bytes) => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
const body = Buffer.concat([flushed(head), ...Array(COPIES).fill(flushed(block)), Buffer.from([3, 0])]);
let crc = crcOf(head);
const one = crcOf(block);
for (let i = 0; i < COPIES; i++) crc = combine(crc, one, MIB);
const size = head.length + COPIES * MIB,
  name = Buffer.from('data.csv');
const fields = Buffer.alloc(26);
fields.writeUInt16LE(20, 0);
fields.writeUInt16LE(0x800, 2);
fields.writeUInt16LE(8, 4);
fields.writeUInt32LE(0x5c8148, 6);
fields.writeUInt32LE(crc, 10);
fields.writeUInt32LE(body.length, 14);
fields.writeUInt32LE(size, 18);
fields.writeUInt16LE(name.length, 22);
const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, body]);
const central = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, Buffer.alloc(14), name]);
const end = Buffer.alloc(22);
end.write('PK\x05\x06', 'latin1');
end.writeUInt16LE(1, 8);
end.writeUInt16LE(1, 10);
end.writeUInt32LE(central.length, 12);
end.writeUInt32LE(local.length, 16);
writeFileSync('a.zip', Buffer.concat([local, central, end]));

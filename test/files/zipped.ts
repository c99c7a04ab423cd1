/** Zip archives for tests, with files that are not packed smaller (method 0, stored). */
import { crc32 } from 'node:zlib';

/** @example zipped({ 'manifest.csv': 'propertyName,value\n' }) */
export function zipped(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name)]);
    local.push(head, data);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, placed, Buffer.from(name));
    offset += head.length + data.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

import { inflateRawSync } from "node:zlib";

/** One file out of a zip archive (APPNOTE 4.3: found by the directory at the end), stored or deflated. */
const fileIn = (zip: Buffer, wanted: string): Buffer => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((by) => zip.readUInt16LE(at + by));
    const name = zip.toString("utf8", at + 46, at + 46 + nameBytes!);
    if (name === wanted) {
      const local = zip.readUInt32LE(at + 42);
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + nameBytes! + extraBytes! + commentBytes!;
  }
  throw new Error(`no ${wanted} in the archive`);
};

const plain = (xml: string): string =>
  xml
    .replaceAll(
      /&(lt|gt|quot|apos);/g,
      (_all, name: string) => ({ lt: "<", gt: ">", quot: '"' })[name] ?? "'",
    )
    .replaceAll("&amp;", "&");

/** The first sheet of a workbook: of each row behind the head line its cells' values by the head's names, as written. */
export const readSheet = (workbook: Buffer): ReadonlyArray<Readonly<Record<string, string>>> => {
  const xml = fileIn(workbook, "xl/worksheets/sheet1.xml").toString("utf8");
  const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells = ""]) => {
    const found = cells.matchAll(/<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>(.*?)<\/c>)/gs);
    return new Map(
      [...found].map(([, letters = "", inner = ""]) => [
        letters,
        plain(/<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(inner)?.[1] ?? ""),
      ]),
    );
  });
  const [head, ...body] = rows;
  return body.map((row) =>
    Object.fromEntries([...head!].map(([letters, name]) => [name, row.get(letters) ?? ""])),
  );
};

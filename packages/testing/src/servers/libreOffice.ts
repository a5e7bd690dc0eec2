import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { haveProgram } from "./toolsOfMachine.ts";

/** Whether LibreOffice is installed here. */
export const haveLibreOffice = (): Promise<boolean> => haveProgram("soffice");

/** Comma, double quotes, UTF-8, cells as they are kept rather than as they are shown, all sheets. */
const csvFilter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

const convert = async (folder: string, to: string, file: string): Promise<void> => {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const args = [
    profile,
    "--headless",
    "--norestore",
    "--convert-to",
    to,
    "--outdir",
    folder,
    join(folder, file),
  ];
  const office = spawn("soffice", args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [office.stdout, office.stderr])
    stream.on("data", (piece: Buffer) => (said += String(piece)));
  const [code]: ReadonlyArray<unknown> = await once(office, "close");
  if (code !== 0) throw new Error(`soffice ended with ${String(code)}: ${said}`);
};

/**
 * A workbook as LibreOffice understands it: the CSV of each of its sheets, by the sheet's name. The values are those the
 * cells hold, not how they are shown. Rejects when LibreOffice cannot open it.
 */
export const openWithLibreOffice = async (workbook: Uint8Array): Promise<ReadonlyMap<string, string>> => {
  const folder = await mkdtemp(join(tmpdir(), "rapport-office-"));
  try {
    await writeFile(join(folder, "book.xlsx"), workbook);
    await convert(folder, csvFilter, "book.xlsx");
    const files = (await readdir(folder)).filter((name) => name.startsWith("book-") && name.endsWith(".csv"));
    const texts = files.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return [name.slice("book-".length, -".csv".length), text] as const;
    });
    return new Map(await Promise.all(texts));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

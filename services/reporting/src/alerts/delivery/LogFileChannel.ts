import { open, type FileHandle } from "node:fs/promises";
import { Effect } from "effect";
import { type AlertChannel, type AlertMessage, DeliveryFailed } from "./AlertChannel.ts";

const newline = 0x0a;

/** Ids of the whole lines of the file. Lines of anybody else's are passed over. */
const idsIn = (text: string): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (const line of text.split("\n").slice(0, -1)) {
    const id = /"data":\{"id":"([0-9a-f]{32})"/.exec(line)?.[1];
    if (id !== undefined) ids.add(id);
  }
  return ids;
};

/** A line that a crash cut off is ended, so that the next one stands by itself. */
const endedLine = async (file: FileHandle, size: number): Promise<string> => {
  if (size === 0) return "";
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline ? "" : "\n";
};

const append = async (path: string, { id, body }: AlertMessage): Promise<void> => {
  const file = await open(path, "a+", 0o600);
  try {
    if (idsIn(await file.readFile("utf8")).has(id)) return;
    const { size } = await file.stat();
    await file.appendFile(`${await endedLine(file, size)}${body}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown error";

/** A file with one JSON document per line, on disk before it counts as delivered; each alert stands in it once. */
export const logFileChannel = (path: string): AlertChannel => ({
  name: `log ${path}`,
  deliver: (message) =>
    Effect.tryPromise({
      try: () => append(path, message),
      catch: (error) =>
        new DeliveryFailed({
          channel: path,
          problem: `it cannot be written (${codeOf(error)})`,
          action: "Make the folder, free the disk, or name another file.",
          over: false,
        }),
    }),
});

import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

const hasCode = (cause: unknown, code: string) =>
  cause instanceof Error && Reflect.get(cause, "code") === code;

/** Makes the file whole or not at all: a reader beside us never sees half a password. */
const create = async (file: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, file);
  } catch (cause) {
    // Somebody else made it meanwhile: theirs counts.
    if (!hasCode(cause, "EEXIST")) throw cause;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * The password in `file`, made (192 random bits, mode 0600) when the file is absent. Rejects when the file
 * is empty, or when others than its owner can read it.
 */
export const ensurePassword = async (file: string): Promise<string> => {
  const text = await readFile(file, "utf8").catch(async (cause: unknown) => {
    if (!hasCode(cause, "ENOENT")) throw cause;
    await create(file);
    return readFile(file, "utf8");
  });
  const password = text.trim();
  if (password === "") throw new Error(`password file ${file} is empty; remove it to get a new one`);
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0)
    throw new Error(`password file ${file} can be read by others; run: chmod 600 ${file}`);
  return password;
};

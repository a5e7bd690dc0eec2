import { hash } from "node:crypto";
import { basename } from "node:path";

/** What is behind the archive's own name in the name of its entry. */
const entryOf = (file: string, path: string): string => {
  const name = basename(path);
  const at = file.lastIndexOf(name);
  return at === -1 ? "" : file.slice(at + name.length);
};

/**
 * A file by where it stands, whichever folder it was named by: the hash of its path and of the entry in it. For
 * standard input its name.
 */
export const placeOf = ({ file, path }: { readonly file: string; readonly path: string | null }): string => {
  const at = path === null ? `-${file}` : `${path}\u0000${entryOf(file, path)}`;
  // Items come file by file.
  if (last.at !== at) last = { at, place: hash("sha256", at, "hex").slice(0, 16) };
  return last.place;
};

let last = { at: "", place: "" };

/**
 * Where to go on in a file, as text for a checkpoint: `m<offset>` in an mbox, `z<entry>` in a zip with
 * `!<offset>` in an mbox inside it, `end` behind everything.
 */
export type ResumePoint =
  | { readonly kind: "start" }
  | { readonly kind: "mbox"; readonly offset: number }
  | { readonly kind: "zip"; readonly entry: number; readonly offset: number }
  | { readonly kind: "end" };

export const endPoint = "end";
export const mboxPoint = (offset: number): string => `m${offset}`;
export const zipPoint = (entry: number, offset = 0): string =>
  offset === 0 ? `z${entry}` : `z${entry}!${offset}`;

/** Reads a resume point; what is none means the start. */
export const readResumePoint = (text: string | null): ResumePoint => {
  if (text === endPoint) return { kind: "end" };
  const mbox = /^m(\d{1,15})$/.exec(text ?? "");
  if (mbox !== null) return { kind: "mbox", offset: Number(mbox[1]) };
  const zip = /^z(\d{1,9})(?:!(\d{1,15}))?$/.exec(text ?? "");
  return zip === null
    ? { kind: "start" }
    : { kind: "zip", entry: Number(zip[1]), offset: Number(zip[2] ?? 0) };
};

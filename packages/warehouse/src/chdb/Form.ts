import { EngineError } from "./EngineError.ts";

const bad = (detail: string) => EngineError.make(36, `multipart/form-data: ${detail}`, "BAD_ARGUMENTS");

/** The boundary of a `multipart/form-data` Content-Type; undefined for any other. */
export const boundaryOf = (contentType: string | undefined): string | undefined => {
  if (contentType === undefined || !/^multipart\/form-data\b/i.test(contentType)) return undefined;
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
};

/** The text fields of a form. Tables sent as files (ClickHouse's external data) are refused. */
export const readForm = (body: Buffer, boundary: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  const delimiter = `--${boundary}`;
  // Latin-1 keeps one character per byte, so that the values' bytes survive the cutting.
  const parts = body.toString("latin1").split(delimiter);
  for (const part of parts.slice(1)) {
    if (part.startsWith("--")) return fields;
    const blank = part.indexOf("\r\n\r\n");
    if (blank < 0) throw bad("a part has no end of its headers");
    const head = part.slice(0, blank);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) throw bad("a part has no name");
    if (/\bfilename="/i.test(head) || /_(format|types|structure)$/.test(name))
      throw EngineError.make(48, "tables sent as files (external data) are not supported", "NOT_IMPLEMENTED");
    const value = part.slice(blank + 4).replace(/\r\n$/, "");
    fields.set(name, Buffer.from(value, "latin1").toString("utf8"));
  }
  throw bad("the last boundary is missing");
};

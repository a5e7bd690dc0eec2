/** A place in a list, opaque to callers: base64url of JSON. */
export const encodeCursor = (place: ReadonlyArray<string | number>): string =>
  Buffer.from(JSON.stringify(place), "utf8").toString("base64url");

/** Null when it is not one of ours. */
export const decodeCursor = (cursor: string): ReadonlyArray<unknown> | null => {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(place) ? place : null;
  } catch {
    return null;
  }
};

/** A file of an input as the connectors' readers take it (`InputFile`), its bytes in memory, in chunks of `chunkBytes`. */
export const memoryFile = (file: string, contents: string | Uint8Array, chunkBytes = 64 * 1024) => {
  const bytes = typeof contents === "string" ? Buffer.from(contents, "utf8") : contents;
  return {
    file,
    path: null,
    sizeBytes: bytes.length,
    modifiedAtMs: null,
    open: async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
};

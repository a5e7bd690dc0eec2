import { Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import { EngineError } from "./EngineError.ts";

const decoders: Record<string, () => Transform> = {
  gzip: () => zlib.createGunzip(),
  "x-gzip": () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress(),
};

const encoders: Record<string, () => Transform> = {
  gzip: () => zlib.createGzip({ level: 3 }),
  deflate: () => zlib.createDeflate({ level: 3 }),
  br: () => zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
  zstd: () => zlib.createZstdCompress(),
};

/** The request's body, decompressed by its Content-Encoding. */
export const decoded = (body: Readable, encoding: string | undefined): Readable => {
  if (encoding === undefined || encoding === "" || encoding === "identity") return body;
  const make = decoders[encoding.toLowerCase()];
  if (make === undefined) {
    const known = Object.keys(decoders).join(", ");
    throw EngineError.make(
      48,
      `Content-Encoding '${encoding}' is not supported; known: ${known}`,
      "NOT_IMPLEMENTED",
    );
  }
  const decoder = make();
  body.on("error", (error) => decoder.destroy(error));
  body.on("aborted", () => decoder.destroy(new Error("the client went away")));
  return body.pipe(decoder);
};

/** The encoding to answer in: the first that the client accepts, in ClickHouse's order; undefined for none. */
export const chosenEncoding = (accept: string | undefined): string | undefined => {
  const offers = (accept ?? "")
    .toLowerCase()
    .split(",")
    .map((offer) => offer.split(";").map((part) => part.trim()));
  const accepted = new Set(
    offers.filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? "")).map(([name]) => name),
  );
  return ["gzip", "br", "zstd", "deflate"].find((encoding) => accepted.has(encoding));
};

export const encoder = (encoding: string): Transform => {
  const make = encoders[encoding];
  if (make === undefined) throw new Error(`unknown encoding ${encoding}`);
  return make();
};

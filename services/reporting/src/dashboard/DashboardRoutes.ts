import { RouteNotFound } from "@rapport/contracts/http/Problems";
import { Effect, Layer } from "effect";
import { HttpRouter, HttpServerRequest, HttpServerRespondable, HttpServerResponse } from "effect/http";
import { type DashboardFile, DashboardFiles, type FilesByAddress } from "./DashboardFiles.ts";
import { chooseEncoding, isPageAddress } from "./negotiation.ts";

const notBuilt = HttpServerResponse.text(
  "The dashboard is not built. Run `pnpm --filter @rapport/dashboard build` and load this again; the API answers meanwhile (/docs).\n",
  { status: 503 },
);

/** Assets carry a hash of their content in their name; everything else is asked for again each time. */
const cacheOf = (address: string): string =>
  address.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";

const answer = (
  address: string,
  file: DashboardFile,
  request: HttpServerRequest.HttpServerRequest,
): HttpServerResponse.HttpServerResponse => {
  const headers = { etag: file.etag, "cache-control": cacheOf(address), vary: "accept-encoding" };
  if (request.headers["if-none-match"] === file.etag)
    return HttpServerResponse.empty({ status: 304, headers });
  const encoding = chooseEncoding(request.headers["accept-encoding"], file);
  return HttpServerResponse.uint8Array(encoding === null ? file.plain : file[encoding]!, {
    contentType: file.type,
    headers: encoding === null ? headers : { ...headers, "content-encoding": encoding },
  });
};

const find = (
  files: FilesByAddress,
  path: string,
  request: HttpServerRequest.HttpServerRequest,
): HttpServerResponse.HttpServerResponse | null => {
  const file = files.get(path);
  if (file !== undefined) return answer(path, file, request);
  if (!isPageAddress(path, request.headers["accept"])) return null;
  return answer("/", files.get("/index.html")!, request);
};

/** A file of the dashboard, or its one document for the address of any page, or a problem. */
const dashboardOr404 = Effect.fn("dashboardOr404")(function* (built: Effect.Effect<FilesByAddress | null>) {
  const request = yield* HttpServerRequest.HttpServerRequest;
  const path = request.url.split("?")[0]!;
  if (request.method === "GET" || request.method === "HEAD") {
    const files = yield* built;
    if (files === null && isPageAddress(path, request.headers["accept"])) return notBuilt;
    const found = files === null ? null : find(files, path, request);
    if (found !== null) return found;
  }
  return yield* HttpServerRespondable.toResponse(
    new RouteNotFound({ detail: `${request.method} ${path}`, instance: request.url }),
  );
});

/** Whatever no other route answers. */
export const DashboardRoutes = Layer.unwrap(
  Effect.map(DashboardFiles, (built) =>
    Layer.mergeAll(
      HttpRouter.add("GET", "/", dashboardOr404(built)),
      HttpRouter.add("*", "/*", dashboardOr404(built)),
    ),
  ),
);

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the build says of a file that it made; vite.dev/guide/backend-integration. */
interface Chunk {
  readonly file: string;
  readonly imports?: ReadonlyArray<string>;
  readonly dynamicImports?: ReadonlyArray<string>;
  readonly css?: ReadonlyArray<string>;
}
type Manifest = Readonly<Record<string, Chunk>>;

export interface BundleRow {
  /** KB of 1024 bytes, compressed as served. */
  readonly "JS KB": number;
  readonly "CSS KB": number;
  readonly files: number;
}

const entry = "index.html";
const firstPage = "src/pages/portfolio/PortfolioPage.tsx";

/** The chunks, with all that they import before they run. */
const loadedWith = (manifest: Manifest, names: ReadonlyArray<string>): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    manifest[name]!.imports?.forEach(visit);
  };
  names.forEach(visit);
  return found;
};

const filesOf = (manifest: Manifest, chunks: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...chunks].flatMap((name) => [manifest[name]!.file, ...(manifest[name]!.css ?? [])]));

/** What the page asks for later by itself (its charts), apart from what the frame may ask for on any page. */
const laterOf = (manifest: Manifest, page: ReadonlySet<string>, frame: ReadonlySet<string>) =>
  [...page].filter((name) => !frame.has(name)).flatMap((name) => manifest[name]!.dynamicImports ?? []);

const sizeOf = (folder: string, file: string): number => {
  const plain = join(folder, file);
  return statSync(existsSync(`${plain}.br`) ? `${plain}.br` : plain).size;
};

const rowOf = (folder: string, files: ReadonlyArray<string>): BundleRow => {
  const kb = (end: string) => {
    const bytes = files
      .filter((file) => file.endsWith(end))
      .reduce((sum, file) => sum + sizeOf(folder, file), 0);
    return Number((bytes / 1024).toFixed(1));
  };
  return { "JS KB": kb(".js"), "CSS KB": kb(".css"), files: files.length };
};

/**
 * Bytes of the built pages in `folder`, Brotli as the server sends it: the first screen (the frame, the portfolio and its
 * charts), and what each page, and each dialog that loads by itself, adds for somebody who came in by the first screen.
 */
export const bundleBytes = (folder: string) => {
  const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")) as Manifest;
  const frame = loadedWith(manifest, [entry]);
  const portfolio = loadedWith(manifest, [entry, firstPage]);
  const charts = laterOf(manifest, portfolio, frame);
  const first = filesOf(manifest, loadedWith(manifest, [entry, firstPage, ...charts]));
  const rows: Record<string, BundleRow> = {
    "first screen": rowOf(folder, [...first]),
    "of it the frame": rowOf(folder, [...filesOf(manifest, frame)]),
    "of it charts": rowOf(
      folder,
      [...first].filter((file) => !filesOf(manifest, portfolio).has(file)),
    ),
  };
  for (const page of [...frame].flatMap((name) => manifest[name]!.dynamicImports ?? []).toSorted()) {
    if (page === firstPage) continue;
    const own = loadedWith(manifest, [page]);
    const files = filesOf(manifest, new Set([...own, ...laterOf(manifest, own, frame)]));
    rows[`+ ${/([^/]+)\.tsx?$/.exec(page)?.[1] ?? page}`] = rowOf(
      folder,
      [...files].filter((file) => !first.has(file)),
    );
  }
  return { rows, first: rows["first screen"]! };
};

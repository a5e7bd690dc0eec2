import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const composeFolder = fileURLToPath(new URL("../../../infra/compose/", import.meta.url));
export const variants = ["docker-compose.yaml", "docker-compose.small.yaml"] as const;
export type Variant = (typeof variants)[number];

/** What of a service is looked at; the rest is there as well. */
export interface ComposeService {
  readonly image: string;
  readonly build?: object;
  readonly command?: ReadonlyArray<string>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: ReadonlyArray<string>;
  readonly ports?: ReadonlyArray<string>;
  readonly restart?: string;
  readonly healthcheck?: { readonly test: ReadonlyArray<string> };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: {
    readonly replicas?: string;
    readonly resources?: { readonly limits?: { readonly cpus: string; readonly memory: string } };
  };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

type Tree = { readonly [key: string]: unknown };
const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As compose lays one service over the one it extends: mappings are joined, anything else is replaced. */
const laidOver = (below: Tree, above: Tree): Tree => {
  const joined: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = joined[key];
    joined[key] = isTree(under) && isTree(value) ? laidOver(under, value) : value;
  }
  return joined;
};

/** The variables of `.env`. */
export const dotEnv = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(join(composeFolder, ".env"), "utf8")
      .split("\n")
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

/** Fills `${NAME}` in every string; a name that `.env` lacks is an error, as are the forms with defaults. */
const filled = (value: unknown, env: Readonly<Record<string, string>>): unknown => {
  if (typeof value === "string")
    return value.replace(/\$\$|\$\{([^}]*)\}/g, (placeholder, name: string | undefined) => {
      if (placeholder === "$$") return "$";
      const found = name === undefined ? undefined : env[name];
      if (found === undefined) throw new Error(`${placeholder} is not in .env`);
      return found;
    });
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, env));
  return isTree(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, env)]))
    : value;
};

const servicesOf = (file: string): Tree => {
  const document: unknown = parse(readFileSync(file, "utf8"), { merge: true });
  if (!isTree(document) || !isTree(document["services"])) throw new Error(`${file} has no services`);
  return document["services"];
};

const resolved = (file: string, name: string): Tree => {
  const service = servicesOf(file)[name];
  if (!isTree(service)) throw new Error(`${file} has no service ${name}`);
  const { extends: base, ...own } = service;
  if (!isTree(base)) return own;
  const from = typeof base["file"] === "string" ? join(dirname(file), base["file"]) : file;
  return laidOver(resolved(from, String(base["service"])), own);
};

/** A variant as compose reads it: anchors, `extends` and the variables of `.env` resolved. */
export const readComposeFile = (variant: Variant): ComposeFile => {
  const file = join(composeFolder, variant);
  const { volumes } = parse(readFileSync(file, "utf8"), { merge: true }) as { volumes: Tree };
  const services = Object.fromEntries(
    Object.keys(servicesOf(file)).map((name) => [name, filled(resolved(file, name), dotEnv())]),
  );
  return { services: services as ComposeFile["services"], volumes };
};

/** The services that run Rapport itself, by their names. */
export const ownServices = ({ services }: ComposeFile): ReadonlyArray<[string, ComposeService]> =>
  Object.entries(services).filter(([, { build }]) => build !== undefined);

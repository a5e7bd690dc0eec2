import type { DashboardFile } from "./DashboardFiles.ts";

/** What is no page, though a browser may be sent there. */
const others = /^\/(?:v1|session|assets|docs|openapi\.json|metrics|healthz|readyz)(?:\/|$)/;

/** Whether the dashboard's document answers an address: somebody wants to read there, and nothing else is there. */
export const isPageAddress = (path: string, accept: string | undefined): boolean =>
  path === "/" || (!others.test(path) && (accept ?? "").includes("text/html"));

/** The smallest form of a file that the asker reads; null is the plain one. */
export const chooseEncoding = (
  accepted: string | undefined,
  file: Pick<DashboardFile, "br" | "gzip">,
): "br" | "gzip" | null => {
  const asked = (accepted ?? "").toLowerCase().split(",");
  const reads = (name: string) =>
    asked.some((part) => {
      const [coding, ...parameters] = part.split(";").map((piece) => piece.trim());
      return coding === name && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
  if (file.br !== null && reads("br")) return "br";
  return file.gzip !== null && reads("gzip") ? "gzip" : null;
};

import { isLoopbackName } from "../http/securityHeaders.ts";
import type { Links } from "./Links.ts";

/** A link that opens a session once: `base` is where readers reach the server, `to` the page they come to. */
export const openLink = (links: Links, base: string | URL, to: string, nowMs: number): string => {
  const link = new URL("/session/open", base);
  link.searchParams.set("token", links.make(nowMs));
  if (to !== "/") link.searchParams.set("to", to);
  return link.href;
};

/** Whether readers reach it from this machine alone. */
export const isOnThisMachine = (base: string | URL): boolean => isLoopbackName(new URL(base).hostname);

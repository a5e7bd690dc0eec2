import { createRootRoute, retainSearchParams } from "@tanstack/react-router";
import { Shell } from "./Shell.tsx";
import { keptSearch, readRootSearch } from "./useWhen.ts";

/** Around every page. Day, knowledge, span and currency stay in the address from page to page. */
export const rootRoute = createRootRoute({
  component: Shell,
  validateSearch: readRootSearch,
  search: { middlewares: [retainSearchParams([...keptSearch])] },
});
